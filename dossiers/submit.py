"""The one way from draft to sent: complete? then one transaction (store/sending.py)."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from dossiers.codes import VIETNAM
from dossiers.errors import AbsentError
from dossiers.file_limits import wanted
from dossiers.house import House, Words
from dossiers.journey import Content, Fault, Journey, Step
from dossiers.lists import CatalogLists
from dossiers.questions import Setting
from dossiers.shared_forms import INFORMATION, RECEPTION, spoken
from dossiers.store import drafts
from dossiers.store.sending import Sending, answer_of, send
from dossiers.store.tables import Attachment, Dossier
from dossiers.uploads import check_ready
from indexer.catalog import Agency, Catalog
from indexer.procedure import Procedure


class IncompleteError(Exception):
    """A draft cannot be sent yet; carries every fault, for the page or the answer of the API."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


class UncodedError(Exception):
    """No identification code is known for an agency, so that its dossiers cannot be numbered."""


def setting_of(house: House, now: dt.datetime) -> Setting:
    """What checks of answers depend on."""
    today = now.astimezone(VIETNAM).date()
    return Setting(today, CatalogLists(house.catalog(), today))


def journey_of(house: House, draft: Dossier, now: dt.datetime, words: Words | None = None) -> Journey:
    """The journey of a draft, or of a sent dossier as it was sent; `words` put a language into steps 4 and 5."""
    content = Content(
        draft.reception,
        draft.information,
        draft.answers,
        tuple(draft.cases),
        drafts.attached(house.database, draft.id),
    )
    reception = RECEPTION if words is None else spoken(RECEPTION, words)
    information = INFORMATION if words is None else spoken(INFORMATION, words)
    procedure = drafts.stored_procedure(draft)
    return Journey(procedure, reception, information, content, setting_of(house, now))


def submit(
    house: House, account: str, dossier: str, version: int, *, key: str, now: dt.datetime
) -> dict[str, Any]:
    """Sends a draft; returns {"id", "code", "sent_at"}; the same key gives the same answer.

    Raises IncompleteError, UnreadyError (files), ConflictError, AbsentError, ReusedKeyError, UncodedError,
    DatabaseError, StoreError.
    """
    body_hash = hashlib.sha256(f"send {dossier}".encode()).hexdigest()
    if (known := _known(house, account, key, body_hash)) is not None:
        return known
    try:
        draft = drafts.own_draft(house.database, account, dossier)
    except AbsentError:
        # A request with the same key may have sent it since the first look.
        if (known := _known(house, account, key, body_hash)) is None:
            raise
        return known
    journey = journey_of(house, draft, now)
    if not journey.is_complete:
        raise IncompleteError(journey.faults(journey.pages[-1]))
    asked = wanted(journey, setting_of(house, now).today)
    every = attachments(house, dossier)
    files = [one for one in every if one.place in asked]
    check_ready(house, files)
    sending = Sending(
        account=account,
        dossier=dossier,
        version=version,
        key=key,
        body_hash=body_hash,
        ident_code=ident_code(house.catalog(), draft.receiving_agency),
        copy=sent_copy(draft, journey, files),
        files=[one.id for one in files],
        left_behind=[one.id for one in every if one.place not in asked],
        notices=[("notice", {"event": "sent"}), ("render_copy", {})],
    )
    return send(house.database, sending, now)


def _known(house: House, account: str, key: str, body_hash: str) -> dict[str, Any] | None:
    with house.database.read() as session:
        return answer_of(session, account, key, body_hash)


def attachments(house: House, dossier: str) -> list[Attachment]:
    """The files of a dossier in the order they were attached."""
    with house.database.read() as session:
        return list(
            session.scalars(
                select(Attachment)
                .where(Attachment.dossier == dossier)
                .order_by(Attachment.created_at, Attachment.id)
            )
        )


def sent_copy(draft: Dossier, journey: Journey, files: Sequence[Attachment]) -> bytes:
    """Everything that is sent, as JSON: what PDF and page are made from, and what never changes afterwards."""
    form = journey.form(Step.FORM)
    content = {
        "dossier": draft.id,
        "procedure": draft.procedure,
        "procedure_digest": draft.procedure_digest,
        "form_version": form.version if form else None,
        "agency": draft.agency,
        "receiving_agency": draft.receiving_agency,
        "reception": journey.answers(Step.RECEPTION),
        "information": journey.answers(Step.INFORMATION),
        "answers": journey.answers(Step.FORM),
        "cases": list(draft.cases),
        "files": [
            {"id": one.id, "place": one.place, "name": one.name, "size": one.size, "sha256": one.sha256}
            for one in files
        ],
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def ident_code(catalog: Catalog, agency: str) -> str:
    """The identification code for an agency: its own, of one above it, or of the portal; raises UncodedError."""
    at: str | None = agency
    seen: set[str] = set()
    while at is not None and at not in seen:
        seen.add(at)
        found = catalog.agencies.get(at)
        if isinstance(found, Agency) and found.ident_code:
            return found.ident_code
        at = found.parent if found is not None else None
    if catalog.registers.portal.ident_code is None:
        raise UncodedError(agency)
    return catalog.registers.portal.ident_code


def digest_of(procedure: Procedure) -> str:
    """Which wording of a procedure this is: a hash of its content."""
    content = procedure.model_dump(mode="json", by_alias=True, exclude_none=True)
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
