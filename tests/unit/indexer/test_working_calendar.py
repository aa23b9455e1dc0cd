"""The working calendar: days and hours, working time added and measured, whose hours count, its version."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import islice
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.catalog import Catalog, WorkingDay
from indexer.working_calendar import VIETNAM, WorkingCalendar, calendar_of, in_vietnam
from tests.samples import AGENCIES, KINDS, registers
from tests.working import CALENDAR, moment

HOUR = 3600


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def row(text: str, kind: Any = "holiday", **more: Any) -> WorkingDay:
    return WorkingDay(date=day(text), kind=kind, reason="x", **more)


def with_rows(*rows: WorkingDay) -> WorkingCalendar:
    return replace(CALENDAR, rows={one.date: one for one in rows})


# Days --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "works"),
    [
        ("2026-11-23", True),
        ("2026-11-24", False),  # Ngày Văn hóa Việt Nam
        ("2026-11-28", False),  # Saturday
        ("2026-01-10", True),  # Saturday that makes up for 2/1
        ("2026-01-02", False),  # the Friday it makes up for
        ("2025-04-26", True),
        ("2025-11-24", True),  # a holiday from 2026 only
        ("2028-01-03", True),  # a year without rows is an ordinary week
    ],
)
def test_rows_win_over_the_week(date: str, works: bool) -> None:
    assert CALENDAR.is_working_day(day(date)) is works


def test_only_days_off_of_their_own_are_holidays() -> None:
    found = CALENDAR.holiday(day("2026-11-24"))
    assert found is not None
    assert found.reason == "Ngày Văn hóa Việt Nam"
    assert CALENDAR.holiday(day("2026-11-28")) is None
    assert CALENDAR.holiday(day("2026-01-10")) is None


def test_working_days_follow_each_other() -> None:
    assert list(islice(CALENDAR.days_after(day("2026-01-08")), 3)) == [
        day("2026-01-09"),
        day("2026-01-10"),
        day("2026-01-12"),
    ]
    assert CALENDAR.next_working_day(day("2026-11-23")) == day("2026-11-23")
    assert CALENDAR.next_working_day(day("2026-11-24")) == day("2026-11-25")


# Moments -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("when", "following"),
    [
        ("2026-11-16 06:59:59", "2026-11-16 07:00"),
        ("2026-11-16 07:00", "2026-11-16 07:00"),
        ("2026-11-16 11:29:59", "2026-11-16 11:29:59"),
        ("2026-11-16 11:30", "2026-11-16 13:30"),
        ("2026-11-16 16:59:59", "2026-11-16 16:59:59"),
        ("2026-11-16 17:00", "2026-11-17 07:00"),
        ("2026-11-20 17:00", "2026-11-23 07:00"),
        ("2026-11-23 17:00", "2026-11-25 07:00"),
        ("2026-01-10 12:00", "2026-01-10 13:30"),
        ("2026-02-13 17:00", "2026-02-23 07:00"),
    ],
)
def test_the_next_working_moment(when: str, following: str) -> None:
    assert CALENDAR.next_working_moment(moment(when)) == moment(following)
    assert CALENDAR.is_working_moment(moment(when)) is (moment(when) == moment(following))


def test_moments_lose_their_fractions_and_need_a_zone() -> None:
    assert in_vietnam(dt.datetime(2026, 11, 16, 0, 0, 0, 999, tzinfo=dt.UTC)) == moment("2026-11-16 07:00")
    with pytest.raises(ValueError, match="zone"):
        CALENDAR.is_working_moment(dt.datetime(2026, 11, 16))  # noqa: DTZ001


# Working time ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("earlier", "later", "hours"),
    [
        ("2026-11-16 08:00", "2026-11-16 09:00", 1),
        ("2026-11-16 07:00", "2026-11-16 17:00", 8),
        ("2026-11-16 11:00", "2026-11-16 14:00", 1),  # half an hour before the break, half after it
        ("2026-11-16 00:00", "2026-11-17 00:00", 8),
        ("2026-11-20 16:00", "2026-11-23 08:00", 2),  # across a weekend
        ("2026-11-23 16:00", "2026-11-25 08:00", 2),  # across 24/11
        ("2026-11-21 00:00", "2026-11-22 23:00", 0),  # a weekend
        ("2026-01-09 16:00", "2026-01-12 08:00", 10),  # the Saturday between counts
        ("2026-02-13 17:00", "2026-02-23 07:00", 0),  # Tết
        ("2025-12-31 00:00", "2027-01-01 00:00", 8 * 250),
    ],
)
def test_working_time_between_two_moments(earlier: str, later: str, hours: float) -> None:
    # 2026 has 261 days from Monday to Friday and 1/1, 2/1, five of Tết, 27/4, 30/4, 1/5, 31/8, 1/9, 2/9, 24/11 off
    # among them: 14 fewer, the Saturdays 10/1 and 22/8 more: 249, and the last of 2025 before them.
    found = CALENDAR.working_seconds_between(moment(earlier), moment(later))
    assert found == hours * HOUR
    assert CALENDAR.working_seconds_between(moment(later), moment(earlier)) == -found


def test_working_time_cannot_be_taken_away() -> None:
    with pytest.raises(ValueError, match="added"):
        CALENDAR.add_working_time(moment("2026-11-16 08:00"), -1)


MOMENTS = st.datetimes(dt.datetime(2024, 1, 1), dt.datetime(2028, 1, 1)).map(  # noqa: DTZ001
    lambda one: one.replace(tzinfo=VIETNAM)
)
SECONDS = st.integers(0, 90 * 8 * HOUR)


@st.composite
def calendars(draw: st.DrawFn) -> WorkingCalendar:
    """Hours of one to three pieces, any week, a few days off more."""
    edges = sorted(draw(st.lists(st.integers(0, 86_399), min_size=2, max_size=6, unique=True)))
    weekend = draw(st.frozensets(st.integers(0, 6), max_size=4))
    off = draw(st.lists(st.dates(dt.date(2024, 1, 1), dt.date(2028, 1, 1)), max_size=8))
    rows = {one: WorkingDay(date=one, kind="holiday", reason="x") for one in off}
    pairs = len(edges) // 2
    hours = tuple((edges[2 * n], edges[2 * n + 1]) for n in range(pairs))
    return WorkingCalendar(hours, {**rows, **CALENDAR.rows}, weekend)


@settings(max_examples=150, deadline=None)
@given(calendars(), MOMENTS, SECONDS)
def test_working_time_that_was_added_is_measured_again(
    calendar: WorkingCalendar, start: dt.datetime, seconds: int
) -> None:
    seconds = min(seconds, 60 * calendar.day_seconds)
    end = calendar.add_working_time(start, seconds)
    assert calendar.working_seconds_between(start, end) == seconds


@settings(max_examples=150, deadline=None)
@given(calendars(), MOMENTS, st.integers(0, 30 * 86_400))
def test_measured_working_time_leads_to_the_same_working_moment(
    calendar: WorkingCalendar, start: dt.datetime, later: int
) -> None:
    end = in_vietnam(start) + dt.timedelta(seconds=later)
    reached = calendar.add_working_time(start, calendar.working_seconds_between(start, end))
    assert calendar.next_working_moment(reached) == calendar.next_working_moment(max(end, start))


@settings(max_examples=100, deadline=None)
@given(calendars(), MOMENTS, SECONDS, SECONDS)
def test_working_time_adds_up(calendar: WorkingCalendar, start: dt.datetime, one: int, two: int) -> None:
    one, two = (min(part, 30 * calendar.day_seconds) for part in (one, two))
    in_steps = calendar.add_working_time(calendar.add_working_time(start, one), two)
    at_once = calendar.add_working_time(start, one + two)
    assert calendar.next_working_moment(in_steps) == calendar.next_working_moment(at_once)
    assert at_once <= in_steps


@settings(max_examples=100, deadline=None)
@given(calendars(), MOMENTS)
def test_the_next_working_moment_is_one_and_none_lies_before_it(
    calendar: WorkingCalendar, start: dt.datetime
) -> None:
    found = calendar.next_working_moment(start)
    assert calendar.is_working_moment(found)
    assert calendar.working_seconds_between(start, found) == 0


# Whose hours -------------------------------------------------------------------------------------------------

EARLY, LATE, LONG = (
    [{"start": "06:30", "end": "11:00"}],
    [{"start": "09:00", "end": "12:00"}],
    [{"start": "08:00", "end": "20:00"}],
)


def catalog(portal: Any = (), kind: Any = (), agency: Any = (), **more: Any) -> Catalog:
    kinds = [{**one, "working_hours": kind} if one["id"] == "ubnd-cap-xa" else one for one in KINDS]
    agencies = [{**one, "working_hours": agency} if one["id"] == "ubnd-xa-mau" else one for one in AGENCIES]
    about = {"name": "Cổng mẫu", "short_name": "Mẫu", "working_hours": portal, **more}
    return Catalog(registers(portal=about, kinds=kinds, agencies=agencies))


@pytest.mark.parametrize(
    ("known", "opening"),
    [
        (catalog(), 7),
        (catalog(portal=EARLY), 6.5),
        (catalog(portal=EARLY, kind=LATE), 9),
        (catalog(portal=EARLY, kind=LATE, agency=LONG), 8),
        (catalog(portal=EARLY, agency=LONG), 8),
    ],
)
def test_hours_are_those_of_the_agency_else_of_its_kind_else_of_the_portal(
    known: Catalog, opening: float
) -> None:
    assert calendar_of(known, "ubnd-xa-mau").hours[0][0] == opening * HOUR


def test_others_have_the_hours_of_the_portal() -> None:
    known = catalog(portal=EARLY, kind=LATE)
    assert calendar_of(known, "ubnd-cap-xa").hours == ((9 * HOUR, 12 * HOUR),)
    for other in ("bo-tu-phap", "nobody", None):
        assert calendar_of(known, other).hours == ((int(6.5 * HOUR), 11 * HOUR),)


def test_the_usual_hours_make_a_working_day_of_eight_hours() -> None:
    assert calendar_of(catalog()).day_seconds == 8 * HOUR


def test_the_rules_of_the_portal_reach_the_calendar() -> None:
    known = calendar_of(catalog(deadlines={"weekend": ["sunday"], "skip_holidays": True}))
    assert known.is_working_day(day("2026-11-28"))
    assert not known.is_working_day(day("2026-11-29"))
    assert known.skip_holidays


@pytest.mark.parametrize(
    ("hours", "weekend"),
    [
        ((), {5, 6}),
        (((10, 10),), {5, 6}),
        (((20, 10),), {5, 6}),
        (((10, 30), (20, 40)), {5, 6}),
        (((10, 20), (20, 30)), {5, 6}),
        (((10, 20),), set(range(7))),
    ],
)
def test_a_calendar_without_working_time_is_refused(hours: Any, weekend: set[int]) -> None:
    with pytest.raises(ValueError, match=r"hours|week"):
        WorkingCalendar(hours, {}, frozenset(weekend))


# What is known -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("year", "state"), [(2025, "announced"), (2026, "announced"), (2027, "provisional"), (2028, "missing")]
)
def test_a_year_is_announced_computed_or_missing(year: int, state: str) -> None:
    assert CALENDAR.year_state(year) == state


def test_one_announced_day_does_not_make_the_computed_ones_sure() -> None:
    known = with_rows(row("2027-01-01"), row("2027-02-04", provisional=True))
    assert known.year_state(2027) == "announced"
    assert known.unsure_years(day("2027-01-04"), day("2027-01-20")) == ()
    assert known.unsure_years(day("2027-01-04"), day("2027-02-20")) == ((2027, "provisional"),)


def test_the_version_changes_with_all_that_dates_depend_on_and_with_nothing_else() -> None:
    changed = [
        replace(CALENDAR, hours=((0, HOUR),)),
        replace(CALENDAR, weekend=frozenset({6})),
        replace(CALENDAR, skip_holidays=True),
        with_rows(row("2026-01-01")),
        with_rows(row("2026-01-01", provisional=True)),
        with_rows(row("2026-01-02")),
        with_rows(row("2026-01-02", "makeup_workday")),
    ]
    assert len({one.version for one in (CALENDAR, *changed)}) == len(changed) + 1
    other_words = {at: one.model_copy(update={"reason": "y"}) for at, one in CALENDAR.rows.items()}
    assert replace(CALENDAR, rows=dict(reversed(other_words.items()))).version == CALENDAR.version
