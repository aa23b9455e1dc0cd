"""Choices on the page of a procedure, from an address and back into one."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_api.chosen import Chosen
from search_api.query import LONGEST_ID, BadQuery

WHOLE = [("as_of", "2026-01-02"), ("place", "Hoa Lư"), ("case", "a"), ("case", "b")]


def test_choices_come_back_as_they_were_given() -> None:
    chosen = Chosen.read(WHOLE)
    assert chosen == Chosen(dt.date(2026, 1, 2), "Hoa Lư", "", ("a", "b"))
    assert chosen.params() == WHOLE


def test_a_link_replaces_one_choice_and_keeps_the_others() -> None:
    chosen = Chosen.read(WHOLE)
    assert chosen.params(["c"]) == [*WHOLE[:2], ("case", "c")]
    assert chosen.params([]) == WHOLE[:2]
    assert chosen.params(place="13285")[1] == ("place", "13285")
    assert chosen.params(without=("as_of", "case")) == [("place", "Hoa Lư")]


def test_another_place_takes_the_agency_away() -> None:
    chosen = Chosen.read([("agency", "so-tu-phap")])
    assert chosen.params(place="13285") == [("place", "13285")]


def test_empty_and_repeated_values_say_nothing_more() -> None:
    assert Chosen.read([("place", " "), ("case", ""), ("case", "a"), ("case", "a")]) == Chosen(cases=("a",))


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(BadQuery):
        Chosen.read([("as_of", "yesterday")])


@given(st.text(max_size=300))
def test_any_text_is_bounded(text: str) -> None:
    chosen = Chosen.read([("place", text), ("agency", text), ("case", text)])
    assert all(len(one) <= LONGEST_ID for one in (chosen.place, chosen.agency, *chosen.cases))
    assert Chosen.read(chosen.params()) == chosen
