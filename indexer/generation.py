"""Generations: complete, immutable folders of an index, and the pointer that names the current one.

    INDEX/CURRENT              name of the current generation
    INDEX/lock                 held by the build that is running
    INDEX/gen-<id>/            manifest.json with size and SHA-256 of every other file,
                               manifest.sha256 with that of the manifest itself
    INDEX/gen-<id>.partial/    a build that is not finished; the next build removes it

A generation is written beside the others, checked, fsynced and renamed before the pointer moves; nothing in
it ever changes afterwards. A reader checks the manifest once, before it opens anything (docs/architecture.md).
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import orjson
from pydantic import BaseModel, ConfigDict, ValidationError

from indexer import text
from indexer.errors import DamagedError, GenerationError, LockHeldError

FORMAT = 1
"""Raised when the layout of a generation changes: readers refuse others."""
KEPT = 2
"""Generations kept besides the new one: what a damaged one falls back to."""
_MANIFEST = "manifest.json"
_SEAL = "manifest.sha256"
"""In the format of sha256sum, so that `sha256sum -c` reads it, too."""
_NAME = re.compile(r"gen-[\w-]+", re.ASCII)
_PREFIX = "gen-"
_PARTIAL = ".partial"


class FileEntry(BaseModel):
    """Size in bytes and SHA-256 of one file of a generation."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    size: int
    sha256: str


class Manifest(BaseModel):
    """What a generation is made of and by."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    format: Literal[1]
    id: str
    created_at: str
    procedures: int
    normaliser: int
    versions: dict[str, str]
    data_digest: str
    """SHA-256 over the names and digests of the YAML files."""
    files: dict[str, FileEntry]


def current_generation(root: Path) -> Path | None:
    """Folder the pointer names; None where there is none, or what stands there can be no name."""
    try:
        name = (root / "CURRENT").read_text("ascii").strip()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError, UnicodeDecodeError):
        return None
    return root / name if _NAME.fullmatch(name) else None


def readable_generation(root: Path) -> tuple[Path, Manifest]:
    """The current generation if it is whole, else the newest other one that is.

    Raises GenerationError naming what is wrong with each where none can be read.
    """
    current = current_generation(root)
    others = sorted((p for p in root.glob(f"{_PREFIX}*") if _is_complete(p) and p != current), reverse=True)
    reasons: list[str] = []
    for folder in ([current] if current else []) + others:
        try:
            return folder, check(folder)
        except DamagedError as error:
            reasons.append(str(error))
    detail = "; ".join(reasons) or "run `thutuc build DATA --out INDEX` first"
    raise GenerationError(f"{root}: no readable index: {detail}")


def _is_complete(folder: Path) -> bool:
    return folder.is_dir() and not folder.name.endswith(_PARTIAL)


def check(folder: Path) -> Manifest:
    """Compares every file of a generation with its manifest; raises DamagedError at the first difference."""
    manifest = _read_manifest(folder)
    found = {path.relative_to(folder).as_posix() for path in _files(folder)} - {_MANIFEST, _SEAL}
    if found != manifest.files.keys():
        odd = sorted(found ^ manifest.files.keys())[0]
        raise DamagedError(f"{folder / odd}: missing, or not in the manifest; build again")
    for name, entry in manifest.files.items():
        if _entry(folder / name) != entry:
            raise DamagedError(f"{folder / name}: differs from the manifest; build again")
    return manifest


def _read_manifest(folder: Path) -> Manifest:
    path = folder / _MANIFEST
    try:
        body = path.read_bytes()
        sealed = (folder / _SEAL).read_bytes() == _seal(body)
        manifest = Manifest.model_validate_json(body) if sealed else None
    except (OSError, ValidationError) as error:
        reason = type(error).__name__
        raise DamagedError(f"{path}: cannot be read ({reason}); build again") from error
    if manifest is None:
        raise DamagedError(f"{path}: differs from {_SEAL}; build again")
    if manifest.normaliser != text.NORMALISER_VERSION:
        raise DamagedError(f"{path}: made by another version of thutuc; build again")
    return manifest


def _seal(manifest: bytes) -> bytes:
    return f"{hashlib.sha256(manifest).hexdigest()}  {_MANIFEST}\n".encode("ascii")


def write_manifest(folder: Path, facts: dict[str, Any]) -> Manifest:
    """Writes manifest.json over all files that stand in the folder now, and its own digest beside it."""
    files = {path.relative_to(folder).as_posix(): _entry(path) for path in sorted(_files(folder))}
    manifest = Manifest(format=FORMAT, files=files, **facts)
    body = orjson.dumps(manifest.model_dump(), option=orjson.OPT_INDENT_2)
    (folder / _MANIFEST).write_bytes(body)
    (folder / _SEAL).write_bytes(_seal(body))
    return manifest


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def _entry(path: Path) -> FileEntry:
    digest = hashlib.sha256()
    size = 0
    try:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
                size += len(block)
    except OSError as error:
        raise DamagedError(f"{path}: cannot be read ({error.strerror}); build again") from error
    return FileEntry(size=size, sha256=digest.hexdigest())


@contextmanager
def lock(root: Path) -> Iterator[None]:
    """Holds the folder for one build; raises LockHeldError at once where another holds it."""
    root.mkdir(parents=True, exist_ok=True)
    with (root / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise LockHeldError(f"{root / 'lock'}: another build is running; wait until it ends") from error
        yield


@contextmanager
def started(root: Path, name: str) -> Iterator[Path]:
    """An empty folder for a new generation; leftovers of builds that died are removed first, and the folder
    itself where the block ends without publishing it."""
    for leftover in root.glob(f"{_PREFIX}*{_PARTIAL}"):
        shutil.rmtree(leftover)
    folder = root / f"{_PREFIX}{name}{_PARTIAL}"
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def publish(root: Path, partial: Path) -> Path:
    """Makes a finished folder the current generation: fsync all, rename, fsync, move the pointer, fsync."""
    for path in (*_files(partial), *(p for p in partial.rglob("*") if p.is_dir()), partial):
        _fsync(path)
    folder = partial.with_name(partial.name.removesuffix(_PARTIAL))
    partial.rename(folder)
    _fsync(root)
    pointer = root / "CURRENT.new"
    pointer.write_text(folder.name + "\n", "ascii")
    _fsync(pointer)
    pointer.rename(root / "CURRENT")
    _fsync(root)
    return folder


def remove_old(root: Path) -> None:
    """Removes all generations but the current one and the newest KEPT others."""
    current = current_generation(root)
    others = sorted((p for p in root.glob(f"{_PREFIX}*") if _is_complete(p) and p != current), reverse=True)
    for folder in others[KEPT:]:
        shutil.rmtree(folder)


def _fsync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
