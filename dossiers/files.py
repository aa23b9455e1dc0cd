"""Where files are kept: in a folder of ours, or in S3 (files_s3.py); under random keys, hashed, checked when read.

A file is on disk, synchronised, before a row of the database names it; it is removed after its row, by the worker.
So a row without its file means damage, and a file without a row is an upload that died: it goes after a while.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import hashlib
import os
import re
import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from dossiers.errors import AbsentError, DamagedError, RefusedFileError, StoreError
from dossiers.settings import DossierSettings

PIECE = 1 << 20
"""Bytes read or written at a time."""
STAGED = "staged"
"""Folder of files that are being written."""
_KEY = re.compile(r"[0-9a-f]{32}")
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class FileStore(Protocol):
    """Keeps files under keys of ours."""

    def put(self, key: str, parts: Iterable[bytes]) -> None:
        """Keeps a file under a new key, for good once this returns; raises StoreError."""

    def read(self, key: str) -> Iterator[bytes]:
        """The bytes of a file; raises AbsentError, StoreError."""

    def size(self, key: str) -> int | None:
        """Bytes of a file, None where there is none; raises StoreError."""

    def remove(self, key: str) -> None:
        """Removes a file; one that is gone already is no error. Raises StoreError."""

    def stored(self) -> Iterator[tuple[str, dt.datetime]]:
        """(Key, changed at) of every file; raises StoreError."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file in the store."""

    key: str
    size: int
    sha256: str


def open_files(settings: DossierSettings) -> FileStore:
    """The store that the settings name; raises MissingExtraError where S3 is not installed."""
    if settings.folder is not None:
        return LocalFiles(settings.folder)
    from dossiers.files_s3 import S3Files  # noqa: PLC0415  # an extra that few install

    return S3Files(settings)


def keep(files: FileStore, parts: Iterable[bytes], most: int) -> Kept:
    """Keeps a file under a random key, hashed on its way.

    Raises RefusedFileError ("too_large") beyond `most` bytes, StoreError; nothing is left then.
    """
    key = new_key()
    digest, size = hashlib.sha256(), 0

    def counted() -> Iterator[bytes]:
        nonlocal size
        for part in parts:
            size += len(part)
            if size > most:
                raise RefusedFileError("too_large", mb=most >> 20)
            digest.update(part)
            yield part

    files.put(key, counted())
    return Kept(key, size, digest.hexdigest())


def checked(parts: Iterable[bytes], sha256: str) -> Iterator[bytes]:
    """The same bytes, the last piece only once all of them fit the hash; raises DamagedError.

    A damaged file so never arrives whole, and nothing has to be read twice or put aside.
    """
    digest = hashlib.sha256()
    last: bytes | None = None
    for part in parts:
        if last is not None:
            yield last
        digest.update(part)
        last = part
    if digest.hexdigest() != sha256:
        raise DamagedError
    if last is not None:
        yield last


def pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """The bytes of a stream, piece by piece."""
    while piece := stream.read(PIECE):
        yield piece


def new_key() -> str:
    """A random key: 32 hexadecimal digits."""
    return secrets.token_hex(16)


def is_key(text: str) -> bool:
    """Whether a text is a key; anything else never reaches a path."""
    return _KEY.fullmatch(text) is not None


@contextlib.contextmanager
def storing() -> Iterator[None]:
    """Turns faults of the disk into StoreError: full, or something else."""
    try:
        yield
    except OSError as error:
        raise StoreError(full=error.errno in _FULL) from error


class LocalFiles:
    """Files in a folder that only this account of the system may read, outside of anything that is served."""

    def __init__(self, folder: Path, sync: Callable[[int], None] = os.fsync) -> None:
        """`sync` writes a file or folder through to the disk; tests let it fail."""
        self._folder = folder
        self._sync = sync

    def put(self, key: str, parts: Iterable[bytes]) -> None:
        """See FileStore: staged, written, synchronised, renamed, folder synchronised.

        A failed synchronisation is never tried again: a second one may say that all is well though data are lost.
        """
        with storing():
            target = self._path(key)
            self._make(target.parent)
            staged = self._make(self._folder / STAGED) / key
            try:
                self._write(staged, parts)
                staged.rename(target)
                self._sync_folder(target.parent)
            except BaseException:
                staged.unlink(missing_ok=True)
                target.unlink(missing_ok=True)
                raise

    def read(self, key: str) -> Iterator[bytes]:
        """See FileStore; the file is opened at once, so that an absent one is told before the first byte."""
        try:
            with storing():
                stream = self._path(key).open("rb")
        except StoreError as error:
            if isinstance(error.__cause__, FileNotFoundError):
                raise AbsentError from error
            raise
        return self._pieces(stream)

    def size(self, key: str) -> int | None:
        """See FileStore."""
        with storing():
            path = self._path(key)
            try:
                return path.stat().st_size
            except FileNotFoundError:
                return None

    def remove(self, key: str) -> None:
        """See FileStore."""
        with storing():
            self._path(key).unlink(missing_ok=True)

    def stored(self) -> Iterator[tuple[str, dt.datetime]]:
        """See FileStore; what is being written counts too, since an upload that died leaves it there."""
        with storing():
            for path in sorted(self._folder.glob("*/*")):
                if not is_key(path.name):
                    continue
                with contextlib.suppress(FileNotFoundError):  # removed meanwhile
                    yield path.name, dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)

    def _path(self, key: str) -> Path:
        """Where a file lies; two digits of the key part the files among folders."""
        if not is_key(key):
            raise AbsentError
        staged = self._folder / STAGED / key
        return staged if staged.exists() else self._folder / key[:2] / key

    def _make(self, folder: Path) -> Path:
        if not folder.is_dir():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._sync_folder(folder.parent)
        return folder

    def _write(self, path: Path, parts: Iterable[bytes]) -> None:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as stream:
            for part in parts:
                stream.write(part)
            stream.flush()
            self._sync(stream.fileno())

    def _sync_folder(self, folder: Path) -> None:
        if os.name == "nt":  # folders cannot be synchronised there
            return
        handle = os.open(folder, os.O_RDONLY)
        try:
            self._sync(handle)
        finally:
            os.close(handle)

    @staticmethod
    def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
        with storing(), stream:
            yield from pieces(stream)
