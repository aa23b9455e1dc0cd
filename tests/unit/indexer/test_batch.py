"""Batches: everything the index holds of some procedures, as arrays and as bytes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis import STREAMS
from indexer.batch import COUNTED, Batch, BatchError, content_name, make_batch
from tests.batches import batch_of, row_of
from tests.contract.corpus import CORPUS
from tests.samples import procedure


@pytest.fixture(scope="module")
def batch() -> Batch:
    return batch_of(*CORPUS)


def counted(batch: Batch, row: int, stream: str) -> dict[str, int]:
    cell = row * len(COUNTED) + COUNTED.index(stream)
    part = slice(batch.cell_offsets[cell], batch.cell_offsets[cell + 1])
    terms = batch.term_list()
    names = [terms[number].decode() for number in batch.cell_terms[part]]
    return dict(zip(names, batch.cell_counts[part].tolist(), strict=True))


def test_every_token_of_every_stream_is_counted(batch: Batch):
    for row, one in enumerate(CORPUS):
        _, analysis, _ = row_of(one)
        for stream in STREAMS:
            tokens = analysis.streams[stream]
            assert counted(batch, row, stream) == {token: tokens.count(token) for token in tokens}


def test_spans_and_passages_are_those_of_the_analysis(batch: Batch):
    terms = batch.term_list()
    for row, one in enumerate(CORPUS):
        _, analysis, record = row_of(one)
        assert batch.passage(row).decode() == analysis.passage
        assert batch.record(row) == record
        spans = [(start, end, terms[number].decode()) for start, end, number in batch.spans_of(row).tolist()]
        assert spans == [(span.start, span.end, span.folded) for span in analysis.spans]


def test_a_batch_is_the_same_after_its_bytes(batch: Batch):
    data = batch.to_bytes()
    again = Batch.from_bytes(data)
    assert again.rows == batch.rows
    assert again.to_bytes() == data
    assert again.term_list() == batch.term_list()
    assert np.array_equal(again.spans, batch.spans)


def test_an_empty_batch_is_a_batch():
    data = make_batch([]).to_bytes()
    assert Batch.from_bytes(data).rows == ()


def test_equal_procedures_make_equal_bytes():
    made = [batch_of(procedure(steps=["nộp đơn"])).to_bytes() for _ in range(2)]
    assert made[0] == made[1]
    assert content_name(made[0]) == content_name(made[1])


@given(st.binary(max_size=60))
def test_other_bytes_are_refused(data: bytes):
    with pytest.raises(BatchError):
        Batch.from_bytes(data)


@pytest.mark.parametrize("length", [0, 10, 15, 30, 200, -8])
def test_bytes_that_end_early_are_refused(batch: Batch, length: int):
    with pytest.raises(BatchError):
        Batch.from_bytes(batch.to_bytes()[:length])
