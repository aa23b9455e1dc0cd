"""`thutuc backup` and `thutuc restore`: everything of accounts and dossiers in one file, and back.

The database is copied first and the files it names second: a file outlives its row by a day (store/retention.py),
so every file of the copy is still there. The file is a plain tar: database.sqlite, files/<key>, manifest.json with
the size and hash of each. Secret keys are not in it: without them identity numbers stay sealed.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import io
import json
import os
import re
import tarfile
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Protocol

from dossiers.checkup import KeptFiles
from dossiers.errors import AbsentError, StoreError
from dossiers.store import schema, snapshot, soundness
from dossiers.store.database import Database

FORMAT = 1
DATABASE = "database.sqlite"
MANIFEST = "manifest.json"
PART = 1 << 20
"""Bytes read at a time."""
_KEY = re.compile(r"[A-Za-z0-9_-]{1,200}")
"""Shape of the keys that the store gives; no key leads anywhere."""
MANIFEST_LIMIT = 256 << 20
"""Largest manifest that is read: about two million files."""


class WritableFiles(KeptFiles, Protocol):
    """What restoring needs of the file store."""

    def put(self, key: str, parts: Iterable[bytes]) -> None:
        """Keeps a file under a key, synchronised; raises StoreError."""


class BackupError(Exception):
    """A backup cannot be made or used; `key` names the message "backup.<key>"."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key, self.values = key, values


@dataclass(frozen=True, slots=True)
class Entry:
    """Size and hash of one file of a backup."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds."""

    made_at: str
    revision: str | None
    database: Entry
    files: dict[str, Entry]
    lost: tuple[str, ...]
    """Attachments that the store could not give, or not as they were uploaded."""


