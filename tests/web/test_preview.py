"""Pages of a preview: its banner, complaints on the pages they concern, and the list of all."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest
from starlette.testclient import TestClient

from indexer.complaints import Complaint
from search_api.app import create_app
from search_api.cli_preview import _refused
from search_api.drafts import Findings
from search_api.live import UnavailableError
from search_api.preview import PAGE, STATE, Preview, with_preview
from tests.web.conftest import Page, settings

WRONG = Complaint("data/procedures/ho-tich/1.900002.yaml", 14, 5, "levels", "missing")
MILD = Complaint("data/procedures/cu-tru/1.900003.yaml", 2, 1, "", "missing", severity="warning")
NEW = Complaint("data/procedures/ho-tich/1.999999.yaml", 1, 1, "", "missing")
FOUND = Findings(3, (MILD, WRONG, NEW), ("1.900002", "1.999999"))


@pytest.fixture
def client(live: Any) -> TestClient:
    preview = SimpleNamespace(**{**vars(live), "found": FOUND})
    return TestClient(with_preview(create_app(settings(), preview), cast(Preview, preview)))


def page(client: TestClient, path: str) -> Page:
    answer = client.get(path, headers={"accept": "text/html"})
    return Page(answer.status_code, answer.text, answer.headers)


@pytest.mark.parametrize("path", ["/", "/en", "/tim-kiem?q=khai+sinh", "/thu-tuc/1.900002", PAGE, "/nowhere"])
def test_every_page_says_that_it_is_a_preview_and_leads_to_all_complaints(client: TestClient, path: str):
    shown = page(client, path)
    assert shown.all("div", **{"class": "notice", "role": "note"})
    assert [one for one in shown.links if one["href"].endswith(PAGE)]
    assert int(shown.headers["content-length"]) == len(shown.text.encode("utf-8"))


def test_a_procedure_shows_the_complaints_about_its_own_file_only(client: TestClient):
    text = page(client, "/thu-tuc/1.900002").text
    assert "1.900002.yaml:14:5" in text
    assert WRONG.message("vi") in text
    assert "1.900003.yaml" not in text
    assert "1.900002.yaml" not in page(client, "/thu-tuc/1.900003").text


def test_complaints_are_told_in_the_language_of_the_page(client: TestClient):
    assert WRONG.message("en") in page(client, "/en/thu-tuc/1.900002").text


def test_a_procedure_that_cannot_be_shown_has_a_page_with_its_complaints(client: TestClient):
    shown = page(client, "/thu-tuc/1.999999")
    assert "1.999999.yaml:1:1" in shown.text


def test_the_list_has_all_complaints_and_changed_procedures(client: TestClient):
    shown = page(client, PAGE)
    for one in FOUND.complaints:
        assert f"{one.path}:{one.line}:{one.column}" in shown.text
    assert {"/thu-tuc/1.900002", "/thu-tuc/1.999999"} <= {one["href"] for one in shown.links}


def test_where_nothing_can_be_served_the_page_shows_all_complaints(live: Any):
    class Nothing:
        found = FOUND
        state = "unavailable"
        today, now, watch = live.today, live.now, live.watch

        @property
        def serving(self) -> Any:
            raise UnavailableError("none")

    preview = cast(Preview, Nothing())
    client = TestClient(with_preview(create_app(settings(), preview), preview))
    shown = page(client, "/thu-tuc/1.900001")
    assert shown.status == 503
    assert "1.900002.yaml:14:5" in shown.text


def test_pages_renew_themselves_with_and_without_javascript(client: TestClient):
    shown = page(client, "/")
    (script,) = [one for one in shown.all("script") if "preview.js" in one.get("src", "")]
    assert script["data-number"] == "3"
    assert client.get(script["src"]).status_code == 200
    assert client.get(script["data-state"]).json() == {"number": 3}
    assert shown.all("meta", **{"http-equiv": "refresh"})


def test_nothing_of_a_preview_is_kept_by_browsers(client: TestClient):
    answer = client.get("/", headers={"accept": "text/html", "if-none-match": "*"})
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    assert "etag" not in answer.headers


def test_data_passes_unchanged(client: TestClient):
    assert client.get("/api/v1/search?q=khai+sinh").json()["total"] > 0
    assert client.head("/").content == b""


def test_a_site_without_preview_has_none_of_its_pages(live: Any):
    plain = TestClient(create_app(settings(), live))
    assert plain.get(PAGE).status_code == plain.get(STATE).status_code == 404
    assert "preview.js" not in plain.get("/").text


@pytest.mark.parametrize(
    ("host", "workers", "production", "refused"),
    [
        ("127.0.0.1", 1, False, None),
        ("localhost", 1, False, None),
        ("::1", 1, False, None),
        ("0.0.0.0", 1, False, "preview_elsewhere"),  # noqa: S104 - it is refused
        ("thutuc.example.vn", 1, False, "preview_elsewhere"),
        ("127.0.0.1", 2, False, "preview_workers"),
        ("127.0.0.1", 1, True, "preview_in_production"),
    ],
)
def test_a_preview_is_for_this_machine_and_development_only(
    tmp_path: Any, host: str, workers: int, production: bool, refused: str | None
):
    assert _refused(tmp_path, host, workers, production=production) == refused


def test_a_preview_needs_a_folder(tmp_path: Any):
    assert _refused(tmp_path / "no", "127.0.0.1", 1, production=False) == "preview_no_folder"
