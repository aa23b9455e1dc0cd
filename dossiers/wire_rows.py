"""Rows of the database as the shapes of wire.py."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal

from dossiers import wire
from dossiers.codes import VIETNAM
from dossiers.dossier import NATIONAL, Actor, Status, allowed
from dossiers.expecting import expected
from dossiers.fields import message
from dossiers.file_limits import QUESTION, places
from dossiers.given_answers import pointer
from dossiers.house import House, Words
from dossiers.journey import Fault, Journey, PaperFault, Step
from dossiers.pages import PARTS, paper_message
from dossiers.store import attachments, drafts
from dossiers.store.listing import Seen
from dossiers.store.tables import Attachment, Dossier, Event
from indexer.catalog import Catalog
from indexer.portal import UploadLimits


def here(moment: dt.datetime) -> dt.datetime:
    """An instant with the offset of Vietnam."""
    return moment.astimezone(VIETNAM)


# Drafts ------------------------------------------------------------------------------------------------------


def draft_entry(draft: Dossier, catalog: Catalog) -> wire.DraftEntry:
    """A draft in a list."""
    return wire.DraftEntry(**_draft(draft, catalog))


def draft_answer(
    draft: Dossier, journey: Journey, catalog: Catalog, words: Words, *, revised: bool
) -> wire.DraftAnswer:
    """A whole draft; `journey` in the language of `words`."""
    found = faults(journey, words)
    return wire.DraftAnswer(
        **_draft(draft, catalog),
        **_parts(draft),
        pages=list(_pages(journey)),
        case_choices=[
            wire.CaseEntry(number=i, label=group.case)
            for i, group in enumerate(journey.procedure.components)
            if group.applies == "choose"
        ],
        complete=not found,
        faults=found,
        revised=revised,
    )


def _draft(draft: Dossier, catalog: Catalog) -> dict[str, Any]:
    return {
        "id": draft.id,
        "version": draft.version,
        **_about(draft, catalog),
        "created_at": here(draft.created_at),
        "changed_at": here(draft.changed_at),
        "expires_at": here(draft.expires_at) if draft.expires_at else None,
    }


def _about(dossier: Dossier, catalog: Catalog) -> dict[str, Any]:
    procedure = drafts.stored_procedure(dossier)
    return {
        "procedure": wire.ProcedureName(code=procedure.code, name=procedure.name),
        "agency": wire.Unit(id=dossier.agency, name=catalog.agency_name(dossier.agency)),
    }


def _parts(dossier: Dossier) -> dict[str, Any]:
    return {
        "reception": dossier.reception,
        "information": dossier.information,
        "answers": dossier.answers,
        "cases": list(dossier.cases),
    }


def _pages(journey: Journey) -> Iterator[wire.FormPageEntry]:
    for place in journey.pages:
        page = journey.page(place) if place.step is Step.FORM else None
        if page is not None:
            questions = [question.id for question in page.questions if question.type != "note"]
            yield wire.FormPageEntry(id=page.id, title=page.title, questions=questions)


def faults(journey: Journey, words: Words) -> list[wire.Fault]:
    """Everything that keeps a draft from being sent, but for the state of its files."""
    return [
        wire.Fault(**fault_piece(fault, place.step, words))
        for place in journey.pages[:-1]
        for fault in journey.faults(place)
    ]


def fault_piece(fault: Fault, step: Step, words: Words) -> dict[str, str]:
    """Pointer into the draft, message and code of a fault on a page of a step."""
    if isinstance(fault, PaperFault):
        where = pointer(("files", fault.paper.key))
        return {"pointer": where, "message": paper_message(fault, words), "code": fault.rule}
    is_file = fault.question.type == "file"
    path = ("files", f"{QUESTION}{fault.name}") if is_file else (PARTS[step], *fault.path)
    text = fault.own_words or message(fault, words)
    return {"pointer": pointer(path), "message": text, "code": fault.rule}


# Files -------------------------------------------------------------------------------------------------------


def file_entry(file: Attachment) -> wire.FileEntry:
    """A file."""
    return wire.FileEntry(**_file(file))


def uploaded(file: Attachment, notes: Sequence[str]) -> wire.UploadedFile:
    """A file that came just now."""
    return wire.UploadedFile(**_file(file), notes=list(notes))


def _file(file: Attachment) -> dict[str, Any]:
    same = ("id", "name", "media_type", "size", "sha256", "scan")
    return {
        **{name: getattr(file, name) for name in same},
        "place": file.place or "",
        "created_at": here(file.created_at),
    }


def files_answer(house: House, draft: Dossier, journey: Journey, portal: UploadLimits) -> wire.FilesAnswer:
    """The places of a draft with their files."""
    attached = attachments.by_place(house.database, draft.id)
    needed = {paper.key for paper in journey.papers if paper.required} | set(_required_questions(journey))
    found = [
        wire.PlaceEntry(
            place=one.key,
            label=one.label,
            required=one.key in needed,
            formats=list(one.limits.formats),
            most=one.limits.most,
            file_mb=one.limits.file_mb,
            files=[file_entry(file) for file in attached.get(one.key, [])],
        )
        for one in places(journey, portal)
    ]
    return wire.FilesAnswer(places=found, dossier_mb=portal.max_dossier_mb)


def _required_questions(journey: Journey) -> Iterator[str]:
    for place in journey.pages:
        page = journey.page(place) if place.step is Step.FORM else None
        for question in page.questions if page else ():
            if question.type == "file" and question.required:
                yield f"{QUESTION}{question.id}"


# Sent dossiers -----------------------------------------------------------------------------------------------


def dossier_entry(dossier: Dossier, catalog: Catalog) -> wire.DossierEntry:
    """A sent dossier in a list."""
    return wire.DossierEntry(**_dossier(dossier, catalog))


def dossier_answer(
    dossier: Dossier,
    history: Iterable[Event],
    files: Iterable[Attachment],
    catalog: Catalog,
    words: Words,
) -> wire.DossierAnswer:
    """A sent dossier with its history."""
    procedure = drafts.stored_procedure(dossier)
    moment = dossier.sent_at or dossier.created_at
    days = expected(procedure, catalog, dossier.receiving_agency, moment)
    return wire.DossierAnswer(
        **_dossier(dossier, catalog),
        **_parts(dossier),
        files=[file_entry(file) for file in files],
        timeline=[_happened(event, words) for event in history],
        expected=[
            wire.ExpectedDay(day=one.day, case=one.term.case, provisional=one.provisional) for one in days
        ],
        actions=allowed(Status(dossier.status), Actor.APPLICANT),
    )


def _dossier(dossier: Dossier, catalog: Catalog) -> dict[str, Any]:
    status = Status(dossier.status)
    return {
        "id": dossier.id,
        "version": dossier.version,
        "code": dossier.code,
        "status": status,
        "national_status": NATIONAL[status],
        **_about(dossier, catalog),
        "sent_at": here(dossier.sent_at or dossier.created_at),
        "changed_at": here(dossier.changed_at),
    }


def _happened(event: Event, words: Words) -> wire.TimelineEntry:
    who: dict[str, Literal["you", "system"]] = {Actor.APPLICANT: "you", Actor.SYSTEM: "system"}
    return wire.TimelineEntry.model_validate(
        {
            "number": event.number,
            "at": here(event.at),
            "actor": who.get(event.actor_kind, "agency"),
            "action": event.action,
            "before": event.before,
            "after": event.after,
            "text": words(f"event.{event.action}"),
            "reason": event.reason,
        }
    )


# Cursors -----------------------------------------------------------------------------------------------------


def cursor(last: Dossier) -> str:
    """What names the dossier behind which a list goes on; opaque to programs."""
    return base64.urlsafe_b64encode(f"{last.created_at.isoformat()} {last.id}".encode()).decode().rstrip("=")


def read_cursor(text: str) -> Seen | None:
    """What `cursor` made, or None where it did not."""
    try:
        at, _, last = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode().partition(" ")
        moment = dt.datetime.fromisoformat(at)
    except (ValueError, binascii.Error):
        return None
    return Seen(moment, last) if moment.tzinfo is not None and last.isascii() and last.isprintable() else None
