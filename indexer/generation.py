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

import errno
import fcntl
import hashlib
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Literal, TypeVar

import numpy as np
import orjson
from pydantic import BaseModel, ConfigDict, ValidationError

from indexer import text
from indexer.errors import DamagedError, GenerationError, LockHeldError
from indexer.parallel import side_by_side

FORMAT = 3
"""Raised when the layout of a generation changes: readers refuse others."""
KEPT = 2
"""Generations kept besides the new one: what a damaged one falls back to."""
_MANIFEST = "manifest.json"
_SEAL = "manifest.sha256"
"""In the format of sha256sum, so that `sha256sum -c` reads it, too."""
_NAME = re.compile(r"gen-[\w-]+", re.ASCII)
_PREFIX = "gen-"
_PARTIAL = ".partial"

Opened = TypeVar("Opened")


class FileEntry(BaseModel):
    """Size in bytes and SHA-256 of one file of a generation."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    size: int
    sha256: str


class Manifest(BaseModel):
    """What a generation is made of and by."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    format: Literal[3]
    id: str
    created_at: str
    procedures: int
    normaliser: int
    versions: dict[str, str]
    data_digest: str
    """SHA-256 over the names and digests of the YAML files."""
    files: dict[str, FileEntry]


def current_generation(root: Path) -> Path | None:
    """Folder the pointer names; None where there is none, or what stands there cannot be read as a name."""
    try:
        name = (root / "CURRENT").read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return root / name if _NAME.fullmatch(name) else None


def readable_generation(root: Path) -> tuple[Path, Manifest]:
    """The current generation if it is whole, else the newest other one that is.

    Raises GenerationError naming what is wrong with each where none can be read.
    """
    return first_readable(root, lambda folder: (folder, check(folder)))


def first_readable(root: Path, opened: Callable[[Path], Opened]) -> Opened:
    """What `opened` makes of the current generation or, where that raises DamagedError, of the newest other.

    Raises GenerationError naming what is wrong with each where none can be opened.
    """
    current = current_generation(root)
    reasons: list[DamagedError] = []
    for folder in ([current] if current else []) + _others(root, current):
        try:
            return opened(folder)
        except DamagedError as error:
            if current_generation(root) != current:
                # Not damaged but removed: builds have overtaken this reader.
                return first_readable(root, opened)
            reasons.append(error)
    if not reasons:
        raise GenerationError("no_index", path=root)
    raise GenerationError("none_readable", path=root, reasons=tuple(reasons))


def _others(root: Path, current: Path | None) -> list[Path]:
    """Finished generations but the current one, the newest first."""
    try:
        found = [path for path in root.glob(f"{_PREFIX}*") if path != current and path.is_dir()]
    except OSError as error:
        raise GenerationError("unreadable_folder", path=root, reason=error.strerror) from error
    return sorted((path for path in found if not path.name.endswith(_PARTIAL)), reverse=True)


def check(folder: Path) -> Manifest:
    """Compares every file of a generation with its manifest; raises DamagedError at the first difference."""
    manifest = read_manifest(folder)
    if manifest.id != _id(folder):
        raise DamagedError("holds_other", path=folder, id=manifest.id)
    try:
        found = {path.relative_to(folder).as_posix() for path in _files(folder)} - {_MANIFEST, _SEAL}
    except OSError as error:
        raise DamagedError("unreadable", path=folder, reason=error.strerror) from error
    if found != manifest.files.keys():
        odd = sorted(found ^ manifest.files.keys())[0]
        raise DamagedError("odd_file", path=folder / odd)
    with side_by_side(entry.size for entry in manifest.files.values()) as each:
        for _ in each(lambda named: verify(folder, *named), manifest.files.items()):
            pass
    return manifest


def verify(folder: Path, name: str, entry: FileEntry) -> None:
    """Compares one file with its entry in the manifest; raises DamagedError."""
    if _entry(folder / name) != entry:
        raise DamagedError("differs", path=folder / name)


