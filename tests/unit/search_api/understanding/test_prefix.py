"""The last syllable while it is still being typed."""

from __future__ import annotations

import pytest

from search_api.understanding import Knowledge, Reading
from search_api.understanding.prefix import FACTOR_ALONE, FACTOR_PAIR, MOST, complete_last
from tests.unit.search_api.understanding.knowing import knowledge_of


def completions(typed: str, known: Knowledge) -> dict[str, float]:
    reading = complete_last(Reading.of(typed), known)
    return {one.folded: one.factor for one in reading.completions}


def test_a_completion_seen_behind_the_word_before_counts_most(known: Knowledge):
    assert completions("khai si", known) == {"sinh": FACTOR_PAIR}
    assert completions("hộ sin", known) == {"sinh": FACTOR_ALONE}


def test_one_or_two_letters_are_completed_behind_their_neighbour_alone(known: Knowledge):
    assert completions("khai s", known) == {"sinh": FACTOR_PAIR}
    assert completions("năng si", known) == completions("năng s", known) == completions("s", known) == {}


def test_an_unfinished_syllable_may_end_in_either_i(known: Knowledge):
    assert "sinh" in completions("khai si", known)
    assert "chieu" in completions("ho chi", known)


@pytest.mark.parametrize(
    "typed", ["khai sinh ", "khai si ", "khai si.", "khai 12", "si 1.001193", "x@si.vn", "khai si2"]
)
def test_finished_words_numbers_and_addresses_are_not_completed(typed: str, known: Knowledge):
    assert completions(typed, known) == {}


def test_a_syllable_does_not_complete_itself(known: Knowledge):
    assert "sinh" not in completions("khai sinh", known)


def test_marks_typed_so_far_are_no_hindrance(known: Knowledge):
    assert completions("đăng k", known) == completions("dang k", known) == {"ky": FACTOR_PAIR}
    assert "truong" not in completions("thường trư", known)
    assert "tru" in completions("thường tr", known)


def test_few_completions_are_tried_and_the_best_first(known: Knowledge):
    assert next(iter(completions("cấp hộ chi", known))) == "chieu"
    many = knowledge_of(f"Cấp xa{last}" for last in ("", *"bcdghklmnpqstvx"))
    assert len(completions("cấp xa", many)) == MOST


def test_the_vocabulary_is_asked_for_the_spellings_of_one_beginning(
    known: Knowledge, monkeypatch: pytest.MonkeyPatch
):
    asked: list[str] = []
    real = known.completions

    def counted(prefix: str) -> list[tuple[str, float]]:
        asked.append(prefix)
        return real(prefix)

    monkeypatch.setattr(known, "completions", counted)
    complete_last(Reading.of("đăng ký " * 100 + "khai si"), known)
    assert asked == ["si", "sy"]


@pytest.mark.parametrize(
    ("typed", "growing"),
    [
        ("khai sin", True),
        ("chi", True),
        ("khai sinh", False),
        ("sinh", False),
        ("giay phe", True),
        ("dang ky t", True),
    ],
)
def test_a_syllable_nobody_has_seen_here_is_still_growing(typed: str, growing: bool, known: Knowledge):
    assert complete_last(Reading.of(typed), known).growing is growing


@pytest.mark.parametrize(
    ("typed", "growing"),
    [("cap la", True), ("thuong tru", False), ("cap ho", False), ("dung nha", False), ("lai la", False)],
)
def test_a_known_syllable_grows_where_only_its_completions_were_seen(typed: str, growing: bool):
    known = knowledge_of(["Cấp lại hộ chiếu", "Đăng ký thường trú", "Xây dựng nhà ở", "Lá cờ"])
    assert known.known("la")
    assert complete_last(Reading.of(typed), known).growing is growing
