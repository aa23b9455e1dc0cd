"""What a record of the portal says besides, as text for the note: cases with times, groups, unknown keys."""

from __future__ import annotations

from typing import Any

import orjson

from indexer.importers.labels import RETURN_NAMES, UNIT_NAMES
from indexer.importers.portal_record import MARKS, TECHNICAL, Case, PortalRecord, extras
from indexer.importers.report import Trace
from indexer.importers.wording import line, name_key, stated, text

UNITS = {"WORKING_DAY": "working_day", "DAY": "day", "HOUR": "hour", "MONTH": "month"}
"""Units of the portal -> ours."""
_STATES = {None, "", "ACTIVE", "UPDATED"}


def keep_the_rest(record: PortalRecord, left_out: set[str], trace: Trace) -> None:
    """Keeps everything that has no place in the model; technical keys are only counted."""
    said = stated(record.note)
    if said:
        trace.keep("note", said)
    about, again = stated(record.requirements_and_conditions), stated(record.description)
    if again and name_key(again) != name_key(about or ""):
        trace.keep("requirements", again)
    _keep_cases(record, trace)
    groups = [line(one.name) for one in record.service_groups_details if one.name and stated(one.name)]
    if groups:
        trace.keep("service_groups", "; ".join(groups))
    ways = [_way(one.kind, one.value) for one in record.returning_methods]
    if ways:
        trace.keep("returning", "; ".join(ways))
    if record.state not in _STATES:
        trace.repaired("unknown_key", "status", text=f"state: {record.state}")
        trace.keep_as("state", str(record.state))
    _keep_unknown(record, left_out, trace)


def _keep_cases(record: PortalRecord, trace: Trace) -> None:
    """The portal's list of cases, unless it only repeats the name and the time of the methods."""
    times = {(one.processing_time, one.processing_time_unit) for one in record.execution_methods}
    listed = list(dict.fromkeys(_case(one) for one in record.cases))
    repeated = all(
        name_key(one.name or "") == name_key(record.name)
        and one.processing_day is not None
        and times == {(one.processing_day.qty, one.processing_day.unit)}
        for one in record.cases
    )
    if listed and not repeated:
        trace.repaired("differing_times", "methods")
        trace.keep("cases", "\n".join(listed))


def _case(one: Case) -> str:
    day = one.processing_day
    unit = UNIT_NAMES.get(UNITS.get(day.unit or "", ""), day.unit or "") if day else ""
    time = f": {day.qty:g} {unit}".rstrip() if day and day.qty is not None else ""
    return line(" ".join(filter(None, (one.code, one.name)))) + time


def _way(kind: str | None, values: tuple[str, ...]) -> str:
    names = ", ".join(RETURN_NAMES.get(one, one) for one in values)
    return ": ".join(filter(None, (RETURN_NAMES.get(kind or "", kind), names)))


def _keep_unknown(record: PortalRecord, left_out: set[str], trace: Trace) -> None:
    for path, key, value in extras(record):
        if key in TECHNICAL:
            left_out.add(path)
        elif key not in MARKS:
            trace.repaired("unknown_key", text=path)
            trace.keep_as(path, _as_text(value))


def _as_text(value: Any) -> str:
    return text(value) if isinstance(value, str) else orjson.dumps(value).decode("utf-8")
