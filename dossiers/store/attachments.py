"""Rows of attached files and of the locker. One function a transaction; files themselves: files.py."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from dossiers.dossier import Status
from dossiers.errors import AbsentError, RefusedFileError
from dossiers.files import Kept
from dossiers.scanning import Scan, Verdict
from dossiers.store.database import Database
from dossiers.store.retention import file_removal
from dossiers.store.tables import Account, Attachment, Attempt, Dossier, Outgoing

DAY = 86_400
LEAST_KIB = 64
"""What the smallest file counts for: so the number of files in a day is bounded too."""
READABLE = (Scan.CLEAN, Scan.NOT_SCANNED)
"""States in which a file may be opened; not_scanned exists only where no scanner is set."""


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that was kept and is to be attached: to a place of a draft, or to the locker (no dossier)."""

    account: str
    dossier: str | None
    place: str | None
    name: str
    media_type: str
    kept: Kept
    scan: Scan


@dataclass(frozen=True, slots=True)
class Room:
    """How much there is room for."""

    files: int | None
    """Files of the place, or of the locker."""
    dossier_mb: int
    """All files of the dossier, or of the locker."""
    day_mb: int
    """All that an account brings in a day."""
    day_key: str
    """Keyed hash under which the day is counted."""


def add(database: Database, new: NewFile, room: Room, now: dt.datetime) -> Attachment:
    """Attaches a file, and asks for a scan where it is pending.

    Raises AbsentError where there is no such draft, RefusedFileError (too_many, dossier_full, day_full).
    """
    with database.write() as session:
        # One upload of an account at a time is counted: two at once could both find the last place free.
        session.scalars(select(Account.id).where(Account.id == new.account).with_for_update()).one()
        if new.dossier is not None:
            _lock_draft(session, new.account, new.dossier)
        _check_room(session, new, room)
        _count_day(session, room, new.kept.size, now, is_sqlite=database.is_sqlite)
        row = _row(new, now)
        session.add(row)
        session.flush()
        if new.scan is Scan.PENDING:
            session.add(_scan_order(row.id, now))
    return row


def _row(new: NewFile, now: dt.datetime) -> Attachment:
    return Attachment(
        account=new.account,
        dossier=new.dossier,
        place=new.place,
        name=new.name,
        media_type=new.media_type,
        size=new.kept.size,
        sha256=new.kept.sha256,
        key=new.kept.key,
        scan=new.scan,
        in_locker=new.dossier is None,
        created_at=now,
    )


def _lock_draft(session: Session, account: str, dossier: str) -> None:
    """Keeps a draft from being sent or binned until the transaction ends."""
    found = session.scalars(
        select(Dossier.id)
        .where(Dossier.id == dossier, Dossier.account == account)
        .where(Dossier.status == Status.DRAFT, Dossier.binned_at.is_(None))
        .with_for_update()
    ).one_or_none()
    if found is None:
        raise AbsentError


def _check_room(session: Session, new: NewFile, room: Room) -> None:
    home = _home(new.account, new.dossier)
    there = home & (Attachment.place == new.place) if new.dossier else home
    number = session.scalars(select(func.count()).select_from(Attachment).where(there)).one()
    if room.files is not None and number >= room.files:
        raise RefusedFileError("too_many", most=room.files)
    total = session.scalars(select(func.coalesce(func.sum(Attachment.size), 0)).where(home)).one()
    if int(total) + new.kept.size > room.dossier_mb << 20:
        raise RefusedFileError("dossier_full", mb=room.dossier_mb)


def _home(account: str, dossier: str | None) -> ColumnElement[bool]:
    if dossier is not None:
        return Attachment.dossier == dossier
    return (Attachment.account == account) & Attachment.in_locker


