"""`thutuc doctor`: whether accounts and dossiers are sound. Reads only; every finding says how to mend it."""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Protocol

from sqlalchemy import make_url
from sqlalchemy.orm import Session

from dossiers.errors import AbsentError, StoreError
from dossiers.findings import Finding, Findings, fault, fine, named, warning
from dossiers.sealing import Seals
from dossiers.settings import DossierSettings
from dossiers.store import renewal, schema, soundness
from dossiers.store.database import Database, DatabaseError, is_faulty, sqlite_module
from dossiers.store.retention import FILE_DELAY, ORPHAN_AGE
from dossiers.store.tables import Attachment

LEAST_FREE = 1 << 30
"""Free bytes below which the place for database and files is called scarce: fifty dossiers of full size."""
OTHERS = stat.S_IRWXG | stat.S_IRWXO


class KeptFiles(Protocol):
    """What the doctor needs of the file store."""

    def stored(self) -> Iterable[tuple[str, dt.datetime]]:
        """(Key, changed at) of every file."""

    def read(self, key: str) -> Iterator[bytes]:
        """The bytes of a file; raises AbsentError, StoreError."""


def examine(
    settings: DossierSettings, database: Database, files: KeptFiles, now: dt.datetime
) -> Iterator[Finding]:
    """All findings, in the order in which they matter; ends early where the database cannot be read."""
    yield from secrets(settings)
    yield from places(settings)
    try:
        yield from _engine(database)
        found = schema.revision(database)
        if found != schema.head():
            yield fault("schema", "schema_old", found=found or "-", wanted=schema.head())
            return
        yield fine("schema", "schema", found=found)
        yield from _contents(settings, database, files, now)
    except DatabaseError as error:
        yield fault("database", "database_down", reason=str(error))


def _contents(
    settings: DossierSettings, database: Database, files: KeptFiles, now: dt.datetime
) -> Iterator[Finding]:
    yield from numbers(database, settings)
    checks: tuple[Callable[[Session], Findings], ...] = (
        soundness.histories,
        soundness.codes,
        soundness.copies,
        lambda session: soundness.outbox(session, now),
        lambda session: soundness.clock(session, now),
    )
    for check in checks:
        with database.snapshot() as session:
            yield from check(session)
    # The store is listed first: a file that comes later has a row that comes later still.
    try:
        listed = dict(files.stored())
    except StoreError:
        yield fault("files", "files_down")
        return
    with database.snapshot() as session:
        rows = soundness.attachments(session)
    yield from soundness.scanning(rows, now)
    yield from match_files(rows, listed, files, now)


def secrets(settings: DossierSettings) -> Findings:
    """Whether the settings may be used for real."""
    if settings.unsafe:
        yield fault("secrets", settings.unsafe)
    elif settings.mode == "development":
        yield warning("secrets", "development")
    else:
        yield fine("secrets", "secrets", number=len(settings.keys))


def numbers(database: Database, settings: DossierSettings) -> Findings:
    """Whether every identity number can be opened, and whether old keys are still needed."""
    if not settings.keys:
        return
    old, locked = renewal.stale(database, Seals(settings.keys))
    if locked:
        yield fault("secrets", "numbers_locked", number=locked)
    if old:
        yield warning("secrets", "numbers_old", number=old)


def _engine(database: Database) -> Findings:
    """SQLite's version, its modes as they are read back, and its own check of the file."""
    if not database.is_sqlite:
        with database.read() as session:
            version = session.connection().exec_driver_sql("show server_version").scalar_one()
            off = [
                name
                for name in ("fsync", "full_page_writes", "synchronous_commit")
                if session.connection().exec_driver_sql(f"show {name}").scalar_one() == "off"
            ]
        if off:
            yield fault("database", "postgresql_unsafe", names=", ".join(off))
        else:
            yield fine("database", "postgresql", version=version)
        return
    version = sqlite_module().sqlite_version
    if is_faulty(sqlite_module().sqlite_version_info):
        yield fault("sqlite", "sqlite_faulty", version=version)
    # Opening a connection reads the modes back and raises DatabaseError where one is another.
    with database.read() as session:
        damage = list(session.connection().exec_driver_sql("pragma quick_check").scalars())
        orphans = list(session.connection().exec_driver_sql("pragma foreign_key_check"))
    if damage != ["ok"]:
        yield fault("sqlite", "sqlite_damaged", reason=damage[0])
    elif orphans:
        yield fault("sqlite", "sqlite_orphans", number=len(orphans), table=orphans[0][0])
    else:
        yield fine("sqlite", "sqlite", version=version)


def places(settings: DossierSettings) -> Findings:
    """Whether what lies on our disk has room and is closed to other users of the machine."""
    paths = [settings.folder] if settings.folder else []
    url = make_url(settings.database)
    if url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:"):
        paths.append(Path(str(url.database)))
    for path in (one for one in paths if one.exists()):
        free = shutil.disk_usage(path).free
        if free < LEAST_FREE:
            yield warning("place", "place_scarce", path=path, megabytes=free >> 20)
        # A file that others may read is closed where its folder is.
        if path.stat().st_mode & OTHERS and (path.is_dir() or path.parent.stat().st_mode & OTHERS):
            yield warning("place", "place_open", path=path)


def match_files(
    rows: Iterable[Attachment], listed: dict[str, dt.datetime], files: KeptFiles, now: dt.datetime
) -> Findings:
    """Each row has its file with that hash, each file has a row or is young (or is about to be removed)."""
    wrong: dict[str, list[str]] = {}
    number = 0
    for row in rows:
        number += 1
        if trouble := _trouble(row, files):
            wrong.setdefault(trouble, []).append(row.id)
        listed.pop(row.key, None)
    strays = [key for key, changed_at in listed.items() if now - changed_at > ORPHAN_AGE + 2 * FILE_DELAY]
    for key, ids in sorted(wrong.items()):
        yield fault("files", key, number=len(ids), ids=named(ids))
    if strays:
        yield warning("files", "files_stray", number=len(strays), ids=named(sorted(strays)))
    if not wrong and not strays:
        yield fine("files", "files", number=number)


def _trouble(row: Attachment, files: KeptFiles) -> str:
    """Key of what is the matter with the file of a row, "" where nothing is."""
    digest, size = hashlib.sha256(), 0
    try:
        for part in files.read(row.key):
            digest.update(part)
            size += len(part)
    except AbsentError:
        return "files_missing"
    except StoreError:
        return "files_unreadable"
    return "" if (digest.hexdigest(), size) == (row.sha256, row.size) else "files_changed"
