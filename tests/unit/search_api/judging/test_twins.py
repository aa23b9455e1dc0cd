"""Machine-made twins: each kind types the same words in its own way, the same way every time."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.text import fold, tokenize
from search_api.judging import Judgement, judge
from search_api.judging.twins import KINDS, judge_twins, marked, twin
from search_api.understanding.telex import from_telex, from_vni
from tests.unit.search_api.judging.answering import FakeEngine, hit

QUERY = "Đổi giấy phép lái xe hạng A1 ở Nghĩa Hưng"


def made(kind: str, query: str = QUERY) -> str:
    found = twin(kind, query)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("kind", "query", "expected"),
    [
        ("folded", "Đổi giấy phép", "Doi giay phep"),
        ("capitals", "đổi giấy phép", "ĐỔI GIẤY PHÉP"),
        ("nfd", "đổi", "đổi"),
        ("telex", "Đường hoà giải của người thuê", "dduowngf hoaf giair cuar nguowif thuee"),
        ("vni", "Đường hoà giải của người thuê", "d9uo7ng2 hoa2 giai3 cua3 nguo7i2 thue6"),
        ("telex", "xe hạng A1", "xe hangj a1"),
        ("tone_place", "hòa giải thuỷ sản, quý", "hoà giải thủy sản, quý"),
        ("tone_place", "khoẻ", "khỏe"),
        ("i_y", "kỹ sư lí lịch Mỹ quý", "kĩ sư lý lịch Mĩ quí"),
        ("nbsp", "đổi giấy phép", "đổi\u00a0giấy\u00a0phép"),
    ],
)
def test_each_kind_types_the_words_in_its_way(kind: str, query: str, expected: str) -> None:
    assert made(kind, query) == (unicodedata.normalize("NFD", expected) if kind == "nfd" else expected)


def test_half_of_the_marked_words_keep_their_marks() -> None:
    words = made("half").split()
    assert fold(" ".join(words)) == fold(QUERY)
    kept = sum(marked(word) for word in words)
    assert kept == 4
    assert twin("half", "giấy") is None


def test_the_zero_width_twin_reads_as_the_original() -> None:
    typed = made("zero_width")
    assert len(typed) > len(QUERY)
    assert [one.key for one in tokenize(typed)] == [one.key for one in tokenize(QUERY)]


def test_the_dropped_twin_lacks_one_letter_of_a_word_with_three_or_more() -> None:
    typed = made("dropped")
    assert len(typed) == len(QUERY) - 1
    assert typed.split()[-4:-2] == ["A1", "ở"] or "A1" in typed
    assert twin("dropped", "ở xã") is None


@pytest.mark.parametrize("kind", KINDS)
def test_a_query_has_the_same_twin_every_time(kind: str) -> None:
    query = f"{QUERY}, lý lịch, hòa giải"
    assert made(kind, query) == made(kind, query)


def test_a_twin_that_equals_its_original_is_none() -> None:
    assert [twin(kind, "xe máy") for kind in ("tone_place", "i_y")] == [None, None]
    assert twin("nbsp", "đổi") is None


@given(st.text("aăâeêioôơuưyđbcghklmnpqrstvx àáảãạ", max_size=30), st.sampled_from(sorted(KINDS)))
def test_any_text_has_a_twin_or_none(query: str, kind: str) -> None:
    typed = twin(kind, query)
    assert typed is None or typed != unicodedata.normalize("NFC", query)


@pytest.mark.parametrize("word", ["đường", "người", "hòa", "thuê", "quỹ", "nghĩa", "yếu", "khuỷu", "ngoằn"])
def test_the_understanding_reads_what_the_twins_type(word: str) -> None:
    assert fold(from_telex(made("telex", word)) or "") == fold(word)
    assert fold(from_vni(made("vni", word)) or "") == fold(word)


def test_twins_are_counted_beside_the_queries_they_were_made_of() -> None:
    answers = {
        "khai tử": [hit("1")],
        "khai tu": [hit("2", "1")],
        "nhà đất": [hit("3")],
        "nha dat": [hit("4")],
    }
    rows = [Judgement("x", one, (code,)) for one, code in (("khai tử", "1"), ("nhà đất", "3"), ("bare", "9"))]
    engine = FakeEngine(answers)
    (folded,) = [one for one in judge_twins(engine, judge(engine, rows)) if one.kind == "folded"]
    assert (folded.originals.queries, folded.originals.success_1) == (2, 1.0)
    assert (folded.twins.success_1, folded.same) == (0.5, 0.5)


def test_two_empty_answers_are_the_same() -> None:
    engine = FakeEngine({})
    assert all(one.same == 1.0 for one in judge_twins(engine, judge(engine, [Judgement("x", "đổi", ("1",))])))
