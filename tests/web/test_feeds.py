"""Feeds are valid Atom 1.0, tell of every change, and lead to pages that exist."""

from __future__ import annotations

import datetime as dt
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from search_api.app import create_app
from tests.samples import build_index, procedure, registers
from tests.web.conftest import Page, settings, source

ATOM = "{http://www.w3.org/2005/Atom}"
PATHS = (
    "/thay-doi.atom",
    "/en/thay-doi.atom",
    "/co-quan/ubnd-cap-xa/thay-doi.atom",
    "/en/co-quan/bo-cong-an/thay-doi.atom",
    "/linh-vuc/cu-tru/thay-doi.atom",
)
BEFORE = [
    procedure("1.000001", "Đăng ký khai sinh"),
    procedure("1.000002", "Đăng ký thường trú", field="cu-tru", agency="cong-an-cap-xa"),
    procedure("1.000003", "Không đổi"),
]
AFTER = [
    procedure("1.000001", "Đăng ký khai sinh", sets=2, requirements="Đủ 18 tuổi"),
    procedure("1.000003", "Không đổi"),
    procedure("1.000004", "Việc mới \x0b\x1f & <b>]]>", valid_from="2026-07-01"),
]


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    root: Path = tmp_path_factory.mktemp("feeds")
    build_index(root, BEFORE)
    return TestClient(create_app(settings(), source(build_index(root, AFTER))))


def feed(client: TestClient, path: str) -> ET.Element:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(answer.content)  # noqa: S314 - our own answer


def titles(client: TestClient, path: str) -> list[str]:
    return sorted(one.findtext(f"{ATOM}title", "") for one in feed(client, path).iter(f"{ATOM}entry"))


def instant(text: str | None) -> dt.datetime:
    moment = dt.datetime.fromisoformat(text or "")
    assert moment.tzinfo is not None
    return moment


