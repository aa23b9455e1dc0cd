"""Due dates: a table worked out by hand on the bundled calendar, the reasons, and what holds for every term."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.catalog import WorkingDay
from indexer.procedure import Term, Unit
from indexer.working_calendar import VIETNAM, WorkingCalendar
from indexer.working_time import (
    LONGEST,
    Cutoff,
    Due,
    MadeUp,
    Moved,
    Outside,
    ShortMonth,
    Skipped,
    Unsure,
    due,
)
from tests.working import CALENDAR, SKIPPING, moment

MOST_EXAMPLES = 150


def term(text: str) -> Term:
    """`3 working_day`, with a cutoff `1 working_day 15:00`."""
    number, unit, *cutoff = text.split()
    return Term(duration=float(number), unit=Unit(unit), cutoff=cutoff[0] if cutoff else None)


def counted(received: str, text: str, calendar: WorkingCalendar = CALENDAR) -> Due:
    found = due(calendar, moment(received), term(text))
    assert found is not None
    return found


# Hours are 7:00-11:30 and 13:30-17:00: eight a day. November 2026: Monday the 16th, Friday the 20th, Monday the
# 23rd; Tuesday the 24th is off; Friday the 27th, Monday the 30th.
EXAMPLES = [
    # (received, term, due, how it is counted by hand)
    # Working days: the same time of day, the day of receipt not counted ------------------------------------
    ("2026-11-16 10:00", "1 working_day", "2026-11-17 10:00", "Mon -> Tue"),
    ("2026-11-16 10:00", "3 working_day", "2026-11-19 10:00", "Tue 17, Wed 18, Thu 19"),
    ("2026-11-16 10:00", "5 working_day", "2026-11-23 10:00", "Tue to Fri are four, Mon 23 the fifth"),
    ("2026-11-20 10:00", "1 working_day", "2026-11-23 10:00", "Fri -> Mon"),
    ("2026-11-23 10:00", "1 working_day", "2026-11-25 10:00", "24/11 is off: Mon -> Wed"),
    ("2026-11-20 15:00", "3 working_day", "2026-11-26 15:00", "Mon 23, not 24/11, Wed 25, Thu 26"),
    ("2026-11-16 10:00", "0 working_day", "2026-11-16 10:00", "nothing to count"),
    (
        "2026-11-16 10:00",
        "1.5 working_day",
        "2026-11-17 16:00",
        "Tue 10:00 + 4 h: 1.5 to noon, 2.5 from 13:30",
    ),
    ("2026-11-16 14:00", "0.5 working_day", "2026-11-17 08:00", "4 h: 3 until 17:00, 1 on Tue"),
    # When receipt counts from ------------------------------------------------------------------------------
    ("2026-11-16 06:15", "1 working_day", "2026-11-17 07:00", "before opening: from Mon 7:00"),
    ("2026-11-16 07:00", "1 working_day", "2026-11-17 07:00", "at opening"),
    ("2026-11-16 11:29", "1 working_day", "2026-11-17 11:29", "the last minute of the morning"),
    ("2026-11-16 11:30", "1 working_day", "2026-11-17 13:30", "the break has begun: from 13:30"),
    ("2026-11-16 11:45", "1 working_day", "2026-11-17 13:30", "in the lunch break: from 13:30"),
    ("2026-11-16 16:59", "1 working_day", "2026-11-17 16:59", "the last minute of the day"),
    ("2026-11-16 17:00", "1 working_day", "2026-11-18 07:00", "closed: from Tue 7:00, so Wed 7:00"),
    ("2026-11-27 17:30", "1 working_day", "2026-12-01 07:00", "Fri evening: from Mon 30 7:00, so Tue 1/12"),
    ("2026-11-28 09:00", "1 working_day", "2026-12-01 07:00", "Sat: the same"),
    ("2026-11-29 23:59", "1 working_day", "2026-12-01 07:00", "Sun night: the same"),
    ("2026-11-24 09:00", "1 working_day", "2026-11-26 07:00", "on 24/11: from Wed 25 7:00, so Thu"),
    ("2026-11-23 18:00", "1 working_day", "2026-11-26 07:00", "the evening before 24/11: the same"),
    ("2026-11-27 18:00", "0 working_day", "2026-11-30 07:00", "nothing to count, but from Mon 7:00"),
    # Tết 2025: 27 to 31/1 are off, a whole week ------------------------------------------------------------
    ("2025-01-24 10:00", "1 working_day", "2025-02-03 10:00", "Fri 24/1 -> Mon 3/2"),
    ("2025-01-23 14:00", "3 working_day", "2025-02-04 14:00", "Fri 24/1, Mon 3/2, Tue 4/2"),
    ("2025-01-29 08:00", "1 working_day", "2025-02-04 07:00", "New Year's day: from Mon 3/2 7:00"),
    ("2025-01-24 16:00", "2 hour", "2025-02-03 08:00", "1 h on Fri, 1 h on Mon 3/2"),
    # Tết 2026: 16 to 20/2 ----------------------------------------------------------------------------------
    ("2026-02-13 10:00", "1 working_day", "2026-02-23 10:00", "Fri 13/2 -> Mon 23/2"),
    ("2026-02-11 09:00", "5 working_day", "2026-02-25 09:00", "Thu 12, Fri 13, Mon 23, Tue 24, Wed 25"),
    ("2026-02-13 17:01", "2 working_day", "2026-02-25 07:00", "from Mon 23 7:00: Tue 24, Wed 25"),
    ("2026-02-16 10:00", "5 day", "2026-03-02 17:00", "from Mon 23/2; +5 is Sat 28/2: Mon 2/3"),
    ("2026-02-10 10:00", "7 day", "2026-02-23 17:00", "+7 is Tue 17/2, in Tết: Mon 23/2"),
    # Tết 2027, computed only: 4, 5, 8, 9, 10/2 -------------------------------------------------------------
    ("2027-02-03 10:00", "1 working_day", "2027-02-11 10:00", "Wed 3/2 -> Thu 11/2"),
    ("2027-02-02 10:00", "3 working_day", "2027-02-12 10:00", "Wed 3, Thu 11, Fri 12"),
    ("2027-01-28 10:00", "10 day", "2027-02-11 17:00", "+10 is Sun 7/2; Mon to Wed are off: Thu 11"),
    # Swaps: days off made up for on a Saturday -------------------------------------------------------------
    ("2025-12-31 10:00", "1 working_day", "2026-01-05 10:00", "1/1 off, Fri 2/1 swapped, weekend: Mon 5/1"),
    ("2026-01-09 10:00", "1 working_day", "2026-01-10 10:00", "Fri -> Sat 10/1, which makes up for 2/1"),
    ("2026-01-08 10:00", "3 working_day", "2026-01-12 10:00", "Fri 9, Sat 10, Mon 12"),
    ("2026-01-10 09:00", "4 hour", "2026-01-10 15:00", "on the Saturday: 2.5 h, break, 1.5 h"),
    ("2026-01-10 17:30", "1 working_day", "2026-01-13 07:00", "its evening: from Mon 12 7:00"),
    ("2026-01-02 09:00", "1 working_day", "2026-01-06 07:00", "on the swapped Friday: from Mon 5/1 7:00"),
    ("2025-04-25 10:00", "1 working_day", "2025-04-26 10:00", "Fri -> Sat 26/4, which makes up for 2/5"),
    (
        "2025-04-25 10:00",
        "4 working_day",
        "2025-05-05 10:00",
        "Sat 26, Mon 28, Tue 29, 30/4-2/5 off, Mon 5/5",
    ),
    ("2026-08-21 10:00", "1 working_day", "2026-08-22 10:00", "Fri -> Sat 22/8, which makes up for 31/8"),
    ("2026-08-28 10:00", "1 working_day", "2026-09-03 10:00", "31/8, 1/9, 2/9 off: Fri -> Thu 3/9"),
    ("2026-08-17 10:00", "5 day", "2026-08-22 17:00", "+5 is Sat 22/8, a working day this time"),
    ("2026-08-24 10:00", "7 day", "2026-09-03 17:00", "+7 is Mon 31/8, off: Thu 3/9"),
    # Other holidays ----------------------------------------------------------------------------------------
    ("2025-04-04 10:00", "1 working_day", "2025-04-08 10:00", "Mon 7/4 is off: Fri -> Tue"),
    ("2025-08-29 10:00", "1 working_day", "2025-09-03 10:00", "1/9 and 2/9 off: Fri -> Wed"),
    ("2026-04-24 10:00", "1 working_day", "2026-04-28 10:00", "27/4 stands in for Sun 26/4: Fri -> Tue"),
    ("2026-04-29 10:00", "2 working_day", "2026-05-05 10:00", "30/4, 1/5 off, weekend: Mon 4, Tue 5"),
    ("2027-04-29 10:00", "1 working_day", "2027-05-04 10:00", "Fri 30/4 off, Mon 3/5 for Sat 1/5: Tue 4/5"),
    # Calendar days: at closing time of the last one --------------------------------------------------------
    ("2026-11-16 10:00", "1 day", "2026-11-17 17:00", "Mon -> Tue"),
    ("2026-11-20 10:00", "1 day", "2026-11-23 17:00", "Sat 21 -> Mon 23"),
    ("2026-11-16 10:00", "8 day", "2026-11-25 17:00", "Tue 24/11 is off: Wed"),
    ("2026-03-12 10:00", "30 day", "2026-04-13 17:00", "12/3 + 30 = 11/4, a Saturday: Mon 13/4"),
    ("2024-02-27 10:00", "2 day", "2024-02-29 17:00", "29 February is there in 2024, a Thursday"),
    ("2025-02-27 10:00", "2 day", "2025-03-03 17:00", "in 2025 it is Sat 1/3: Mon 3/3"),
    ("2026-12-28 10:00", "15 day", "2027-01-12 17:00", "28 + 15 = 43 - 31 = 12/1, a Tuesday"),
    ("2026-11-16 10:00", "0.5 day", "2026-11-17 17:00", "a part of a day ends with the day after receipt"),
    ("2026-11-16 10:00", "0 day", "2026-11-16 10:00", "nothing to count"),
    # Months ------------------------------------------------------------------------------------------------
    ("2026-03-10 10:00", "1 month", "2026-04-10 17:00", "10/3 -> 10/4, a Friday"),
    ("2026-03-10 10:00", "12 month", "2027-03-10 17:00", "a year later, a Wednesday"),
    ("2024-12-31 10:00", "2 month", "2025-02-28 17:00", "no 31/2: 28/2/2025, a Friday"),
    ("2025-12-31 10:00", "2 month", "2026-03-02 17:00", "no 31/2: 28/2/2026, a Saturday: Mon 2/3"),
    ("2024-01-31 10:00", "1 month", "2024-02-29 17:00", "no 31/2: the leap day, a Thursday"),
    ("2024-01-30 10:00", "1 month", "2024-02-29 17:00", "no 30/2 either"),
    ("2026-07-31 10:00", "2 month", "2026-09-30 17:00", "no 31/9: 30/9, a Wednesday"),
    ("2025-10-31 10:00", "1 month", "2025-12-01 17:00", "no 31/11: 30/11, a Sunday: Mon 1/12"),
    ("2026-03-31 10:00", "1 month", "2026-05-04 17:00", "no 31/4: 30/4 is off, so are 1/5 and the weekend"),
    ("2024-02-29 10:00", "12 month", "2025-02-28 17:00", "from a leap day: 28/2/2025"),
    ("2025-10-24 10:00", "13 month", "2026-11-25 17:00", "24/11/2026 is off: Wed 25"),
    ("2026-03-10 10:00", "0.5 month", "2026-03-25 17:00", "half a month is 15 days: 25/3, a Wednesday"),
    ("2026-03-10 10:00", "0 month", "2026-03-10 10:00", "nothing to count"),
    # Hours: working hours ----------------------------------------------------------------------------------
    ("2026-11-16 08:00", "2 hour", "2026-11-16 10:00", "within the morning"),
    ("2026-11-16 10:30", "1 hour", "2026-11-16 11:30", "up to the break, not beyond it"),
    ("2026-11-16 10:30", "2 hour", "2026-11-16 14:30", "across the break: 1 h and 1 h"),
    ("2026-11-16 16:00", "1 hour", "2026-11-16 17:00", "up to closing"),
    ("2026-11-16 16:00", "2 hour", "2026-11-17 08:00", "1 h, then 1 h on Tue"),
    ("2026-11-16 07:00", "8 hour", "2026-11-16 17:00", "a whole working day"),
    ("2026-11-16 13:30", "8 hour", "2026-11-17 11:30", "3.5 h until 17:00, 4.5 h are Tue morning"),
    ("2026-11-16 10:00", "24 hour", "2026-11-19 10:00", "three working days of 8 h"),
    ("2026-11-20 18:00", "28 hour", "2026-11-27 11:00", "Mon 8, Wed 8, Thu 8, Fri 4 h from 7:00"),
    ("2026-11-16 12:00", "0.5 hour", "2026-11-16 14:00", "from 13:30"),
    ("2026-11-16 12:00", "0 hour", "2026-11-16 13:30", "nothing to count, but from 13:30"),
    # Cutoffs: day one is the day of receipt, or the next working day; at closing time ----------------------
    ("2026-11-16 14:59", "1 working_day 15:00", "2026-11-16 17:00", "in time: today"),
    ("2026-11-16 15:00", "1 working_day 15:00", "2026-11-17 17:00", "at the cutoff: tomorrow"),
    ("2026-11-16 16:00", "1 working_day 15:00", "2026-11-17 17:00", "after it: tomorrow"),
    ("2026-11-16 17:30", "1 working_day 15:00", "2026-11-17 17:00", "counted from Tue 7:00, in time then"),
    ("2026-11-16 06:00", "1 working_day 15:00", "2026-11-16 17:00", "before opening: today"),
    ("2026-11-16 12:00", "1 working_day 15:00", "2026-11-16 17:00", "in the break: from 13:30, in time"),
    ("2026-11-27 15:30", "1 working_day 15:00", "2026-11-30 17:00", "Fri afternoon: Mon"),
    ("2026-11-28 10:00", "1 working_day 15:00", "2026-11-30 17:00", "Sat: Mon"),
    ("2026-11-23 15:30", "1 working_day 15:00", "2026-11-25 17:00", "24/11 is off: Wed"),
    ("2026-01-09 15:30", "1 working_day 15:00", "2026-01-10 17:00", "the next working day is Sat 10/1"),
    ("2025-04-29 15:30", "1 working_day 15:00", "2025-05-05 17:00", "30/4 to 2/5 off, weekend: Mon 5/5"),
    ("2026-11-16 10:00", "3 working_day 15:00", "2026-11-18 17:00", "Mon, Tue, Wed"),
    ("2026-11-16 15:30", "3 working_day 15:00", "2026-11-19 17:00", "Tue, Wed, Thu"),
    ("2026-11-16 10:00", "0 working_day 15:00", "2026-11-16 17:00", "within the day"),
    ("2026-11-16 10:00", "5 day 15:00", "2026-11-20 17:00", "Mon is day one, Fri day five"),
    ("2026-11-16 15:30", "2 hour 15:00", "2026-11-17 09:00", "late: two hours from Tue 7:00"),
    ("2026-11-30 15:30", "1 month 15:00", "2027-01-04 17:00", "day one is 1/12; 1/1 is off: Mon 4/1"),
    ("2026-11-16 10:00", "0 month 15:00", "2026-11-16 17:00", "within the day"),
]


@pytest.mark.parametrize(("received", "text", "expected", "why"), EXAMPLES)
def test_a_worked_example(received: str, text: str, expected: str, why: str) -> None:
    assert counted(received, text).at == moment(expected), why


@pytest.mark.parametrize(
    "parts",
    [
        {"duration": None, "unit": None},
        {"duration": 1.0, "unit": None},
        {"duration": None, "unit": Unit.DAY},
        {"duration": 1e300, "unit": Unit.MONTH},
        {"duration": float("inf"), "unit": Unit.HOUR},
        {"duration": float("nan"), "unit": Unit.DAY},
    ],
)
def test_a_term_that_says_nothing_or_nonsense_has_no_due_date(parts: dict[str, Any]) -> None:
    assert due(CALENDAR, moment("2026-11-16 10:00"), Term.model_construct(cutoff=None, **parts)) is None


@pytest.mark.parametrize("unit", Unit)
def test_the_longest_term_can_be_counted(unit: Unit) -> None:
    found = due(CALENDAR, moment("2026-11-16 10:00"), Term(duration=float(LONGEST[unit]), unit=unit))
    assert found is not None
    assert found.at.year < 2045


def test_a_moment_of_another_zone_is_told_in_that_of_vietnam() -> None:
    utc = dt.datetime(2026, 11, 16, 3, 0, tzinfo=dt.UTC)
    found = due(CALENDAR, utc, term("1 hour"))
    assert found == counted("2026-11-16 10:00", "1 hour")
    assert found.at.utcoffset() == dt.timedelta(hours=7)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        due(CALENDAR, dt.datetime(2026, 11, 16, 10), term("1 hour"))  # noqa: DTZ001


def test_where_holidays_are_skipped_calendar_days_leave_them_out_but_count_weekends() -> None:
    # From Fri 20/11: Sat 1, Sun 2, Mon 3, not the 24th, Wed 4, Thu 5.
    assert counted("2026-11-20 10:00", "5 day", SKIPPING).at == moment("2026-11-26 17:00")
    assert counted("2026-11-20 10:00", "5 day").at == moment("2026-11-25 17:00")


def test_where_holidays_are_skipped_months_are_still_those_of_the_calendar() -> None:
    assert counted("2026-10-26 10:00", "1 month", SKIPPING).at == counted("2026-10-26 10:00", "1 month").at


# Reasons -----------------------------------------------------------------------------------------------------


def row(day: str) -> WorkingDay:
    return CALENDAR.rows[dt.date.fromisoformat(day)]


def test_an_ordinary_case_needs_no_reason() -> None:
    assert counted("2026-11-16 10:00", "3 working_day").reasons == ()


def test_the_reasons_stand_in_the_order_of_the_counting() -> None:
    found = counted("2026-11-20 17:30", "3 working_day")
    # From Mon 23 7:00: Wed 25, Thu 26, Fri 27.
    assert found.reasons == (
        Outside(moment("2026-11-20 17:30"), moment("2026-11-23 07:00"), ()),
        Skipped(0, (row("2026-11-24"),)),
    )
    assert found.start == moment("2026-11-23 07:00")


def test_days_off_between_receipt_and_beginning_are_named() -> None:
    (reason,) = counted("2026-11-23 18:00", "1 working_day").reasons
    assert reason == Outside(moment("2026-11-23 18:00"), moment("2026-11-25 07:00"), (row("2026-11-24"),))


@pytest.mark.parametrize(
    ("received", "in_time", "day_one"),
    [("2026-11-16 14:00", True, "2026-11-16"), ("2026-11-16 15:00", False, "2026-11-17")],
)
def test_a_cutoff_tells_which_day_is_day_one(received: str, in_time: bool, day_one: str) -> None:
    assert counted(received, "1 working_day 15:00").reasons == (
        Cutoff("15:00", in_time, dt.date.fromisoformat(day_one)),
    )


def test_weekends_are_counted_and_holidays_named() -> None:
    skipped = counted("2026-02-13 10:00", "1 working_day").reasons[0]
    assert skipped == Skipped(4, tuple(row(f"2026-02-{day}") for day in range(16, 21)))


def test_a_make_up_day_that_counted_is_named() -> None:
    assert counted("2026-01-08 10:00", "3 working_day").reasons == (
        Skipped(1, ()),
        MadeUp((row("2026-01-10"),)),
    )


def test_calendar_days_name_no_days_off_since_they_count() -> None:
    assert counted("2026-11-16 10:00", "10 day").reasons == ()
    assert counted("2026-11-20 10:00", "5 day", SKIPPING).reasons == (Skipped(0, (row("2026-11-24"),)),)


def test_an_end_that_was_moved_tells_from_where_and_why() -> None:
    on_sunday, on_monday = dt.date(2025, 11, 30), dt.date(2025, 12, 1)
    assert counted("2025-10-31 10:00", "1 month").reasons == (
        ShortMonth(31, on_sunday),
        Moved(on_sunday, None, on_monday),
    )
    assert counted("2026-11-16 10:00", "8 day").reasons == (
        Moved(dt.date(2026, 11, 24), row("2026-11-24"), dt.date(2026, 11, 25)),
    )


def test_a_date_in_a_year_that_is_not_announced_is_provisional_and_says_which() -> None:
    assert counted("2026-12-28 10:00", "15 day").reasons == (Unsure(2027, "provisional"),)
    both = counted("2027-12-28 10:00", "15 day")
    assert both.reasons == (Unsure(2027, "provisional"), Unsure(2028, "missing"))
    assert both.provisional
    assert not counted("2026-11-16 10:00", "10 day").provisional


def test_a_due_date_names_the_calendar_it_was_counted_by() -> None:
    assert counted("2026-11-16 10:00", "1 day").version == CALENDAR.version
    assert counted("2026-11-16 10:00", "1 day", SKIPPING).version != CALENDAR.version


# What holds for every term -----------------------------------------------------------------------------------

FIRST, LAST = dt.datetime(2024, 1, 1), dt.datetime(2028, 6, 30)  # noqa: DTZ001
moments = st.datetimes(FIRST, LAST).map(lambda one: one.replace(tzinfo=VIETNAM))
days = st.dates(FIRST.date(), LAST.date())
cutoffs = st.one_of(st.none(), st.sampled_from(["08:00", "11:30", "15:00", "17:00"]))
durations = st.one_of(
    st.integers(0, 60).map(float), st.floats(0, 60).map(lambda one: round(one, 2)), st.just(150.0)
)
units = st.sampled_from(list(Unit))
CALENDARS = (
    CALENDAR,
    SKIPPING,
    # Open without a break on six days of the week.
    replace(CALENDAR, hours=((8 * 3600, 16 * 3600),), weekend=frozenset({6})),
)
calendars = st.sampled_from(CALENDARS)
terms = st.builds(
    lambda n, unit, cutoff: Term(duration=n, unit=unit, cutoff=cutoff), durations, units, cutoffs
)


def at(calendar: WorkingCalendar, received: dt.datetime, one: Term) -> dt.datetime:
    found = due(calendar, received, one)
    assert found is not None
    return found.at


@settings(max_examples=MOST_EXAMPLES, deadline=None)
@given(calendars, moments, terms)
def test_a_due_date_is_a_working_moment_or_the_end_of_one(
    calendar: WorkingCalendar, received: dt.datetime, one: Term
) -> None:
    end = at(calendar, received, one)
    just_before = end - dt.timedelta(seconds=1)
    assert calendar.is_working_moment(end) or calendar.is_working_moment(just_before)
    assert end >= received.replace(microsecond=0)


@settings(max_examples=MOST_EXAMPLES, deadline=None)
@given(calendars, moments, terms, st.integers(0, 90))
def test_a_day_off_more_never_makes_a_due_date_earlier(
    calendar: WorkingCalendar, received: dt.datetime, one: Term, later: int
) -> None:
    day = received.date() + dt.timedelta(days=later)
    if calendar.rows.get(day) is None:
        added = WorkingDay(date=day, kind="holiday", reason="x")
        assert at(replace(calendar, rows={**calendar.rows, day: added}), received, one) >= at(
            calendar, received, one
        )


@settings(max_examples=MOST_EXAMPLES, deadline=None)
@given(calendars, moments, terms, st.integers(0, 10 * 86_400))
def test_who_comes_later_is_never_served_earlier(
    calendar: WorkingCalendar, received: dt.datetime, one: Term, seconds: int
) -> None:
    assert at(calendar, received, one) <= at(calendar, received + dt.timedelta(seconds=seconds), one)


@settings(max_examples=MOST_EXAMPLES, deadline=None)
@given(calendars, moments, terms, durations)
def test_a_longer_term_never_ends_earlier(
    calendar: WorkingCalendar, received: dt.datetime, one: Term, other: float
) -> None:
    assert one.duration is not None
    short, long = (one.model_copy(update={"duration": n}) for n in sorted((one.duration, other)))
    assert at(calendar, received, short) <= at(calendar, received, long)


@settings(max_examples=MOST_EXAMPLES, deadline=None)
@given(calendars, moments, st.integers(0, 40))
def test_a_working_day_is_the_working_hours_of_a_day(
    calendar: WorkingCalendar, received: dt.datetime, number: int
) -> None:
    end = at(calendar, received, Term(duration=float(number), unit=Unit.WORKING_DAY))
    assert calendar.working_seconds_between(received, end) == number * calendar.day_seconds


@settings(max_examples=MOST_EXAMPLES, deadline=None)
@given(calendars, moments, st.integers(0, 60), cutoffs)
def test_a_cutoff_never_ends_working_days_on_a_later_day_than_receipt_and_number_say(
    calendar: WorkingCalendar, received: dt.datetime, number: int, cutoff: str | None
) -> None:
    plain = at(calendar, received, Term(duration=float(number), unit=Unit.WORKING_DAY))
    with_cutoff = at(calendar, received, Term(duration=float(number), unit=Unit.WORKING_DAY, cutoff=cutoff))
    assert with_cutoff.date() <= max(plain.date(), next(calendar.days_after(received.date())))
