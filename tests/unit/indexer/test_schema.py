"""The Whoosh fields, and the writer that takes finished postings."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
from whoosh import index

from indexer.analysis import STREAMS
from indexer.batch import make_batch
from indexer.postings import Joined, Postings
from indexer.schema import BLOCK, LONGEST, make_schema, stored_documents, stored_lengths, write_index
from tests.batches import row_of
from tests.contract.corpus import CORPUS
from tests.samples import procedure


def joined(*procedures) -> Joined:
    batch = make_batch(row_of(one) for one in procedures)
    return Joined([(batch, row) for row in range(len(procedures))])


def streams(one: Joined) -> dict[str, Postings]:
    return {stream: postings for stream, postings in one.postings().items() if stream in STREAMS}


def by_whoosh(folder: Path, procedures) -> None:
    """The same documents through Whoosh's own writer, one token after the other."""
    folder.mkdir()
    writer = index.create_in(str(folder), make_schema()).writer()
    for one in procedures:
        _, analysis, _ = row_of(one)
        writer.add_document(key=one.key, card=one.key, **analysis.streams)
    writer.commit(optimize=True)


def listed(reader, stream: str, values: bool):
    """Every posting of a stream with what ranking asks of it, block by block."""
    for term, info in reader.iter_field(stream):
        matcher = reader.postings(stream, term)
        while matcher.is_active():
            block = matcher.block_max_weight(), matcher.block_min_length(), matcher.block_max_length()
            yield term, matcher.id(), block, matcher.block_max_id()
            yield term, matcher.id(), matcher.weight(), matcher.value() if values else None
            matcher.next()
        kept = (info.doc_frequency(), info.weight(), info.min_length(), info.max_length(), info.max_weight())
        yield term, kept, (info.min_id(), info.max_id())


def test_each_stream_is_a_field_without_positions():
    schema = make_schema()
    assert set(schema.names()) == {"key", "card", *STREAMS}
    assert not any(schema[stream].format.supports("positions") for stream in STREAMS)


def test_documents_are_numbered_in_the_order_given(tmp_path: Path):
    codes = ["1.000003", "1.000001", "1.000002"]
    made = joined(*(procedure(code, "Đăng ký, đăng ký") for code in codes))
    write_index(tmp_path / "whoosh", [(code, f'"{code}"') for code in codes], streams(made))
    with index.open_dir(str(tmp_path / "whoosh"), schema=make_schema()).reader() as reader:
        assert [reader.stored_fields(number)["key"] for number in range(3)] == codes
        assert [reader.stored_fields(number)["card"] for number in range(3)] == [
            f'"{code}"' for code in codes
        ]
        assert reader.frequency("title_f", "dang") == 6


@pytest.mark.parametrize("copies", [1, 2 * BLOCK + 1])
def test_the_index_is_what_whoosh_would_have_written_itself(tmp_path: Path, copies: int):
    """Terms, documents, weights, lengths and what block-wise skipping goes by; one block and several."""
    pick = random.Random(copies)  # noqa: S311 - the same documents in every run
    bodies = ["nộp đơn " * pick.randint(1, 600) for _ in range(copies)]
    procedures = [procedure(f"2.{n:06}", f"Việc {n % 7}", steps=[body]) for n, body in enumerate(bodies)]
    procedures = sorted([*CORPUS, *procedures], key=lambda one: one.key)
    by_whoosh(tmp_path / "theirs", procedures)
    keys = [(one.key, one.key) for one in procedures]
    write_index(tmp_path / "ours", keys, streams(joined(*procedures)))
    readers = [
        index.open_dir(str(tmp_path / name), schema=make_schema()).reader() for name in ("theirs", "ours")
    ]
    theirs, ours = readers
    for stream in ("key", *STREAMS):
        values = stream != "key"  # Fields of one value a document keep none.
        assert list(listed(ours, stream, values)) == list(listed(theirs, stream, values)), stream
        assert ours.field_length(stream) == theirs.field_length(stream)
        lengths = [
            [one.doc_field_length(number, stream) or 0 for number in range(len(procedures))]
            for one in readers
        ]
        assert lengths[0] == lengths[1]
    assert [ours.stored_fields(n) for n in range(len(procedures))] == [
        theirs.stored_fields(n) for n in range(len(procedures))
    ]


def test_an_index_can_be_opened_without_any_class_of_ours(tmp_path: Path):
    write_index(tmp_path / "whoosh", [("a", "{}")], streams(joined(procedure())))
    for path in (tmp_path / "whoosh").iterdir():
        assert b"indexer" not in path.read_bytes()


def test_stored_documents_are_read_without_the_postings(tmp_path: Path):
    keys = [(one.key, f"card of {one.key}") for one in CORPUS]
    write_index(tmp_path / "whoosh", keys, streams(joined(*CORPUS)))
    stored = stored_documents(index.open_dir(str(tmp_path / "whoosh"), schema=make_schema(), readonly=True))
    for _ in range(2):
        assert [(stored(n)["key"], stored(n)["card"]) for n in range(len(keys))] == keys


def test_stored_lengths_are_exact_for_short_texts_and_near_for_long_ones():
    lengths = np.array([0, 1, 2, 10, 438, 2_000, LONGEST, 10 * LONGEST])
    stored = stored_lengths(lengths)
    assert stored[:4].tolist() == [0, 1, 2, 10]
    assert stored[4] != 438
    assert np.allclose(stored[:7], lengths[:7], rtol=0.05)
    assert stored[7] == stored[6]
