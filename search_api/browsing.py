"""What there is to browse: agencies and fields with how many procedures they have, titles behind codes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from indexer.catalog import Catalog
from indexer.tables import Array
from search_api.editions import Edition
from search_api.engine import SearchEngine
from search_api.narrowing import Narrowing

Entry = tuple[str, str, int]
"""id, name, number of procedures"""


LONGEST_EXAMPLE = 24
"""Letters of a search offered as an example: more do not fit on one line of a phone."""
MOST_EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class Counts:
    """Procedures in force, by id; agencies count those of all units below them."""

    agencies: dict[str, int]
    fields: dict[str, int]
    total: int
    day: dt.date
    catalog: Catalog

    def top_agencies(self, most: int | None = None) -> list[Entry]:
        """Agencies and kinds that have procedures, those with most first.

        Without single units of a kind, e.g. the People's Committee of one commune: they have those of the kind.
        """
        known = self.catalog.agencies
        shown = {
            one: count
            for one, count in self.agencies.items()
            if not getattr(known[one], "kind", None) and not self.ended(one)
        }
        return self._top(shown, self.catalog.agency_name, most)

    def top_fields(self, most: int | None = None) -> list[Entry]:
        """Fields that have procedures, those with most first."""
        return self._top(self.fields, self.catalog.field_name, most)

    def ended(self, agency: str) -> bool:
        """Whether the last day of an agency is over."""
        last = getattr(self.catalog.agencies[agency], "valid_to", None)
        return last is not None and last < self.day

    @staticmethod
    def _top(counted: dict[str, int], name: Callable[[str], str], most: int | None) -> list[Entry]:
        entries = [(one, name(one), count) for one, count in counted.items() if count]
        return sorted(entries, key=lambda entry: (-entry[2], entry[1]))[:most]


def count(edition: Edition, day: dt.date) -> Counts:
    """The counts of a generation on a day: what a search within each agency and field would find."""
    columns, catalog = edition.columns, edition.catalog
    holding = np.flatnonzero(Narrowing(columns, catalog).in_force(day, "in_force"))
    groups = columns.group[holding]
    by_agency = _groups_of(columns.agencies, columns.agency[holding], groups)
    by_field = _groups_of(columns.field_ids, columns.field[holding], groups)
    below = {one: _distinct(by_agency, catalog.served_by(one)) for one in catalog.agencies}
    return Counts(
        below, {one: len(found) for one, found in by_field.items()}, len(np.unique(groups)), day, catalog
    )


def _groups_of(ids: Sequence[str], places: Array, groups: Array) -> dict[str, Array]:
    """Id -> its distinct groups, for the ids that have any; `places` and `groups` have one entry a document."""
    order = np.argsort(places, kind="stable")
    present, first = np.unique(places[order], return_index=True)
    parts = np.split(groups[order], first[1:])
    return {ids[place]: np.unique(part) for place, part in zip(present.tolist(), parts, strict=False)}


def _distinct(groups: dict[str, Array], ids: Iterable[str]) -> int:
    found = [groups[one] for one in ids if one in groups]
    if len(found) < 2:
        return sum(len(one) for one in found)
    return len(np.unique(np.concatenate(found)))


def examples(engine: SearchEngine, catalog: Catalog, codes: Iterable[str]) -> list[str]:
    """Searches to try: an everyday name of each of some procedures, as the data have them, short ones only."""
    listed = catalog.registers.aliases
    found: dict[str, None] = {}
    for code in codes:
        one = engine.get(code)
        names = (*(one.aliases if one else ()), *(listed[code].aliases if code in listed else ()))
        found |= dict.fromkeys([name for name in names if len(name) <= LONGEST_EXAMPLE][:1])
    return list(found)[:MOST_EXAMPLES]


def titles(engine: SearchEngine, codes: Iterable[str]) -> list[tuple[str, str | None]]:
    """(code, title) of procedures; None where the index does not hold one."""
    found = ((code, engine.get(code)) for code in codes)
    return [(code, one.title if one else None) for code, one in found]
