"""How a difference is shown: short, on one line, with the place where texts part."""

from __future__ import annotations

from typing import Any

import pytest

from indexer.changes import Change, Difference
from search_api.cli_words import SAID
from search_api.diffing import lines


def say(key: str, **values: object) -> str:
    return SAID[key][1].format(**values)


def shown(old: Any, new: Any) -> str:
    """The line of one field without its name."""
    change = Change("changed", "1.000001", None, "Name", (Difference("field", old, new),))
    return list(lines([change], say))[-1].removeprefix("    field: ")


FEE = {"kind": "phi", "amount": 8000, "currency": "VND", "note": None, "basis": None}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (None, "full", '(empty) → "full"'),
        (True, False, "true → false"),
        (1.0, 2.5, "1 → 2.5"),
        (0, None, "0 → (empty)"),
        ("a", "b", '"a" → "b"'),
        ("a\nb", "a\u00a0b", '"a⏎b" → "a·b"'),
        (None, {"number": "1/QĐ", "date": None}, '(empty) → "1/QĐ"'),
        ({"kind": "presence", "note": None}, None, '{"kind":"presence"} → (empty)'),
        (["a"], ["a", "b"], 'added "b"'),
        (["a", "b"], ["b", "c", "d"], 'added "c", "d"; removed "a"'),
        (["a", "b"], ["b", "a"], "in another order"),
        (["a", "a"], ["a"], 'removed "a"'),
        ([], [FEE], 'added {"kind":"phi","amount":8000,"currency":"VND"}'),
        ([{"name": "x", "copies": 1}], [{"name": "y"}, {"name": "x", "copies": 2}], 'added "y"; changed "x"'),
        ([], [str(n) for n in range(9)], 'added "0", "1", "2", "3", "4", "5", …'),
        ([20.5, 106.0], [20.5], "removed 106"),
        (None, ["a", "b"], '(empty) → "a", "b"'),
    ],
)
def test_values_are_shown_as_an_editor_knows_them(old: Any, new: Any, told: str) -> None:
    assert shown(old, new) == told


def test_long_texts_are_shown_from_where_they_part() -> None:
    old = "một hai ba bốn năm " * 20 + "trong 7 ngày làm việc"
    new = "một hai ba bốn năm " * 20 + "trong 10 ngày làm việc"
    assert (
        shown(old, new)
        == '"…hai ba bốn năm trong 7 ngày làm việc" → "…hai ba bốn năm trong 10 ngày làm việc"'
    )


def test_long_texts_that_part_at_once_are_cut() -> None:
    assert shown("a" * 100, "b" * 100) == f'"{"a" * 70}…" → "{"b" * 70}…"'


def test_a_long_word_does_not_hide_the_difference() -> None:
    before, _, after = shown("x" * 500 + "1", "x" * 500 + "2").partition(" → ")
    assert before != after


def test_a_text_that_goes_on_is_shown_from_its_old_end() -> None:
    before, _, after = shown("mở đầu " * 30, "mở đầu " * 30 + "thêm").partition(" → ")
    assert before != after
    assert after.endswith('thêm"')


def test_one_procedure_takes_a_bounded_number_of_lines() -> None:
    change = Change("changed", "1.000001", None, "N", tuple(Difference(f"f{n}", n, -n) for n in range(1, 70)))
    told = list(lines([change], say))
    assert len(told) == 2 + 50 + 1
    assert told[-1].strip() == "… and 19 more fields (see --json)"


def test_changed_ones_come_first_then_removed_then_added() -> None:
    some = [Change(kind, "1.000001", None, kind) for kind in ("added", "changed", "removed")]
    assert [line.split()[0] for line in lines(some, say)][1:] == ["changed", "removed", "added"]