def _id(folder: Path) -> str:
    return folder.name.removeprefix(_PREFIX).removesuffix(_PARTIAL)


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a finished generation, compared with its seal; raises DamagedError."""
    path = folder / _MANIFEST
    try:
        body = path.read_bytes()
        sealed = (folder / _SEAL).read_bytes() == _seal(body)
        manifest = Manifest.model_validate_json(body) if sealed else None
    except (OSError, ValidationError) as error:
        raise DamagedError("unreadable", path=path, reason=type(error).__name__) from error
    if manifest is None:
        raise DamagedError("seal_differs", path=path, seal=_SEAL)
    if manifest.normaliser != text.NORMALISER_VERSION:
        raise DamagedError("other_version", path=path)
    return manifest


def _seal(manifest: bytes) -> bytes:
    return f"{hashlib.sha256(manifest).hexdigest()}  {_MANIFEST}\n".encode("ascii")


def finished_files(folder: Path, *, without: str) -> dict[str, Path]:
    """The files that stand in the folder now, by name, but for those below one part of it."""
    parts = [one for one in folder.iterdir() if one.name != without]
    files = [path for part in parts for path in ([part] if part.is_file() else _files(part))]
    return {path.relative_to(folder).as_posix(): path for path in files}


def entries(files: Mapping[str, Path]) -> dict[str, FileEntry]:
    """Entries of files to which nobody writes any more, by name; each is sent to the disk at once, so that
    `publish` finds it there."""
    with side_by_side(path.stat().st_size for path in files.values()) as each:
        return dict(zip(files, each(partial(_entry, sent=True), files.values()), strict=True))


def write_manifest(
    folder: Path, facts: dict[str, Any], known: Mapping[str, FileEntry] | None = None
) -> Manifest:
    """Writes manifest.json over all files that stand in the folder now, and its own digest beside it.

    Files of which the entry is known already are not read again; nobody may write to them any more.
    """
    names = {path.relative_to(folder).as_posix(): path for path in sorted(_files(folder))}
    files = {name: (known or {}).get(name) or _entry(path) for name, path in names.items()}
    manifest = Manifest(format=FORMAT, files=files, **facts)
    body = orjson.dumps(manifest.model_dump(), option=orjson.OPT_INDENT_2)
    (folder / _MANIFEST).write_bytes(body)
    (folder / _SEAL).write_bytes(_seal(body))
    return manifest


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def _entry(path: Path, *, sent: bool = False) -> FileEntry:
    digest = hashlib.sha256()
    size = 0
    try:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
                size += len(block)
    except OSError as error:
        raise DamagedError("unreadable", path=path, reason=error.strerror) from error
    if sent:
        _fsync(path)
    return FileEntry(size=size, sha256=digest.hexdigest())


@contextmanager
def lock(root: Path) -> Iterator[None]:
    """Holds the folder for one build; raises LockHeldError at once where another holds it."""
    root.mkdir(parents=True, exist_ok=True)
    with (root / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise LockHeldError("lock_held", path=root / "lock") from error
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
    """Makes a finished folder the current generation: fsync all, rename, fsync, move the pointer, fsync.

    Raises OSError; the folder is removed then, unless the pointer names it already.
    """
    _check_arrays(partial)
    files = list(_files(partial))
    with side_by_side(path.stat().st_size for path in files) as each:
        for _ in each(_fsync, files):
            pass
    for path in (*(p for p in partial.rglob("*") if p.is_dir()), partial):
        _fsync(path)
    folder = partial.with_name(partial.name.removesuffix(_PARTIAL))
    partial.rename(folder)
    try:
        _point(root, folder)
    except OSError:
        if current_generation(root) != folder:
            # Nothing names it: without this every try on a full disk would leave one more.
            shutil.rmtree(folder, ignore_errors=True)
        raise
    return folder


def _check_arrays(folder: Path) -> None:
    # np.save loses the error of its last write (a full disk, for one): what it leaves is shorter than it says.
    for path in folder.rglob("*.npy"):
        try:
            np.load(path, mmap_mode="r", allow_pickle=False)
        except (ValueError, EOFError) as error:
            reason = "cut short while it was written; is the disk full?"
            raise OSError(errno.EIO, reason, str(path)) from error


def _point(root: Path, folder: Path) -> None:
    _fsync(root)
    pointer = root / "CURRENT.new"
    pointer.write_text(folder.name + "\n", "ascii")
    _fsync(pointer)
    pointer.rename(root / "CURRENT")
    _fsync(root)


def remove_old(root: Path) -> None:
    """Removes all generations but the current one and the newest KEPT others."""
    current = current_generation(root)
    if current is None:
        return  # Whichever it is, it must stay.
    for folder in _others(root, current)[KEPT:]:
        shutil.rmtree(folder)


def _fsync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        os.close(descriptor)
