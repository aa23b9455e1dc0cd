"""When a term ends that begins at a moment, and why: the due date (ngày hẹn trả) with its reasons as data. Pure.

- Counting begins at the moment of receipt; outside working hours, at the next opening.
- `working_day`: so many working days later at the same time of day (so in use). The day of receipt is not counted.
- `hour`: so many working hours later.
- `day`, `month`: calendar days or months later, at closing time of the last day (Civil Code 91/2015/QH13 Art. 148:
  such a term ends with its last day); where that day is off, of the next working day. A month without the day ends
  on its last one.
- A term with `cutoff` counts the day of receipt as day one when received before that time, the next working day
  otherwise, and ends at closing time of its last day.

What a dossier adds, pauses above all, is not here.
"""

from __future__ import annotations

import calendar as months
import datetime as dt
import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from indexer.catalog import WorkingDay
from indexer.procedure import Term, Unit
from indexer.working_calendar import ONE_DAY, WorkingCalendar, YearState, in_vietnam

LONGEST = {Unit.WORKING_DAY: 3_000, Unit.DAY: 4_500, Unit.HOUR: 24_000, Unit.MONTH: 150}
"""Durations above are no terms but slips: some twelve years each; the longest real one has 36 months."""
DAYS_OF_MONTH = 30
"""Days of a part of a month: half a month is fifteen days (Civil Code Art. 146)."""


@dataclass(frozen=True, slots=True)
class Outside:
    """Received outside working time: counted from the next opening."""

    received: dt.datetime
    start: dt.datetime
    holidays: tuple[WorkingDay, ...]
    """Days off in between, ordinary weekends aside."""


@dataclass(frozen=True, slots=True)
class Cutoff:
    """A term with a cutoff: whether receipt was in time for the day itself to be day one, else which day is."""

    time: str
    in_time: bool
    day_one: dt.date


@dataclass(frozen=True, slots=True)
class Skipped:
    """Days off that did not count."""

    weekend_days: int
    holidays: tuple[WorkingDay, ...]


@dataclass(frozen=True, slots=True)
class MadeUp:
    """Days of a weekend that counted, since another day was off in their place."""

    days: tuple[WorkingDay, ...]


@dataclass(frozen=True, slots=True)
class ShortMonth:
    """The last month has no such day: it ends on its last one."""

    wanted: int
    day: dt.date


@dataclass(frozen=True, slots=True)
class Moved:
    """The last day was off: the term ends on the next working day."""

    last: dt.date
    holiday: WorkingDay | None
    """None: an ordinary weekend."""
    to: dt.date


@dataclass(frozen=True, slots=True)
class Unsure:
    """Days off of a year are computed only, or not known at all: the date may still change."""

    year: int
    state: YearState


Reason = Outside | Cutoff | Skipped | MadeUp | ShortMonth | Moved | Unsure


@dataclass(frozen=True, slots=True)
class Due:
    """When a term ends, and how that was counted."""

    start: dt.datetime
    """Where counting begins: a working moment."""
    at: dt.datetime
    """A working moment or a closing time."""
    reasons: tuple[Reason, ...]
    """In the order in which a person would tell them."""
    version: str
    """Of the calendar it was counted by."""

    @property
    def provisional(self) -> bool:
        """Whether it must be called "dự kiến"."""
        return any(isinstance(one, Unsure) for one in self.reasons)


def due(calendar: WorkingCalendar, received: dt.datetime, term: Term) -> Due | None:
    """When a term ends for a complete dossier received at a moment; None where the term does not say.

    Raises ValueError for a moment without a zone.
    """
    if term.duration is None or term.unit is None or not 0 <= term.duration <= LONGEST[term.unit]:
        return None
    count = _Count(calendar, in_vietnam(received), term.duration, term.cutoff)
    at = count.end(term.unit)
    last = at.date()
    unsure = (Unsure(*one) for one in calendar.unsure_years(count.received.date(), last))
    reasons = (*count.outside(), *count.reasons, *count.passed(term.unit, last), *unsure)
    return Due(count.start, at, reasons, calendar.version)