@pytest.mark.parametrize("path", PATHS)
def test_a_feed_holds_what_atom_requires(changed: TestClient, path: str) -> None:
    root = feed(changed, path)
    assert root.tag == f"{ATOM}feed"
    for holder in (root, *root.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(holder.findall(f"{ATOM}{name}")) == 1, name
        assert re.fullmatch(r"tag:testserver,2026:\S+", holder.findtext(f"{ATOM}id", ""))
        assert instant(holder.findtext(f"{ATOM}updated")) <= instant(root.findtext(f"{ATOM}updated"))
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    own = root.find(f"{ATOM}link[@rel='self']")
    assert own is not None
    assert own.get("href") == f"http://testserver{path}"
    ids = [one.findtext(f"{ATOM}id") for one in root.iter(f"{ATOM}entry")]
    assert len(ids) == len(set(ids))
    assert all(one.find(f"{ATOM}content") is not None for one in root.iter(f"{ATOM}entry"))


def test_all_changes_are_told_removed_procedures_too(changed: TestClient) -> None:
    assert titles(changed, "/thay-doi.atom") == [
        "Không còn: Đăng ký thường trú",
        "Mới: Việc mới  & <b>]]>",
        "Sửa đổi: Đăng ký khai sinh",
    ]


def test_an_agency_and_a_field_are_told_of_their_own_also_of_what_is_gone(changed: TestClient) -> None:
    gone = ["Không còn: Đăng ký thường trú"]
    assert titles(changed, "/co-quan/cong-an-cap-xa/thay-doi.atom") == gone
    assert titles(changed, "/co-quan/bo-cong-an/thay-doi.atom") == gone  # the police stations are below it
    assert titles(changed, "/linh-vuc/cu-tru/thay-doi.atom") == gone
    assert len(titles(changed, "/linh-vuc/ho-tich/thay-doi.atom")) == 2
    assert titles(changed, "/co-quan/so-tu-phap/thay-doi.atom") == []


def test_an_entry_says_which_parts_changed(changed: TestClient) -> None:
    texts = [one.text or "" for one in feed(changed, "/thay-doi.atom").iter(f"{ATOM}content")]
    assert "Thủ tục 1.000001 thay đổi: số bộ hồ sơ, yêu cầu, điều kiện." in texts
    assert "Thủ tục 1.000004 mới có trong dữ liệu. Phiên bản có hiệu lực từ 01/07/2026." in texts
    english = [one.text or "" for one in feed(changed, "/en/thay-doi.atom").iter(f"{ATOM}content")]
    assert "Procedure 1.000002 is no longer in the data." in english


@pytest.mark.parametrize("path", PATHS)
def test_every_link_of_a_feed_leads_somewhere(changed: TestClient, path: str) -> None:
    links = [one.get("href", "") for one in feed(changed, path).iter(f"{ATOM}link")]
    assert links
    for link in (*links, feed(changed, path).findtext(f"{ATOM}icon", "")):
        assert changed.get(link.removeprefix("http://testserver")).status_code == 200, link


def test_a_removed_procedure_has_no_link(changed: TestClient) -> None:
    linked = {
        one.findtext(f"{ATOM}title", ""): one.find(f"{ATOM}link") is not None
        for one in feed(changed, "/thay-doi.atom").iter(f"{ATOM}entry")
    }
    assert linked["Không còn: Đăng ký thường trú"] is False
    assert linked["Sửa đổi: Đăng ký khai sinh"] is True


def test_an_entry_keeps_its_name_in_later_generations(tmp_path: Path) -> None:
    build_index(tmp_path, BEFORE)
    names = []
    for state in (AFTER, [*AFTER, procedure("1.000009")]):
        client = TestClient(create_app(settings(), source(build_index(tmp_path, state))))
        names.append(
            {one.findtext(f"{ATOM}id") for one in feed(client, "/thay-doi.atom").iter(f"{ATOM}entry")}
        )
    assert names[0] < names[1]
    assert len(names[1] - names[0]) == 1


@pytest.mark.parametrize("path", PATHS)
def test_what_a_reader_holds_is_not_sent_again(changed: TestClient, path: str) -> None:
    tag = changed.get(path).headers["etag"]
    again = changed.get(path, headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("path", ["/co-quan/nowhere/thay-doi.atom", "/linh-vuc/nowhere/thay-doi.atom"])
def test_there_is_no_feed_of_what_does_not_exist(changed: TestClient, path: str) -> None:
    assert changed.get(path, headers={"if-none-match": "*"}).status_code == 404
    assert changed.get("/thay-doi.atom?x=1").status_code == 400


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_pages_lead_to_their_feeds(changed: TestClient, prefix: str) -> None:
    for path, feeds in {
        "/": {"/thay-doi.atom"},
        "/co-quan/ubnd-cap-xa": {"/thay-doi.atom", "/co-quan/ubnd-cap-xa/thay-doi.atom"},
        "/linh-vuc/ho-tich": {"/thay-doi.atom", "/linh-vuc/ho-tich/thay-doi.atom"},
    }.items():
        answer = changed.get(prefix + path)
        page = Page(answer.status_code, answer.text, answer.headers)
        found = page.all("link", rel="alternate", type="application/atom+xml")
        assert {one["href"] for one in found} == {f"http://testserver{prefix}{feed}" for feed in feeds}
        assert len({one["title"] for one in found}) == len(found)


def test_a_feed_of_hostile_names_stays_xml(tmp_path: Path) -> None:
    bad = "<script>\x00\x08\x0b\x1b\ufffe]]>&amp;\u2028x"
    known = registers(portal={"name": bad, "short_name": bad})
    build_index(tmp_path, BEFORE, known)
    client = TestClient(
        create_app(
            settings(), source(build_index(tmp_path, [procedure("1.000001", bad), *BEFORE[1:]], known))
        )
    )
    root = feed(client, "/thay-doi.atom")
    assert root.findtext(f"{ATOM}entry/{ATOM}title") == "Sửa đổi: <script>]]>&amp;\u2028x"
    assert not [one for one in root.iter() if "script" in one.tag]
