"""What is not kept for ever, and when it goes: functions for the worker to call, each given the present instant.

Nothing that was sent is touched here. A file goes a day after its row (`FILE_DELAY`), so that a backup whose
database was copied first still finds every file that its rows name.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import Session

from dossiers.dossier import Status
from dossiers.settings import DossierSettings
from dossiers.store.database import Database
from dossiers.store.tables import (
    Answered,
    Attachment,
    Attempt,
    Dossier,
    OneTimeCode,
    Outgoing,
    Reading,
    Table,
    WebSession,
)

FILE_DELAY = dt.timedelta(days=1)
"""From the end of a row to the end of its file: longer than a backup takes."""
ORPHAN_AGE = dt.timedelta(hours=48)
"""Age at which a file that belongs to no dossier goes (decision 25)."""
ANSWERED_AGE = dt.timedelta(hours=48)
"""How long the answer to an Idempotency-Key is kept; 24 hours are promised."""
CODE_AGE = dt.timedelta(days=2)
"""How long a one-time code is kept: the limits of a day count them."""
DONE_AGE = dt.timedelta(days=30)
"""How long a side effect that was done is kept, to answer whether a letter went out."""
AT_ONCE = 100
"""Drafts removed in one transaction: others must be able to write in between."""


def bin_expired(database: Database, now: dt.datetime) -> int:
    """Puts drafts that expired into the bin; returns how many."""
    with database.write() as session:
        binned = session.execute(
            update(Dossier)
            .where(Dossier.status == Status.DRAFT, Dossier.binned_at.is_(None), Dossier.expires_at <= now)
            .values(binned_at=now, version=Dossier.version + 1)
        )
        return int(binned.rowcount)  # type: ignore[attr-defined]


def empty_bin(database: Database, bin_days: int, now: dt.datetime) -> int:
    """Removes drafts that were in the bin for `bin_days`, with their files; returns how many."""
    removed = 0
    while True:
        with database.write() as session:
            ended = _ended_drafts(session, now - dt.timedelta(days=bin_days))
            remove_drafts(session, ended, now)
        removed += len(ended)
        if len(ended) < AT_ONCE:
            return removed


def _ended_drafts(session: Session, before: dt.datetime) -> Sequence[str]:
    """Some drafts that went into the bin before an instant; nobody can take them out while they are removed."""
    return session.scalars(
        select(Dossier.id)
        .where(Dossier.status == Status.DRAFT, Dossier.binned_at <= before)
        .order_by(Dossier.binned_at)
        .limit(AT_ONCE)
        .with_for_update()
    ).all()


def remove_drafts(session: Session, dossiers: Sequence[str], now: dt.datetime) -> None:
    """Removes drafts with their files, within a transaction: of the bin, or of an account that is deleted."""
    theirs = Attachment.dossier.in_(dossiers)
    # Papers of the locker outlive the draft they were used in.
    session.execute(update(Attachment).where(theirs, Attachment.in_locker).values(dossier=None, place=None))
    _remove_files(session, theirs, now)
    session.execute(update(Outgoing).where(Outgoing.dossier.in_(dossiers)).values(dossier=None))
    session.execute(delete(Reading).where(Reading.dossier.in_(dossiers)))
    session.execute(delete(Dossier).where(Dossier.id.in_(dossiers), Dossier.status == Status.DRAFT))


def _remove_files(session: Session, which: ColumnElement[bool], now: dt.datetime) -> int:
    keys = session.scalars(delete(Attachment).where(which).returning(Attachment.key)).all()
    session.add_all(file_removal(key, now) for key in keys)
    return len(keys)


def file_removal(key: str, now: dt.datetime) -> Outgoing:
    """The order to remove a file whose row is gone, due after `FILE_DELAY`."""
    return Outgoing(
        kind="remove_file", payload={"key": key}, state="waiting", due_at=now + FILE_DELAY, created_at=now
    )


def remove_orphans(database: Database, now: dt.datetime) -> int:
    """Removes files that belong to no dossier and to no locker any more; returns how many."""
    with database.write() as session:
        orphaned = (
            Attachment.dossier.is_(None) & Attachment.in_locker.is_(False) & Attachment.sent_at.is_(None)
        )
        return _remove_files(session, orphaned & (Attachment.created_at <= now - ORPHAN_AGE), now)


def remove_strays(database: Database, stored: Iterable[tuple[str, dt.datetime]], now: dt.datetime) -> int:
    """Orders the removal of files without a row, given (key, changed at) of all; returns how many.

    An upload that died between file and row leaves such a file.
    """
    old = {key for key, changed_at in stored if changed_at <= now - ORPHAN_AGE}
    with database.write() as session:
        known = set(session.scalars(select(Attachment.key)))
        ordered = session.scalars(
            select(Outgoing.payload).where(Outgoing.kind == "remove_file", Outgoing.state != "done")
        )
        strays = old - known - {str(payload["key"]) for payload in ordered}
        session.add_all(file_removal(key, now) for key in sorted(strays))
    return len(strays)


def forget(database: Database, now: dt.datetime) -> dict[str, int]:
    """Removes attempts, codes, answers, sign-ins and done side effects that are past; table -> how many."""
    old: tuple[tuple[type[Table], ColumnElement[bool]], ...] = (
        (Attempt, Attempt.expires_at <= now),
        (OneTimeCode, (OneTimeCode.expires_at <= now) & (OneTimeCode.created_at <= now - CODE_AGE)),
        (Answered, Answered.at <= now - ANSWERED_AGE),
        (WebSession, WebSession.expires_at <= now),
        (Outgoing, (Outgoing.state == "done") & (Outgoing.done_at <= now - DONE_AGE)),
    )
    return {kind.__tablename__: _forget(database, kind, past) for kind, past in old}


def _forget(database: Database, kind: type[Table], past: ColumnElement[bool]) -> int:
    with database.write() as session:
        gone: Any = session.execute(delete(kind).where(past))
        return int(gone.rowcount)


def tidy(database: Database, settings: DossierSettings, now: dt.datetime) -> dict[str, int]:
    """All of it but strays, which need the file store; what -> how many. Calling it again does no harm."""
    steps: dict[str, Callable[[], int]] = {
        "binned": lambda: bin_expired(database, now),
        "drafts": lambda: empty_bin(database, settings.bin_days, now),
        "files": lambda: remove_orphans(database, now),
    }
    return {**{name: step() for name, step in steps.items()}, **forget(database, now)}
