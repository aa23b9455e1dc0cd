"""Whether a condition of a form holds for answers: the one evaluator that is the truth.

The copy in the browser only hides and shows; both run the same vectors (tests/vectors/conditions.json). An
unanswered or hidden question makes every comparison false, `is_not` and `not_in` included; `not` turns
that to true.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from indexer.eform import Condition

Answers = Mapping[str, Any]
"""Question id -> answer as JSON has it; what was not answered is absent."""

_Test = Callable[[Any, Any, dt.date], bool]


def _number(answer: Any) -> float:
    return float(answer) if isinstance(answer, int | float) and not isinstance(answer, bool) else float("nan")


def _day(value: Any, today: dt.date) -> str:
    """A day or a month as text that orders like time; "today" is the day of asking."""
    if value == "today":
        return today.isoformat()
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _equal(answer: Any, value: Any) -> bool:
    """Equal as people mean it: 1 is 1.0, but true is not 1; of several choices one suffices."""
    if isinstance(answer, list):
        return any(_equal(part, value) for part in answer)
    return isinstance(answer, bool) == isinstance(value, bool) and bool(answer == value)


def _before(answer: Any, value: Any, today: dt.date) -> bool:
    kept = _day(value, today)
    return str(answer) < kept[: len(str(answer))]


def _after(answer: Any, value: Any, today: dt.date) -> bool:
    kept = _day(value, today)
    return str(answer) > kept[: len(str(answer))]


TESTS: dict[str, _Test] = {
    "is": lambda answer, value, _: _equal(answer, value),
    "is_not": lambda answer, value, _: not _equal(answer, value),
    "in": lambda answer, values, _: any(_equal(answer, value) for value in values),
    "not_in": lambda answer, values, _: not any(_equal(answer, value) for value in values),
    "from": lambda answer, value, _: _number(answer) >= value,
    "to": lambda answer, value, _: _number(answer) <= value,
    "before": _before,
    "after": _after,
}
"""Operator -> whether it holds for an answer. Bounds of numbers are inclusive, days are not."""


def holds(condition: Condition | None, answers: Answers, today: dt.date) -> bool:
    """Whether a condition holds; no condition always holds. `answers` hold visible questions only."""
    if condition is None:
        return True
    if condition.question is not None:
        return _compare(condition, answers, today)
    if condition.all is not None:
        return all(holds(part, answers, today) for part in condition.all)
    if condition.any is not None:
        return any(holds(part, answers, today) for part in condition.any)
    return condition.not_ is None or not holds(condition.not_, answers, today)


def _compare(condition: Condition, answers: Answers, today: dt.date) -> bool:
    given = condition.model_dump(by_alias=True, exclude_none=True, exclude={"question"})
    answer = answers.get(condition.question or "")
    answered = answer is not None
    wanted = given.pop("answered", None)
    if wanted is False:
        return not answered and not given
    if not answered:
        return False
    return all(TESTS[name](answer, value, today) for name, value in given.items())
