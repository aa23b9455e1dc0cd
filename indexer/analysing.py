"""Files -> batches, in whichever process: read, checked for themselves, analysed.

A worker process keeps what every file needs, the registers and the word model, from one task to the next.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from indexer import sketching
from indexer.analysis import Analysis, analyse, everyday_names
from indexer.batch import Batch, Row, make_batch
from indexer.card import make_card
from indexer.catalog import Catalog, Registers
from indexer.load import read_file
from indexer.procedure import Procedure
from indexer.references import check_procedures
from indexer.segment import Segmenter, WordModel
from indexer.text import fold

_FEW = 16
"""Files after which there is nothing worth looking for, least of all in a process that holds a whole corpus."""


class Analyser:
    """Analyses procedures against one set of registers."""

    def __init__(self, registers: Registers, model: WordModel) -> None:
        self.catalog = Catalog(registers)
        self._segmenter = Segmenter(model)

    def row(self, procedure: Procedure, digest: str, remarked: bool = False) -> tuple[Row, Analysis, bytes]:
        """What a batch holds of a procedure: its row, its analysis and its JSON."""
        analysis = analyse(procedure, self.catalog, self._segmenter.words)
        row = Row(
            digest=digest,
            context=sketching.context(procedure, self.catalog),
            sketch=sketching.to_json(sketching.sketch(procedure)),
            card=make_card(procedure, self.catalog).to_json(),
            group=analysis.group,
            title_size=analysis.title_size,
            phrases=tuple((phrase.words, phrase.kind) for phrase in analysis.phrases),
            everyday=tuple(map(fold, everyday_names(procedure, self.catalog).aliases)),
            remarked=remarked,
        )
        return row, analysis, procedure.model_dump_json(by_alias=True).encode("utf-8")


@dataclass(frozen=True, slots=True)
class Task:
    """Files to analyse and what they are analysed against."""

    paths: tuple[str, ...]
    data: str
    """The data folder"""
    registers: bytes
    """JSON of the registers: as bytes, so that a process knows at once whether it has read these already"""
    model: bytes


def analyse_files(task: Task) -> bytes:
    """The batch, as bytes, of those files that hold a procedure without mistakes; the others are left out."""
    analyser = _analyser(task.registers, task.model)
    batch = make_batch(_rows(analyser, task))
    if len(task.paths) > _FEW:
        gc.collect()
    return batch.to_bytes()


@lru_cache(maxsize=1)
def _analyser(registers: bytes, model: bytes) -> Analyser:
    return Analyser(Registers.model_validate_json(registers), WordModel.from_bytes(model))


def _rows(analyser: Analyser, task: Task) -> Iterable[tuple[Row, Analysis, bytes]]:
    for name in task.paths:
        parsed = read_file(Path(name), Procedure, name)
        if parsed.value is not None:
            remarks = check_procedures([(parsed.where, parsed.value)], analyser.catalog, Path(task.data))
            yield analyser.row(parsed.value, parsed.digest, bool(remarks))


def batch_of(procedures: Iterable[Procedure], registers: Registers, model: WordModel) -> Batch:
    """The batch of procedures that come from no file."""
    analyser = Analyser(registers, model)
    return make_batch(analyser.row(procedure, "") for procedure in procedures)
