"""A new generation beside the old one: read, analysed, indexed, checked, fsynced; then the pointer moves.

files or cache -> batches -> postings -> score tables and, in another process, the Whoosh index
                          -> columns, names, vocabulary, records -> changes -> check -> publish
"""

from __future__ import annotations

import datetime as dt
import hashlib
import importlib.metadata
import platform
import resource
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from indexer import generation, text
from indexer.analysing import batch_of
from indexer.analysis import STREAMS
from indexer.cached_files import MANY, CachedFiles
from indexer.caching import Cache
from indexer.catalog import Registers
from indexer.changes import Tally, carry_forward
from indexer.complaints import Complaint
from indexer.corpus import Corpus, make_corpus, write_corpus
from indexer.errors import DamagedError, DataError
from indexer.load import Loaded, load_with
from indexer.parallel import Workers, uncollected
from indexer.postings import Joined, Postings
from indexer.procedure import Procedure, Status
from indexer.schema import write_index
from indexer.scores import make_table
from indexer.segment import WordModel
from indexer.vocabulary import vocabulary_of

Progress = Callable[[str, int, int], None]
"""Told of a part of the build: its name, how many are done, of how many."""

_LIBRARIES = ("Whoosh", "Whoosh3", "pyvi", "numpy", "pydantic")


@dataclass(slots=True)
class Report:
    """What a build did: where, how much, how long each part took in seconds, what was left out and why."""

    generation: str = ""
    procedures: int = 0
    skipped: list[tuple[str, str]] = field(default_factory=list)
    """(procedure key or file, rule that kept it out)"""
    seconds: dict[str, float] = field(default_factory=dict)
    """Of each part; parts may run side by side, so that their sum is more than `took`."""
    took: float = 0.0
    """Seconds from beginning to end."""
    reused: int = 0
    """Files whose analysis came from the cache."""
    peak_mb: int = 0
    """Most memory that this process held, and the largest of its workers, in MiB."""
    complaints: tuple[Complaint, ...] = ()
    changes: Tally = field(default_factory=Tally)
    """Changes against the generation before, as far as they were recorded."""

    @contextmanager
    def timed(self, part: str) -> Iterator[None]:
        """Adds the time of a block to a part."""
        began = time.perf_counter()
        yield
        self.seconds[part] = self.seconds.get(part, 0.0) + time.perf_counter() - began


def build_generation(
    data: Path,
    root: Path,
    *,
    keep_going: bool = False,
    progress: Progress = lambda part, done, of: None,
    workers: int | None = None,
) -> Report:
    """Builds the data folder into a new current generation below `root`.

    `workers`: processes beside this one, by default one for each core. Raises DataError with every complaint when
    a file has a mistake (unless `keep_going`, which leaves such files out and reports them) and LockHeldError
    when another build runs; the old generation then stays.
    """
    report, began = Report(), time.perf_counter()
    with generation.lock(root), uncollected(), Workers(workers) as pool:
        model = WordModel.from_pyvi().to_bytes()
        cache = Cache(root / "cache")
        reader = CachedFiles(data, cache, model, pool, lambda done, of: progress("analyse", done, of))
        loaded, registers = _load(data, reader, keep_going, report)
        read = [(p, reader.located[path]) for p, path in zip(loaded.procedures, loaded.paths, strict=True)]
        report.skipped += [(p.key, "draft") for p, _ in read if p.status is Status.DRAFT]
        with generation.started(root, _name(loaded)) as folder:
            (folder / "words.model").write_bytes(model)
            known = _write(folder, make_corpus(read, registers), pool, report, progress)
            with report.timed("check"):
                _seal(folder, loaded, report.procedures, known)
            with report.timed("publish"):
                report.generation = generation.publish(root, folder).name
        generation.remove_old(root)
        cache.prune([located for _, located in read])
    report.took, report.peak_mb = time.perf_counter() - began, _peak_mb()
    return report