def _count_day(session: Session, room: Room, size: int, now: dt.datetime, *, is_sqlite: bool) -> None:
    """Counts KiB; what was removed again counts too, since its file stays a day."""
    kib = max(LEAST_KIB, -(-size // 1024))
    seconds = int(now.timestamp())
    insert = sqlite.insert if is_sqlite else postgresql.insert
    row = insert(Attempt).values(
        key=room.day_key,
        window=seconds // DAY,
        count=kib,
        expires_at=now + dt.timedelta(seconds=DAY - seconds % DAY),
    )
    total = session.scalars(
        row.on_conflict_do_update(
            index_elements=[Attempt.key, Attempt.window], set_={"count": Attempt.count + kib}
        ).returning(Attempt.count)
    ).one()
    if total > room.day_mb << 10:
        raise RefusedFileError("day_full", mb=room.day_mb)


def used_today(database: Database, day_key: str, now: dt.datetime) -> int:
    """KiB that an account brought today."""
    with database.read() as session:
        found = session.get(Attempt, (day_key, int(now.timestamp()) // DAY))
    return found.count if found else 0


def own(database: Database, account: str, file: str) -> Attachment:
    """A file of an account; raises AbsentError where there is none, or it is somebody else's."""
    with database.read() as session:
        return _own(session, account, file)


def _own(session: Session, account: str, file: str) -> Attachment:
    wanted = select(Attachment).where(Attachment.id == file, Attachment.account == account)
    found = session.scalars(wanted).one_or_none()
    if found is None:
        raise AbsentError
    return found


def by_place(database: Database, dossier: str) -> Mapping[str, list[Attachment]]:
    """Place -> files attached there, in the order they came."""
    with database.read() as session:
        rows = session.scalars(
            select(Attachment)
            .where(Attachment.dossier == dossier)
            .order_by(Attachment.created_at, Attachment.id)
        ).all()
    found: dict[str, list[Attachment]] = {}
    for row in rows:
        found.setdefault(row.place or "", []).append(row)
    return found


def locker(database: Database, account: str) -> list[Attachment]:
    """The papers in somebody's locker, newest first."""
    with database.read() as session:
        return list(
            session.scalars(
                select(Attachment)
                .where(Attachment.account == account, Attachment.in_locker)
                .order_by(Attachment.created_at.desc(), Attachment.id)
            )
        )


def detach(database: Database, account: str, dossier: str, file: str, now: dt.datetime) -> str:
    """Takes a file out of a draft, and returns its place; in the locker it stays. Raises AbsentError."""
    with database.write() as session:
        _lock_draft(session, account, dossier)
        row = _own(session, account, file)
        if row.dossier != dossier:
            raise AbsentError
        place = row.place or ""
        row.dossier = row.place = None
        _remove_unused(session, row, now)
    return place


def set_kept(database: Database, account: str, file: str, *, kept: bool, now: dt.datetime) -> str | None:
    """Puts a file into the locker or takes it out, and returns its place; out of everything, it is removed.

    Raises AbsentError.
    """
    with database.write() as session:
        row = _own(session, account, file)
        if kept and row.scan == Scan.INFECTED:
            raise AbsentError
        place = row.place
        row.in_locker = kept
        _remove_unused(session, row, now)
    return place


def _remove_unused(session: Session, row: Attachment, now: dt.datetime) -> None:
    """Removes what belongs to no dossier and no locker any more; the worker removes its file later."""
    if row.dossier is None and not row.in_locker:
        session.delete(row)
        session.add(file_removal(row.key, now))


def find(database: Database, file: str) -> Attachment | None:
    """A file by its id, whoever it belongs to: for the worker."""
    with database.read() as session:
        return session.get(Attachment, file)


def is_named(database: Database, key: str) -> bool:
    """Whether a row names a file of the store."""
    with database.read() as session:
        return session.scalars(select(Attachment.id).where(Attachment.key == key)).first() is not None


def set_verdict(database: Database, file: str, verdict: Verdict) -> None:
    """Keeps what the scanner said of a file."""
    with database.write() as session:
        session.execute(
            update(Attachment)
            .where(Attachment.id == file)
            .values(scan=verdict.scan, scan_result=verdict.result)
        )


def order_scans(database: Database, now: dt.datetime) -> int:
    """Asks again for every scan that is missing and that nobody waits for; returns how many.

    Files that came while no scanner was set are asked for too: call it only where one is set.
    """
    with database.write() as session:
        waiting: set[Any] = {
            payload.get("file")
            for payload in session.scalars(
                select(Outgoing.payload).where(Outgoing.kind == "scan", Outgoing.state == "waiting")
            )
        }
        missing = session.scalars(
            select(Attachment).where(Attachment.scan.in_((Scan.PENDING, Scan.NOT_SCANNED)))
        ).all()
        ordered = [row for row in missing if row.id not in waiting]
        for row in ordered:
            row.scan = Scan.PENDING
            session.add(_scan_order(row.id, now))
    return len(ordered)


def _scan_order(file: str, now: dt.datetime) -> Outgoing:
    return Outgoing(kind="scan", payload={"file": file}, state="waiting", due_at=now, created_at=now)