class _Count:
    """One counting: gathers its reasons on the way."""

    def __init__(
        self, calendar: WorkingCalendar, received: dt.datetime, number: float, cutoff: str | None
    ) -> None:
        self.calendar = calendar
        self.received = received
        self.number = number
        self.reasons: list[Reason] = []
        self.start = calendar.next_working_moment(received)
        self.day_one = self._day_one(cutoff) if cutoff else None

    def _day_one(self, cutoff: str) -> dt.date:
        day = self.start.date()
        in_time = self.start.time() < dt.time.fromisoformat(cutoff)
        first = day if in_time else next(self.calendar.days_after(day))
        self.reasons.append(Cutoff(cutoff, in_time, first))
        return first

    def end(self, unit: Unit) -> dt.datetime:
        """When it ends; adds what was done at the end to the reasons."""
        match unit:
            case Unit.WORKING_DAY:
                return self._working_days()
            case Unit.HOUR:
                return self._hours()
            case Unit.DAY:
                return self._closing(self._calendar_days(math.ceil(self.number)))
            case Unit.MONTH:
                return self._closing(self._months())

    def _working_days(self) -> dt.datetime:
        if self.day_one:
            further = max(math.ceil(self.number) - 1, 0)
            return self.calendar.closing(self._later(self.day_one, further))
        part, whole = math.modf(self.number)
        day = self._later(self.start.date(), int(whole))
        same_time = dt.datetime.combine(day, self.start.timetz())
        return self.calendar.add_working_time(same_time, round(part * self.calendar.day_seconds))

    def _later(self, day: dt.date, number: int) -> dt.date:
        """The working day that is so many working days later."""
        return next(islice(self.calendar.days_after(day), number - 1, None)) if number else day

    def _hours(self) -> dt.datetime:
        start = self.start
        if self.day_one and self.day_one > start.date():
            start = self.calendar.opening(self.day_one)
        return self.calendar.add_working_time(start, round(self.number * 3600))

    def _calendar_days(self, number: int) -> dt.date | None:
        """The last of so many calendar days; None where there is nothing to count."""
        if self.day_one:
            return self._days_later(self.day_one, max(number - 1, 0))
        return self._days_later(self.start.date(), number) if number else None

    def _days_later(self, day: dt.date, number: int) -> dt.date:
        while number:
            day += ONE_DAY
            number -= not (self.calendar.skip_holidays and self.calendar.holiday(day))
        return day

    def _months(self) -> dt.date | None:
        part, whole = math.modf(self.number)
        begin = self.day_one or self.start.date()
        if not self.number:
            return self.day_one
        year, month = divmod(begin.year * 12 + begin.month - 1 + int(whole), 12)
        longest = months.monthrange(year, month + 1)[1]
        last = dt.date(year, month + 1, min(begin.day, longest))
        if begin.day > longest:
            self.reasons.append(ShortMonth(begin.day, last))
        return self._days_later(last, math.ceil(part * DAYS_OF_MONTH))

    def _closing(self, last: dt.date | None) -> dt.datetime:
        """Closing time of a last day, moved to a working day; without one, the beginning."""
        if last is None:
            return self.start
        day = self.calendar.next_working_day(last)
        if day != last:
            self.reasons.append(Moved(last, self.calendar.holiday(last), day))
        return self.calendar.closing(day)

    # Reasons ---------------------------------------------------------------------------------------------

    def outside(self) -> Iterator[Outside]:
        """Why counting does not begin at receipt."""
        if self.start != self.received:
            between = _days(self.received.date(), self.start.date())
            yield Outside(self.received, self.start, self._holidays(between))

    def passed(self, unit: Unit, last: dt.date) -> Iterator[Reason]:
        """Days off between beginning and end that did not count, and make-up days that did."""
        between = list(_days(self.start.date() + ONE_DAY, last))
        working = unit in (Unit.WORKING_DAY, Unit.HOUR)
        holidays = self._holidays(between) if working or self.calendar.skip_holidays else ()
        off = sum(not self.calendar.is_working_day(day) for day in between) if working else len(holidays)
        if off:
            yield Skipped(off - len(holidays), holidays)
        rows = (self.calendar.rows.get(day) for day in (self.start.date(), *between, last))
        made_up = dict.fromkeys(row for row in rows if row and row.kind == "makeup_workday")
        if working and made_up:
            yield MadeUp(tuple(made_up))

    def _holidays(self, days: Iterator[dt.date] | list[dt.date]) -> tuple[WorkingDay, ...]:
        return tuple(row for day in days if (row := self.calendar.holiday(day)))


def _days(first: dt.date, end: dt.date) -> Iterator[dt.date]:
    """Days from the first one until before the end."""
    while first < end:
        yield first
        first += ONE_DAY
