"""Goals: figures that must be reached, read from a file with the columns class, index, measure, bound."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from search_api.judging.figures import Figures
from search_api.judging.sets import JudgementError, read_rows

COLUMNS = ("class", "index", "measure", "bound")
INDEXES = ("full", "loo", "bare")
"""The index as it is, without the names that equal a query, without everyday names at all."""
_BOUND = re.compile(r"(>=|<=) (\d*\.?\d+)")
_MEASURES = tuple(field.name for field in fields(Figures))


@dataclass(frozen=True, slots=True)
class Goal:
    """A bound on a figure of a class."""

    group: str
    index: str
    measure: str
    """A figure of Figures"""
    least: bool
    """Whether the figure must not be smaller than the bound; else not larger"""
    bound: float

    def met(self, figure: float) -> bool:
        """Whether the figure keeps the bound; sums of shares are not exact."""
        return figure >= self.bound - 1e-9 if self.least else figure <= self.bound + 1e-9


def read_goals(path: Path) -> list[Goal]:
    """Reads a file of goals; raises JudgementError with path and line, FileNotFoundError without a file."""
    found: list[Goal] = []
    for line, (group, index, measure, bound) in read_rows(path, COLUMNS):
        read = _BOUND.fullmatch(bound)
        if index not in INDEXES or measure not in _MEASURES or read is None:
            raise JudgementError(path, line, "judgement_goal", COLUMNS)
        found.append(Goal(group, index, measure, read[1] == ">=", float(read[2])))
    return found


def reached(
    goals: Iterable[Goal], tables: Mapping[str, Mapping[str, Figures]]
) -> Iterator[tuple[Goal, float]]:
    """Goals of classes and indexes that were measured, with their figures; `tables`: index -> class -> figures."""
    for goal in goals:
        row = tables.get(goal.index, {}).get(goal.group)
        if row is not None:
            yield goal, float(getattr(row, goal.measure))
