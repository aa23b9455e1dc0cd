"""Analysed procedures as batches, for tests of what becomes of them."""

from __future__ import annotations

from functools import cache

from indexer.analysing import Analyser
from indexer.analysis import Analysis
from indexer.batch import Batch, Row, make_batch
from indexer.procedure import Procedure
from indexer.segment import WordModel
from tests.samples import registers


@cache
def analyser() -> Analyser:
    """An analyser over the registers of the samples."""
    return Analyser(registers(), WordModel.from_pyvi())


def row_of(procedure: Procedure, digest: str = "") -> tuple[Row, Analysis, bytes]:
    """What a batch holds of a procedure."""
    return analyser().row(procedure, digest or procedure.key)


def batch_of(*procedures: Procedure) -> Batch:
    """A batch of procedures; their keys stand for the digests of their files."""
    return make_batch(row_of(one) for one in procedures)
