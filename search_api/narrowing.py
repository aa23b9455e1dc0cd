"""Filters and facets: masks over the columns, and counts of what each value would leave."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from functools import cached_property

import numpy as np

from indexer.catalog import Catalog
from indexer.columns import FOREVER, LEVELS, ONLINE, STATUSES, Columns
from indexer.procedure import Status
from indexer.tables import Array
from search_api.query import UNKNOWN, SearchQuery
from search_api.results import Facets, FacetValue

SHOWN = tuple(STATUSES.index(one) for one in (Status.IN_FORCE, Status.SUSPENDED))
"""Statuses shown without being asked for: a suspended procedure is shown with a warning."""


class Narrowing:
    """The filters of one generation."""

    def __init__(self, columns: Columns, catalog: Catalog) -> None:
        self._columns = columns
        self._catalog = catalog
        self._count = len(columns.agency)

    def in_force(self, day: dt.date, status: str) -> Array:
        """Documents that hold on a day; with status `all` also those that are over, none of the future."""
        columns, number = self._columns, day.toordinal()
        # Of the versions of one code only the latest that has begun: an older one is no procedure of its own.
        begun: Array = (columns.valid_from <= number) & (columns.followed > number)
        if status == "all":
            return begun
        shown = np.isin(columns.status, SHOWN)
        # On a day before its end, a procedure that was abolished later did hold.
        ended_later = (columns.status == STATUSES.index(Status.ABOLISHED)) & _ends(columns)
        return np.asarray(begun & (columns.valid_to >= number) & (shown | ended_later))

    def masks(self, query: SearchQuery) -> dict[str, Array]:
        """Mask of each filter that is set, by its parameter."""
        masks: dict[str, Array] = {}
        if query.agency:
            served = frozenset[str]().union(*(self._catalog.served_by(one) for one in query.agency))
            masks["agency"] = self._one_of(self._columns.agencies, served, self._columns.agency)
        if query.field:
            masks["field"] = self._one_of(self._columns.field_ids, query.field, self._columns.field)
        if query.level:
            bits = sum(1 << place for place, one in enumerate(LEVELS) if one in query.level)
            masks["level"] = (self._columns.levels & bits) > 0
        if query.online_level:
            places = [place for place, one in enumerate(ONLINE) if (one or UNKNOWN) in query.online_level]
            masks["online_level"] = np.isin(self._columns.online, places)
        return masks

    @staticmethod
    def _one_of(ids: tuple[str, ...], wanted: Iterable[str], column: Array) -> Array:
        places = [place for place, one in enumerate(ids) if one in set(wanted)]
        return np.isin(column, places)

    def all_of(self, masks: Iterable[Array]) -> Array:
        """Documents that every mask keeps."""
        kept = np.ones(self._count, np.bool_)
        for mask in masks:
            kept &= mask
        return kept

    def facets(self, found: Array, masks: dict[str, Array]) -> Facets:
        """Counts of groups; each facet ignores its own filter and respects the others."""
        counts: dict[str, tuple[FacetValue, ...]] = {}
        counters: dict[str, Callable[[Array], tuple[FacetValue, ...]]] = {
            "agency": self._agencies,
            "field": self._fields,
            "level": self._levels,
            "online_level": self._online,
        }
        for name, counter in counters.items():
            others = self.all_of(mask for other, mask in masks.items() if other != name)
            counts[name] = counter(np.flatnonzero(found & others))
        return Facets(**counts)

    def _agencies(self, documents: Array) -> tuple[FacetValue, ...]:
        """An agency counts what a search within it finds: also the procedures of its kind and units."""
        ids, name = self._columns.agencies, self._catalog.agency_name
        starts, holders = self._holders
        many = np.int64(len(ids))
        pairs = np.unique(self._columns.group[documents] * many + self._columns.agency[documents])
        served = pairs % many
        sizes = starts[served + 1] - starts[served]
        # For each pair the slice of its holders, all slices one behind the other.
        first = np.repeat(starts[served] - np.cumsum(sizes) + sizes, sizes)
        holding = holders[first + np.arange(len(first))]
        wide = np.unique(np.repeat(pairs // many, sizes) * many + holding)
        counts = np.bincount(wide % many, minlength=len(ids))
        return _by_count(FacetValue(ids[i], name(ids[i]), int(counts[i])) for i in np.flatnonzero(counts))

    @cached_property
    def _holders(self) -> tuple[Array, Array]:
        """For each agency those within which its procedures are found, as slices `starts[i]:starts[i+1]`."""
        ids = self._columns.agencies
        places = {one: place for place, one in enumerate(ids)}
        holders: list[list[int]] = [[] for _ in ids]
        for place, one in enumerate(ids):
            for other in {one, *self._catalog.served_by(one)}:
                if other in places:
                    holders[places[other]].append(place)
        starts = np.cumsum([0, *map(len, holders)], dtype=np.int64)
        return starts, np.array([place for some in holders for place in some], np.int64)

    def _fields(self, documents: Array) -> tuple[FacetValue, ...]:
        ids, name = self._columns.field_ids, self._catalog.field_name
        return self._values(documents, self._columns.field[documents], [(one, name(one)) for one in ids])

    def _online(self, documents: Array) -> tuple[FacetValue, ...]:
        ids = [(one.value, "") if one else (UNKNOWN, "") for one in ONLINE]
        return self._values(documents, self._columns.online[documents], ids)

    def _levels(self, documents: Array) -> tuple[FacetValue, ...]:
        groups, bits = self._columns.group[documents], self._columns.levels[documents]
        counted = [
            FacetValue(level.value, "", len(np.unique(groups[(bits >> place) & 1 == 1])))
            for place, level in enumerate(LEVELS)
        ]
        return tuple(value for value in counted if value.count)

    def _values(
        self, documents: Array, values: Array, names: list[tuple[str, str]]
    ) -> tuple[FacetValue, ...]:
        """Distinct groups of each value, the most frequent value first."""
        pairs = np.unique(self._columns.group[documents].astype(np.int64) * len(names) + values)
        counts = np.bincount(pairs % len(names), minlength=len(names))
        return _by_count(FacetValue(*names[i], int(n)) for i, n in enumerate(counts))


def _by_count(values: Iterable[FacetValue]) -> tuple[FacetValue, ...]:
    """Values that leave anything, the most frequent first."""
    found = [value for value in values if value.count]
    return tuple(sorted(found, key=lambda value: (-value.count, value.name, value.id)))


def _ends(columns: Columns) -> Array:
    """Documents whose last day is known."""
    known: Array = columns.valid_to < FOREVER
    return known
