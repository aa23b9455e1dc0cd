"""Processing times as sources print them: "7 Ngày làm việc", a bare "1", or a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.importers.labels import PHRASES
from indexer.importers.wording import line, says_none
from indexer.procedure import Unit

_NUMBER = re.compile(r"(\d{1,4}(?:[.,]\d{1,2})?)\s*(.*)")
_UNITS = {
    "ngày làm việc": Unit.WORKING_DAY,
    "ngày": Unit.DAY,
    "giờ": Unit.HOUR,
    "tháng": Unit.MONTH,
}


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time, its unit, what could not be read as such, and the rule of REPAIRS that applied."""

    duration: float | None = None
    unit: Unit | None = None
    note: str | None = None
    rule: str | None = None


def read_deadline(source: str | None) -> Deadline:
    """Number and unit; a bare number keeps unit None and a note, anything else is a note."""
    if source is None or says_none(source):
        return Deadline()
    plain = line(source)
    match = _NUMBER.fullmatch(plain)
    if not match or match[2].casefold() not in {*_UNITS, ""}:
        return Deadline(note=plain, rule="deadline_as_text")
    duration = float(match[1].replace(",", "."))
    if not match[2]:
        note = PHRASES["bare_duration"].format(text=plain)
        return Deadline(duration, None, note, "bare_duration")
    return Deadline(duration, _UNITS[match[2].casefold()])
