"""What is known of changes: the record that a generation carries, as feeds and site maps need it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from sys import intern
from typing import Any

import orjson

from indexer.changes import FILE
from search_api.clock import VIETNAM
from search_api.editions import Edition

_NAMES = re.compile(r"[a-z_]+")
_WITHIN_METHODS = {"fees": "fees", "duration": "time", "unit": "time", "cutoff": "time"}
"""Keys inside `methods` that people ask about by themselves."""


@dataclass(frozen=True, slots=True)
class Event:
    """One version of a procedure that a build added, changed or removed."""

    generation: str
    at: str
    """Instant with the offset of Vietnam"""
    kind: str
    """added, changed or removed"""
    code: str
    valid_from: str | None
    name: str
    parts: tuple[str, ...]
    """What changed: the last part of message keys `part.…`"""
    agency: str
    """Id of the agency that has the procedure now, or had it last; empty where that is not on record"""
    field: str
    held: bool
    """Whether there is a page of the procedure"""

    @property
    def key(self) -> str:
        """The version as its file is called."""
        return f"{self.code}@{self.valid_from}" if self.valid_from else self.code


@dataclass(frozen=True, slots=True)
class History:
    """The changes on record of one generation."""

    events: tuple[Event, ...]
    """Newest first; within one build in the order of codes"""
    last: dict[str, str]
    """Code -> instant of its newest change"""
    since: str
    """What has no change on record has been as it is at least since then: the oldest change on record, or where
    there is none the instant at which the generation was built"""

    def changed(self, code: str) -> str:
        """When a procedure changed last, as far as that is on record."""
        return self.last.get(code, self.since)

    def newest(self, codes: Iterable[str]) -> str:
        """When any of some procedures changed last."""
        return max(map(self.changed, codes), default=self.since)


def read_history(edition: Edition) -> History:
    """Reads the record of a generation; one made before there was any, or removed meanwhile, has none."""
    places = _places(edition)
    try:
        lines = (edition.folder / FILE).read_bytes().splitlines()
    except FileNotFoundError:
        lines = []
    oldest_first = [_event(orjson.loads(line), places) for line in lines]
    built = built_at(edition.id)
    return History(
        # A stable sort: what one build changed stays in the order of codes.
        events=tuple(sorted(oldest_first, key=lambda one: (one.at, one.generation), reverse=True)),
        last={one.code: one.at for one in oldest_first},
        since=oldest_first[0].at if oldest_first else built,
    )


def built_at(generation: str) -> str:
    """When a generation was built; its id begins with the instant in UTC."""
    built = dt.datetime.strptime(generation[:15], "%Y%m%dT%H%M%S").replace(tzinfo=dt.UTC)
    return built.astimezone(VIETNAM).isoformat()


def _places(edition: Edition) -> dict[str, tuple[str, str]]:
    """Code -> agency and field of its newest version."""
    columns = edition.columns
    agencies = (columns.agencies[place] for place in columns.agency.tolist())
    fields = (columns.field_ids[place] for place in columns.field.tolist())
    return dict(zip(edition.codes, zip(agencies, fields, strict=True), strict=True))


def _event(line: dict[str, Any], places: dict[str, tuple[str, str]]) -> Event:
    """One line of the record; lines of older builds name neither agency nor field."""
    code = line["code"]
    agency, field = places.get(code, (line.get("agency", ""), line.get("field", "")))
    at = dt.datetime.fromisoformat(line["at"]).astimezone(VIETNAM).isoformat(timespec="seconds")
    return Event(
        generation=intern(line["generation"]),
        at=intern(at),
        kind=intern(line["kind"]),
        code=code,
        valid_from=line["valid_from"],
        name=line["name"],
        parts=tuple(dict.fromkeys(map(part, line["fields"]))),
        agency=intern(agency),
        field=intern(field),
        held=code in places,
    )


def part(field: str) -> str:
    """What a changed field is about: methods[0].terms[0].fees[0].amount -> fees."""
    names = _NAMES.findall(field)
    if names[0] != "methods":
        return intern(names[0])
    return next((_WITHIN_METHODS[name] for name in names if name in _WITHIN_METHODS), "methods")
