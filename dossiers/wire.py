"""Shapes of what the API for programs says and takes; OpenAPI is made from them.

Instants are ISO 8601 with the offset of Vietnam, days ISO 8601, texts NFC.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from dossiers.dossier import Action, Status

Answers = dict[str, Any]
"""Question -> answer, as the schema of the part has it."""
PartName = Literal["reception", "information", "answers"]
Code = Annotated[str, Field(min_length=1, max_length=60)]


class DossierShape(BaseModel):
    """What all shapes share. Their errors tell no values: a log would keep them."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True, hide_input_in_errors=True
    )


# What programs send ------------------------------------------------------------------------------------------


class DraftOrder(DossierShape):
    """A new draft."""

    procedure: Code
    agency: Code | None = None
    """Id of the agency that takes it; may be left out where there is only one."""


class Declared(DossierShape):
    """What the review asks before sending."""

    declared: Literal[True]
    """That everything is true, as the page of the review words it."""


class Withdrawal(DossierShape):
    """Why a dossier is withdrawn."""

    reason: Annotated[str, Field(min_length=1, max_length=2_000)]


# What they get -----------------------------------------------------------------------------------------------


class KeyAnswer(DossierShape):
    """Whose program it is."""

    account_kind: Literal["person", "organisation"]
    key_name: str
    expires_at: dt.datetime


class ProcedureName(DossierShape):
    """A procedure."""

    code: str
    name: str


class Unit(DossierShape):
    """An agency."""

    id: str
    name: str


class Fault(DossierShape):
    """What is wrong or missing at one place of a draft."""

    pointer: str
    """Where, in the draft (RFC 6901); /files/<place> for papers."""
    message: str
    code: str


class DraftEntry(DossierShape):
    """A draft in a list."""

    id: str
    version: int
    """What `ETag` and `If-Match` name; files do not change it."""
    procedure: ProcedureName
    agency: Unit
    created_at: dt.datetime
    changed_at: dt.datetime
    expires_at: dt.datetime | None
    """When it goes into the bin unless it changes before."""


class DraftList(DossierShape):
    """Drafts, the newest first."""

    items: list[DraftEntry]
    next: str | None
    """`cursor` of what follows; null at the end."""


class FormPageEntry(DossierShape):
    """A page of the e-form that is shown for the answers so far."""

    id: str
    title: str
    questions: list[str]


class CaseEntry(DossierShape):
    """A case whose papers are asked only of those it applies to."""

    number: int
    label: str | None


class DraftAnswer(DraftEntry):
    """A draft with all answers, those to questions that are not shown included."""

    reception: Answers
    information: Answers
    answers: Answers
    cases: list[int]
    """Numbers of the chosen cases."""
    pages: list[FormPageEntry]
    case_choices: list[CaseEntry]
    complete: bool
    """Whether it may be sent."""
    faults: list[Fault]
    revised: bool
    """Whether the procedure is worded otherwise today: follow it before sending."""


class FileEntry(DossierShape):
    """An attached file."""

    id: str
    place: str
    name: str
    media_type: str
    size: int
    """Bytes."""
    sha256: str
    scan: Literal["not_scanned", "pending", "clean", "infected"]
    created_at: dt.datetime


class UploadedFile(FileEntry):
    """A file that was attached just now."""

    notes: list[str]
    """What its owner should know, `gps` for a photo that tells where it was taken."""


class PlaceEntry(DossierShape):
    """A paper, or a question of the e-form, that takes files."""

    place: str
    label: str
    required: bool
    formats: list[str]
    """Endings."""
    most: int | None
    """Files."""
    file_mb: int
    files: list[FileEntry]


class FilesAnswer(DossierShape):
    """The places of a draft for the answers so far."""

    places: list[PlaceEntry]
    dossier_mb: int
    """All files together."""


class SentAnswer(DossierShape):
    """A draft that was sent."""

    id: str
    code: str
    sent_at: dt.datetime


class DossierEntry(DossierShape):
    """A sent dossier in a list."""

    id: str
    version: int
    code: str
    status: Status
    national_status: int | None
    """The national code (TrangThaiHoSo), 1 to 10."""
    procedure: ProcedureName
    agency: Unit
    sent_at: dt.datetime
    changed_at: dt.datetime


class DossierList(DossierShape):
    """Dossiers, the newest first."""

    items: list[DossierEntry]
    next: str | None
    """`cursor` of what follows; null at the end."""


class TimelineEntry(DossierShape):
    """Something that happened."""

    number: int
    at: dt.datetime
    actor: Literal["you", "agency", "system"]
    action: Action
    before: Status
    after: Status
    text: str
    """The same in words."""
    reason: str | None


class ExpectedDay(DossierShape):
    """A day on which the result is expected ("dự kiến"): the term itself begins with acceptance."""

    day: dt.date
    case: str | None
    provisional: bool
    """Whether it rests on days off that are not announced yet."""


class DossierAnswer(DossierEntry):
    """A sent dossier with what was sent and its history."""

    reception: Answers
    information: Answers
    answers: Answers
    cases: list[int]
    files: list[FileEntry]
    timeline: list[TimelineEntry]
    expected: list[ExpectedDay]
    actions: list[Action]
    """What its owner may do now."""
