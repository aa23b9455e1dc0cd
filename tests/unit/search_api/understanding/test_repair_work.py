"""Edits, cuts, and that the work of the repair has bounds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_api.understanding import Knowledge, Reading
from search_api.understanding.knowledge import shortened
from search_api.understanding.repair import BEAM, MOST, edited, repair, split
from tests.contract.hostile import HOSTILE
from tests.unit.search_api.understanding.knowing import Bundled, mended

steps = import_module("search_api.understanding.repair")
"""The module; the package's own name for it is the step."""


@pytest.mark.parametrize(
    ("typed", "near", "far"),
    [
        ("khia", {"khai"}, {"chieu"}),
        ("kai", {"khai"}, set()),
        ("khaii", {"khai"}, set()),
        ("sin", {"sinh"}, {"sao"}),
        ("xinh", set(), {"sinh"}),
        ("khai", set(), {"khai"}),
        ("ikhai", set(), {"khai"}),
    ],
)
def test_syllables_one_edit_away_with_the_same_first_letter(
    typed: str, near: set[str], far: set[str], often: Knowledge
):
    found = set(edited(typed, often))
    assert near <= found
    assert not far & found


@given(st.text(alphabet="abcn", min_size=1, max_size=5), st.text(alphabet="abcn", min_size=1, max_size=5))
def test_edits_are_those_of_one_letter_or_of_two_that_changed_places(left: str, right: str):
    if set(shortened(left)) & set(shortened(right)) or left in shortened(right) or right in shortened(left):
        assert steps._one_edit(left, right) == (_distance(left, right) <= 1)


def _distance(left: str, right: str) -> int:
    """Of Damerau and Levenshtein, by definition: edits of `left` at one place until 1; 2 means more."""
    if left == right:
        return 0
    return 1 if right in set(_edits(left)) else 2


def _edits(word: str) -> Iterator[str]:
    yield from shortened(word)
    for at in range(len(word) + 1):
        for letter in "abcn":
            yield word[:at] + letter + word[at:]
            yield word[:at] + letter + word[at + 1 :]
    for at in range(len(word) - 1):
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]


@pytest.mark.parametrize(
    ("typed", "pieces"),
    [
        ("khaisinh", ("khai", "sinh")),
        ("dangkykhaisinh", ("dang", "ky", "khai", "sinh")),
        ("khai", ()),
        ("nghiem", ()),
        ("khaixyz", ()),
        ("", ()),
        ("khaisinh" * 6, ()),
    ],
)
def test_the_best_cut_of_stuck_syllables(typed: str, pieces: tuple[str, ...], often: Knowledge):
    assert split(typed, often) == pieces


class Work:
    """Counts how often the model is asked about a pair."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked = 0
        real = steps._surprises

        def counted(before: Sequence[str], syllable: str, knowledge: Knowledge) -> list[float]:
            self.asked += len(before)
            return real(before, syllable, knowledge)

        monkeypatch.setattr(steps, "_surprises", counted)


def test_work_grows_with_the_length_of_a_query_and_not_faster(
    bundled: Bundled, monkeypatch: pytest.MonkeyPatch
):
    work = Work(monkeypatch)
    asked = []
    for size in (6, 12, 24):
        work.asked = 0
        repair(Reading.of("khia " * size), bundled.knowledge)
        asked.append(work.asked)
    first, second, third = asked
    assert 0 < second <= 2.5 * first
    assert third <= 2.5 * second


def test_few_paths_are_followed_from_token_to_token(bundled: Bundled, monkeypatch: pytest.MonkeyPatch):
    """A path that is followed asks about each change of the next token, so three cost up to three times one."""
    asked = []
    for width in (1, 3, BEAM):
        work = Work(monkeypatch)
        monkeypatch.setattr(steps, "BEAM", width)
        repair(Reading.of("tron khia chin hoan thi " * 4), bundled.knowledge)
        asked.append(work.asked)
    one, three, usual = asked
    assert one < three < usual
    assert three <= 3 * one
    assert usual <= BEAM * one


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_queries_cost_little(name: str, bundled: Bundled, monkeypatch: pytest.MonkeyPatch):
    work = Work(monkeypatch)
    repair(Reading.of(HOSTILE[name]), bundled.knowledge) if HOSTILE[name] else None
    assert work.asked <= MOST * BEAM * 100


def test_pasted_texts_are_not_mended(often: Knowledge, monkeypatch: pytest.MonkeyPatch):
    work = Work(monkeypatch)
    assert mended("đăng ký khia sinh " * (MOST // 4 + 1), often) is None
    assert work.asked == 0
    assert mended("đăng ký khia sinh " * (MOST // 4), often) is not None


def test_a_query_of_known_pairs_costs_nothing(bundled: Bundled, monkeypatch: pytest.MonkeyPatch):
    work = Work(monkeypatch)
    repair(Reading.of("đăng ký khai sinh"), bundled.knowledge)
    assert work.asked == 0
