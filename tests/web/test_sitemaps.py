"""Search engines are told every page worth finding, when it changed, and what to leave alone."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from indexer.build import build_generation
from search_api.app import create_app
from search_api.folders import bundled
from search_api.history import built_at
from search_api.routes.table import PAGES
from tests.samples import build_index, procedure
from tests.web.conftest import settings, source

SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
START = "http://testserver"


def entries(client: TestClient, path: str = "/sitemap.xml", kind: str = "url") -> dict[str, str]:
    """Path -> instant of the last change."""
    answer = client.get(path)
    assert answer.headers["content-type"] == "application/xml; charset=utf-8"
    root = ET.fromstring(answer.content)  # noqa: S314 - our own answer
    assert len(answer.content) < 50 * 2**20
    return {
        one.findtext("s:loc", "", SPACE).removeprefix(START): one.findtext("s:lastmod", "", SPACE)
        for one in root.iterfind(f"s:{kind}", SPACE)
    }


def of(folder: Path) -> TestClient:
    return TestClient(create_app(settings(), source(folder)))


def test_every_kind_of_page_is_there_in_both_languages(client: TestClient) -> None:
    found = entries(client)
    for path in ("/", "/thu-tuc-hanh-chinh", "/thu-tuc/1.900001", "/linh-vuc/ho-tich", "/co-quan/bo-cong-an"):
        assert {path, f"/en{path}"} <= found.keys()
    assert "/su-kien/sinh-con" in found
    assert "/tim-kiem" not in found


def test_every_page_without_a_parameter_is_there_but_the_results(client: TestClient) -> None:
    assert {path for path in PAGES if "{" not in path} - {"/tim-kiem"} <= entries(client).keys()


def test_only_what_is_in_force_is_there_and_each_code_once(client: TestClient) -> None:
    codes = [path for path in entries(client) if path.startswith("/thu-tuc/")]
    assert "/thu-tuc/1.900005" not in codes  # abolished
    assert "/thu-tuc/1.900006" not in codes  # begins later
    assert "/thu-tuc/1.900008" not in codes  # replaced
    assert codes.count("/thu-tuc/1.900007") == 1  # two versions


def test_agencies_that_ended_or_have_nothing_are_not_there(client: TestClient) -> None:
    found = entries(client)
    assert "/co-quan/bo-giao-thong-van-tai" not in found
    assert "/co-quan/so-tu-phap" not in found


def test_the_addresses_of_the_bundled_data_answer_and_are_their_own_canonical(tmp_path: Path) -> None:
    build_generation(bundled("data"), tmp_path)
    client = of(next(tmp_path.glob("gen-*")))
    found = entries(client)
    assert len(found) > 400
    english = [path for path in found if path.startswith("/en/")]
    # Of the English pages every fourth: they are the same handlers and templates.
    for path in [*(found.keys() - set(english)), *english[::4]]:
        answer = client.get(path, follow_redirects=False)
        assert answer.status_code == 200, path
        assert f'<link rel="canonical" href="{START}{path}">' in answer.text, path
        assert 'content="noindex' not in answer.text, path


def test_lastmod_is_the_last_change_on_record(tmp_path: Path) -> None:
    old = [
        procedure("1.000001"),
        procedure("1.000002", field="cu-tru"),
        procedure("1.000003", field="cu-tru"),
    ]
    first = build_index(tmp_path, old)
    assert set(entries(of(first)).values()) == {built_at(first.name.removeprefix("gen-"))}
    build_index(tmp_path, [procedure("1.000001", sets=2), *old[1:]])
    folder = build_index(tmp_path, [procedure("1.000001", sets=2), procedure("1.000002", sets=2), old[2]])
    with_dates = (folder / "changes.jsonl").read_text("utf-8").splitlines()
    assert len(with_dates) == 2
    days = ["2026-11-20T01:00:00+00:00", "2026-11-22T18:00:00+00:00"]
    (folder / "changes.jsonl").write_text(
        "".join(f"{_dated(line, day)}\n" for line, day in zip(with_dates, days, strict=True)), "utf-8"
    )
    found = entries(of(folder))
    early, late = "2026-11-20T08:00:00+07:00", "2026-11-23T01:00:00+07:00"
    assert found["/thu-tuc/1.000001"] == early
    assert found["/thu-tuc/1.000002"] == late
    assert found["/thu-tuc/1.000003"] == early  # nothing on record: as it is at least since the oldest record
    assert found["/linh-vuc/ho-tich"] == late  # 1.000002 moved there
    assert found["/"] == late


def _dated(line: str, at: str) -> str:
    before, _, rest = line.partition('"at":"')
    return f'{before}"at":"{at}"{rest[rest.index(chr(34)) + 1 :]}'


def test_a_large_site_has_an_index_of_files(live: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    client = TestClient(create_app(settings(), live))
    whole = entries(client)
    monkeypatch.setattr("search_api.routes.sitemaps.PER_FILE", 30)
    files = entries(client, kind="sitemap")
    assert list(files)[:2] == ["/sitemap-1.xml", "/sitemap-2.xml"]
    parts = [entries(client, path) for path in files]
    assert {path: at for part in parts for path, at in part.items()} == whole
    assert sum(map(len, parts)) == len(whole)
    assert client.get(f"/sitemap-{len(files) + 1}.xml").status_code == 404
    for number in ("0", "-1", "a", "1.5", "9" * 5_000):
        assert client.get(f"/sitemap-{number}.xml").status_code == 404


def test_robots_are_told_the_site_map_and_what_to_leave_alone(client: TestClient) -> None:
    lines = client.get("/robots.txt").text.splitlines()
    assert f"Sitemap: {START}/sitemap.xml" in lines
    for path in ("/tim-kiem", "/en/tim-kiem", "/api/", "/ho-so", "/can-bo"):
        assert f"Disallow: {path}" in lines
    closed = tuple(line.removeprefix("Disallow: ") for line in lines if line.startswith("Disallow"))
    assert not [path for path in entries(client) if path.startswith(closed)]


def test_a_site_map_is_not_sent_again(client: TestClient) -> None:
    tag = client.get("/sitemap.xml").headers["etag"]
    assert client.get("/sitemap.xml", headers={"if-none-match": tag}).status_code == 304
    assert client.get("/sitemap.xml?x=1").status_code == 400