def save(database: Database, files: KeptFiles, target: Path, now: dt.datetime) -> Manifest:
    """Writes a backup to a path where nothing is yet; readable by its owner only.

    Raises BackupError, DatabaseError, OSError; then nothing stays under that name.
    """
    if target.exists():
        raise BackupError("exists", path=target)
    if schema.revision(database) is None:
        raise BackupError("nothing")
    partial = target.with_name(f"{target.name}.partial")
    partial.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".thutuc-backup-") as room:
        descriptor = os.open(partial, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as out:
                manifest = _write(database, files, out, Path(room), now)
                out.flush()
                os.fsync(out.fileno())
            partial.rename(target)
        finally:
            partial.unlink(missing_ok=True)
    snapshot.synchronise(target.parent)
    return manifest


def _write(database: Database, files: KeptFiles, out: IO[bytes], room: Path, now: dt.datetime) -> Manifest:
    copied = room / DATABASE
    revision = snapshot.save(database, copied)
    kept: dict[str, Entry] = {}
    lost: list[str] = []
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as tar:
        database_entry = _add(tar, DATABASE, copied, now)
        for row in _filed(copied):
            entry = _staged(files, row.key, room / "file")
            if entry == Entry(row.size, row.sha256):
                kept[row.key] = _add(tar, f"files/{row.key}", room / "file", now)
            else:
                lost.append(row.id)
        manifest = Manifest(now.isoformat(), revision, database_entry, kept, tuple(lost))
        _add_manifest(tar, manifest, now)
    return manifest


def _filed(copied: Path) -> list[soundness.Filed]:
    """The files that the copy of the database names, not those of the database as it is by now."""
    database = Database(f"sqlite:///{copied}")
    try:
        with database.read() as session:
            return soundness.filed(session)
    finally:
        database.close()


def _staged(files: KeptFiles, key: str, path: Path) -> Entry | None:
    """Size and hash of a file of the store, copied to a path; None where it cannot be read."""
    try:
        with path.open("wb") as out:
            return _hashed(_poured(files.read(key), out))
    except (AbsentError, StoreError):
        return None


def _poured(parts: Iterable[bytes], out: IO[bytes]) -> Iterator[bytes]:
    for part in parts:
        out.write(part)
        yield part


def _hashed(parts: Iterable[bytes]) -> Entry:
    digest, size = hashlib.sha256(), 0
    for part in parts:
        digest.update(part)
        size += len(part)
    return Entry(size, digest.hexdigest())


def _parts(file: IO[bytes]) -> Iterator[bytes]:
    while part := file.read(PART):
        yield part


def _add(tar: tarfile.TarFile, name: str, path: Path, now: dt.datetime) -> Entry:
    with path.open("rb") as file:
        entry = _hashed(_parts(file))
        file.seek(0)
        tar.addfile(_member(name, entry.size, now), file)
    return entry


def _add_manifest(tar: tarfile.TarFile, manifest: Manifest, now: dt.datetime) -> None:
    content = json.dumps({"format": FORMAT, **asdict(manifest)}, sort_keys=True, indent=1).encode()
    tar.addfile(_member(MANIFEST, len(content), now), io.BytesIO(content))


def _member(name: str, size: int, now: dt.datetime) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size, member.mode, member.mtime = size, 0o600, int(now.timestamp())
    return member


def restore(source: Path, database: Database, files: WritableFiles) -> Manifest:
    """Puts a backup into an empty database and an empty store, and brings the schema up to date.

    Everything is checked against the manifest before anything is written. Raises BackupError, DatabaseError,
    StoreError, OSError.
    """
    if not snapshot.is_empty(database):
        raise BackupError("database_not_empty")
    if next(iter(files.stored()), None) is not None:
        raise BackupError("files_not_empty")
    with _reading(source) as tar:
        manifest = _checked(tar, source)
        # The database comes last: until it is there, nothing refers to the files, and restoring may begin anew.
        for key, entry in manifest.files.items():
            files.put(key, _member_parts(tar, f"files/{key}", entry))
        with tempfile.TemporaryDirectory(prefix="thutuc-restore-") as room:
            copied = Path(room) / DATABASE
            with copied.open("wb") as out:
                out.writelines(_member_parts(tar, DATABASE, manifest.database))
            snapshot.load(copied, database)
    schema.upgrade(database)
    return manifest


def check(source: Path) -> Manifest:
    """Reads a backup through; raises BackupError where anything is missing or not as it was written."""
    with _reading(source) as tar:
        return _checked(tar, source)


@contextlib.contextmanager
def _reading(source: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(source, "r:") as tar:
            yield tar
    except tarfile.TarError as error:
        raise BackupError("unreadable", path=source) from error


def _checked(tar: tarfile.TarFile, source: Path) -> Manifest:
    manifest = _manifest(tar, source)
    if manifest.revision is not None and not schema.knows(manifest.revision):
        raise BackupError("newer", revision=manifest.revision)
    for name, entry in _entries(manifest):
        for _ in _member_parts(tar, name, entry):
            pass
    return manifest


def _entries(manifest: Manifest) -> Iterator[tuple[str, Entry]]:
    yield DATABASE, manifest.database
    for key, entry in manifest.files.items():
        yield f"files/{key}", entry


def _manifest(tar: tarfile.TarFile, source: Path) -> Manifest:
    try:
        file = tar.extractfile(MANIFEST)
        given = json.loads(file.read(MANIFEST_LIMIT) if file else b"")
        if given.pop("format") != FORMAT:
            raise BackupError("unreadable", path=source)
        files = {key: Entry(**entry) for key, entry in given.pop("files").items()}
        if not all(_KEY.fullmatch(key) for key in files):
            raise BackupError("unreadable", path=source)
        database, lost = Entry(**given.pop("database")), tuple(given.pop("lost"))
        return Manifest(files=files, database=database, lost=lost, **given)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BackupError("unreadable", path=source) from error


def _member_parts(tar: tarfile.TarFile, name: str, entry: Entry) -> Iterator[bytes]:
    """The bytes of a member; raises BackupError at their end where they are not those of the manifest."""
    try:
        file = tar.extractfile(name)
    except KeyError:
        file = None
    if file is None:
        raise BackupError("incomplete", name=name)
    digest, size = hashlib.sha256(), 0
    for part in _parts(file):
        digest.update(part)
        size += len(part)
        yield part
    if Entry(size, digest.hexdigest()) != entry:
        raise BackupError("damaged", name=name)
