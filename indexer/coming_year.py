"""Whether the days off of the coming year are known yet: due dates reach into it long before it begins."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from indexer.catalog import Catalog, Registers
from indexer.complaints import Complaint
from indexer.load import read_file
from indexer.register_files import WorkingDaysFile
from indexer.working_calendar import calendar_of

ANNOUNCED_BY = 10
"""Month from which they are looked for: those of a year are announced in the last months of the one before."""


def coming_year(data: Path, registers: Registers | None, today: dt.date) -> list[Complaint]:
    """From October on a warning where days off of the coming year are missing or computed only.

    A folder without working_days.yaml counts by the week alone and is left in peace.
    """
    path = data / "working_days.yaml"
    if registers is None or today.month < ANNOUNCED_BY or not path.is_file():
        return []
    year = today.year + 1
    state = calendar_of(Catalog(registers)).year_state(year)
    if state == "announced":
        return []
    rows = [i for i, row in enumerate(registers.working_days) if row.date.year == year]
    at = ("days", rows[0], "date") if rows else ("days",)
    where = read_file(path, WorkingDaysFile).where
    return [where.complain(at, f"year_{state}", severity="warning", year=year)]
