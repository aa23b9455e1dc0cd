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
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path

import numpy as np

from indexer import generation, stored, text
from indexer.analysing import batch_of
from indexer.analysis import STREAMS
from indexer.cached_files import MANY, CachedFiles
from indexer.caching import Cache, makers
from indexer.catalog import Registers
from indexer.changes import Tally, carry_forward
from indexer.complaints import Complaint
from indexer.corpus import Corpus, make_corpus, write_corpus, write_spans
from indexer.errors import DamagedError, DataError
from indexer.load import Loaded, load_with
from indexer.parallel import Making, Workers, aside, uncollected
from indexer.postings import Joined, Located, Postings
from indexer.procedure import Procedure, Status
from indexer.profiles import Weights, write_profiles
from indexer.records import Records
from indexer.schema import add_to_index, write_index
from indexer.scores import make_table
from indexer.segment import WordModel
from indexer.stored import TakenOver
from indexer.vocabulary import USED, vocabulary_of

Progress = Callable[[str, int, int], None]
"""Told of a part of the build: its name, how many are done, of how many."""
Profiles = Mapping[str, Weights]
"""Joined tables (profiles.py) by name."""

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
    profiles: Profiles | None = None,
    cache: Cache | None = None,
) -> Report:
    """Builds the data folder into a new current generation below `root`.

    `workers`: processes beside this one, by default one for each core. `profiles`: streams and weights to join
    into one table each, by name; an engine with other weights joins them when it starts. `cache`: that of earlier
    builds of this process, else it is read. Raises DataError with every complaint when a file has a mistake
    (unless `keep_going`, which leaves such files out and reports them) and LockHeldError when another build runs;
    the old generation then stays.
    """
    report, began = Report(), time.perf_counter()
    with generation.lock(root), uncollected(), Workers(workers) as pool:
        model = _word_model()
        cache = Cache(root / "cache") if cache is None else cache
        reader = CachedFiles(data, cache, model, pool, lambda done, of: progress("analyse", done, of))
        loaded, registers = _load(data, reader, keep_going, report)
        read = [(p, reader.located[path]) for p, path in zip(loaded.procedures, loaded.paths, strict=True)]
        report.skipped += [(p.key, "draft") for p, _ in read if p.status is Status.DRAFT]
        with generation.started(root, _name(loaded)) as folder:
            (folder / "words.model").write_bytes(model)
            corpus = make_corpus(read, registers)
            known = _write(folder, corpus, pool, report, progress, profiles=profiles or {})
            with report.timed("check"):
                _seal(folder, loaded, report.procedures, known)
            with report.timed("publish"):
                report.generation = generation.publish(root, folder).name
        generation.remove_old(root)
        cache.prune([located for _, located in read])
    report.took, report.peak_mb = time.perf_counter() - began, _peak_mb()
    return report


@lru_cache(maxsize=1)
def _word_model() -> bytes:
    return WordModel.from_pyvi().to_bytes()


def build_procedures(
    procedures: Sequence[Procedure], registers: Registers, root: Path, profiles: Profiles | None = None
) -> Path:
    """Builds procedures that come from no file, without a cache; the folder of the new current generation."""
    ordered = tuple(sorted(procedures, key=lambda one: one.key))
    loaded = Loaded(procedures=ordered, registers=registers, digests={one.key: "0" for one in ordered})
    model = WordModel.from_pyvi()
    batch = batch_of(ordered, registers, model)
    corpus = make_corpus([(one, (batch, row)) for row, one in enumerate(ordered)], registers)
    report = Report()
    with generation.lock(root), generation.started(root, _name(loaded)) as folder:
        (folder / "words.model").write_bytes(model.to_bytes())
        known = _write(
            folder, corpus, Workers(1), report, lambda part, done, of: None, profiles=profiles or {}
        )
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


def _write(
    folder: Path,
    corpus: Corpus,
    pool: Workers,
    report: Report,
    progress: Progress,
    *,
    profiles: Profiles,
) -> _Entries:
    """Writes all parts of a generation; entries of its manifest, as far as they are known."""
    report.procedures = len(corpus.sketches)
    many = report.procedures >= MANY
    progress("index", 0, report.procedures)
    with aside(partial(_join, corpus), threaded=many) as joined_made:
        with report.timed("records"):
            index = _Index(folder, corpus)
            write_corpus(folder, corpus)
        with report.timed("tables"):
            joined, postings = joined_made()
    searched = {stream: postings[stream] for stream in STREAMS}
    making = index.begin(searched, pool if many else Workers(1))
    finished = generation.finished_files(folder, without="whoosh")
    with (
        aside(partial(_write_tables, folder, searched, profiles), threaded=many) as tables_written,
        aside(partial(generation.entries, finished), threaded=many) as first_entries,
    ):
        with report.timed("records"):
            vocabulary = vocabulary_of({stream: postings[stream].totals() for stream in USED})
            vocabulary.save(folder / "vocabulary")
            write_spans(folder / "passages", corpus, joined, vocabulary)
        with report.timed("tables"):
            tables_written()
    with report.timed("check"):
        # Of what is written already, while the other process is at work.
        known = index.compared(report, first_entries())
    report.seconds["index"] = making.result()
    progress("index", report.procedures, report.procedures)
    return known


