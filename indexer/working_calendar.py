"""The working calendar: which days and hours are working time, how much of it lies between two moments. Pure.

Moments come in aware, of whatever zone; what comes back is Vietnam's time in whole seconds. An interval of hours
holds its opening and not its closing: what arrives at 17:00 sharp waits for the next morning. Rows of
working_days.yaml win over the week: a `makeup_workday` is a working day, a `holiday` or `observed` day is none.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from indexer.catalog import Agency, Catalog, WorkingDay
from indexer.portal import Weekday, WorkingHours

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
DEFAULT_HOURS = (WorkingHours(start="07:00", end="11:30"), WorkingHours(start="13:30", end="17:00"))
"""Hours in use at one-stop shops where neither agency nor portal gives any: eight hours a working day."""
ONE_DAY = dt.timedelta(days=1)
Interval = tuple[int, int]
"""Opening and closing in seconds of the day."""
YearState = Literal["announced", "provisional", "missing"]


@dataclass(frozen=True)
class WorkingCalendar:
    """Hours, week and days off of one agency; raises ValueError where nothing could ever be working time."""

    hours: tuple[Interval, ...]
    """In order, parted by breaks."""
    rows: Mapping[dt.date, WorkingDay]
    """Days that differ from the ordinary week."""
    weekend: frozenset[int] = frozenset({5, 6})
    """Days of the week that are off, Monday is 0."""
    skip_holidays: bool = False
    """Whether terms in calendar days leave holidays out of the count."""

    def __post_init__(self) -> None:
        edges = [edge for interval in self.hours for edge in interval]
        if not edges or any(right <= left for left, right in pairwise(edges)):
            raise ValueError(f"hours overlap, run backwards or are missing: {self.hours}")
        if len(self.weekend) > 6:
            raise ValueError("a week without a working day")

    # Days ------------------------------------------------------------------------------------------------

    def is_working_day(self, day: dt.date) -> bool:
        """Whether counters open on a day."""
        row = self.rows.get(day)
        return row.kind == "makeup_workday" if row else day.weekday() not in self.weekend

    def holiday(self, day: dt.date) -> WorkingDay | None:
        """The row of a holiday or of a day off in its place; None for other days, ordinary weekends too."""
        row = self.rows.get(day)
        return None if row is None or row.kind == "makeup_workday" else row

    def days_after(self, day: dt.date) -> Iterator[dt.date]:
        """The working days after a day, without end."""
        while True:
            day += ONE_DAY
            if self.is_working_day(day):
                yield day

    def next_working_day(self, day: dt.date) -> dt.date:
        """The day itself where it is a working day, else the next one."""
        return next(self.days_after(day - ONE_DAY))

    def opening(self, day: dt.date) -> dt.datetime:
        """The first working moment of a working day."""
        return moment_of(day, self.hours[0][0])

    def closing(self, day: dt.date) -> dt.datetime:
        """The end of a working day."""
        return moment_of(day, self.hours[-1][1])

    @cached_property
    def day_seconds(self) -> int:
        """Working seconds of a working day."""
        return sum(end - start for start, end in self.hours)

    # Moments ---------------------------------------------------------------------------------------------

    def is_working_moment(self, moment: dt.datetime) -> bool:
        """Whether counters are open at a moment."""
        return self.next_working_moment(moment) == in_vietnam(moment)

    def next_working_moment(self, moment: dt.datetime) -> dt.datetime:
        """The moment itself where it is working time, else the next opening."""
        local = in_vietnam(moment)
        day = local.date()
        if self.is_working_day(day):
            for start, end in self.hours:
                if _second(local) < end:
                    return moment_of(day, max(start, _second(local)))
        return self.opening(next(self.days_after(day)))

    def add_working_time(self, moment: dt.datetime, seconds: int) -> dt.datetime:
        """The earliest moment by which so many working seconds have passed since a moment.

        It may be a closing or the beginning of a break; without seconds it is the next working moment. Raises
        ValueError for seconds below zero.
        """
        if seconds < 0:
            raise ValueError("working time is added only")
        start = self.next_working_moment(moment)
        day, left = start.date(), seconds + self._worked(_second(start))
        days = self.days_after(day)
        while left > self.day_seconds:
            day, left = next(days), left - self.day_seconds
        return start if seconds == 0 else moment_of(day, self.second_after(left))

    def working_seconds_between(self, earlier: dt.datetime, later: dt.datetime) -> int:
        """Working seconds from one moment to another; below zero where the second lies before the first."""
        first, last = in_vietnam(earlier), in_vietnam(later)
        if last < first:
            return -self.working_seconds_between(last, first)
        day, whole = first.date(), 0
        while day < last.date():
            whole += self.day_seconds if self.is_working_day(day) else 0
            day += ONE_DAY
        return whole + self._worked_on(last) - self._worked_on(first)

    def _worked_on(self, moment: dt.datetime) -> int:
        return self._worked(_second(moment)) if self.is_working_day(moment.date()) else 0

    def _worked(self, second: int) -> int:
        """Working seconds of a working day before a second of it."""
        return sum(max(0, min(second, end) - start) for start, end in self.hours)

    def second_after(self, seconds: int) -> int:
        """The earliest second of a working day by which so many of its working seconds are over.

        Raises ValueError for more seconds than it has.
        """
        for start, end in self.hours:
            if seconds <= end - start:
                return start + seconds
            seconds -= end - start
        raise ValueError("longer than a working day")

    # What is known ---------------------------------------------------------------------------------------

    def year_state(self, year: int) -> YearState:
        """Whether the days off of a year are announced, computed only, or not there at all."""
        rows = [row for day, row in self.rows.items() if day.year == year]
        if not rows:
            return "missing"
        return "provisional" if all(row.provisional for row in rows) else "announced"

    def unsure_years(self, first: dt.date, last: dt.date) -> tuple[tuple[int, YearState], ...]:
        """Years that days from first to last lie in and whose days off may still change."""
        computed = {day.year for day, row in self.rows.items() if row.provisional and first <= day <= last}
        states = {year: self.year_state(year) for year in range(first.year, last.year + 1)}
        states.update((year, "provisional") for year in computed)
        return tuple((year, state) for year, state in states.items() if state != "announced")

    @cached_property
    def version(self) -> str:
        """Digest of all that due dates depend on; kept beside a date, it tells by which calendar that was made."""
        rows = sorted((day.isoformat(), row.kind, row.provisional) for day, row in self.rows.items())
        facts = (self.hours, sorted(self.weekend), self.skip_holidays, rows)
        return hashlib.sha256(repr(facts).encode("ascii")).hexdigest()[:16]


def calendar_of(catalog: Catalog, agency: str | None = None) -> WorkingCalendar:
    """The calendar of an agency or kind: its own hours, else those of its kind, of the portal, the usual ones."""
    registers = catalog.registers
    rules = registers.portal.deadlines
    hours = _hours(catalog, agency) or registers.portal.working_hours or DEFAULT_HOURS
    return WorkingCalendar(
        hours=intervals(hours),
        rows={row.date: row for row in registers.working_days},
        weekend=frozenset(get_args(Weekday).index(name) for name in rules.weekend),
        skip_holidays=rules.skip_holidays,
    )


def _hours(catalog: Catalog, agency: str | None) -> tuple[WorkingHours, ...]:
    found = catalog.agencies.get(agency or "")
    if found is None:
        return ()
    kind = catalog.agencies.get(found.kind or "") if isinstance(found, Agency) else None
    return found.working_hours or (kind.working_hours if kind else ())


def intervals(hours: Iterable[WorkingHours]) -> tuple[Interval, ...]:
    """Working hours in seconds of the day, as they are written."""
    return tuple((seconds_of(one.start), seconds_of(one.end)) for one in hours)


def seconds_of(clock: str) -> int:
    """Seconds of the day of a time such as 13:30."""
    hour, minute = clock.split(":")
    return int(hour) * 3600 + int(minute) * 60


def in_vietnam(moment: dt.datetime) -> dt.datetime:
    """A moment in Vietnam's time, in whole seconds; raises ValueError where it has no zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone")
    return moment.astimezone(VIETNAM).replace(microsecond=0)


def moment_of(day: dt.date, second: int) -> dt.datetime:
    """A second of a day as a moment."""
    return dt.datetime.combine(day, dt.time(tzinfo=VIETNAM)) + dt.timedelta(seconds=second)


def _second(moment: dt.datetime) -> int:
    """Seconds of the day of a moment."""
    return moment.hour * 3600 + moment.minute * 60 + moment.second
