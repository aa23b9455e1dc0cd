"""Ways to read what is typed so far."""

from __future__ import annotations

import pytest

from search_api.editions import Edition
from search_api.intended import MOST_MEANINGS, MOST_TYPED, intended
from search_api.understanding.knowledge import Knowledge
from tests.samples import build_index, procedure, registers

KNOWN = registers(
    abbreviations=[{"short": "KT", "means": [f"kiểm tra {n}" for n in "abcdefgh"], "weight": 0.3}],
    words=[{"say": ["hôn thú"], "means": ["kết hôn"], "fields": ["ho-tich"], "weight": 0.9}],
    frames=[{"text": "làm sao để"}, {"text": "muốn"}],
)


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    folder = build_index(
        tmp_path_factory.mktemp("index"),
        [procedure("1.000001", "Đăng ký kết hôn", aliases=["muốn hoa mượn"])],
        KNOWN,
    )
    edition = Edition(folder)
    return Knowledge(edition.vocabulary, edition.catalog)


SYLLABLES = ("dang", "ky", "ket", "hon", "muon", "hoa")


def read(knowledge: Knowledge, typed: str):
    return intended(typed, knowledge, lambda begun: any(one.startswith(begun) for one in SYLLABLES))


def lines(knowledge: Knowledge, typed: str) -> list[str]:
    return [way.typed.lines[0] for way in read(knowledge, typed)]


def test_words_themselves_come_first_and_fewer_words_last(knowledge: Knowledge):
    assert lines(knowledge, "đăng ký hôn thú") == ["dang ky hon thu", "dang ky ket hon", "hon thu"]
    assert [way.less for way in read(knowledge, "đăng ký hôn thú")] == [False, False, True]


def test_a_frame_in_front_is_left_out_first(knowledge: Knowledge):
    assert lines(knowledge, "làm sao để kết h") == ["ket h", "lam sao de ket h"]


def test_a_frame_behind_or_alone_stays(knowledge: Knowledge):
    assert lines(knowledge, "kết hôn làm sao để") == ["ket hon lam sao de"]
    assert lines(knowledge, "làm sao để")[0] == "lam sao de"


def test_without_marks_a_lone_syllable_is_no_frame(knowledge: Knowledge):
    assert lines(knowledge, "muon hoa") == ["muon hoa"]
    assert lines(knowledge, "muốn hoa") == ["hoa", "muon hoa"]


def test_a_meaning_holds_in_its_fields_and_is_not_what_was_typed(knowledge: Knowledge):
    meaning = read(knowledge, "hôn thú")[1]
    assert (meaning.own, meaning.fields) == (False, ("ho-tich",))


def test_the_weightiest_meanings_are_tried_and_no_more_than_a_few(knowledge: Knowledge):
    ways = lines(knowledge, "kt hôn thú")
    assert ways[1] == "kt ket hon"
    assert len(ways) == 1 + MOST_MEANINGS


@pytest.mark.parametrize(
    ("typed", "line"),
    [("dang ky keet", "dang ky ket"), ("keets", "ket"), ("ddawng ky", "dang ky"), ("ket ho6n", "ket hon")],
)
def test_left_overs_of_telex_and_vni_are_read(knowledge: Knowledge, typed: str, line: str):
    assert lines(knowledge, typed)[0] == line


def test_what_may_still_become_a_syllable_stays_as_typed(knowledge: Knowledge):
    assert lines(knowledge, "ho")[0] == "ho"


@pytest.mark.parametrize("typed", ["", "đ", " ? ", "x " * (MOST_TYPED + 1)])
def test_too_little_and_too_much_is_not_read(knowledge: Knowledge, typed: str):
    assert read(knowledge, typed) == []