def _join(corpus: Corpus) -> tuple[Joined, dict[str, Postings]]:
    joined = Joined(corpus.located)
    return joined, joined.postings()


def _write_tables(folder: Path, postings: Mapping[str, Postings], profiles: Profiles) -> None:
    tables = {stream: make_table(one, stream) for stream, one in postings.items()}
    for stream, table in tables.items():
        table.save(folder / "tables" / stream)
    count = max((len(one.lengths) for one in postings.values()), default=0)
    write_profiles(folder / "profiles", tables, profiles, count)


class _Index:
    """The Whoosh index of a generation: that of the generation before with what is new, or a whole one."""

    def __init__(self, folder: Path, corpus: Corpus) -> None:
        self._folder = folder
        self._located = corpus.located
        self._cards = list(corpus.cards())
        self._made = stored.made_of(self._cards, corpus.located, makers())
        self._previous = generation.current_generation(folder.parent)
        self._taken = stored.take_over(folder, self._previous, self._made)
        whole = np.arange(len(self._cards), dtype=np.int32)
        stored.save(folder, self._taken.places if self._taken else whole, self._made)

    def begin(self, postings: Mapping[str, Postings], pool: Workers) -> Making[float]:
        """Begins to write it; what comes of that are the seconds it took."""
        target = self._folder / "whoosh"
        if self._taken is None:
            return pool.submit(_write_index, target, self._cards, postings)
        return Workers(1).submit(_add_to_index, target, self._cards, self._located, self._taken)

    def compared(self, report: Report, known: _Entries) -> _Entries:
        """Records what changed; entries of all that is written already, of which some are known."""
        made = stored.identities(self._made)
        report.changes = carry_forward(self._folder, self._previous, dt.datetime.now(dt.UTC), made)
        files = generation.finished_files(self._folder, without="whoosh")
        rest = {name: path for name, path in files.items() if name not in known}
        return {**known, **generation.entries(rest), **(self._taken.entries if self._taken else {})}


def _write_index(folder: Path, cards: Sequence[tuple[str, str]], postings: Mapping[str, Postings]) -> float:
    """Writes the Whoosh index; the seconds it took."""
    began = time.perf_counter()
    write_index(folder, cards, postings)
    return time.perf_counter() - began


def _add_to_index(
    folder: Path, cards: Sequence[tuple[str, str]], located: Sequence[Located], taken: TakenOver
) -> float:
    """Adds what is new to an index that was taken over; the seconds it took."""
    began = time.perf_counter()
    postings = Joined([located[number] for number in taken.new]).postings()
    searched = {stream: postings[stream] for stream in STREAMS}
    add_to_index(folder, taken.gone, [cards[number] for number in taken.new], searched)
    return time.perf_counter() - began


def _seal(folder: Path, loaded: Loaded, procedures: int, known: _Entries) -> None:
    """Writes the manifest over all that stands in the folder, each file read back for it."""
    facts = {
        "id": folder.name.removeprefix("gen-").removesuffix(".partial"),
        "created_at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "procedures": procedures,
        "normaliser": text.NORMALISER_VERSION,
        "versions": {"python": platform.python_version(), **_versions()},
        "data_digest": _digest(loaded),
    }
    generation.write_manifest(folder, facts, known)
    lines = len(Records(folder / "procedures"))
    if lines != procedures:
        raise DamagedError("short", path=folder, lines=lines, procedures=procedures)


def _peak_mb() -> int:
    unit = 1 if sys.platform == "darwin" else 1024  # ru_maxrss: bytes there, KiB on Linux
    used = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used) * unit >> 20


def _versions() -> dict[str, str]:
    found: dict[str, str] = {}
    for name in _LIBRARIES:
        with suppress(importlib.metadata.PackageNotFoundError):
            found[name] = importlib.metadata.version(name)
    return found
