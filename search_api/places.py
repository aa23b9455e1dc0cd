"""Agencies and fields whose name goes on as typed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from indexer.catalog import Agency, AgencyKind, Catalog
from indexer.columns import Columns
from indexer.tables import Array, encode, prefix_range, term_array
from indexer.text import nfc, tokenize
from search_api.typed import Typed

LONGEST_LINE = 160
"""Letters of a name that are compared; the longest real one has fewer."""


@dataclass(frozen=True, slots=True)
class Place:
    """An agency or a field; the positions in the column whose procedures are its own; its last day."""

    kind: str
    id: str
    name: str
    served: Array
    valid_to: dt.date | None = None


@dataclass(frozen=True, slots=True)
class _Ending:
    """A name of a place from one of its syllables on: folded, and the accented keys."""

    line: bytes
    keys: tuple[str, ...]
    inside: bool
    place: int


class Places:
    """The agencies and fields of one generation."""

    def __init__(self, catalog: Catalog, columns: Columns) -> None:
        self._columns = columns
        self._places: list[Place] = []
        endings: list[_Ending] = []
        for place, names in (*_agencies(catalog, columns), *_fields(catalog, columns)):
            endings += (one for name in names for one in _endings(name, len(self._places)))
            self._places.append(place)
        endings.sort(key=lambda one: one.line)
        self._keys = [one.keys for one in endings]
        self._lines = term_array([one.line for one in endings])
        self._inside = np.array([one.inside for one in endings], np.bool_)
        self._owners = np.array([one.place for one in endings], np.int32)
        self._last = np.array([(one.valid_to or dt.date.max).toordinal() for one in self._places], np.int32)

    def find(self, typed: Typed, kept: Array, day: dt.date, most: int) -> list[tuple[Place, bool]]:
        """At most so many places of which filters leave a procedure, and whether their marks differ from those
        typed. The best first: marks that fit, those that exist on the day, names that begin so, agencies.
        """
        ranges = (prefix_range(self._lines, line) for line in typed.lines)
        standing = np.concatenate([np.arange(first, end) for first, end in ranges])
        if not len(standing):
            return []
        owners = self._owners[standing]
        over = self._last[owners] < day.toordinal()
        order = standing[np.lexsort((owners, self._inside[standing], over))].tolist()
        served = self._serving(kept)
        found: dict[int, bool] = {}
        differing: list[int] = []
        for ending in order:
            place = int(self._owners[ending])
            if place in found or not served(place):
                continue
            if typed.marked and not typed.agrees(self._keys[ending]):
                differing.append(place)
                continue
            found[place] = False
            if len(found) == most:
                break
        for place in differing:
            found.setdefault(place, True)
        return [(self._places[place], differs) for place, differs in found.items()][:most]

    def _serving(self, kept: Array) -> Callable[[int], bool]:
        """Whether filters leave a procedure of a place."""
        left = {
            "agency": _present(self._columns.agency[kept], len(self._columns.agencies)),
            "field": _present(self._columns.field[kept], len(self._columns.field_ids)),
        }
        return lambda place: bool(left[(one := self._places[place]).kind][one.served].any())


def _present(values: Array, count: int) -> Array:
    present = np.zeros(count, np.bool_)
    present[values] = True
    return present


def _endings(name: str, place: int) -> Iterator[_Ending]:
    tokens = tokenize(nfc(name))
    for at in range(len(tokens)):
        line = encode(" ".join(token.folded for token in tokens[at:])[:LONGEST_LINE])
        yield _Ending(line, tuple(token.key for token in tokens[at:]), at > 0, place)


def _agencies(catalog: Catalog, columns: Columns) -> Iterator[tuple[Place, Sequence[str]]]:
    positions = {one: at for at, one in enumerate(columns.agencies)}
    for one in catalog.agencies.values():
        served = [positions[other] for other in catalog.served_by(one.id) if other in positions]
        yield (
            Place("agency", one.id, one.name, np.array(served, np.int32), _end(one)),
            (one.name, *one.aliases),
        )


def _fields(catalog: Catalog, columns: Columns) -> Iterator[tuple[Place, Sequence[str]]]:
    positions = {one: at for at, one in enumerate(columns.field_ids)}
    for one in catalog.fields.values():
        served = [positions[one.id]] if one.id in positions else []
        yield Place("field", one.id, one.name, np.array(served, np.int32)), (one.name, *one.aliases)


def _end(one: Agency | AgencyKind) -> dt.date | None:
    return one.valid_to if isinstance(one, Agency) else None
