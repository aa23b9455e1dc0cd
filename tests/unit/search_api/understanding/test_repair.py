"""Slips of the finger that are mended, and how."""

from __future__ import annotations

import pytest

from indexer.text import folded
from search_api.understanding import STEPS, Knowledge, Reading, understand
from search_api.understanding.prefix import complete_last
from search_api.understanding.repair import repair
from tests.unit.search_api.understanding.knowing import Bundled, mended, said


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        # a letter added, left out, another one, two changed places
        ("đăng ký khaai sinh", "dang ky khai sinh"),
        ("đăng ký kai sinh", "dang ky khai sinh"),
        ("đăng ký khao sinh", "dang ky khai sinh"),
        ("đăng ký khia sinh", "dang ky khai sinh"),
        ("đăng ký khai snih", "dang ky khai sinh"),
        ("dang ky khai sihn", "dang ky khai sinh"),
        ("cap ho chieuu", "cap ho chieu"),
        # at the beginning and in the middle of a query
        ("nghim thu cong trinh", "nghiem thu cong trinh"),
        ("giay pehp lai xe", "giay phep lai xe"),
        # the first letter left out
        ("đăng ký hai sinh tử", "dang ky khai sinh tu"),
        ("iay phep lai xe", "giay phep lai xe"),
        ("hứng thực bản sao", "chung thuc ban sao"),
        # two letters are left of a syllable, the marks still on them
        ("giấy phép lá xe", "giay phep lai xe"),
        # two slips
        ("đawng ký khia snih", "dang ky khai sinh"),
    ],
)
def test_one_letter_is_mended(typed: str, meant: str, often: Knowledge):
    assert mended(typed, often) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("cong chinh duong bo", "cong trinh duong bo"),
        ("trứng thực bản sao", "chung thuc ban sao"),
        ("đăng ký khai xinh", "dang ky khai sinh"),
        ("sây dựng nhà ở", "xay dung nha o"),
        ("cấp nại giấy phép", "cap lai giay phep"),
        ("dải quyết khiếu nại", "giai quyet khieu nai"),
        ("dấy phép lái xe", "giay phep lai xe"),
        ("cấp lại rấy phép", "cap lai giay phep"),
        ("giấy phép nái xe", "giay phep lai xe"),
        ("ngiệm thu công trình", "nghiem thu cong trinh"),
    ],
)
def test_letters_that_many_say_alike_are_mended(typed: str, meant: str, often: Knowledge):
    assert mended(typed, often) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("dangky khai sinh", "dang ky khai sinh"),
        ("đăngký khaisinh", "dang ky khai sinh"),
        ("khaisinh", "khai sinh"),
        ("dangkykhaisinh", "dang ky khai sinh"),
        ("giayphep laixe", "giay phep lai xe"),
        # ky is kí, too
        ("dangki khai sinh", "dang ky khai sinh"),
    ],
)
def test_stuck_syllables_are_cut(typed: str, meant: str, often: Knowledge):
    assert mended(typed, often) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("đăng ký kh ai sinh", "dang ky khai sinh"),
        ("khai si nh", "khai sinh"),
        ("th ường trú", "thuong tru"),
    ],
)
def test_torn_syllables_are_joined(typed: str, meant: str, often: Knowledge):
    assert mended(typed, often) == meant


def test_nothing_is_joined_across_a_border(often: Knowledge):
    assert mended("đăng ký kh. ai sinh", often) != "dang ky khai sinh"


def test_a_mended_query_is_explained_change_by_change(often: Knowledge):
    reading = repair(Reading.of("Đăng ký KHIA snih, dangky ta mj trú"), often)
    notes = {before: after for step, before, after in said(reading) if step == "repair"}
    assert notes["KHIA"] == "khai"
    assert notes["snih"] == "sinh"
    assert notes["dangky"] == "dang ky"


def test_what_was_typed_stays_beside_what_was_meant(often: Knowledge):
    before = Reading.of("đăng ký khia sinh")
    after = repair(before, often)
    assert after.tokens == before.tokens
    assert [token.key for token in after.repaired] == ["đăng", "ky=1", "khai", "sinh"]


def test_mended_tokens_stand_where_the_typed_ones_stood(often: Knowledge):
    reading = repair(Reading.of("đăng ký, khaisinh kh ai"), often)
    places = [(reading.text[one.start : one.end], one.folded) for one in reading.repaired]
    assert places == [
        *(("đăng", "dang"), ("ký", "ky"), ("khaisinh", "khai"), ("khaisinh", "sinh")),
        ("kh ai", "khai"),
    ]


def test_marks_of_a_frame_or_a_meaning_do_not_hide_a_slip(bundled: Bundled):
    reading = understand("cho tôi hỏi đăng ký khia sinh ở đâu", bundled.knowledge, STEPS)
    assert " ".join(folded(reading.repaired)) == "dang ky khai sinh"


def test_a_completed_syllable_is_not_mended_away(often: Knowledge):
    reading = complete_last(repair(Reading.of("cấp lại giấy phép lái x"), often), often)
    assert not reading.repaired
    assert [one.folded for one in reading.completions] == ["xe"]
