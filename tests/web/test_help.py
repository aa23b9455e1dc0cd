"""The help page: a part is shown when what it tells of exists."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.testclient import TestClient

from search_api.app import create_app
from tests.samples import build_index, procedure, registers
from tests.web.conftest import Page, Read, settings, source

Ask = Callable[..., Page]
SMS = {"keyword": "TRACUU", "number": "8088"}
PORTAL = {"name": "Cổng mẫu", "short_name": "Mẫu"}


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    """The help page of a portal with more keys, with or without dossiers."""

    def ask(path: str = "/huong-dan", *, dossiers: bool = False, **more: Any) -> Page:
        named = procedure("1.900001", "Đăng ký khai sinh", aliases=["làm giấy khai sinh"])
        folder = build_index(tmp_path, [named], registers(portal={**PORTAL, **more}, popular=["1.900001"]))
        app = create_app(settings(), source(folder))
        if dossiers:
            app.state.house = SimpleNamespace()
        answer = TestClient(app).get(path, headers={"accept": "text/html"})
        return Page(answer.status_code, answer.text, answer.headers)

    return ask


@pytest.mark.parametrize("path", ["/huong-dan", "/en/huong-dan"])
def test_help_is_there_in_both_languages_and_every_entry_of_its_list_leads_to_a_part(read: Read, path: str):
    page = read(path)
    assert page.status == 200
    parts = {one["id"] for one in page.all("h2") if "id" in one}
    inner = {one["href"][1:] for one in page.links if one["href"].startswith("#") and one["href"] != "#main"}
    assert parts == inner
    assert {"tim-kiem", "muc-do", "tiep-can", "lien-he"} <= parts


def test_every_page_leads_to_help(read: Read):
    assert [one for one in read("/").links if one["href"] == "/huong-dan"]
    assert [one for one in read("/en/tim-kiem").links if one["href"] == "/en/huong-dan"]


def test_examples_are_searches_that_find_something(ask: Ask):
    page = ask()
    (example,) = [one["href"] for one in page.links if one["href"].startswith("/tim-kiem?q=")]
    assert "1.900001" in ask(example).text


def test_the_legal_source_of_the_levels_comes_from_the_data(ask: Ask):
    basis = "Nghị định số 1/2030/NĐ-CP, hiệu lực từ ngày 01/7/2030"
    assert basis in ask(legal_bases=[basis]).text
    assert basis not in ask().text


def test_the_nine_steps_are_told_where_dossiers_can_be_sent(ask: Ask):
    assert 'id="chin-buoc"' not in ask().text
    page = ask(dossiers=True)
    assert 'id="chin-buoc"' in page.text
    assert page.text.count("<li><strong>") == 2 + 9


def test_steps_of_a_portal_that_is_not_official_have_no_legal_effect(ask: Ask):
    told = "không có giá trị pháp lý"
    assert told in ask(dossiers=True).text
    assert told not in ask(dossiers=True, official=True).text


@pytest.mark.parametrize(
    ("dossiers", "sms", "told"),
    [
        (True, SMS, True),
        (False, SMS, False),
        (True, {"keyword": "TRACUU", "number": None}, False),
        (True, None, False),
    ],
)
def test_text_messages_are_told_of_with_keyword_and_number_and_dossiers_only(
    ask: Ask, dossiers: bool, sms: Any, told: bool
):
    page = ask(dossiers=dossiers, sms=sms)
    assert ('id="tin-nhan"' in page.text) is told
    assert ("TRACUU" in page.text and "8088" in page.text) is told


def test_the_video_is_a_link_where_the_portal_names_one(ask: Ask):
    video = "https://video.example.vn/huong-dan"
    assert [one for one in ask(guide_video=video).links if one["href"] == video]
    assert "video" not in ask().text.replace("help.video", "")


def test_contact_is_what_the_portal_has(ask: Ask):
    page = ask(email="hoi@example.vn", hotline="1022")
    hrefs = {one["href"] for one in page.links}
    assert {"mailto:hoi@example.vn", "tel:1022"} <= hrefs
    assert "chưa có địa chỉ liên hệ" in ask().text
