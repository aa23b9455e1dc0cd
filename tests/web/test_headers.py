"""Headers of every answer: security, caching, cross-origin reading, ids; and HEAD."""

from __future__ import annotations

import datetime as dt
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import structlog
from starlette.testclient import TestClient

from search_api.app import create_app
from search_api.routes.table import ROUTES
from search_api.settings import Settings
from tests.web.conftest import settings, source

EXAMPLES = {
    "code": "1.900001",
    "id": "ho-tich",
    "name": "yeu-cau-sai",
    "number": "1",
    "version": "v1",
    "name:path": "thutuc.css",
}
IDS = {"/co-quan/": "ubnd-cap-xa", "/su-kien/": "sinh-con"}
API = (
    "/api/v1/search",
    "/api/v1/suggest?q=dang",
    "/api/v1/procedures/1.900001",
    "/api/v1/agencies",
    "/api/v1/fields",
    "/api/v1/openapi.json",
    "/livez",
    "/readyz",
    "/startupz",
)


def example(template: str) -> str:
    for part, value in IDS.items():
        if part in template:
            return template.replace("{id}", value)
    for name, value in EXAMPLES.items():
        template = template.replace(f"{{{name}}}", value)
    return template


PATHS = [example(route.path) for route in ROUTES if "security" not in route.path] + list(API)
CACHED = (
    "/api/v1/search",
    "/api/v1/procedures/1.900001",
    "/thu-tuc/1.900001",
    "/",
    "/tim-kiem?q=a",
    "/api/v1/fields",
)
FAILING = ("/nowhere", "/api/v1/search?page=-1")


@pytest.mark.parametrize("path", [*PATHS, *FAILING])
def test_every_answer_carries_the_security_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "permissions-policy" in headers
    assert "set-cookie" not in headers
    assert "strict-transport-security" not in headers


@pytest.mark.parametrize("path", PATHS)
def test_every_route_answers(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", [*PATHS, *FAILING])
def test_head_is_get_without_the_body(client: TestClient, path: str) -> None:
    get, head = client.get(path), client.head(path)
    assert (head.status_code, head.content) == (get.status_code, b"")
    assert head.headers["content-length"] == get.headers["content-length"]
    assert head.headers["content-type"] == get.headers["content-type"]


def test_production_asks_for_https_only(live: Any) -> None:
    client = TestClient(create_app(settings(mode="production", base_url="https://thutuc.example.vn"), live))
    assert "max-age=31536000" in client.get("/").headers["strict-transport-security"]


@pytest.mark.parametrize(
    "given", [{"base_url": "https://thutuc.example.vn"}, {"allowed_hosts": ("testserver",)}]
)
def test_production_starts_only_where_requests_cannot_choose_the_address(live: Any, given: Any) -> None:
    with pytest.raises(ValueError, match="THUTUC_BASE_URL"):
        create_app(settings(mode="production"), live)
    assert TestClient(create_app(settings(mode="production", **given), live)).get("/livez").status_code == 200


@pytest.mark.parametrize("path", ["/", "/api/v1/search?page=2"])
def test_the_tag_changes_with_the_address_that_the_answer_holds(client: TestClient, path: str) -> None:
    tags = {client.get(path, headers={"host": host}).headers["etag"] for host in ("a.example", "b.example")}
    assert len(tags) == 2


@pytest.mark.parametrize(
    "path", ["/api/v1/procedures/9.999999", "/thu-tuc/9.999999.json", "/thu-tuc/9.999999"]
)
def test_any_tag_is_not_good_for_a_procedure_that_does_not_exist(client: TestClient, path: str) -> None:
    assert client.get(path, headers={"if-none-match": "*"}).status_code == 404
    assert client.get("/api/v1/procedures/1.900001", headers={"if-none-match": "*"}).status_code == 304


@pytest.mark.parametrize("path", API[:5])
def test_other_origins_may_read_the_api_without_a_vary_on_the_origin(client: TestClient, path: str) -> None:
    headers = client.get(path, headers={"origin": "https://example.org"}).headers
    assert headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in headers
    assert "origin" not in headers.get("vary", "").lower()


def test_other_origins_read_problems_of_the_api_too(client: TestClient) -> None:
    assert client.get("/api/v1/search?page=-1").headers["access-control-allow-origin"] == "*"


def test_pages_are_not_for_other_origins(client: TestClient) -> None:
    assert "access-control-allow-origin" not in client.get("/").headers


def test_a_preflight_allows_reading_only(client: TestClient) -> None:
    asked = {"origin": "https://example.org", "access-control-request-method": "GET"}
    answer = client.options("/api/v1/search", headers=asked)
    assert (answer.status_code, answer.headers["access-control-allow-methods"]) == (204, "GET, HEAD")


@pytest.mark.parametrize("path", CACHED)
def test_what_the_asker_holds_is_not_sent_again(client: TestClient, path: str) -> None:
    first = client.get(path)
    again = client.get(path, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    for name in ("etag", "cache-control", "vary"):
        assert again.headers[name] == first.headers[name]
    assert first.headers["cache-control"] == "public, max-age=60, stale-while-revalidate=600"


def test_a_tag_of_something_else_is_answered_in_full(client: TestClient) -> None:
    other = client.get("/api/v1/search?q=a").headers["etag"]
    assert client.get("/api/v1/search?q=b", headers={"if-none-match": other}).status_code == 200


def test_one_tag_of_a_list_is_enough(client: TestClient) -> None:
    tag = client.get("/").headers["etag"]
    assert client.get("/", headers={"if-none-match": f'"x", {tag}'}).status_code == 304


def test_the_same_question_in_other_words_has_the_same_tag(client: TestClient) -> None:
    tags = {
        client.get(f"/api/v1/search?{query}").headers["etag"] for query in ("q=a&page=1", "q=+a+&agency=")
    }
    assert len(tags) == 1


def test_the_tag_changes_with_the_language(client: TestClient) -> None:
    tags = {
        client.get("/api/v1/search", headers={"accept-language": one}).headers["etag"] for one in ("vi", "en")
    }
    assert len(tags) == 2


def test_the_tag_changes_with_the_day(live: Any) -> None:
    tomorrow = SimpleNamespace(**{**vars(live), "today": lambda: live.today() + dt.timedelta(days=1)})
    tags = {TestClient(create_app(settings(), one)).get("/").headers["etag"] for one in (live, tomorrow)}
    assert len(tags) == 2


def test_the_tag_names_the_generation(client: TestClient, live: Any) -> None:
    assert live.serving.edition.id in client.get("/api/v1/search").headers["etag"]


def test_the_api_varies_by_language_and_pages_do_not(client: TestClient) -> None:
    assert client.get("/api/v1/search").headers["vary"] == "Accept-Encoding, Accept-Language"
    assert client.get("/").headers["vary"] == "Accept-Encoding"


def test_static_files_are_kept_for_ever_under_their_fingerprint(client: TestClient, app: Any) -> None:
    named = client.get(f"/static/thutuc.css?v={app.state.site.fingerprint}")
    assert "immutable" in named.headers["cache-control"]
    assert "immutable" not in client.get("/static/thutuc.css?v=old").headers["cache-control"]


def test_a_request_id_is_passed_on_or_made(client: TestClient) -> None:
    assert client.get("/", headers={"x-request-id": "abcd-1234"}).headers["x-request-id"] == "abcd-1234"
    assert len(client.get("/").headers["x-request-id"]) == 16
    assert client.get("/", headers={"x-request-id": "<script>"}).headers["x-request-id"] != "<script>"


@pytest.fixture
def talkative() -> Iterator[None]:
    before = structlog.get_config()["wrapper_class"]
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.INFO))
    yield
    structlog.configure(wrapper_class=before)


