"""The registers a procedure refers to: agencies and their kinds, fields, offers, areas, the portal, words.

`Registers` is what the data files hold; `Catalog` answers questions about them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from indexer.portal import AreaCode, Portal, WorkingHours
from indexer.procedure import Fee, Level, Line, OnlineLevel, Part, ProcedureCode, Slug, Text, Url


class AgencyKind(Part):
    """A kind of agency that exists in many places, e.g. every commune's People's Committee."""

    id: Slug
    name: Line
    short_name: Line | None = None
    aliases: tuple[Line, ...] = ()
    level: Level
    parent: Slug | None = None
    """Ministry or kind above it."""
    working_hours: tuple[WorkingHours, ...] = ()
    """Where they differ from those of the portal."""


class Agency(Part):
    """One agency (cơ quan, đơn vị)."""

    id: Slug
    ident_code: Line | None = None
    """Electronic identification code (mã định danh điện tử), e.g. G15."""
    name: Line
    short_name: Line | None = None
    aliases: tuple[Line, ...] = ()
    kind: Slug | None = None
    level: Level
    parent: Slug | None = None
    area: AreaCode | None = None
    phone: Line | None = None
    address: Line | None = None
    working_hours: tuple[WorkingHours, ...] = ()
    """Where they differ from those of its kind or of the portal."""
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    successors: tuple[Slug, ...] = ()
    decision: Line | None = None
    """Number of the document that founded, merged or ended it."""


class SubjectField(Part):
    """A field of administration (lĩnh vực)."""

    id: Slug
    name: Line
    code: Line | None = None
    sector: Slug | None = None
    """Ministry that governs it."""
    aliases: tuple[Line, ...] = ()


class Offer(Part):
    """A procedure as one agency offers it, where that differs from the procedure itself."""

    procedure: ProcedureCode
    agency: Slug
    online_level: OnlineLevel | None = None
    submission_url: Url | None = None
    place: Line | None = None
    fees: tuple[Fee, ...] = ()
    note: Text | None = None
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None


class Area(Part):
    """A province or a commune (đơn vị hành chính)."""

    code: AreaCode
    name: Line
    kind: Literal["province", "city", "commune", "ward", "special_zone"]
    parent: AreaCode | None = None
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    successors: tuple[AreaCode, ...] = ()
    merged_from: tuple[Line, ...] = ()
    """Names of the former units it was made of."""
    decision: Line | None = None


class Abbreviation(Part):
    """A short form and everything it may stand for."""

    short: Line
    means: Annotated[tuple[Line, ...], Field(min_length=1)]
    weight: Annotated[float, Field(gt=0, le=1)] = 0.8
    note: Text | None = None


class EverydayWord(Part):
    """Everyday, regional or old words and the official words they stand for; one way only."""

    say: Annotated[tuple[Line, ...], Field(min_length=1)]
    means: Annotated[tuple[Line, ...], Field(min_length=1)]
    weight: Annotated[float, Field(gt=0, le=1)] = 0.8
    fields: tuple[Slug, ...] = ()
    """Fields in which it holds; empty: everywhere."""


class LifeEvent(Part):
    """A turn in life and the procedures it brings."""

    id: Slug
    name: Line
    audience: Literal["citizen", "enterprise"] = "citizen"
    summary: Text | None = None
    procedures: Annotated[tuple[ProcedureCode, ...], Field(min_length=1)]


class AliasEntry(Part):
    """Everyday names of a procedure that is imported."""

    aliases: tuple[Line, ...] = ()
    situations: tuple[Line, ...] = ()


class CodeListItem(Part):
    """One value of a code list."""

    value: Line
    label: Line


class CodeList(Part):
    """code_lists/<id>.yaml: values a form offers, e.g. ethnic groups."""

    id: Slug
    name: Line
    version: Line
    """Date or number of the edition."""
    source: Text
    items: Annotated[tuple[CodeListItem, ...], Field(min_length=1)]


class WorkingDay(Part):
    """A day that differs from the ordinary week; wins over every rule and library."""

    date: dt.date
    kind: Literal["holiday", "observed", "makeup_workday"]
    """`observed`: day off for a holiday on a weekend or swapped for a Saturday; `makeup_workday`: that Saturday."""
    reason: Line
    document: Line | None = None
    """Number of the document that announced it."""
    provisional: bool = False
    """Computed only, not announced yet."""


class QuestionFrame(Part):
    """Words of a question that carry no topic."""

    text: Line
    intent: Literal["fee", "time", "papers", "place"] | None = None
    """What the question asks for."""


class Registers(Part):
    """Everything in a data folder but the procedures; travels inside a generation as JSON."""

    portal: Portal
    kinds: tuple[AgencyKind, ...] = ()
    agencies: tuple[Agency, ...] = ()
    fields: tuple[SubjectField, ...] = ()
    offers: tuple[Offer, ...] = ()
    areas: tuple[Area, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = ()
    words: tuple[EverydayWord, ...] = ()
    events: tuple[LifeEvent, ...] = ()
    popular: tuple[ProcedureCode, ...] = ()
    aliases: dict[ProcedureCode, AliasEntry] = Field(default_factory=dict)
    code_lists: tuple[CodeList, ...] = ()
    working_days: tuple[WorkingDay, ...] = ()
    frames: tuple[QuestionFrame, ...] = ()


class Catalog:
    """Answers who is who: names of ids, kinds, descendants, successors."""

    def __init__(self, registers: Registers) -> None:
        self.registers = registers

    @cached_property
    def agencies(self) -> dict[str, Agency | AgencyKind]:
        """Agencies and kinds by id."""
        everyone: tuple[Agency | AgencyKind, ...] = (*self.registers.kinds, *self.registers.agencies)
        return {one.id: one for one in everyone}

    @cached_property
    def fields(self) -> dict[str, SubjectField]:
        """Fields by id."""
        return {one.id: one for one in self.registers.fields}

    @cached_property
    def areas(self) -> dict[str, Area]:
        """Areas by code."""
        return {one.code: one for one in self.registers.areas}

    @cached_property
    def _children(self) -> dict[str, tuple[str, ...]]:
        return _grouped((one.parent, one.id) for one in self.agencies.values() if one.parent)

    def agency_name(self, agency: str) -> str:
        """Name of an agency or kind; the id itself where it is unknown."""
        found = self.agencies.get(agency)
        return found.name if found else agency

    def field_name(self, field: str) -> str:
        """Name of a field; the id itself where it is unknown."""
        found = self.fields.get(field)
        return found.name if found else field

    @cached_property
    def _members(self) -> dict[str, tuple[str, ...]]:
        """Kind -> the single agencies of it."""
        return _grouped((one.kind, one.id) for one in self.registers.agencies if one.kind)

    @cached_property
    def _predecessors(self) -> dict[str, tuple[str, ...]]:
        """Agency -> ended agencies that it followed."""
        return _grouped((new, one.id) for one in self.registers.agencies for new in one.successors)

    def served_by(self, agency: str) -> frozenset[str]:
        """Ids whose procedures are those of the agency: itself and all below it, single agencies of a kind, the
        kind of a single one, what still stands under those it followed, and what its own successors took on.

        Siblings are not among them: neither other agencies of the same kind nor other heirs of one agency.
        """
        own = self._reached([agency], self._below)
        before = self._reached(own, lambda one: (*self._below(one), *self._predecessors.get(one, ())))
        after = self._reached(own, lambda one: (*self._below(one), *self._successors(one)))
        kinds = {kind for one in own | after if (kind := self._kind(one))}
        return frozenset(own | before | after | kinds)

    def _reached(self, starts: Iterable[str], onward: Callable[[str], Iterable[str]]) -> set[str]:
        """Known ids that steps lead to; circles end."""
        reached: set[str] = set()
        waiting = list(starts)
        while waiting:
            one = waiting.pop()
            if one in self.agencies and one not in reached:
                reached.add(one)
                waiting.extend(onward(one))
        return reached

    def _below(self, one: str) -> tuple[str, ...]:
        return (*self._children.get(one, ()), *self._members.get(one, ()))

    def _successors(self, one: str) -> tuple[str, ...]:
        found = self.agencies[one]
        return found.successors if isinstance(found, Agency) else ()

    def _kind(self, one: str) -> str | None:
        found = self.agencies[one]
        return found.kind if isinstance(found, Agency) else None


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}
