"""Every way to fail: a problem document for programs, a page for browsers, the right status."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.testclient import TestClient

from search_api import problems, wire_models
from search_api.app import create_app
from search_api.limiting import LARGEST_BODY, LARGEST_HEADERS, LONGEST_ADDRESS
from tests.web.conftest import Page, settings, source

BAD_REQUESTS = [
    ("page=-1", "page", "number_range"),
    ("page=0", "page", "number_range"),
    ("page=1e9", "page", "number_range"),
    ("page=NaN", "page", "number_range"),
    ("page=51", "page", "number_range"),
    ("per_page=10000", "per_page", "number_range"),
    ("foo=1", "foo", "unknown_parameter"),
    ("level=planet", "level", "not_allowed"),
    ("online_level=9", "online_level", "not_allowed"),
    ("sort=random", "sort", "not_allowed"),
    ("status=dead", "status", "not_allowed"),
    ("as_of=2026-02-30", "as_of", "not_a_day"),
    ("as_of=yesterday", "as_of", "not_a_day"),
    ("q=a&q=b", "q", "given_twice"),
    ("q=" + "a" * 5000, "q", "too_long"),
    ("q=" + "a+" * 257, "q", "too_many_words"),
    ("&".join(f"agency=a{n}" for n in range(21)), "agency", "too_many_values"),
]


class Broken:
    """An engine with a fault."""

    def search(self, query: object) -> None:
        raise ZeroDivisionError

    suggest = get = search


@pytest.fixture
def broken(index: Path) -> TestClient:
    live = source(next(index.glob("gen-*")), Broken())
    return TestClient(create_app(settings(), live), raise_server_exceptions=False)


@pytest.fixture
def empty(tmp_path: Path) -> TestClient:
    return TestClient(create_app(settings(index=tmp_path)))


def problem(answer: Any, status: int, kind: str) -> dict[str, Any]:
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    document: dict[str, Any] = answer.json()
    wire_models.ProblemAnswer.model_validate(document)
    assert (answer.status_code, document["status"]) == (status, status)
    assert document["type"].endswith(f"/loi/{kind}")
    return document


@pytest.mark.parametrize(("query", "parameter", "code"), BAD_REQUESTS)
@pytest.mark.parametrize("path", ["/api/v1/search", "/tim-kiem"])
def test_a_bad_parameter_is_named_with_its_rule(
    client: TestClient, path: str, query: str, parameter: str, code: str
) -> None:
    document = problem(client.get(f"{path}?{query}"), 400, "yeu-cau-sai")
    assert [(one["parameter"], one["code"]) for one in document["errors"]] == [(parameter, code)]


def test_all_bad_parameters_are_named_at_once(client: TestClient) -> None:
    document = problem(client.get("/api/v1/search?page=-1&per_page=0&as_of=x"), 400, "yeu-cau-sai")
    assert [one["parameter"] for one in document["errors"]] == ["as_of", "page", "per_page"]


def test_thousands_of_bad_parameters_make_a_short_answer(client: TestClient) -> None:
    answer = client.get("/api/v1/search?" + "&".join(f"p{n}=1" for n in range(2000)))
    assert len(problem(answer, 400, "yeu-cau-sai")["errors"]) == 20


@pytest.mark.parametrize(
    "path", ["/api/v1/agencies?x=1", "/api/v1/fields?x=1", "/api/v1/procedures/1.900001?x=1"]
)
def test_addresses_without_parameters_refuse_them(client: TestClient, path: str) -> None:
    problem(client.get(path), 400, "yeu-cau-sai")


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere",
        "/api/v1/nowhere",
        "/api/v1/procedures/9.999999",
        "/thu-tuc/9.999999",
        "/thu-tuc/9.999999.json",
        "/co-quan/khong-co",
        "/linh-vuc/khong-co",
        "/su-kien/khong-co",
        "/loi/khong-co",
        "/static/khong-co.css",
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/thu-tuc/%00",
        "/.well-known/security.txt",
    ],
)
def test_what_is_not_there_is_404(client: TestClient, path: str) -> None:
    problem(client.get(path), 404, "khong-tim-thay")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("path", ["/", "/api/v1/search", "/thu-tuc/1.900001"])
def test_writing_is_not_allowed_anywhere(client: TestClient, method: str, path: str) -> None:
    answer = client.request(method, path)
    problem(answer, 405, "sai-phuong-thuc")
    assert {one.strip() for one in answer.headers["allow"].split(",")} == {"GET", "HEAD"}


def test_a_body_announced_as_too_large_is_refused(client: TestClient) -> None:
    answer = client.post("/api/v1/search", content=b"x" * (LARGEST_BODY + 1))
    problem(answer, 413, "noi-dung-qua-lon")


def test_a_body_in_chunks_is_refused_once_it_is_too_large(client: TestClient) -> None:
    def chunks() -> Iterator[bytes]:
        for _ in range(LARGEST_BODY // 1000 + 2):
            yield b"x" * 1000

    problem(client.post("/api/v1/search", content=chunks()), 413, "noi-dung-qua-lon")


def test_a_small_body_of_a_get_is_ignored(client: TestClient) -> None:
    answer = client.request("GET", "/api/v1/search?q=khai+sinh", content=b"x" * LARGEST_BODY)
    assert answer.status_code == 200


def test_the_longest_legal_query_passes_however_it_is_encoded(client: TestClient) -> None:
    query = " ".join(["ế" * 5] * 200)[:1200]
    decomposed = query.replace("ế", "e\u0302\u0301")
    for text in (query, decomposed):
        answer = client.get(
            "/api/v1/search", params={"q": text, "agency": ["a" * 80] * 20, "field": ["b" * 80] * 20}
        )
        assert answer.status_code == 200, answer.text


@pytest.mark.parametrize(("extra", "status"), [(-1, 400), (0, 400), (1, 414)])
def test_an_address_beyond_the_bound_is_414(client: TestClient, extra: int, status: int) -> None:
    start = "/api/v1/search?q="
    path = start + "a" * (LONGEST_ADDRESS - len(start) + 1 + extra)  # the question mark does not count
    assert client.get(path).status_code == status


def test_headers_beyond_the_bound_are_431(client: TestClient) -> None:
    answer = client.get("/", headers={"x-large": "x" * LARGEST_HEADERS})
    problem(answer, 431, "tieu-de-qua-lon")


def test_a_fault_of_ours_is_500_without_details(broken: TestClient) -> None:
    document = problem(broken.get("/api/v1/search?q=a"), 500, "loi-he-thong")
    assert "ZeroDivision" not in str(document)


def test_a_fault_of_ours_is_a_page_for_browsers(broken: TestClient) -> None:
    answer = broken.get("/tim-kiem?q=a", headers={"accept": "text/html"})
    assert answer.status_code == 500
    assert "Lỗi hệ thống" in answer.text


@pytest.mark.parametrize(
    "path", ["/", "/tim-kiem?q=a", "/api/v1/search", "/api/v1/agencies", "/thu-tuc/1.900001"]
)
def test_without_an_index_everything_is_503_with_retry_after(empty: TestClient, path: str) -> None:
    answer = empty.get(path)
    problem(answer, 503, "tam-ngung")
    assert int(answer.headers["retry-after"]) > 0


def test_without_an_index_browsers_get_a_page(empty: TestClient) -> None:
    answer = empty.get("/", headers={"accept": "text/html"})
    assert answer.status_code == 503
    assert Page(503, answer.text, answer.headers).all("html", lang="vi")


def test_a_host_that_is_not_ours_is_refused(live: Any) -> None:
    client = TestClient(create_app(settings(allowed_hosts=("thutuc.example.vn", "*.example.org")), live))
    problem(client.get("/", headers={"host": "evil.example"}), 400, "sai-ten-mien")
    assert client.get("/", headers={"host": "thutuc.example.vn:8000"}).status_code == 200
    assert client.get("/", headers={"host": "a.example.org"}).status_code == 200


def test_details_are_in_the_language_asked_for(client: TestClient) -> None:
    def detail(language: str) -> str:
        return str(client.get("/api/v1/search?page=0", headers={"accept-language": language}).json()["title"])

    assert (detail("en"), detail("vi"), detail("fr")) == (
        "Bad request",
        "Yêu cầu không hợp lệ",
        "Yêu cầu không hợp lệ",
    )


@pytest.mark.parametrize("name", sorted(problems.TYPES))
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_type_of_every_problem_is_a_page(client: TestClient, prefix: str, name: str) -> None:
    assert client.get(f"{prefix}/loi/{name}").status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [("/nowhere", 404), ("/tim-kiem?page=-1", 400), ("/thu-tuc/1.900009", 410), ("/en/nowhere", 404)],
)
def test_browsers_get_a_page_with_ways_on(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path, headers={"accept": "text/html,application/xhtml+xml"})
    page = Page(answer.status_code, answer.text, answer.headers)
    assert page.status == status
    assert page.all("ul", **{"class": "ways"})
    assert page.all("html", lang="en" if path.startswith("/en") else "vi")


def test_the_way_to_its_successor_stands_on_the_page_of_a_code_that_is_gone(read: Any) -> None:
    assert any(link["href"] == "/thu-tuc/1.900001" for link in read("/thu-tuc/1.900009").links)


BOMBS = [
    "*1*",
    "w*",
    "?????",
    "[a TO z]",
    " OR ".join(["*a*"] * 10),
    "(" * 1200,
    "NOT " * 250,
    '"' * 1200,
    "đất " * 250,
    'r"(w|1|2|3)*(w|1)*$"',
    "thu~2",
    "w12345~3",
    "a\0b",
    "a" + "\u0301" * 1000,
    "{{7*7}}",
]


@pytest.mark.parametrize("text", BOMBS)
@pytest.mark.parametrize("path", ["/api/v1/search", "/api/v1/suggest", "/tim-kiem"])
def test_query_bombs_are_plain_words(client: TestClient, path: str, text: str) -> None:
    assert client.get(path, params={"q": text}).status_code == 200


def test_bytes_that_are_no_text_are_plain_words(client: TestClient) -> None:
    assert client.get("/api/v1/search?q=%ff%fe%ed%a0%80").status_code == 200


def test_the_probes_tell_that_there_is_no_index(empty: TestClient) -> None:
    assert empty.get("/livez").json() == {"status": "alive"}
    assert empty.get("/readyz").status_code == 503
    assert empty.get("/startupz").status_code == 503


def test_the_probes_tell_the_generation(client: TestClient, live: Any) -> None:
    assert client.get("/readyz").json() == {"status": "ready", "generation": live.serving.edition.id}
    assert client.get("/startupz").json() == {"status": "started"}


def test_readiness_tells_that_a_newer_index_was_refused(live: Any) -> None:
    degraded = SimpleNamespace(**{**vars(live), "state": "degraded"})
    answer = TestClient(create_app(settings(), degraded)).get("/readyz")
    assert (answer.status_code, answer.json()["status"]) == (200, "degraded")