@pytest.mark.usefixtures("talkative")
def test_the_log_holds_neither_query_nor_address(live: Any) -> None:
    client = TestClient(create_app(settings(), live), client=("192.0.2.77", 1))
    with structlog.testing.capture_logs() as lines:
        client.get("/tim-kiem?q=nguyen+van+a+012345678901")
        client.get("/thu-tuc/1.900001")
        client.get("/nowhere/012345678901")
    written = json.dumps(lines, default=str)
    assert [line["route"] for line in lines] == ["/tim-kiem", "/thu-tuc/{code}", None]
    assert [line["status"] for line in lines] == [200, 200, 404]
    assert "192.0.2.77" not in written
    assert "nguyen" not in written
    assert "012345678901" not in written


@pytest.mark.usefixtures("talkative")
def test_the_log_names_the_site_whose_box_asked(live: Any) -> None:
    client = TestClient(create_app(settings(), live))
    with structlog.testing.capture_logs() as lines:
        for path, origin in (
            ("/api/v1/suggest?q=a", "https://xa.example.vn"),
            ("/api/v1/suggest", "<x>"),
            ("/", "https://a"),
        ):
            client.get(path, headers={"origin": origin})
    assert [line.get("origin") for line in lines] == ["https://xa.example.vn", None, None]


def test_results_are_not_for_search_engines(client: TestClient) -> None:
    answer = client.get("/tim-kiem?q=a")
    assert answer.headers["x-robots-tag"] == "noindex"
    assert 'content="noindex' in answer.text
    assert "noindex" not in client.get("/thu-tuc/1.900001").text


def test_robots_stay_out_of_results_and_the_api(client: TestClient) -> None:
    text = client.get("/robots.txt").text
    assert "Disallow: /tim-kiem\n" in text
    assert "Disallow: /api/" in text


def test_security_contact_is_shown_where_it_is_set(live: Any) -> None:
    app = create_app(settings(security_contact="mailto:security@example.org"), live)
    text = TestClient(app).get("/.well-known/security.txt").text
    assert "Contact: mailto:security@example.org" in text
    assert "Expires: 2027-" in text


def test_the_public_address_is_the_one_set(live: Any) -> None:
    client = TestClient(create_app(settings(base_url="https://thutuc.example.vn"), live))
    assert client.get("/nowhere").json()["type"].startswith("https://thutuc.example.vn/loi/")
    assert '<link rel="canonical" href="https://thutuc.example.vn/">' in client.get("/").text


def test_settings_are_read_when_the_service_is_made(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THUTUC_INDEX", str(index))
    app = create_app(Settings(rate_limit="off"))
    assert TestClient(app).get("/readyz").status_code == 200
    assert app.state.site.live.serving.edition.id == source(next(index.glob("gen-*"))).serving.edition.id
