"""Complaints about working hours and working days that cannot be counted by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from indexer.catalog import Registers
from indexer.complaints import Complaint, Path
from indexer.explaining import Where
from indexer.portal import WorkingHours
from indexer.working_calendar import intervals


def check_hours(wheres: Mapping[str, Where], registers: Registers) -> Iterator[Complaint]:
    """An error for each list of hours that is not in order."""
    yield from _hours(wheres["portal.yaml"], ("working_hours",), registers.portal.working_hours)
    where = wheres["agencies.yaml"]
    for i, kind in enumerate(registers.kinds):
        yield from _hours(where, ("kinds", i, "working_hours"), kind.working_hours)
    for i, agency in enumerate(registers.agencies):
        yield from _hours(where, ("agencies", i, "working_hours"), agency.working_hours)


def _hours(where: Where, at: Path, hours: Sequence[WorkingHours]) -> Iterator[Complaint]:
    edges = [edge for interval in intervals(hours) for edge in interval]
    if any(right <= left for left, right in pairwise(edges)):
        yield where.complain(at, "hours_order")


def check_working_days(where: Where, registers: Registers) -> Iterator[Complaint]:
    """An error for each day that stands twice: the second row would win without a word."""
    seen: dict[dt.date, int] = {}
    for i, row in enumerate(registers.working_days):
        if row.date in seen:
            first = where.tree.places.get(("days", seen[row.date]), (1, 1))[0]
            yield where.complain(("days", i, "date"), "doubled_day", value=str(row.date), first=first)
        seen.setdefault(row.date, i)
