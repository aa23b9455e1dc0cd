"""The one transaction from draft to sent: state, event, code, copy, notices, answer - all or nothing.

The counter comes late, so that its lock is held shortly. Unique constraints on the code and on (account, key) are
the last guard: of two racing requests with one key the loser finds the draft taken, or meets them, and reads
the winner's answer.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from dossiers import events
from dossiers.codes import day_of, make_code
from dossiers.dossier import Action, Actor, Status
from dossiers.errors import AbsentError, ConflictError, ReusedKeyError
from dossiers.store.database import Database, TakenError
from dossiers.store.tables import Answered, Attachment, Counter, Dossier, Outgoing, SentCopy


@dataclass(frozen=True, slots=True)
class Sending:
    """What is sent: which draft at which version, as what, under which key."""

    account: str
    dossier: str
    version: int
    key: str
    """Idempotency key; the form's is made from the draft, an application brings its own."""
    body_hash: str
    """Hash of what the request asks for: the same key with another body is refused."""
    ident_code: str
    """Identification code that begins the code of the dossier."""
    copy: bytes
    """JSON of everything that is sent."""
    files: Sequence[str]
    """Ids of the attachments that go along."""
    left_behind: Sequence[str] = field(default=(), kw_only=True)
    """Ids of those that do not: nobody asks for them any more, another case was chosen meanwhile."""
    notices: Sequence[tuple[str, dict[str, Any]]]
    """(kind, payload) of what follows: mails, messages."""
    actor: Actor = Actor.APPLICANT


def answer_of(session: Session, account: str, key: str, body_hash: str) -> dict[str, Any] | None:
    """The answer that a key got before, None for a new key; raises ReusedKeyError where the body was another."""
    found = session.get(Answered, (account, key))
    if found is None:
        return None
    if found.body_hash != body_hash:
        raise ReusedKeyError
    return found.answer


def send(database: Database, sending: Sending, now: dt.datetime) -> dict[str, Any]:
    """Sends a draft; returns {"id", "code", "sent_at"}. The same key gives the same answer.

    Raises ConflictError (changed meanwhile, or sent under another key), AbsentError, ReusedKeyError, DatabaseError.
    """
    try:
        with database.write() as session:
            known = answer_of(session, sending.account, sending.key, sending.body_hash)
            return known if known is not None else _send(session, sending, now, database.is_sqlite)
    except (ConflictError, TakenError):
        with database.read() as session:
            known = answer_of(session, sending.account, sending.key, sending.body_hash)
        if known is None:
            raise
        return known


def _send(session: Session, sending: Sending, now: dt.datetime, is_sqlite: bool) -> dict[str, Any]:
    _take(session, sending, now)
    _claim_files(session, sending, now)
    events.append(
        session,
        sending.dossier,
        action=Action.SEND,
        before=Status.DRAFT,
        after=Status.SENT,
        actor_kind=sending.actor,
        actor=sending.account,
        at=now,
        data={"copy": hashlib.sha256(sending.copy).hexdigest()},
    )
    session.add(_copy(sending, now))
    session.add_all(_outgoing(sending, kind, payload, now) for kind, payload in sending.notices)
    code = next_code(session, sending.ident_code, now, is_sqlite=is_sqlite)
    session.execute(update(Dossier).where(Dossier.id == sending.dossier).values(code=code))
    answer = {"id": sending.dossier, "code": code, "sent_at": now.astimezone(dt.UTC).isoformat()}
    session.add(
        Answered(account=sending.account, key=sending.key, body_hash=sending.body_hash, answer=answer, at=now)
    )
    return answer


def _take(session: Session, sending: Sending, now: dt.datetime) -> None:
    """Moves the draft to sent, if it is still the draft that was asked for."""
    mine = (Dossier.id == sending.dossier, Dossier.account == sending.account)
    taken = session.execute(
        update(Dossier)
        .where(*mine, Dossier.version == sending.version)
        .where(Dossier.status == Status.DRAFT, Dossier.binned_at.is_(None))
        .values(status=Status.SENT, version=sending.version + 1, sent_at=now, changed_at=now, expires_at=None)
    )
    if taken.rowcount:  # type: ignore[attr-defined]
        return
    found = session.scalars(select(Dossier).where(*mine)).one_or_none()
    if found is None or found.binned_at is not None:
        raise AbsentError
    raise ConflictError(found.version)


def _claim_files(session: Session, sending: Sending, now: dt.datetime) -> None:
    """Marks the files that go along as sent; one that came, vanished or changed hands meanwhile is a conflict.

    Those that are left behind belong to no dossier any more: retention removes them, but for papers of the locker.
    """
    theirs = Attachment.dossier == sending.dossier
    session.execute(
        update(Attachment)
        .where(theirs, Attachment.id.in_(sending.left_behind))
        .values(dossier=None, place=None)
    )
    claimed = session.execute(
        update(Attachment).where(theirs, Attachment.id.in_(sending.files)).values(sent_at=now)
    )
    late = session.scalars(select(Attachment.id).where(theirs, Attachment.sent_at.is_(None)).limit(1)).first()
    if late or claimed.rowcount != len(set(sending.files)):  # type: ignore[attr-defined]
        raise ConflictError(sending.version)


def next_code(session: Session, ident_code: str, now: dt.datetime, *, is_sqlite: bool) -> str:
    """The next code of an identification code on the day that it is in Vietnam: unique, without gaps."""
    day = day_of(now)
    insert = sqlite.insert if is_sqlite else postgresql.insert
    counted = insert(Counter).values(agency=ident_code, day=day, number=1)
    number = session.scalars(
        counted.on_conflict_do_update(
            index_elements=[Counter.agency, Counter.day], set_={"number": Counter.number + 1}
        ).returning(Counter.number)
    ).one()
    return make_code(ident_code, day, number)


def _copy(sending: Sending, now: dt.datetime) -> SentCopy:
    return SentCopy(
        dossier=sending.dossier,
        number=1,
        kind="json",
        media_type="application/json",
        sha256=hashlib.sha256(sending.copy).hexdigest(),
        content=sending.copy,
        created_at=now,
    )


def _outgoing(sending: Sending, kind: str, payload: dict[str, Any], now: dt.datetime) -> Outgoing:
    return Outgoing(
        kind=kind,
        payload=payload,
        dossier=sending.dossier,
        account=sending.account,
        state="waiting",
        due_at=now,
        created_at=now,
    )
