"""The register of agencies as people browse it: by level, what is below an agency, found by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from indexer.catalog import Agency, AgencyKind, Catalog, SubjectField
from indexer.procedure import Level
from indexer.text import fold
from search_api.browsing import Counts, Entry

MOST_NAMED = 60
"""Entries of one kind that a look-up by name lists."""
KEPT_NAMES = 32_768
"""Folded names kept: those of every agency and field of the country and their other names."""
_AFTER_D = str.maketrans({0x110: "dzz", 0x111: "dzz"})
"""What the d with a stroke is in keys: no Vietnamese syllable has a letter z."""
Place = Agency | AgencyKind


@dataclass(frozen=True, slots=True)
class Row:
    """An agency in a list."""

    id: str
    name: str
    count: int
    units: int = 0
    """Agencies directly below it"""
    known_as: str | None = None
    """Another name by which it was found"""


@dataclass(frozen=True, slots=True)
class Group:
    """Agencies of one level, or of one kind of place; `title` is the key of the words for it."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Former:
    """An agency that ended, and who took on what it did: (id, name)."""

    id: str
    name: str
    successors: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Named:
    """What a look-up by name found."""

    agencies: tuple[Row, ...]
    former: tuple[Former, ...]
    fields: tuple[Entry, ...]
    more: bool
    """Whether there is more than is listed"""


class Directory:
    """The agencies of one generation that have procedures on a day."""

    def __init__(self, counts: Counts) -> None:
        self._counts = counts
        self._catalog: Catalog = counts.catalog
        self._listed = [
            one
            for one in self._catalog.agencies.values()
            if counts.agencies.get(one.id) and not counts.ended(one.id)
        ]
        above = (id for one in self._listed for id in {one.parent, _kind(one)} if id)
        self._units = Counter(above)

    def roots(self) -> list[Group]:
        """Agencies and kinds to begin with, by level: those below one of the same level stand on its page."""
        known = self._catalog.agencies
        found = [
            one
            for one in self._listed
            if not _kind(one) and not (one.parent in known and known[one.parent].level == one.level)
        ]
        return self._by_level(found)

    def below(self, agency: str, name: str = "") -> list[Group]:
        """Agencies directly below one and single ones of a kind; `name` keeps those that are called so."""
        found = [one for one in self._listed if agency in (one.parent, _kind(one)) and _is_called(one, name)]
        units = [one for one in found if self._area_kind(one)]
        rest = [one for one in found if not self._area_kind(one)]
        return [*self._by_level(rest), *self._by_area(units)]

    def _by_level(self, found: list[Place]) -> list[Group]:
        rows = [(f"level.{level}", [one for one in found if one.level == level]) for level in Level]
        return [Group(title, tuple(self._by_count(some))) for title, some in rows if some]

    def _by_area(self, found: list[Place]) -> list[Group]:
        kinds = sorted({self._area_kind(one) for one in found})
        groups = [(kind, [one for one in found if self._area_kind(one) == kind]) for kind in kinds]
        return [Group(f"area.{kind}", tuple(self._by_name(some))) for kind, some in groups]

    def _area_kind(self, one: Place) -> str:
        area = self._catalog.areas.get(getattr(one, "area", None) or "")
        return area.kind if area and one.level is Level.COMMUNE else ""

    def _by_count(self, found: Iterable[Place]) -> list[Row]:
        return sorted(map(self._row, found), key=lambda row: (-row.count, alphabetical(row.name)))

    def _by_name(self, found: Iterable[Place]) -> list[Row]:
        return sorted((self._row(one, short=True) for one in found), key=lambda row: alphabetical(row.name))

    def _row(self, one: Place, *, short: bool = False, known_as: str | None = None) -> Row:
        name = (one.short_name if short else None) or one.name
        return Row(one.id, name, self._counts.agencies[one.id], self._units[one.id], known_as)

    def named(self, name: str) -> Named:
        """Agencies, former agencies and fields whose name or other name has words that begin as those typed."""
        agencies = [
            self._row(one, known_as=_other_name(one, name)) for one in self._listed if _is_called(one, name)
        ]
        fields = [
            (one.id, one.name, self._counts.fields[one.id])
            for one in self._catalog.fields.values()
            if self._counts.fields.get(one.id) and _is_called(one, name)
        ]
        former = [self._former(one) for one in self._catalog.registers.agencies if self._over(one, name)]
        agencies.sort(key=lambda row: (row.known_as is not None, -row.count, alphabetical(row.name)))
        fields.sort(key=lambda entry: alphabetical(entry[1]))
        more = max(len(agencies), len(fields), len(former)) > MOST_NAMED
        return Named(
            tuple(agencies[:MOST_NAMED]), tuple(former[:MOST_NAMED]), tuple(fields[:MOST_NAMED]), more
        )

    def _over(self, one: Agency, name: str) -> bool:
        return self._counts.ended(one.id) and _is_called(one, name)

    def _former(self, one: Agency) -> Former:
        return Former(one.id, one.name, tuple((id, self._catalog.agency_name(id)) for id in one.successors))


def _kind(one: Place) -> str | None:
    return one.kind if isinstance(one, Agency) else None


def _is_called(one: Place | SubjectField, typed: str) -> bool:
    return not typed or any(_begins(name, typed) for name in _names(one))


def _other_name(one: Place, typed: str) -> str | None:
    """The other name that fits where the name itself does not."""
    if _begins(one.name, typed):
        return None
    return next((name for name in _names(one) if _begins(name, typed)), None)


def _names(one: Place | SubjectField) -> tuple[str, ...]:
    short = getattr(one, "short_name", None)
    return (one.name, *((short,) if short else ()), *one.aliases)


def _begins(name: str, typed: str) -> bool:
    """Whether each word typed is the beginning of a word of the name, marks or none."""
    line = f" {_folded(name)}"
    return all(f" {word}" in line for word in _folded(typed).split())


def alphabetical(name: str) -> tuple[str, str]:
    """Key that sorts names as Vietnamese lists do, nearly: d with a stroke comes after d, marks decide last."""
    return _folded(name.translate(_AFTER_D)), name


_folded = lru_cache(KEPT_NAMES)(fold)
