"""When each way of a procedure would end for a dossier handed in at a moment: "Nếu nộp hôm nay". Pure.

A page cannot be made anew every second. What it tells changes at few moments of a working day only: where
counters open and close, at a cutoff, and where so many hours no longer fit into the day. Between two of them
every answer is the same as far as days go, so the page tells days and for which span of time it holds. At the
very second at which the hours still fit in, it tells the next working day already.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from indexer.procedure import Procedure, Term, Unit
from indexer.working_calendar import ONE_DAY, WorkingCalendar, in_vietnam, moment_of, seconds_of
from indexer.working_time import Due, due
from search_api.outline import Row, rows

_INSIDE = dt.timedelta(seconds=1)
"""What is told of a span is counted from a moment within it, as near to its beginning as may be."""


@dataclass(frozen=True, slots=True)
class Expected:
    """One row of the table of ways, and when it would end."""

    way: Row
    due: Due | None
    """None where the source tells no time that can be counted."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """All ways of a procedure as they stand from one moment until before another."""

    rows: tuple[Expected, ...]
    since: dt.datetime
    until: dt.datetime
    start: dt.datetime
    """Where counting begins, were the dossier received now."""
    hours: float
    """Working hours of a working day."""

    @property
    def known(self) -> bool:
        """Whether any date can be told."""
        return any(one.due for one in self.rows)

    @property
    def open(self) -> bool:
        """Whether counters are open now."""
        return self.start < self.until

    @property
    def in_hours(self) -> bool:
        """Whether a term is told in hours."""
        return any(one.due and one.way.term.unit is Unit.HOUR for one in self.rows)

    @property
    def by_post(self) -> bool:
        """Whether a date holds for what the post brings."""
        return any(one.due and "post" in one.way.channels for one in self.rows)

    @property
    def noted(self) -> bool:
        """Whether notes of the source say more about a time."""
        return any(one.due and one.way.notes for one in self.rows)


def outlook(procedure: Procedure, calendar: WorkingCalendar, now: dt.datetime) -> Outlook:
    """What a procedure promises to somebody who hands in a complete dossier now; `now` has a zone."""
    ways = rows(procedure.methods)
    since, until = _span(calendar, _edges(calendar, [way.term for way in ways]), in_vietnam(now))
    moment = since + _INSIDE
    return Outlook(
        rows=tuple(Expected(way, due(calendar, moment, way.term)) for way in ways),
        since=since,
        until=until,
        start=calendar.next_working_moment(moment),
        hours=calendar.day_seconds / 3600,
    )


def _edges(calendar: WorkingCalendar, terms: Iterable[Term]) -> list[int]:
    """Seconds of a working day at which what is told changes, in order."""
    own = {edge for interval in calendar.hours for edge in interval}
    own |= {edge for term in terms for edge in _edges_of(calendar, term)}
    return sorted(edge for edge in own if calendar.hours[0][0] <= edge <= calendar.hours[-1][1])


def _edges_of(calendar: WorkingCalendar, term: Term) -> Iterator[int]:
    if term.cutoff:
        yield seconds_of(term.cutoff)
    if term.duration is None or term.unit not in (Unit.HOUR, Unit.WORKING_DAY):
        return
    unit = 3600 if term.unit is Unit.HOUR else calendar.day_seconds
    over = round(term.duration * unit) % calendar.day_seconds
    if over:
        # Received later than this, the last hours fall on the next working day.
        yield calendar.second_after(calendar.day_seconds - over)


def _span(calendar: WorkingCalendar, edges: list[int], now: dt.datetime) -> tuple[dt.datetime, dt.datetime]:
    """The last edge up to now and the next one."""
    day = now.date()
    here = [moment_of(day, edge) for edge in edges] if calendar.is_working_day(day) else []
    before, after = [one for one in here if one <= now], [one for one in here if one > now]
    since = before[-1] if before else calendar.closing(_working_day_before(calendar, day))
    return since, after[0] if after else calendar.opening(next(calendar.days_after(day)))


def _working_day_before(calendar: WorkingCalendar, day: dt.date) -> dt.date:
    day -= ONE_DAY
    while not calendar.is_working_day(day):
        day -= ONE_DAY
    return day
