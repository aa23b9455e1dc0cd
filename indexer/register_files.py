"""The files of a data folder that hold registers: what stands in each, for the loader and for editors."""

from __future__ import annotations

from pydantic import Field

from indexer.catalog import (
    Abbreviation,
    Agency,
    AgencyKind,
    AliasEntry,
    Area,
    EverydayWord,
    LifeEvent,
    Offer,
    QuestionFrame,
    SubjectField,
    WorkingDay,
)
from indexer.procedure import Part, ProcedureCode


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
