"""Abbreviations and everyday words: the official words are added beside what was typed."""

from __future__ import annotations

import pytest

from search_api.understanding import Knowledge, Reading
from search_api.understanding.shared_words import ALONE, expand
from tests.unit.search_api.understanding.knowing import Bundled, knowledge_of, said

ABBREVIATIONS = (
    {"short": "GPLX", "means": ["giấy phép lái xe"]},
    {"short": "KS", "means": ["khai sinh", "khách sạn"], "weight": 0.4},
    {"short": "TT", "means": ["thường trú", "tạm trú"], "weight": 0.2},
    {"short": "ĐKKS", "means": ["đăng ký khai sinh"]},
)
WORDS = (
    {"say": ["hộ khẩu", "sổ hộ khẩu"], "means": ["đăng ký thường trú"], "weight": 0.7},
    {"say": ["đổi tên"], "means": ["cải chính"], "weight": 0.5, "fields": ["ho-tich"]},
    {"say": ["bà"], "means": ["mẹ"], "weight": 0.6},
    {"say": ["ghe"], "means": ["tàu"], "weight": 0.6},
    {"say": ["quận"], "means": ["cấp huyện"], "weight": 0.4},
    {"say": ["ly dị"], "means": ["ly hôn"]},
    {"say": ["bỏ vợ", "ly dị"], "means": ["ly hôn", "xác nhận hôn nhân"]},
)


@pytest.fixture(scope="module")
def speaking() -> Knowledge:
    return knowledge_of(abbreviations=ABBREVIATIONS, words=WORDS)


def meanings(typed: str, speaking: Knowledge) -> list[tuple[str, str, float]]:
    """(as typed, official words, weight) of every meaning."""
    reading = expand(Reading.of(typed), speaking)
    return [
        (reading.typed(one.start, one.end), one.meaning.words, one.meaning.weight)
        for one in reading.expansions
    ]


@pytest.mark.parametrize("typed", ["GPLX", "gplx", "Gplx", "làm gplx mới"])
def test_an_abbreviation_stands_for_its_words_in_any_case(typed: str, speaking: Knowledge):
    ((said_so, words, weight),) = meanings(typed, speaking)
    assert (said_so.lower(), words, weight) == ("gplx", "giấy phép lái xe", 0.8)


def test_an_abbreviation_of_several_meanings_keeps_them_apart(speaking: Knowledge):
    assert meanings("đăng ký KS", speaking) == [("KS", "khai sinh", 0.4), ("KS", "khách sạn", 0.4)]
    assert [words for _, words, _ in meanings("tt", speaking)] == ["thường trú", "tạm trú"]


def test_an_abbreviation_is_known_without_its_marks_but_not_by_wrong_ones(speaking: Knowledge):
    assert meanings("dkks", speaking) == [("dkks", "đăng ký khai sinh", 0.8)]
    assert meanings("ĐKKS trễ", speaking) == [("ĐKKS", "đăng ký khai sinh", 0.8)]
    assert meanings("làm GPLX trễ", speaking) == [("GPLX", "giấy phép lái xe", 0.8)]


def test_everyday_words_stand_for_official_ones(speaking: Knowledge):
    assert meanings("làm hộ khẩu", speaking) == [("hộ khẩu", "đăng ký thường trú", 0.7)]
    assert meanings("lam ho khau", speaking) == [("ho khau", "đăng ký thường trú", 0.7)]
    assert meanings("sổ hộ khẩu", speaking) == [("sổ hộ khẩu", "đăng ký thường trú", 0.7)]


def test_official_words_do_not_stand_for_everyday_ones(speaking: Knowledge):
    assert meanings("đăng ký thường trú", speaking) == []


def test_the_fields_of_a_meaning_are_kept(speaking: Knowledge):
    (one,) = expand(Reading.of("đổi tên"), speaking).expansions
    assert one.meaning.fields == ("ho-tich",)
    (one,) = expand(Reading.of("ghe"), speaking).expansions
    assert one.meaning.fields == ()


def test_words_said_twice_in_the_register_are_added_once(speaking: Knowledge):
    assert [words for _, words, _ in meanings("ly dị", speaking)] == ["ly hôn", "xác nhận hôn nhân"]


def test_a_lone_bare_syllable_counts_half(speaking: Knowledge):
    """ "ba" may be bà or three; beside marks it is what it is."""
    assert meanings("ba", speaking) == [("ba", "mẹ", 0.6 * ALONE)]
    assert meanings("bà ngoại", speaking) == [("bà", "mẹ", 0.6)]
    assert meanings("ba ngoại", speaking) == []
    assert meanings("mua ghe", speaking) == [("ghe", "tàu", 0.6 * ALONE)]
    assert meanings("đóng ghe", speaking) == [("ghe", "tàu", 0.6)]
    assert meanings("gplx", speaking) == [("gplx", "giấy phép lái xe", 0.8)]


def test_a_bare_syllable_that_is_part_of_a_name_has_no_other_meaning(speaking: Knowledge):
    """ "quan ly" stands in names: its "quan" is no quận."""
    assert meanings("quan ly luu tru", speaking) == []
    assert meanings("o quan", speaking) == [("quan", "cấp huyện", 0.4 * ALONE)]
    assert meanings("ở quận", speaking) == [("quận", "cấp huyện", 0.4)]
    assert meanings("quản lý", speaking) == []


def test_what_is_searched_for_stays_as_typed(speaking: Knowledge):
    before = Reading.of("làm sổ hộ khẩu, gplx")
    assert expand(before, speaking).tokens == before.tokens


def test_what_was_added_is_explained(speaking: Knowledge):
    reading = expand(Reading.of("Hộ khẩu và KS"), speaking)
    assert said(reading) == [
        ("everyday", "Hộ khẩu", "đăng ký thường trú"),
        ("abbreviation", "KS", "khai sinh; khách sạn"),
    ]


@pytest.mark.parametrize("typed", ["khai sinh", "1.001193", "hộ. khẩu"])
def test_where_nothing_has_another_meaning_nothing_changes(typed: str, speaking: Knowledge):
    before = Reading.of(typed)
    assert expand(before, speaking) is before


def test_the_tokens_of_a_meaning_are_those_of_its_words(speaking: Knowledge):
    (one,) = expand(Reading.of("gplx"), speaking).expansions
    assert [token.key for token in one.meaning.tokens] == ["giây=1", "phep=1", "lai=1", "xe"]


def test_every_short_form_of_the_data_is_known_in_a_query(bundled: Bundled):
    """Whatever it is beside: in capitals behind a word with marks, and alone in small letters."""
    registers = bundled.knowledge._catalog.registers
    assert len(registers.abbreviations) > 100
    for one in registers.abbreviations:
        for typed in (f"thủ tục {one.short}", one.short.lower()):
            reading = expand(Reading.of(typed), bundled.knowledge)
            words = {expansion.meaning.words for expansion in reading.expansions}
            assert set(one.means) <= words, typed


def test_every_everyday_phrase_of_the_data_is_known_as_it_is_written(bundled: Bundled):
    registers = bundled.knowledge._catalog.registers
    assert len(registers.words) > 100
    for one in registers.words:
        for say in one.say:
            words = {x.meaning.words for x in expand(Reading.of(say), bundled.knowledge).expansions}
            assert words & set(one.means), say
