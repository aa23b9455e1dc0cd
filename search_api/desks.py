"""Where a dossier is handed in: from a place that somebody names to the agency, its address and hours. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypedDict

from indexer.catalog import Agency, AgencyKind, Area, Catalog, Offer
from indexer.portal import WorkingHours
from indexer.procedure import Procedure, ReceptionPlace
from indexer.text import fold

MOST_MATCHES = 12
"""Communes offered for one name: three former communes of a province may share it, hardly more."""
KEPT_KEYS = 16_384
"""Folded names kept: those of all communes of the country and of most that they were made of."""
PER_COMMUNE = ("cap", "xa")
"""Words, folded, in the name of a kind of which every commune has one."""
COMMUNES = ("commune", "ward", "special_zone")
_OFFICE = re.compile(r"^(?:ubnd|uy ban nhan dan|uy ban|cong an|ban chi huy quan su)\s+")
_RANK = re.compile(r"^(?:xa|phuong|thi tran|dac khu|tt|p|x)\s+")
_BESIDE = re.compile(r"\s*\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Desk:
    """One place where a dossier is handed in; None where data do not tell."""

    name: str
    agency: str | None
    """Id of the agency or kind whose page tells more."""
    area: str | None = None
    """Code of the commune or province."""
    address: str | None = None
    phone: str | None = None
    hours: tuple[WorkingHours, ...] = ()
    own_hours: bool = False
    """False: they are those of the portal, from which an agency may differ"""
    places: tuple[ReceptionPlace, ...] = ()
    offers: tuple[Offer, ...] = ()
    was: str | None = None
    """The former name that led here."""

    @property
    def bare(self) -> bool:
        """Whether nothing but the name is known."""
        return not (self.address or self.phone or self.places or self.offers)


class _Hours(TypedDict):
    hours: tuple[WorkingHours, ...]
    own_hours: bool


@dataclass(frozen=True, slots=True)
class Where:
    """What a page shows of it."""

    choose: Literal["commune", "agency"] | None
    """What is to be chosen; None where there is nothing to choose."""
    options: tuple[tuple[str, str], ...]
    """(id, name) of agencies, or (code, name) of communes."""
    asked: str
    desk: Desk | None
    matches: tuple[tuple[str, str, str | None], ...] = ()
    """(code, name, former name) of communes that a typed name may mean."""


class Desks:
    """The agencies that take dossiers of one procedure on a day."""

    def __init__(self, procedure: Procedure, catalog: Catalog, offers: Sequence[Offer], day: dt.date) -> None:
        """`offers` are those of the procedure on the day."""
        self._procedure = procedure
        self._catalog = catalog
        self._offers = offers
        self._day = day
        self._own = catalog.agencies.get(procedure.agency)
        self._home = catalog.registers.portal.province

    def find(self, place: str = "", agency: str = "") -> Where:
        """Where to hand in for somebody at a place, or at an agency; both as they stand in an address."""
        units = self._units()
        if agency and (found := self._of_agency(agency, units)):
            return Where(self._choice(units), self._options(units), agency, found)
        if self._by_commune:
            return self._in_commune(place)
        only = self._desk(units[0][0], units[0][1]) if len(units) == 1 else None
        return Where(self._choice(units), self._options(units), "", only)

    @property
    def _by_commune(self) -> bool:
        own = self._own
        return isinstance(own, AgencyKind) and _per_commune(own.name) is not None and bool(self._communes())

    def _choice(self, units: Sequence[object]) -> Literal["commune", "agency"] | None:
        if self._by_commune:
            return "commune"
        return "agency" if len(units) > 1 else None

    def _options(self, units: Sequence[tuple[Agency, str | None]]) -> tuple[tuple[str, str], ...]:
        if self._by_commune:
            named = [(one.code, one.name) for one in self._communes()]
        else:
            named = [(one.id, one.name) for one, _ in units] if len(units) > 1 else []
        return tuple(sorted(named, key=lambda pair: fold(pair[1])))

    # Agencies -------------------------------------------------------------------------------------------

    def _units(self) -> list[tuple[Agency, str | None]]:
        """Agencies that exist on the day, each with the former name that led to it."""
        own = self._own
        named = [own] if isinstance(own, Agency) else self._members(own)
        named += [one for one in map(self._agency, self._told()) if one]
        found: dict[str, tuple[Agency, str | None]] = {}
        for one in named:
            for unit in self._heirs(one):
                found.setdefault(unit.id, (unit, one.name if unit is not one else None))
        return list(found.values())

    def _members(self, kind: AgencyKind | None) -> list[Agency]:
        if kind is None:
            return []
        return [one for one in self._catalog.registers.agencies if one.kind == kind.id]

    def _told(self) -> Iterator[str]:
        """Ids that offers and places of the procedure name."""
        yield from (one.agency for one in self._offers)
        yield from (one.agency for one in self._procedure.reception_places if one.agency)

    def _agency(self, id: str) -> Agency | None:
        found = self._catalog.agencies.get(id)
        return found if isinstance(found, Agency) else None

    def _heirs(self, agency: Agency, depth: int = 4) -> list[Agency]:
        """The agency where it exists on the day, else those that follow it; chains of heirs end after a few."""
        if agency.valid_to is None or agency.valid_to >= self._day or not depth:
            return [agency]
        following = [one for one in map(self._agency, agency.successors) if one]
        return [heir for one in following for heir in self._heirs(one, depth - 1)]

    def _of_agency(self, id: str, units: Sequence[tuple[Agency, str | None]]) -> Desk | None:
        """The desk of an agency, or of the one that followed it, if it takes dossiers of the procedure."""
        asked = self._agency(id)
        heirs = {one.id for one in self._heirs(asked)} if asked else set()
        unit = next((one for one, _ in units if one.id in heirs), None)
        if asked is None or unit is None:
            return None
        return self._desk(unit, asked.name if unit is not asked else None)

    def _desk(self, agency: Agency, was: str | None = None) -> Desk:
        return Desk(
            agency.name,
            agency.id,
            area=agency.area,
            address=agency.address,
            phone=agency.phone,
            places=tuple(one for one in self._procedure.reception_places if one.agency == agency.id),
            offers=tuple(one for one in self._offers if one.agency == agency.id),
            was=was,
            **self._hours(agency, agency.area),
        )

    def _hours(self, agency: Agency | AgencyKind | None, area: str | None) -> _Hours:
        """Hours of an agency, else of its kind, else of the portal where it stands in the province of that."""
        kind = self._catalog.agencies.get(agency.kind or "") if isinstance(agency, Agency) else None
        own = (agency.working_hours if agency else ()) or (kind.working_hours if kind else ())
        home = bool(area and self._home and self._is_home(area))
        common = self._catalog.registers.portal.working_hours if home else ()
        return {"hours": own or common, "own_hours": bool(own)}

    # Communes -------------------------------------------------------------------------------------------

    def _communes(self) -> list[Area]:
        return [
            one
            for one in self._catalog.registers.areas
            if one.kind in COMMUNES and self._exists(one) and self._is_home(one.parent or one.code)
        ]

    def _is_home(self, code: str) -> bool:
        return self._home is None or code[:2] == self._home or self._province(code) == self._home

    def _province(self, code: str) -> str | None:
        area = self._catalog.areas.get(code)
        return area.parent if area else None

    def _exists(self, area: Area) -> bool:
        return (area.valid_from is None or area.valid_from <= self._day) and (
            area.valid_to is None or self._day <= area.valid_to
        )

    def _in_commune(self, typed: str) -> Where:
        options = self._options([])
        asked = typed.strip()
        if not asked:
            return Where("commune", options, "", None)
        found = _named(asked, self._communes())
        if len(found) == 1:
            area, was = found[0]
            return Where("commune", options, area.name, self._commune_desk(area, was))
        matches = tuple((area.code, area.name, was) for area, was in found[:MOST_MATCHES])
        return Where("commune", options, asked, None, matches)

    def _commune_desk(self, area: Area, was: str | None) -> Desk:
        own = self._own
        members = self._members(own if isinstance(own, AgencyKind) else None)
        unit = next((one for one in members if one.area == area.code and self._heirs(one) == [one]), None)
        if unit is not None:
            return self._desk(unit, was)
        name = _local_name(own.name if own else "", area.name)
        hours = self._hours(own, area.code)
        return Desk(name, self._procedure.agency, area=area.code, was=was, **hours)


def _local_name(kind: str, area: str) -> str:
    """The name of a kind with that of a commune in the place of its words for "of a commune"."""
    words, at = kind.split(), _per_commune(kind)
    lowered = area[:1].lower() + area[1:]
    return " ".join([*words[:at], lowered, *(words[at + len(PER_COMMUNE) :] if at is not None else ())])


def _per_commune(kind: str) -> int | None:
    """Where in the name of a kind it says that every commune has one."""
    words = [fold(word) for word in kind.split()]
    places = range(len(words) - len(PER_COMMUNE) + 1)
    return next((at for at in places if tuple(words[at : at + len(PER_COMMUNE)]) == PER_COMMUNE), None)


def _named(asked: str, communes: Sequence[Area]) -> list[tuple[Area, str | None]]:
    """Communes that a code or a name means, the best kind of match only; with the former name that led there."""
    by_code = [(one, None) for one in communes if one.code == asked]
    if by_code:
        return list(by_code)
    names = [*_present(communes), *_former(communes)]
    typed = _OFFICE.sub("", fold(asked.partition(",")[0]).strip())
    wanted = (typed, typed, _RANK.sub("", typed))
    for place, key in enumerate(wanted):
        found = _distinct((area, was) for area, name, was in names if _keys(name)[place] == key)
        if found:
            return _with_marks(asked, found)
    *_, bare = wanted
    within = ((area, was) for area, name, was in names if bare in _keys(name)[-1])
    return _with_marks(asked, _distinct(within)) if len(bare) > 1 else []


@lru_cache(KEPT_KEYS)
def _keys(name: str) -> tuple[str, str, str]:
    """A name of a commune folded: whole, without what stands beside it in brackets, and without its rank too."""
    short = fold(_BESIDE.sub("", name)).strip()
    return fold(name), short, _RANK.sub("", short)


def _present(communes: Iterable[Area]) -> Iterator[tuple[Area, str, str | None]]:
    yield from ((one, one.name, None) for one in communes)


def _former(communes: Iterable[Area]) -> Iterator[tuple[Area, str, str | None]]:
    for one in communes:
        yield from ((one, name, name if name != one.name else None) for name in one.merged_from)


def _distinct(found: Iterable[tuple[Area, str | None]]) -> list[tuple[Area, str | None]]:
    """Each commune once; that it has the name itself counts more than a former unit's."""
    kept: dict[str, tuple[Area, str | None]] = {}
    for area, was in found:
        kept.setdefault(area.code, (area, was))
    return list(kept.values())


def _with_marks(asked: str, found: list[tuple[Area, str | None]]) -> list[tuple[Area, str | None]]:
    """Of several those whose marks are the typed ones, if there are such."""
    typed = asked.partition(",")[0].lower().split()
    agreeing = [(area, was) for area, was in found if typed[-1:] == (was or area.name).lower().split()[-1:]]
    plain = fold(asked) == asked.lower()
    return agreeing if agreeing and not plain else found
