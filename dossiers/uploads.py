"""The one way of a file into a dossier or a locker: looked into, kept, and only then in the database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from dossiers.errors import AbsentError, DossierError, RefusedFileError
from dossiers.file_limits import DAY_DOSSIERS, MOST_PAPERS, FilePlace, Limits
from dossiers.file_names import clean_name, ending
from dossiers.file_types import TYPES, check
from dossiers.files import Kept, checked, keep, pieces
from dossiers.house import House
from dossiers.scanning import Scan
from dossiers.store import attachments
from dossiers.store.attachments import NewFile, Room
from dossiers.store.database import DatabaseError
from dossiers.store.tables import Attachment


class UnreadyError(Exception):
    """A dossier cannot be sent because of some of its files; carries them."""

    def __init__(self, files: Sequence[Attachment]) -> None:
        super().__init__(f"{len(files)} files")
        self.files = files


@dataclass(frozen=True, slots=True)
class Target:
    """Where a file goes: a place of a draft, or the locker (no dossier, no place)."""

    account: str
    limits: Limits
    dossier: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came."""

    name: str
    size: int
    stream: BinaryIO


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that was attached, and what its owner should know of it."""

    file: Attachment
    notes: tuple[str, ...] = ()


def target(account: str, dossier: str, place: FilePlace) -> Target:
    """A place of a draft."""
    return Target(account, place.limits, dossier, place.key)


def attach(house: House, goal: Target, upload: Upload, now: dt.datetime) -> Attached:
    """Attaches what came; raises RefusedFileError, AbsentError, StoreError, DatabaseError: nothing is left then."""
    if upload.size > goal.limits.file_mb << 20:
        raise RefusedFileError("too_large", mb=goal.limits.file_mb)
    room = room_of(house, goal)
    if attachments.used_today(house.database, room.day_key, now) > room.day_mb << 10:
        raise RefusedFileError("day_full", mb=room.day_mb)
    name = clean_name(upload.name)
    found = check(upload.stream, name, goal.limits.formats)
    kept = keep(house.files, pieces(upload.stream), goal.limits.file_mb << 20)
    row = _add(house, goal, kept, (name, found.type.media_type), now)
    return Attached(row, found.notes)


def reuse(house: House, goal: Target, file: str, now: dt.datetime) -> Attached:
    """Attaches a copy of a paper of the locker: so neither end depends on what happens to the other.

    Raises as `attach`, and DamagedError where the paper is not any more what was kept.
    """
    paper = attachments.own(house.database, goal.account, file)
    if not paper.in_locker or paper.scan not in attachments.READABLE:
        raise AbsentError
    if ending(paper.name) not in goal.limits.formats:
        raise RefusedFileError("format", ending=ending(paper.name), formats=goal.limits.shown_formats)
    parts = checked(house.files.read(paper.key), paper.sha256)
    kept = keep(house.files, parts, goal.limits.file_mb << 20)
    return Attached(_add(house, goal, kept, (paper.name, paper.media_type), now))


def _add(house: House, goal: Target, kept: Kept, named: tuple[str, str], now: dt.datetime) -> Attachment:
    name, media_type = named
    scan = Scan.PENDING if house.settings.clamd else Scan.NOT_SCANNED
    new = NewFile(goal.account, goal.dossier, goal.place, name, media_type, kept, scan)
    try:
        return attachments.add(house.database, new, room_of(house, goal), now)
    except (DossierError, DatabaseError):
        # No row names it. Where even this fails, the worker removes it as a stray.
        house.files.remove(kept.key)
        raise


def room_of(house: House, goal: Target) -> Room:
    """How much there is room for."""
    return Room(
        files=goal.limits.most if goal.dossier else MOST_PAPERS,
        dossier_mb=goal.limits.dossier_mb,
        day_mb=DAY_DOSSIERS * goal.limits.dossier_mb,
        day_key=f"uploads:{house.seals.trace(f'attempt {goal.account}')}",
    )


def check_ready(house: House, files: Sequence[Attachment]) -> None:
    """Raises UnreadyError unless every file may be sent: there, of its size, and clean where a scanner is set."""
    good = (Scan.CLEAN,) if house.settings.clamd else attachments.READABLE
    unready = [one for one in files if one.scan not in good or house.files.size(one.key) != one.size]
    if unready:
        raise UnreadyError(unready)


def fits(paper: Attachment, limits: Limits) -> bool:
    """Whether a paper of the locker may be offered at a place."""
    kind = next((one for one in TYPES.values() if one.media_type == paper.media_type), None)
    wanted = kind is not None and set(kind.endings) & set(limits.formats)
    return bool(wanted) and paper.scan in attachments.READABLE
