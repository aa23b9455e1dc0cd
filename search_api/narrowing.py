"""Filters and facets: masks over the columns, and counts of what each value would leave."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import cached_property

import numpy as np

from indexer.catalog import Catalog
from indexer.columns import FOREVER, LEVELS, ONLINE, STATUSES, Columns
from indexer.procedure import Status
from indexer.tables import Array
from search_api.counting import Counter, Facet
from search_api.query import UNKNOWN, SearchQuery
from search_api.results import Facets

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
        counter = self._counter
        counted = counter.count((found & self.all_of(masks.values()) if masks else found).nonzero()[0])
        for name in masks:
            others = self.all_of(mask for other, mask in masks.items() if other != name)
            counted[name] = counter.count((found & others).nonzero()[0])[name]
        return Facets(**counted)

    @cached_property
    def _counter(self) -> Counter:
        columns, catalog = self._columns, self._catalog
        bits = [
            [place for place in range(len(LEVELS)) if levels >> place & 1]
            for levels in range(1 << len(LEVELS))
        ]
        agencies = tuple((one, catalog.agency_name(one)) for one in columns.agencies)
        fields = tuple((one, catalog.field_name(one)) for one in columns.field_ids)
        online = tuple((one.value if one else UNKNOWN, "") for one in ONLINE)
        return Counter(
            columns.group,
            {
                # An agency counts what a search within it finds: also the procedures of its kind and units.
                "agency": Facet(agencies, columns.agency, self._holders),
                "field": Facet(fields, columns.field, [[at] for at in range(len(fields))]),
                "level": Facet(tuple((one.value, "") for one in LEVELS), columns.levels, bits, ordered=True),
                "online_level": Facet(online, columns.online, [[at] for at in range(len(online))]),
            },
        )

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


def _ends(columns: Columns) -> Array:
    """Documents whose last day is known."""
    known: Array = columns.valid_to < FOREVER
    return known
