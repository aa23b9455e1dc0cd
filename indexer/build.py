"""A new generation beside the old one: loaded, analysed, indexed, checked, fsynced; then the pointer moves.

load -> analyse -> Whoosh index -> score tables -> columns, names, vocabulary, records -> check -> publish
"""

from __future__ import annotations

import datetime as dt
import hashlib
import importlib.metadata
import platform
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import orjson

from indexer import generation, text
from indexer.analysis import Analysis, analyse
from indexer.card import make_card
from indexer.catalog import Catalog, Registers, settle, successors
from indexer.columns import make_columns
from indexer.complaints import Complaint
from indexer.errors import DamagedError, DataError
from indexer.load import Loaded, load_folder
from indexer.phrases import write_phrases
from indexer.procedure import Procedure, Status
from indexer.records import write_records
from indexer.schema import write_index
from indexer.scores import read_tables
from indexer.segment import Segmenter, WordModel
from indexer.vocabulary import Vocabulary, learn

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
    complaints: tuple[Complaint, ...] = ()

    @contextmanager
    def timed(self, part: str) -> Iterator[None]:
        """Adds the time of a block to a part."""
        began = time.perf_counter()
        yield
        self.seconds[part] = self.seconds.get(part, 0.0) + time.perf_counter() - began


def build_generation(
    data: Path, root: Path, *, keep_going: bool = False, progress: Progress = lambda part, done, of: None
) -> Report:
    """Builds the data folder into a new current generation below `root`.

    Raises DataError with every complaint when a file has a mistake (unless `keep_going`, which leaves such
    files out and reports them) and LockHeldError when another build runs; the old generation then stays.
    """
    report = Report()
    with generation.lock(root):
        with report.timed("load"):
            loaded = load_folder(data)
        report.complaints = loaded.complaints
        mistakes = [c for c in loaded.complaints if c.severity == "error"]
        if (mistakes and not keep_going) or not loaded.procedures or loaded.registers is None:
            raise DataError(loaded.complaints)
        report.skipped += [(c.path, c.rule) for c in mistakes]
        with generation.started(root, _name(loaded)) as folder:
            _write(folder, loaded, loaded.registers, report, progress)
            with report.timed("publish"):
                report.generation = generation.publish(root, folder).name
        generation.remove_old(root)
    return report


def _name(loaded: Loaded) -> str:
    """Sorts by time, to the microsecond; ends in the digest of the data."""
    return f"{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%S%f}-{_digest(loaded)[:8]}"


def _digest(loaded: Loaded) -> str:
    lines = "".join(f"{name} {digest}\n" for name, digest in sorted(loaded.digests.items()))
    return hashlib.sha256(lines.encode("utf-8")).hexdigest()


def _write(folder: Path, loaded: Loaded, registers: Registers, report: Report, progress: Progress) -> None:
    catalog = Catalog(registers)
    shown = settle([p for p in loaded.procedures if p.status is not Status.DRAFT])
    report.skipped += [(p.key, "draft") for p in loaded.procedures if p.status is Status.DRAFT]
    report.procedures = len(shown)
    model = WordModel.from_pyvi()
    with report.timed("analyse"):
        analyses = list(_analyses(shown, catalog, model, progress))
    replaced = successors(shown)
    cards = [make_card(p, catalog, replaced.get(p.code, ())).to_json() for p in shown]
    with report.timed("index"):
        documents = list(zip(analyses, cards, strict=True))
        write_index(folder / "whoosh", documents, lambda done: progress("index", done, len(shown)))
    with report.timed("tables"):
        for stream, table in read_tables(folder / "whoosh").items():
            table.save(folder / "tables" / stream)
    with report.timed("records"):
        make_columns(shown, analyses, registers.popular).save(folder / "columns")
        write_phrases(folder / "phrases", [one.phrases for one in analyses])
        vocabulary = learn(analyses)
        vocabulary.save(folder / "vocabulary")
        (folder / "words.model").write_bytes(model.to_bytes())
        _write_records(folder, shown, registers, replaced)
        _write_passages(folder / "passages", analyses, vocabulary)
    with report.timed("check"):
        _finish(folder, loaded, len(shown))


def _analyses(
    procedures: Sequence[Procedure], catalog: Catalog, model: WordModel, progress: Progress
) -> Iterator[Analysis]:
    segmenter = Segmenter(model)
    for done, procedure in enumerate(procedures, start=1):
        yield analyse(procedure, catalog, segmenter.words)
        progress("analyse", done, len(procedures))


def _write_records(
    folder: Path, shown: Sequence[Procedure], registers: Registers, replaced: Mapping[str, Sequence[str]]
) -> None:
    write_records(folder / "procedures", (p.model_dump_json(by_alias=True).encode("utf-8") for p in shown))
    (folder / "registers.json").write_bytes(registers.model_dump_json().encode("utf-8"))
    keys = [{"code": p.code, "key": p.key, "replaces": p.replaces, "legacy": p.legacy_codes} for p in shown]
    (folder / "keys.json").write_bytes(orjson.dumps({"keys": keys, "replaced_by": dict(replaced)}))


def _write_passages(folder: Path, analyses: Sequence[Analysis], vocabulary: Vocabulary) -> None:
    """Texts of snippets, with the syllables of each: offsets and positions in the vocabulary."""
    folder.mkdir()
    write_records(folder / "texts", (orjson.dumps(one.passage) for one in analyses))
    places = {raw.decode("utf-8"): place for place, raw in enumerate(vocabulary.syllables)}
    spans = [(s.start, s.end, places[s.folded]) for one in analyses for s in one.spans]
    offsets = np.cumsum([0, *(len(one.spans) for one in analyses)], dtype=np.int64)
    np.save(folder / "offsets.npy", offsets, allow_pickle=False)
    np.save(folder / "spans.npy", np.array(spans, np.int32).reshape(-1, 3), allow_pickle=False)


def _finish(folder: Path, loaded: Loaded, procedures: int) -> None:
    facts = {
        "id": folder.name.removeprefix("gen-").removesuffix(".partial"),
        "created_at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "procedures": procedures,
        "normaliser": text.NORMALISER_VERSION,
        "versions": {"python": platform.python_version(), **_versions()},
        "data_digest": _digest(loaded),
    }
    generation.write_manifest(folder, facts)
    checked = generation.check(folder)
    lines = sum(1 for _ in (folder / "procedures.jsonl").open("rb"))
    if not checked.procedures == lines == procedures:
        raise DamagedError(f"{folder}: holds {lines} of {procedures} procedures; build again")


def _versions() -> dict[str, str]:
    installed = {dist.metadata["Name"]: dist.version for dist in importlib.metadata.distributions()}
    return {name: installed[name] for name in _LIBRARIES if name in installed}
