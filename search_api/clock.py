"""The present day and moment in Vietnam: what is in force depends on it, wherever the machine stands."""

from __future__ import annotations

import datetime as dt

from indexer import working_calendar

VIETNAM = working_calendar.VIETNAM


def today_in_vietnam() -> dt.date:
    """The present day in Vietnam."""
    return dt.datetime.now(VIETNAM).date()


def now_in_vietnam() -> dt.datetime:
    """The present moment in Vietnam."""
    return dt.datetime.now(VIETNAM)
