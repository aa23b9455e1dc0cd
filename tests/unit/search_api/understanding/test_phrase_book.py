"""Phrases in a query: the longest wins, marks agree, nothing is found across a border."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_api.understanding import Reading
from search_api.understanding.phrase_book import PhraseBook


def found(phrases: Sequence[str], typed: str, *, marked: bool | None = None) -> list[str]:
    """What of a query is a phrase, as typed; each phrase must carry itself."""
    reading = Reading.of(typed)
    book = PhraseBook((phrase, phrase) for phrase in phrases)
    standing = book.find(reading.tokens, marked=reading.marked if marked is None else marked)
    assert all(one.values for one in standing)
    return [reading.typed(one.start, one.end) for one in standing]


def test_phrases_are_found_in_order_wherever_they_stand():
    assert found(["hộ khẩu", "sổ đỏ"], "làm sổ đỏ và hộ khẩu") == ["sổ đỏ", "hộ khẩu"]
    assert found(["hộ khẩu"], "hộ khẩu") == ["hộ khẩu"]
    assert found(["hộ khẩu"], "hộ khẩu hộ khẩu") == ["hộ khẩu", "hộ khẩu"]
    assert found(["hộ khẩu"], "khẩu hộ") == []


def test_the_longest_phrase_wins_and_none_lies_over_another():
    phrases = ["bao nhiêu", "bao nhiêu tiền", "hết bao nhiêu tiền", "tiền mặt"]
    assert found(phrases, "hết bao nhiêu tiền mặt") == ["hết bao nhiêu tiền"]
    assert found(phrases, "bao nhiêu tiền mặt") == ["bao nhiêu tiền"]
    assert found(phrases, "bao nhiêu và tiền mặt") == ["bao nhiêu", "tiền mặt"]


def test_of_phrases_of_one_length_the_first_in_the_query_wins():
    assert found(["a b", "b c"], "a b c") == ["a b"]


def test_a_longer_phrase_wins_over_an_earlier_one():
    assert found(["a b", "b c d"], "a b c d") == ["b c d"]


def test_a_phrase_carries_everything_that_was_entered_for_it():
    book = PhraseBook([("KS", "khai sinh"), ("ks", "khách sạn"), ("kết hôn", "x"), ("", "nothing")])
    (one,) = book.find(Reading.of("làm ks").tokens, marked=False)
    assert (one.start, one.end, one.values) == (1, 2, ("khai sinh", "khách sạn"))


def test_of_phrases_equal_in_bare_letters_the_marks_choose():
    book = PhraseBook([("tạm trú", "stay"), ("tạm trữ", "store")])
    assert book.find(Reading.of("tạm trú").tokens, marked=True)[0].values == ("stay",)
    assert book.find(Reading.of("tạm trữ").tokens, marked=True)[0].values == ("store",)
    assert book.find(Reading.of("tam tru").tokens, marked=False)[0].values == ("stay", "store")


@pytest.mark.parametrize("typed", ["sổ đỏ", "so do", "SỔ ĐỎ", "sổ do", "so đỏ", "sổ  đỏ", "s\u200bổ đỏ"])
def test_a_missing_mark_is_free(typed: str):
    assert found(["sổ đỏ"], typed) == [typed]


@pytest.mark.parametrize("typed", ["số đo", "sổ đo", "sỏ đỏ"])
def test_a_typed_mark_counts(typed: str):
    assert found(["sổ đỏ"], typed) == []


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("giấy khai sinh", True),
        ("giây khai sinh", True),
        ("giấy khai sình", True),
        ("giay khai sình", True),
        ("giây khải sinh", False),
        ("giây khải sình", False),
    ],
)
def test_from_three_syllables_one_wrong_mark_is_forgiven(typed: str, known: bool):
    assert bool(found(["giấy khai sinh"], typed)) is known


def test_a_lone_syllable_beside_marks_needs_its_own():
    assert found(["bà"], "bà nội") == ["bà"]
    assert found(["bà"], "ba nội") == []
    assert found(["bà"], "ba noi") == ["ba"]
    assert found(["ba"], "ba nội") == ["ba"]
    assert found(["ba"], "bà nội") == []


@pytest.mark.parametrize("typed", ["sổ. đỏ", "sổ; đỏ", "sổ\nđỏ", "sổ? đỏ"])
def test_nothing_is_found_across_a_border(typed: str):
    assert found(["sổ đỏ"], typed) == []


@pytest.mark.parametrize("typed", ["sổ, đỏ", "sổ-đỏ", '"sổ" đỏ', "việc. Sổ đỏ", "việc; sổ đỏ."])
def test_a_border_before_a_phrase_and_a_comma_inside_are_no_hindrance(typed: str):
    assert len(found(["sổ đỏ"], typed)) == 1


def test_a_phrase_longer_than_what_is_left_is_not_found():
    assert found(["giấy khai sinh"], "làm giấy khai") == []
    assert found(["giấy khai sinh", "giấy"], "làm giấy") == ["giấy"]
    assert found(["giấy khai sinh"], "") == []


def test_phrases_hold_numbers_and_signs_as_they_are_cut():
    assert found(["bằng B2", "ki-ốt"], "thi bằng b2 mở ki ốt") == ["bằng b2", "ki ốt"]


@given(
    st.lists(st.lists(st.sampled_from("abcd"), min_size=1, max_size=4).map(" ".join), max_size=8),
    st.lists(st.sampled_from("abcd"), max_size=12).map(" ".join),
)
def test_what_is_found_is_a_phrase_in_order_and_apart(phrases: list[str], typed: str):
    reading = Reading.of(typed)
    standing = PhraseBook((phrase, phrase) for phrase in phrases).find(reading.tokens, marked=False)
    ends = [0, *(one.end for one in standing)]
    for one, end in zip(standing, ends, strict=False):
        assert end <= one.start < one.end
        assert set(one.values) == {reading.typed(one.start, one.end)}
        assert one.values[0] in phrases
    uncovered = {at for at in range(len(reading.tokens)) if not any(o.start <= at < o.end for o in standing)}
    assert not any(reading.typed(at, at + 1) in phrases for at in uncovered)


def test_work_is_bounded_by_the_query():
    """Only phrases that begin with a syllable of the query and fit in it are looked at."""

    class Counting(dict[tuple[str, ...], list[object]]):
        asked = 0

        def get(self, key, default=None):  # type: ignore[override]
            self.asked += 1
            return super().get(key, default)

    book = PhraseBook((f"a {number} x", number) for number in range(5_000))
    book._phrases = Counting(book._phrases)  # type: ignore[assignment]
    book.find(Reading.of("a b " * 100).tokens, marked=False)
    assert book._phrases.asked <= 100  # type: ignore[attr-defined]
