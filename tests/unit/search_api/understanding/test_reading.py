"""The chain as a whole: readings are values, steps are left out by name, nothing is asked about nothing."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_api.query import SWITCHES
from search_api.understanding import STEPS, Knowledge, Reading, understand
from tests.contract.hostile import HOSTILE
from tests.samples import other_tone_place, without_marks
from tests.unit.search_api.understanding.knowing import Bundled, said


def test_marks_are_noticed():
    assert not Reading.of("khai sinh 42").marked
    assert not Reading.of("KI").marked
    assert Reading.of("khai sính").marked
    assert Reading.of("đang").marked


def test_a_reading_tells_what_was_typed():
    reading = Reading.of("  Khai  SINH, khai tử.")
    assert reading.typed(0, 2) == "Khai  SINH"
    assert reading.folded == ("khai", "sinh", "tu")
    assert not reading.unfinished
    assert Reading.of("khai si").unfinished
    assert not Reading.of("khai si ").unfinished
    assert not Reading.of("").unfinished


def test_a_note_is_added_behind_the_others():
    first = Reading.of("x").noting("a", "x", "y")
    assert said(first.noting("b", "y", "")) == [("a", "x", "y"), ("b", "y", "")]
    assert said(first) == [("a", "x", "y")]


@pytest.mark.parametrize("typed", ["", " ", "?!", "…", "\u200b"])
def test_an_empty_query_stops_the_chain_at_once(typed: str, known: Knowledge):
    def never(reading: Reading, knowledge: Knowledge) -> Reading:
        raise AssertionError("a step was asked about nothing")

    assert understand(typed, known, {"never": never}).tokens == ()


def test_the_chain_stops_where_a_step_leaves_nothing(known: Knowledge):
    asked: list[str] = []

    def empty(reading: Reading, knowledge: Knowledge) -> Reading:
        asked.append("empty")
        return replace(reading, tokens=())

    def late(reading: Reading, knowledge: Knowledge) -> Reading:
        asked.append("late")
        return reading

    understand("khai sinh", known, {"empty": empty, "late": late})
    assert asked == ["empty"]


def test_steps_run_in_their_order_but_for_those_left_out_by_name(known: Knowledge):
    asked: list[str] = []

    def step(name: str):
        def one(reading: Reading, knowledge: Knowledge) -> Reading:
            assert knowledge is known
            asked.append(name)
            return reading

        return one

    steps = {name: step(name) for name in "abc"}
    understand("khai sinh", known, steps)
    understand("khai sinh", known, steps, without=("b", "no such step"))
    assert asked == ["a", "b", "c", "a", "c"]


@pytest.mark.parametrize(
    ("step", "typed", "noted"),
    [
        ("code", "mã 1001193", "code"),
        ("telex", "ddawng kys khai sinh", "telex"),
        ("frames", "khai sinh làm thế nào", "frame"),
        ("routing", "khai sinh phường Bến Nghé", "place"),
        ("words", "làm gplx", "abbreviation"),
        ("repair", "giấy khia sinh", "repair"),
    ],
)
def test_each_step_can_be_left_out_of_the_chain(step: str, typed: str, noted: str, bundled: Bundled):
    whole = understand(typed, bundled.knowledge, STEPS)
    assert noted in [note for note, _, _ in said(whole)]
    less = understand(typed, bundled.knowledge, STEPS, without=(step,))
    assert noted not in [note for note, _, _ in said(less)]


def test_completions_can_be_left_out_of_the_chain(bundled: Bundled):
    assert understand("khai sin", bundled.knowledge, STEPS).completions
    assert not understand("khai sin", bundled.knowledge, STEPS, without=("prefix",)).completions


def test_every_step_can_be_switched_by_a_query():
    assert set(STEPS) < set(SWITCHES)
    assert [name for name in SWITCHES if name in STEPS] == list(STEPS)


@pytest.mark.parametrize("name", STEPS)
def test_every_step_is_pure_and_repeats_itself(name: str, bundled: Bundled):
    for typed in ("giấy khia sinh ở đâu", "ddawng ky gplx Hà Nội", "1.001193", "khai sin"):
        before = Reading.of(typed)
        first = STEPS[name](before, bundled.knowledge)
        assert before == Reading.of(typed)
        assert STEPS[name](before, bundled.knowledge) == first


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_queries_are_understood_without_an_error(name: str, bundled: Bundled):
    reading = understand(HOSTILE[name], bundled.knowledge, STEPS)
    check_places(reading)


@given(st.text(alphabet="aăâdđeinohkstr ụốéỳ.,-/0129ws\n", max_size=40))
def test_tokens_are_pieces_of_the_text_whatever_was_done_to_them(bundled: Bundled, typed: str):
    check_places(understand(typed, bundled.knowledge, STEPS))


def check_places(reading: Reading) -> None:
    for tokens in (reading.tokens, reading.repaired, reading.aside):
        assert all(0 <= one.start < one.end <= len(reading.text) for one in tokens)
        assert all(left.start <= right.start for left, right in pairwise(tokens))
    for one in reading.expansions:
        assert 0 <= one.start < one.end <= len(reading.tokens)


def test_other_spellings_of_a_name_are_understood_alike(bundled: Bundled):
    def meant(typed: str) -> tuple[list[str], list[str], list[str]]:
        reading = understand(typed, bundled.knowledge, STEPS)
        return (
            [token.folded for token in reading.tokens],
            [token.folded for token in reading.repaired],
            sorted({one.meaning.words for one in reading.expansions}),
        )

    for name in bundled.names[::7]:
        for twin in (name.upper(), name.title(), other_tone_place(name), f" {name}", name.replace(" ", "  ")):
            assert meant(twin) == meant(name), twin
        assert meant(without_marks(name))[0] == meant(without_marks(name).upper())[0]
