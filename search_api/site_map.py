"""The pages worth finding, each with when it changed last."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from search_api.addresses import address, procedure_url
from search_api.browsing import Counts
from search_api.editions import Edition
from search_api.history import History, built_at
from search_api.live import Serving
from search_api.narrowing import Narrowing
from search_api.visits import ENGLISH

PER_FILE = 5_000
"""Addresses of one file: 50,000 are allowed, but nobody waits for a file of megabytes."""
EXPLAINING = ("/huong-dan", "/gioi-thieu", "/api", "/du-lieu", "/nhung")
"""Pages that tell of the site itself."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page: its path and the instant of its last change."""

    path: str
    changed: str


def places(serving: Serving, history: History) -> list[Place]:
    """All pages for search engines, in both languages: what is in force on the day of the counts."""
    found = list(_pages(serving, history))
    return [Place(prefix + one.path, one.changed) for prefix in ("", ENGLISH) for one in found]


def _pages(serving: Serving, history: History) -> Iterator[Place]:
    edition, counts = serving.edition, serving.counts
    shown = _shown(edition, counts.day)
    everything = history.newest(shown)
    yield Place("/", everything)
    yield Place("/thu-tuc-hanh-chinh", everything)
    yield from (Place(path, built_at(edition.id)) for path in EXPLAINING)
    for event in edition.catalog.registers.events:
        yield Place(address(f"/su-kien/{event.id}"), history.newest(event.procedures))
    yield from _groups(counts, shown, history)
    for code in shown:
        yield Place(procedure_url(code), history.changed(code))


def _shown(edition: Edition, day: dt.date) -> dict[str, tuple[str, str]]:
    """Codes in force on a day -> agency and field."""
    columns = edition.columns
    documents = np.flatnonzero(Narrowing(columns, edition.catalog).in_force(day, "in_force")).tolist()
    return {
        edition.codes[one]: (columns.agencies[columns.agency[one]], columns.field_ids[columns.field[one]])
        for one in documents
    }


def _groups(counts: Counts, shown: dict[str, tuple[str, str]], history: History) -> Iterator[Place]:
    """Agencies and fields that have procedures; a page of theirs changes with what it lists."""
    newest: dict[str, str] = {}
    for code, ids in shown.items():
        for one in ids:
            newest[one] = max(newest.get(one, ""), history.changed(code))

    def last(ids: Iterable[str]) -> str:
        return max((newest[one] for one in ids if one in newest), default=history.since)

    for id, number in counts.fields.items():
        if number:
            yield Place(address(f"/linh-vuc/{id}"), last([id]))
    for id, number in counts.agencies.items():
        if number and not counts.ended(id):
            yield Place(address(f"/co-quan/{id}"), last(counts.catalog.served_by(id)))
