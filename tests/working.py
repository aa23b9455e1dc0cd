"""The working calendar of the bundled data, and moments as tests write them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from indexer.load import read_file
from indexer.register_files import WorkingDaysFile
from indexer.working_calendar import DEFAULT_HOURS, VIETNAM, WorkingCalendar, intervals

DATA = Path(__file__).resolve().parent.parent / "data"
_FILE = read_file(DATA / "working_days.yaml", WorkingDaysFile).value
assert _FILE is not None
CALENDAR = WorkingCalendar(intervals(DEFAULT_HOURS), {row.date: row for row in _FILE.days})
"""7:00 to 11:30 and 13:30 to 17:00, Monday to Friday"""
SKIPPING = replace(CALENDAR, skip_holidays=True)
"""Where terms in calendar days leave holidays out"""


def moment(text: str) -> dt.datetime:
    """`2026-11-16 10:00` in Vietnam."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=VIETNAM)
