"""Agencies as people browse them: by level, below one another, by name."""

from __future__ import annotations

import datetime as dt

import pytest

from indexer.catalog import Catalog
from search_api.browsing import Counts
from search_api.directory import MOST_NAMED, Directory, Group, alphabetical
from tests.samples import AGENCIES, TODAY, registers

COMMUNES = [
    {
        "id": "ubnd-xa-an-do",
        "name": "UBND xã Ấn Độ",
        "kind": "ubnd-cap-xa",
        "level": "commune",
        "area": "00001",
    },
    {"id": "ubnd-xa-dai", "name": "UBND xã Đại", "kind": "ubnd-cap-xa", "level": "commune", "area": "00002"},
    {
        "id": "ubnd-xa-dung",
        "name": "UBND xã Dũng",
        "kind": "ubnd-cap-xa",
        "level": "commune",
        "area": "00003",
    },
    {
        "id": "ubnd-phuong-y",
        "name": "UBND phường Y",
        "kind": "ubnd-cap-xa",
        "level": "commune",
        "area": "00004",
    },
]
AREAS = [
    *({"code": f"0000{n}", "name": f"Xã {n}", "kind": "commune"} for n in (1, 2, 3)),
    {"code": "00004", "name": "Phường Y", "kind": "ward"},
]


def directory(day: dt.date = TODAY, **parts: object) -> Directory:
    """The directory of the sample registers, in which every agency has three procedures."""
    known = {"agencies": [*AGENCIES, *COMMUNES], "areas": AREAS, **parts}
    catalog = Catalog(registers(**known))
    return Directory(Counts(dict.fromkeys(catalog.agencies, 3), {"ho-tich": 2}, 9, day, catalog))


def ids(groups: list[Group]) -> dict[str, list[str]]:
    return {group.title: [row.id for row in group.rows] for group in groups}


def test_one_begins_with_agencies_that_have_none_of_their_level_above() -> None:
    roots = ids(directory().roots())
    assert roots["level.ministry"] == ["bo-cong-an", "bo-tu-phap", "bo-xay-dung"]
    assert roots["level.commune"] == ["cong-an-cap-xa", "ubnd-cap-xa"]


def test_levels_come_from_the_ministry_down() -> None:
    assert [group.title for group in directory().roots()] == [
        "level.ministry",
        "level.province",
        "level.commune",
    ]


def test_an_agency_that_ended_is_nowhere_but_among_the_former() -> None:
    here = directory()
    assert not any("bo-giao-thong-van-tai" in some for some in ids(here.roots()).values())
    [former] = here.named("giao thông").former
    assert former.name == "Bộ Giao thông vận tải"
    assert former.successors == (("bo-xay-dung", "Bộ Xây dựng"),)
    assert not here.named("giao thông vận tải").agencies


def test_until_its_last_day_an_agency_is_an_agency() -> None:
    before = directory(dt.date(2025, 2, 28))
    assert "bo-giao-thong-van-tai" in ids(before.roots())["level.ministry"]
    assert not before.named("giao thông vận tải").former


def test_below_a_ministry_stand_its_own_and_the_kinds_it_leads() -> None:
    assert ids(directory().below("bo-cong-an")) == {
        "level.ministry": ["cuc-xuat-nhap-canh"],
        "level.commune": ["cong-an-cap-xa"],
    }


def test_units_of_a_kind_stand_by_kind_of_place_in_the_order_of_the_alphabet() -> None:
    assert ids(directory().below("ubnd-cap-xa")) == {
        "level.commune": ["ubnd-xa-mau"],
        "area.commune": ["ubnd-xa-an-do", "ubnd-xa-dung", "ubnd-xa-dai"],
        "area.ward": ["ubnd-phuong-y"],
    }


def test_units_are_kept_by_name() -> None:
    assert ids(directory().below("ubnd-cap-xa", "dai")) == {"area.commune": ["ubnd-xa-dai"]}
    assert directory().below("ubnd-cap-xa", "không có") == []


def test_without_procedures_an_agency_is_not_listed() -> None:
    catalog = Catalog(registers())
    empty = Directory(Counts({"bo-cong-an": 1}, {}, 1, TODAY, catalog))
    assert ids(empty.roots()) == {"level.ministry": ["bo-cong-an"]}


def test_a_row_tells_how_many_stand_below_it() -> None:
    [ministry] = [row for row in directory().roots()[0].rows if row.id == "bo-cong-an"]
    assert (ministry.count, ministry.units) == (3, 2)


@pytest.mark.parametrize("typed", ["tu phap", "PHÁP", "phap tu", "bộ t"])
def test_words_typed_are_beginnings_of_words_of_the_name(typed: str) -> None:
    assert "bo-tu-phap" in [row.id for row in directory().named(typed).agencies]


def test_a_word_inside_another_is_no_name() -> None:
    assert "bo-tu-phap" not in [row.id for row in directory().named("hap").agencies]


def test_another_name_is_told_where_the_name_does_not_fit() -> None:
    found = {row.id: row.known_as for row in directory().named("ubnd xa").agencies}
    assert found["ubnd-cap-xa"] == "UBND xã"
    assert found["ubnd-xa-dai"] is None


def test_fields_are_found_with_their_counts() -> None:
    assert directory().named("ho").fields == (("ho-tich", "Hộ tịch", 2),)
    assert directory().named("cư trú").fields == ()


def test_a_list_by_name_is_bounded_and_says_so() -> None:
    many = [
        {"id": f"ubnd-xa-{n}", "name": f"UBND xã Số {n}", "kind": "ubnd-cap-xa", "level": "commune"}
        for n in range(MOST_NAMED + 1)
    ]
    found = directory(agencies=many).named("xã số")
    assert len(found.agencies) == MOST_NAMED
    assert found.more
    assert not directory(agencies=many[1:]).named("xã số").more


def test_d_with_a_stroke_is_a_letter_after_d() -> None:
    names = ["Đất đai", "Dân tộc", "Du lịch", "Đấu thầu", "Chứng thực", "Đo đạc"]
    assert sorted(names, key=alphabetical) == [
        "Chứng thực",
        "Dân tộc",
        "Du lịch",
        "Đất đai",
        "Đấu thầu",
        "Đo đạc",
    ]
