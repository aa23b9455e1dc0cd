"""What each step and weight is worth: the same queries without it, or with another number."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from search_api.engine import SearchEngine
from search_api.judging.comparing import Comparison, compare
from search_api.judging.figures import Figures, Outcome, figures, judge
from search_api.judging.sets import Judgement
from search_api.query import SWITCHES
from search_api.ranking import Weights

Weighed = Callable[[Weights], SearchEngine]
"""The same index with other weights."""


class WeightError(ValueError):
    """A change of weights names none, or is no number; the argument is what was given."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What one change makes of the figures."""

    name: str
    figures: Figures
    comparison: Comparison
    """Won: queries whose first place is right only with the change."""


def ablation(
    engine: SearchEngine, judgements: Sequence[Judgement], whole: Sequence[Outcome]
) -> Iterator[Trial]:
    """Each step of understanding and each factor switched off in turn; `whole` is the run with all of them."""
    for name in SWITCHES:
        yield _trial(name, whole, judge(engine, judgements, without=(name,)))


def weighed(
    engine_with: Weighed,
    weights: Weights,
    judgements: Sequence[Judgement],
    whole: Sequence[Outcome],
    given: str,
) -> Trial:
    """A run with changed weights; raises WeightError."""
    return _trial(given, whole, judge(engine_with(changed(weights, given)), judgements))


def _trial(name: str, before: Sequence[Outcome], after: Sequence[Outcome]) -> Trial:
    return Trial(name, figures(after), compare(before, after))


def changed(weights: Weights, given: str) -> Weights:
    """The weights with changes such as `coverage=0.5` or `accented.body_w=0,name_kinds.3=1`.

    Raises WeightError for a name that is none and for what is no number.
    """
    for one in given.split(","):
        path, _, number = one.partition("=")
        name, _, inner = path.strip().partition(".")
        if name not in {field.name for field in fields(weights)}:
            raise WeightError(one)
        try:
            value = _put(getattr(weights, name), inner, float(number))
        except (ValueError, LookupError):
            raise WeightError(one) from None
        weights = replace(weights, **{name: value})
    return weights


def _put(held: Any, inner: str, number: float) -> Any:
    """A weight, or a group of weights with one of them changed; streams may be added to a dictionary."""
    if isinstance(held, dict) and inner:
        return {**held, inner: number}
    if isinstance(held, tuple):
        at = int(inner)
        return (*held[:at], number, *held[at + 1 :]) if held[at : at + 1] else _none(inner)
    return number if isinstance(held, float) and not inner else _none(inner)


def _none(inner: str) -> Any:
    raise LookupError(inner)
