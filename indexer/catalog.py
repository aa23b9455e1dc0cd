"""The registers a procedure refers to: agencies and their kinds, fields, offers, areas, the portal, words.

`Registers` is what the data files hold; `Catalog` answers questions about them together with the procedures.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from indexer.procedure import (
    Fee,
    Level,
    Line,
    OnlineLevel,
    Part,
    Procedure,
    ProcedureCode,
    Slug,
    Status,
    Text,
    Url,
)

AreaCode = Annotated[str, Field(pattern=r"^\d{2}(\d{3})?$")]
"""Two digits for a province, five for a commune (Decision 19/2025/QĐ-TTg)."""


class AgencyKind(Part):
    """A kind of agency that exists in many places, e.g. every commune's People's Committee."""

    id: Slug
    name: Line
    short_name: Line | None = None
    aliases: tuple[Line, ...] = ()
    level: Level
    parent: Slug | None = None
    """Ministry or kind above it."""


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


class WorkingHours(Part):
    """Opening hours of the portal's counters on a working day."""

    start: Annotated[str, Field(pattern=r"^\d{2}:\d{2}$")]
    end: Annotated[str, Field(pattern=r"^\d{2}:\d{2}$")]


class SmsSettings(Part):
    """Look-up by text message."""

    keyword: Line
    number: Line | None = None


class UploadLimits(Part):
    """Limits of attachments."""

    max_file_mb: Annotated[int, Field(ge=1, le=200)] = 20
    max_dossier_mb: Annotated[int, Field(ge=1, le=2000)] = 100
    formats: tuple[Line, ...] = ("pdf", "jpg", "jpeg", "png", "docx")


class Portal(Part):
    """Who runs this portal and for which place."""

    name: Line
    name_en: Line | None = None
    short_name: Line
    province: AreaCode | None = None
    agency: Slug | None = None
    """Agency that runs it."""
    official: bool = False
    """False: every page says that this is no official portal."""
    hotline: Line | None = None
    email: Line | None = None
    sms: SmsSettings | None = None
    working_hours: tuple[WorkingHours, ...] = ()
    uploads: UploadLimits = UploadLimits()
    legal_bases: tuple[Line, ...] = ()


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


class AgenciesFile(Part):
    """agencies.yaml"""

    kinds: tuple[AgencyKind, ...] = ()
    agencies: tuple[Agency, ...] = ()


class FieldsFile(Part):
    """fields.yaml"""

    fields: tuple[SubjectField, ...]


class OffersFile(Part):
    """offers.yaml"""

    offers: tuple[Offer, ...] = ()


class AreasFile(Part):
    """areas.yaml"""

    areas: tuple[Area, ...] = ()


class AbbreviationsFile(Part):
    """abbreviations.yaml"""

    abbreviations: tuple[Abbreviation, ...] = ()


class EverydayWordsFile(Part):
    """everyday_words.yaml"""

    words: tuple[EverydayWord, ...] = ()


class LifeEventsFile(Part):
    """life_events.yaml"""

    events: tuple[LifeEvent, ...] = ()


class PopularFile(Part):
    """popular.yaml: codes in editorial order, the most wanted first."""

    popular: tuple[ProcedureCode, ...] = ()


class WorkingDaysFile(Part):
    """working_days.yaml"""

    days: tuple[WorkingDay, ...] = ()


class QuestionFramesFile(Part):
    """question_frames.yaml"""

    frames: tuple[QuestionFrame, ...] = ()


class AliasesFile(Part):
    """aliases.yaml"""

    procedures: dict[ProcedureCode, AliasEntry] = Field(default_factory=dict)


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
        children: dict[str, list[str]] = {}
        for one in self.agencies.values():
            if one.parent:
                children.setdefault(one.parent, []).append(one.id)
        return {parent: tuple(ids) for parent, ids in children.items()}

    def agency_name(self, agency: str) -> str:
        """Name of an agency or kind; the id itself where it is unknown."""
        found = self.agencies.get(agency)
        return found.name if found else agency

    def field_name(self, field: str) -> str:
        """Name of a field; the id itself where it is unknown."""
        found = self.fields.get(field)
        return found.name if found else field

    def served_by(self, agency: str) -> frozenset[str]:
        """Ids whose procedures are those of the agency: itself, the kind it is of, all units below it, and
        where it no longer exists its successors with theirs."""
        reached: set[str] = set()
        waiting = [agency]
        while waiting:
            one = waiting.pop()
            if one in reached or one not in self.agencies:
                continue
            reached.add(one)
            waiting.extend(self._children.get(one, ()))
            found = self.agencies[one]
            if isinstance(found, Agency):
                waiting.extend(found.successors)
                reached.update({found.kind} - {None} if found.kind else ())
        return frozenset(reached)


def successors(procedures: Iterable[Procedure]) -> dict[str, tuple[str, ...]]:
    """Code of a replaced procedure -> codes of those that replace it."""
    found: dict[str, list[str]] = {}
    for procedure in procedures:
        for old in procedure.replaces:
            if procedure.code not in found.setdefault(old, []):
                found[old].append(procedure.code)
    return {old: tuple(new) for old, new in found.items()}


def settle(procedures: Sequence[Procedure]) -> list[Procedure]:
    """The procedures with the ends that follow from others.

    A version ends the day before the next one of its code begins. A replaced procedure ends the day before
    its successor begins; where that day is unknown it counts as abolished.
    """
    starts: dict[str, list[dt.date | None]] = {}
    for one in procedures:
        if one.valid_from:
            starts.setdefault(one.code, []).append(one.valid_from)
    for one in procedures:
        for old in one.replaces:
            starts.setdefault(old, []).append(one.valid_from)
    return [_settled(one, starts.get(one.code, [])) for one in procedures]


def _settled(procedure: Procedure, starts: Sequence[dt.date | None]) -> Procedure:
    if procedure.valid_to or procedure.status is not Status.IN_FORCE:
        return procedure
    own = procedure.valid_from or dt.date.min
    later = [day for day in starts if day and day > own]
    if later:
        return procedure.model_copy(update={"valid_to": min(later) - dt.timedelta(days=1)})
    if None in starts:
        return procedure.model_copy(update={"status": Status.ABOLISHED})
    return procedure
