"""Texts of sources become ours: composed, with plain blanks, without invisible signs."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.importers import wording


@pytest.mark.parametrize(
    "said",
    [
        "Không",
        "không có.",
        "KHÔNG QUY ĐỊNH",
        " Không có thông tin ",
        "Không\n",
        "-",
        "",
        "(không)",
        "Chưa quy định.",
    ],
)
def test_words_for_nothing_are_nothing(said: str) -> None:
    assert wording.says_none(said)
    assert wording.stated(said) is None


@pytest.mark.parametrize("said", ["Không quá 3 ngày", "Không thu phí", "Có", "0"])
def test_other_words_are_something(said: str) -> None:
    assert not wording.says_none(said)


def test_blanks_of_all_kinds_are_one_and_invisible_signs_go() -> None:
    assert wording.line("Công\u00a0an \t cấp\u200b xã\r\n ") == "Công an cấp xã"
    assert wording.text("a \x0b b\n\n\n c\u00a0") == "a\nb\nc"


def test_decomposed_letters_are_composed() -> None:
    written = unicodedata.normalize("NFD", "Hộ tịch, hoà giải")
    assert wording.line(written) == "Hộ tịch, hoà giải"
    assert not wording.nfc(written)


def test_a_line_broken_at_the_border_of_a_page_is_whole_again() -> None:
    first = "Cơ quan quản lý dự án thông báo rộng rãi kế hoạch thực hiện các hoạt động hỗ"
    assert wording.lines(f"{first}\ntrợ cho dân.") == [f"{first} trợ cho dân."]


@pytest.mark.parametrize("second", ["Nộp hồ sơ.", "a) nộp hồ sơ", "ii) nộp", "- nộp", "đ) nộp"])
def test_a_new_point_stays_a_line_of_its_own(second: str) -> None:
    first = "Cơ quan quản lý dự án thông báo rộng rãi kế hoạch thực hiện các hoạt động hỗ"
    assert wording.lines(f"{first}\n{second}") == [first, second]


def test_a_line_that_ends_a_sentence_or_is_short_ends_there() -> None:
    assert wording.lines("Hồ sơ gồm\nđơn xin") == ["Hồ sơ gồm", "đơn xin"]
    assert wording.lines(f"{'a' * 70};\nbản sao") == [f"{'a' * 70};", "bản sao"]


@pytest.mark.parametrize(
    ("given_line", "bare"),
    [
        ("- Đơn", "Đơn"),
        ("+ - Đơn", "Đơn"),
        ("• Đơn", "Đơn"),
        ("-", "-"),
        ("a) Đơn", "a) Đơn"),
        ("3 - 4", "3 - 4"),
    ],
)
def test_bullets_go_and_everything_else_stays(given_line: str, bare: str) -> None:
    assert wording.without_bullet(given_line) == bare


def test_points_behind_full_stops_are_told_apart() -> None:
    assert wording.listed("- Được: quyết định. - Không được: văn bản nêu lý do.") == [
        "- Được: quyết định.",
        "- Không được: văn bản nêu lý do.",
    ]
    assert wording.listed("Việt Nam - Lào. Và nữa") == ["Việt Nam - Lào. Và nữa"]


def test_spellings_of_one_name_have_one_key() -> None:
    keys = {wording.name_key(one) for one in ("Công an cấp Xã", "công\u00a0an cấp xã", "Công an, cấp xã.")}
    assert len(keys) == 1
    assert wording.name_key("Uỷ ban hoà giải") == wording.name_key("Ủy ban hòa giải")
    assert wording.name_key("cửa khâu") != wording.name_key("cửa khẩu")


def test_slugs_are_cut_between_words() -> None:
    assert wording.slug("Đường bộ & Hàng hải") == "duong-bo-hang-hai"
    assert wording.slug("một hai ba", longest=8) == "mot-hai"
    assert wording.slug("motHaiBaBon", longest=5) == "motha"


@given(st.text())
def test_cleaning_twice_changes_nothing_more(written: str) -> None:
    once = wording.text(written)
    assert wording.text(once) == once
    assert unicodedata.is_normalized("NFC", once)
