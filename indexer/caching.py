"""The cache of a build: batches of analysed procedures beside the generations, found by the content of files.

    INDEX/cache/<makers>/<content>.batch
    INDEX/cache/<makers>/<content>.verdicts    verdicts.py

<makers> is a digest of everything that makes a batch but its files: this code, Python, pyvi. What other
makers left is removed. A batch is named after its own bytes: one that a fault or a stranger changed is not what
its name says, counts as absent and is removed too. Nothing here is needed: an absent cache is an empty one.
"""

from __future__ import annotations

import hashlib
import mmap
import platform
import shutil
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import metadata, resources
from pathlib import Path

from indexer import text
from indexer.analysis import ANALYSIS_VERSION
from indexer.batch import Batch, BatchError, content_name
from indexer.parallel import cores
from indexer.postings import Located
from indexer.verdicts import Verdicts

FORMAT = 1
"""Raised when batches or their files change."""
LEAST_USED = 0.5
"""A batch of which a smaller share is used is dropped: its rows are analysed anew, together."""
SMALL = 16
"""Rows of a batch that a few changed files made."""
MOST_SMALL = 64
"""Small batches kept; when there are more, all of them are dropped and their rows analysed anew, together."""


def makers() -> str:
    """Digest of what makes a batch besides the files: code, versions of Python, pyvi and pydantic."""
    digest = hashlib.sha256()
    versions = {name: metadata.version(name) for name in ("pyvi", "pydantic", "PyYAML")}
    known = (
        FORMAT,
        text.NORMALISER_VERSION,
        ANALYSIS_VERSION,
        platform.python_version(),
        sorted(versions.items()),
    )
    digest.update(repr(known).encode("utf-8"))
    # The code itself: nobody has to remember to raise a number for the cache's sake.
    for file in sorted(resources.files("indexer").iterdir(), key=lambda one: one.name):
        if file.name.endswith(".py"):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


class Cache:
    """Batches of earlier builds; one build at a time, under the lock of the index."""

    def __init__(self, root: Path, made_by: str | None = None) -> None:
        """Reads what stands below `root`, which need not exist."""
        self._root = root
        self._folder = root / (made_by or makers())
        self._batches: dict[Path, Batch] = {}
        self._rows: dict[str, Located] = {}
        self._reading: Iterator[tuple[Path, Batch | None]] = _begin_to_read(
            sorted(self._folder.glob("*.batch"))
        )
        self.verdicts = Verdicts(self._folder)

    def _read(self) -> None:
        """Waits for what is still being read: whoever makes a cache has other things to do meanwhile."""
        for path, batch in self._reading:
            if batch is not None:
                self._hold(path, batch)

    def _hold(self, path: Path, batch: Batch) -> None:
        self._batches[path] = batch
        for number, row in enumerate(batch.rows):
            self._rows[row.digest] = (batch, number)

    def __len__(self) -> int:
        self._read()
        return len(self._rows)

    def find(self, digest: str) -> Located | None:
        """The row that was made from a file of these bytes."""
        self._read()
        return self._rows.get(digest)

    def add(self, data: bytes) -> Batch:
        """Keeps a batch; what comes back is mapped from its file."""
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{content_name(data)}.batch"
        unfinished = path.with_suffix(".partial")
        unfinished.write_bytes(data)
        unfinished.rename(path)
        self._read()
        batch = Batch.from_bytes(_mapped(path))
        self._hold(path, batch)
        return batch

    def prune(self, used: Collection[Located]) -> None:
        """Removes what the build did not use, what is used too little, and what others left."""
        self._read()
        rows = {(id(batch), number) for batch, number in used}
        kept = set(self._worth_keeping(rows))
        small = [path for path in kept if len(self._batches[path].rows) < SMALL]
        if len(small) > MOST_SMALL:
            kept -= set(small)
        verdicts = self.verdicts.save()
        for path in self._root.rglob("*"):
            if path.is_file() and path not in kept and path != verdicts:
                path.unlink()
        for folder in [path for path in self._root.glob("*") if path != self._folder]:
            shutil.rmtree(folder)
        self._keep(kept)

    def _keep(self, paths: Collection[Path]) -> None:
        held = {path: batch for path, batch in self._batches.items() if path in paths}
        self._batches.clear()
        self._rows.clear()
        for path, batch in held.items():
            self._hold(path, batch)

    def _worth_keeping(self, rows: Collection[tuple[int, int]]) -> Iterator[Path]:
        for path, batch in self._batches.items():
            used = sum((id(batch), number) in rows for number in range(len(batch.rows)))
            if used >= LEAST_USED * len(batch.rows) > 0:
                yield path


def _begin_to_read(paths: Sequence[Path]) -> Iterator[tuple[Path, Batch | None]]:
    if len(paths) <= SMALL:
        return zip(paths, [_read(path) for path in paths], strict=True)
    # Threads, since nearly all of the time goes into hashing, which leaves the others alone.
    threads = ThreadPoolExecutor(cores())
    reading = zip(paths, threads.map(_read, paths), strict=True)
    threads.shutdown(wait=False)
    return reading


def _read(path: Path) -> Batch | None:
    try:
        data = _mapped(path)
        return Batch.from_bytes(data) if content_name(data) == path.stem else None
    except (OSError, ValueError, BatchError):
        return None


def _mapped(path: Path) -> memoryview:
    with path.open("rb") as file:
        return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
