"""Browsing without a query and without JavaScript: groups, look-up by name, former names."""

from __future__ import annotations

import re

import pytest

from tests.web.conftest import Page, Read


def targets(page: Page) -> set[str]:
    return {link["href"] for link in page.links}


def test_agencies_are_grouped_by_level(read: Read) -> None:
    text = read("/thu-tuc-hanh-chinh").text
    headings = re.findall(r"<h3>(.*?)</h3>", text)
    assert headings[0] == "Cấp bộ"
    assert (
        text.index("/co-quan/bo-xay-dung")
        < text.index("<h3>Cấp xã</h3>")
        < text.index("/co-quan/ubnd-cap-xa")
    )


def test_a_unit_of_a_kind_stands_on_the_page_of_its_kind(read: Read) -> None:
    assert "/co-quan/ubnd-xa-mau" not in targets(read("/thu-tuc-hanh-chinh"))
    assert "/co-quan/ubnd-xa-mau" in targets(read("/co-quan/ubnd-cap-xa"))
    assert "/co-quan/ubnd-cap-xa" in targets(read("/co-quan/ubnd-xa-mau"))


def test_names_are_looked_up_by_a_plain_form(read: Read) -> None:
    page = read("/thu-tuc-hanh-chinh")
    assert page.all("form", action="/thu-tuc-hanh-chinh", method="get")
    assert page.all("label", **{"for": "name"})
    assert page.all("input", name="name", id="name")


@pytest.mark.parametrize("typed", ["xay dung", "Xây dựng", "dung bo", "XÂY"])
def test_a_look_up_by_name_needs_no_marks_and_no_order(read: Read, typed: str) -> None:
    found = targets(read(f"/thu-tuc-hanh-chinh?name={typed}"))
    assert "/co-quan/bo-xay-dung" in found
    assert "/co-quan/ubnd-cap-xa" not in found


def test_a_look_up_finds_fields_too(read: Read) -> None:
    found = targets(read("/thu-tuc-hanh-chinh?name=ho tich"))
    assert "/linh-vuc/ho-tich" in found
    assert "/linh-vuc/cu-tru" not in found


def test_a_former_name_leads_to_what_took_its_place(read: Read) -> None:
    page = read("/thu-tuc-hanh-chinh?name=giao+thong+van+tai")
    assert "/co-quan/bo-giao-thong-van-tai" in targets(page)
    assert re.search(r"Nay là:\s*<span>Bộ Xây dựng</span>", page.text)


def test_a_look_up_without_success_leads_to_search_and_back(read: Read) -> None:
    found = targets(read("/thu-tuc-hanh-chinh?name=zzzz"))
    assert {"/tim-kiem?q=zzzz", "/thu-tuc-hanh-chinh"} <= found


def test_pages_of_a_look_up_are_not_for_robots(read: Read) -> None:
    assert read("/thu-tuc-hanh-chinh?name=xay").all("meta", name="robots", content="noindex, follow")
    assert not read("/thu-tuc-hanh-chinh").all("meta", name="robots")


def test_units_can_be_looked_up_on_the_page_of_their_kind(read: Read) -> None:
    assert "/co-quan/ubnd-xa-mau" in targets(read("/co-quan/ubnd-cap-xa?name=mau"))
    assert "/co-quan/ubnd-xa-mau" not in targets(read("/co-quan/ubnd-cap-xa?name=khac"))


def test_what_a_page_does_not_take_is_still_refused(read: Read) -> None:
    assert read("/thu-tuc-hanh-chinh?nam=x").status == 400
    assert read("/linh-vuc/ho-tich?name=x").status == 400


def test_the_fields_of_an_agency_carry_their_counts(read: Read) -> None:
    text = read("/co-quan/cong-an-cap-xa").text
    entry = re.search(r'field=cu-tru".*?</a>', text, re.DOTALL)
    assert entry
    assert "<span>Cư trú</span>" in entry[0]
    assert '<span class="count">1</span>' in entry[0]


def test_a_life_event_tells_the_facts_of_its_procedures(read: Read) -> None:
    page = read("/su-kien/sinh-con")
    assert "/thu-tuc/1.900002" in targets(page)
    assert "1 ngày làm việc" in page.text
