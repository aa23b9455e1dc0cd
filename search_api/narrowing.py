"""Filters and facets: masks over the columns, and counts of what each value would leave."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
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
        self._kept: tuple[dt.date, str, Array] | None = None

    def in_force(self, day: dt.date, status: str) -> Array:
        """Documents that hold on a day; with status `all` also those that are over, none of the future.

        Nobody may write to the mask: that of the last day asked for is kept.
        """
        if self._kept is None or self._kept[:2] != (day, status):
            self._kept = (day, status, self._holding(day, status))
        return self._kept[2]

    def _holding(self, day: dt.date, status: str) -> Array:
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
        documents = np.flatnonzero(found & self.all_of(masks.values())) if masks else np.flatnonzero(found)
        for name, counter in self._counters.items():
            if name in masks:
                others = self.all_of(mask for other, mask in masks.items() if other != name)
                counts[name] = counter.count(np.flatnonzero(found & others))
            else:
                counts[name] = counter.count(documents)
        return Facets(**counts)

    @cached_property
    def _counters(self) -> dict[str, _Counter]:
        columns, catalog = self._columns, self._catalog
        agencies = [(one, catalog.agency_name(one)) for one in columns.agencies]
        fields = [(one, catalog.field_name(one)) for one in columns.field_ids]
        bits = [
            [place for place in range(len(LEVELS)) if levels >> place & 1]
            for levels in range(1 << len(LEVELS))
        ]
        everyone = [[place] for place in range(max(len(fields), len(ONLINE)))]
        return {
            # An agency counts what a search within it finds: also the procedures of its kind and units.
            "agency": _Counter(columns.group, columns.agency, self._holders, agencies),
            "field": _Counter(columns.group, columns.field, everyone, fields),
            "level": _Counter(
                columns.group, columns.levels, bits, [(one.value, "") for one in LEVELS], ordered=True
            ),
            "online_level": _Counter(
                columns.group,
                columns.online,
                everyone,
                [(one.value if one else UNKNOWN, "") for one in ONLINE],
            ),
        }

    @cached_property
    def _holders(self) -> list[list[int]]:
        """For each agency those within which its procedures are found."""
        ids = self._columns.agencies
        places = {one: place for place, one in enumerate(ids)}
        holders: list[list[int]] = [[] for _ in ids]
        for place, one in enumerate(ids):
            for other in {one, *self._catalog.served_by(one)}:
                if other in places:
                    holders[places[other]].append(place)
        return holders


class _Counter:
    """Counts the groups of each value of one facet.

    A group counts once for a value, however many of its documents have it: each distinct pair of group and value
    has a number, documents know theirs, and counting is marking numbers.
    """

    def __init__(
        self,
        group: Array,
        column: Array,
        values: Sequence[Sequence[int]],
        names: Sequence[tuple[str, str]],
        *,
        ordered: bool = False,
    ) -> None:
        """`values` are the facet's values of each value of the column; `ordered` keeps the order of `names`."""
        self._names = names
        self._ordered = ordered
        sizes = np.array([len(some) for some in values], np.int64)[column]
        wide = np.int64(max(1, len(names)))
        of_values = [np.array(some, np.int64) for some in values]
        each = [of_values[value] for value in column.tolist()]
        pairs = np.repeat(group.astype(np.int64) * wide, sizes) + (np.concatenate(each) if each else 0)
        distinct, self._numbers = np.unique(pairs, return_inverse=True)
        self._value_of = distinct % wide
        self._starts = np.concatenate([[0], np.cumsum(sizes)])

    def count(self, documents: Array) -> tuple[FacetValue, ...]:
        """Values that documents have, the most frequent first."""
        starts = self._starts[documents]
        sizes = self._starts[documents + 1] - starts
        places = np.repeat(starts - np.cumsum(sizes) + sizes, sizes) + np.arange(sizes.sum())
        marked = np.zeros(len(self._value_of), np.bool_)
        marked[self._numbers[places]] = True
        counts = np.bincount(self._value_of[marked], minlength=len(self._names))
        found = [FacetValue(*self._names[i], int(counts[i])) for i in np.flatnonzero(counts).tolist()]
        if self._ordered:
            return tuple(found)
        return tuple(sorted(found, key=lambda value: (-value.count, value.name, value.id)))


def _ends(columns: Columns) -> Array:
    """Documents whose last day is known."""
    known: Array = columns.valid_to < FOREVER
    return known