def build_procedures(procedures: Sequence[Procedure], registers: Registers, root: Path) -> Path:
    """Builds procedures that come from no file, without a cache; the folder of the new current generation."""
    ordered = tuple(sorted(procedures, key=lambda one: one.key))
    loaded = Loaded(procedures=ordered, registers=registers, digests={one.key: "0" for one in ordered})
    model = WordModel.from_pyvi()
    batch = batch_of(ordered, registers, model)
    corpus = make_corpus([(one, (batch, row)) for row, one in enumerate(ordered)], registers)
    report = Report()
    with generation.lock(root), generation.started(root, _name(loaded)) as folder:
        (folder / "words.model").write_bytes(model.to_bytes())
        known = _write(folder, corpus, Workers(1), report, lambda part, done, of: None)
        _seal(folder, loaded, report.procedures, known)
        return generation.publish(root, folder)


def _load(data: Path, reader: CachedFiles, keep_going: bool, report: Report) -> tuple[Loaded, Registers]:
    with report.timed("load"):
        loaded = load_with(data, reader)
    report.seconds["load"] -= reader.seconds
    report.seconds["analyse"] = reader.seconds
    report.reused = reader.reused
    report.complaints = loaded.complaints
    mistakes = [c for c in loaded.complaints if c.severity == "error"]
    if (mistakes and not keep_going) or not loaded.procedures or loaded.registers is None:
        raise DataError(loaded.complaints)
    report.skipped += [(c.path, c.rule) for c in mistakes]
    return loaded, loaded.registers


def _name(loaded: Loaded) -> str:
    """Sorts by time, to the microsecond; ends in the digest of the data."""
    return f"{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%S%f}-{_digest(loaded)[:8]}"


def _digest(loaded: Loaded) -> str:
    lines = "".join(f"{name} {digest}\n" for name, digest in sorted(loaded.digests.items()))
    return hashlib.sha256(lines.encode("utf-8")).hexdigest()


_Entries = Mapping[str, generation.FileEntry]


def _write(folder: Path, corpus: Corpus, pool: Workers, report: Report, progress: Progress) -> _Entries:
    """Writes all parts of a generation; entries of its manifest, as far as they are known."""
    report.procedures = len(corpus.sketches)
    with report.timed("tables"):
        joined = Joined(corpus.located)
        postings = joined.postings()
    searched = {stream: postings[stream] for stream in STREAMS}
    beside = pool if report.procedures >= MANY else Workers(1)
    progress("index", 0, report.procedures)
    index = beside.submit(_write_index, folder / "whoosh", list(corpus.cards()), searched)
    with report.timed("tables"):
        for stream, one in searched.items():
            make_table(one, stream).save(folder / "tables" / stream)
    with report.timed("records"):
        vocabulary = vocabulary_of({stream: one.totals() for stream, one in postings.items()})
        vocabulary.save(folder / "vocabulary")
        write_corpus(folder, corpus, joined, vocabulary)
    with report.timed("check"):
        # Of what is written already, while the other process is at work.
        previous = generation.current_generation(folder.parent)
        report.changes = carry_forward(folder, previous, dt.datetime.now(dt.UTC))
        known = generation.entries(folder, without="whoosh")
    report.seconds["index"] = index.result()
    progress("index", report.procedures, report.procedures)
    return known


def _write_index(folder: Path, cards: Sequence[tuple[str, str]], postings: Mapping[str, Postings]) -> float:
    """Writes the Whoosh index; the seconds it took."""
    began = time.perf_counter()
    write_index(folder, cards, postings)
    return time.perf_counter() - began


def _seal(folder: Path, loaded: Loaded, procedures: int, known: _Entries) -> None:
    """Writes the manifest over all that stands in the folder and reads everything once more."""
    facts = {
        "id": folder.name.removeprefix("gen-").removesuffix(".partial"),
        "created_at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "procedures": procedures,
        "normaliser": text.NORMALISER_VERSION,
        "versions": {"python": platform.python_version(), **_versions()},
        "data_digest": _digest(loaded),
    }
    generation.write_manifest(folder, facts, known)
    checked = generation.check(folder)
    lines = sum(1 for _ in (folder / "procedures.jsonl").open("rb"))
    if not checked.procedures == lines == procedures:
        raise DamagedError("short", path=folder, lines=lines, procedures=procedures)


def _peak_mb() -> int:
    unit = 1 if sys.platform == "darwin" else 1024  # ru_maxrss: bytes there, KiB on Linux
    used = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used) * unit >> 20


def _versions() -> dict[str, str]:
    installed = {dist.metadata["Name"]: dist.version for dist in importlib.metadata.distributions()}
    return {name: installed[name] for name in _LIBRARIES if name in installed}
