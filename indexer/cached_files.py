"""Reads the procedure files of a data folder for a build: known ones from the cache, others by the workers."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson

from indexer import sketching
from indexer.analysing import Task, analyse_files
from indexer.batch import Batch
from indexer.caching import Cache
from indexer.catalog import Catalog, Registers
from indexer.complaints import Path as Way
from indexer.explaining import Where
from indexer.load import read_file
from indexer.parallel import Workers
from indexer.postings import Located
from indexer.procedure import Procedure
from indexer.reading import Parsed
from indexer.yaml_tree import Place, Tree

FILES_A_TASK = 128
"""A second of work and four megabytes of results."""
MANY = 2 * FILES_A_TASK
"""Files from which on other processes are worth their start, which takes a second."""
_Context = Callable[[Procedure], str]
"""sketching.contexts"""


@dataclass(frozen=True, slots=True)
class _File:
    """A file, its SHA-256 and the row that was made of it."""

    path: str
    digest: str
    located: Located | None
    sketch: Procedure | None = None


class CachedFiles:
    """The ProcedureReader of a build: gives sketches, and remembers where in which batch the rest stands."""

    def __init__(
        self,
        data: Path,
        cache: Cache,
        model: bytes,
        workers: Workers,
        progress: Callable[[int, int], None] = lambda done, of: None,
    ) -> None:
        self.located: dict[str, Located] = {}
        """Path of a file without mistakes -> its row"""
        self.reused = 0
        """Files that came from the cache"""
        self.seconds = 0.0
        """Time spent on analysing"""
        self._data = data
        self._cache = cache
        self._model = model
        self._workers = workers
        self._progress = progress
        self._files: dict[str, _File] = {}
        self._sketches: dict[str, Procedure] = {}

    def read(self, paths: Sequence[Path], registers: Registers) -> Iterator[Parsed[Procedure]]:
        """The files in the order given; those that have complaints of their own come whole."""
        if len(paths) > MANY and not self._cache:
            # All will be needed, and they start while the files are looked up.
            self._workers.start()
        catalog = Catalog(registers)
        self._cache.verdicts.under(hashlib.sha256(_plain(registers)).hexdigest())
        context = sketching.contexts(catalog)
        files = [self._look_up(path, context) for path in paths]
        self._files = {file.path: file for file in files}
        self._analyse([file.path for file in files if file.located is None], registers)
        for file in files:
            located = file.located or self._cache.find(file.digest)
            yield self._sketched(file, located) if located else self._whole(file.path, registers)

    def read_again(self, path: Path) -> Parsed[Procedure]:
        """One file with the places of its values: as it was before, or read whole."""
        name = str(path)
        located, digest = self.located.get(name), self._files[name].digest
        places = self._cache.verdicts.places(digest)
        if located is not None and places is not None:
            return self._sketched(self._files[name], located, places)
        parsed = read_file(path, Procedure)
        if parsed.value is not None:
            self._cache.verdicts.keep(parsed.digest, parsed.where.tree.places)
        return parsed

    def passed(self, path: str) -> bool:
        """Whether a file that was read has nothing wrong by itself, as an earlier build found."""
        return self._cache.verdicts.sound(path, self._files[path].digest)

    def found_sound(self, paths: Collection[str]) -> None:
        """Keeps for the next build which files have nothing wrong by themselves."""
        files = {path: self._files[path].digest for path in paths if self._alone(path)}
        self._cache.verdicts.found_sound(files)

    def _alone(self, path: str) -> bool:
        """Whether what is wrong with a file depends on no other file but the registers: it names no form."""
        sketch = self._sketches.get(path)
        return sketch is not None and not sketch.components and not sketch.results

    def folded(self, path: str) -> tuple[str, Sequence[str]] | None:
        """Group and folded everyday names of the procedure of a file without mistakes."""
        located = self.located.get(path)
        if located is None:
            return None
        batch, number = located
        return batch.rows[number].group, batch.rows[number].everyday

    def _look_up(self, path: Path, context: _Context) -> _File:
        name = str(path)
        try:
            with open(name, "rb", buffering=0) as file:  # noqa: PTH123 - ten thousand times, at half the cost
                digest = hashlib.sha256(file.read()).hexdigest()
        except OSError:
            return _File(name, "", None)
        located = self._cache.find(digest)
        sketch = _still_holding(located, context) if located else None
        if sketch is None:
            return _File(name, digest, None)
        self.reused += 1
        return _File(name, digest, located, sketch)

    def _analyse(self, paths: Sequence[str], registers: Registers) -> None:
        if not paths:
            return
        began = time.perf_counter()
        workers = self._workers if len(paths) >= MANY else Workers(1)
        done = 0
        for data in workers.map(analyse_files, self._tasks(paths, registers)):
            batch = Batch.from_bytes(data)
            if batch.rows:
                self._cache.add(data)
            done += FILES_A_TASK
            self._progress(min(done, len(paths)), len(paths))
        self.seconds += time.perf_counter() - began

    def _tasks(self, paths: Sequence[str], registers: Registers) -> Iterator[Task]:
        plain = _plain(registers)
        for start in range(0, len(paths), FILES_A_TASK):
            yield Task(tuple(paths[start : start + FILES_A_TASK]), str(self._data), plain, self._model)

    def _sketched(
        self, file: _File, located: Located, places: dict[Way, Place] | None = None
    ) -> Parsed[Procedure]:
        self.located[file.path] = located
        batch, number = located
        row = batch.rows[number]
        if row.remarked:
            return read_file(Path(file.path), Procedure)
        sketch = self._sketches[file.path] = file.sketch or sketching.from_json(row.sketch)
        # Nobody looks at the values of a file that is known to have nothing wrong.
        bare = places is None and self.passed(file.path)
        tree = Tree(None if bare else orjson.loads(row.sketch), places or {})
        return Parsed(Where(file.path, tree), sketch, (), file.digest)

    def _whole(self, path: str, registers: Registers) -> Parsed[Procedure]:
        """A file with mistakes, or one that was changed since it was looked up: then it is analysed now."""
        parsed = read_file(Path(path), Procedure)
        if parsed.value is not None:
            self._analyse([path], registers)
            located = self._cache.find(parsed.digest)
            if located is not None:
                self.located[path] = located
        return parsed


def _plain(registers: Registers) -> bytes:
    return registers.model_dump_json().encode("utf-8")


def _still_holding(located: Located, context: _Context) -> Procedure | None:
    """The sketch of a row that would come out the same with these registers."""
    batch, number = located
    row = batch.rows[number]
    sketch = sketching.from_json(row.sketch)
    return sketch if row.context == context(sketch) else None
