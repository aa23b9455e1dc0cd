"""What there is to browse: agencies and fields with how many procedures they have, titles behind codes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from indexer.catalog import Catalog
from search_api.live import Serving
from search_api.query import SearchQuery

Entry = tuple[str, str, int]
"""id, name, number of procedures"""


@dataclass(frozen=True, slots=True)
class Counts:
    """Procedures in force, by id; agencies count those of all units below them."""

    agencies: dict[str, int]
    fields: dict[str, int]
    total: int
    day: dt.date
    catalog: Catalog

    def top_agencies(self, most: int | None = None) -> list[Entry]:
        """Agencies and kinds that have procedures, those with most first; single units of a kind apart."""
        return self._top(self._units(local=False), self.catalog.agency_name, most)

    def local_agencies(self) -> list[Entry]:
        """Single units of a kind, e.g. the People's Committee of one commune: they have those of the kind."""
        return sorted(self._top(self._units(local=True), self.catalog.agency_name, None), key=lambda e: e[1])

    def _units(self, *, local: bool) -> dict[str, int]:
        known = self.catalog.agencies
        return {
            one: count
            for one, count in self.agencies.items()
            if local == bool(getattr(known[one], "kind", None)) and not self._ended(one)
        }

    def top_fields(self, most: int | None = None) -> list[Entry]:
        """Fields that have procedures, those with most first."""
        return self._top(self.fields, self.catalog.field_name, most)

    def _ended(self, agency: str) -> bool:
        last = getattr(self.catalog.agencies[agency], "valid_to", None)
        return last is not None and last < self.day

    @staticmethod
    def _top(counted: dict[str, int], name: Callable[[str], str], most: int | None) -> list[Entry]:
        entries = [(one, name(one), count) for one, count in counted.items() if count]
        return sorted(entries, key=lambda entry: (-entry[2], entry[1]))[:most]


@lru_cache(maxsize=1)
def counts(serving: Serving, day: dt.date) -> Counts:
    """The counts of a generation on a day: as many searches as there are agencies, so they are kept."""
    engine, catalog = serving.engine, serving.edition.catalog
    everything = engine.search(SearchQuery(as_of=day, per_page=1))
    below = {
        one: engine.search(SearchQuery(agency=(one,), as_of=day, per_page=1)).total
        for one in catalog.agencies
    }
    by_field = {value.id: value.count for value in everything.facets.field}
    return Counts(below, by_field, everything.total, day, catalog)


def titles(serving: Serving, codes: Iterable[str]) -> list[tuple[str, str | None]]:
    """(code, title) of procedures; None where the index does not hold one."""
    found = ((code, serving.engine.get(code)) for code in codes)
    return [(code, one.title if one else None) for code, one in found]
