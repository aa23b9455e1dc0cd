"""Postings -> score tables, and the weighting that both Whoosh's searcher and the tables follow.

    impact(f,t,d) = idf(f,t) * tf*(k1+1) / (tf + k1*(1 - b_f + b_f*len_f(d)/avg_f))
    idf(f,t)      = ln(1 + (N - n + 0.5)/(n + 0.5))

This is Lucene's BM25; Whoosh's own idf, ln(N/(n+1)) + 1, ranks worse on every set measured
(docs/relevance.md). One segment only: numbers of documents are those of the build.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from whoosh import index, scoring

from indexer.schema import STREAMS, make_schema
from indexer.tables import Array, FieldTable, inverse_frequency, with_dense

K1 = 0.9
"""Saturation of term frequency; titles are indifferent between .9 and 1.2, long bodies like .6 to .9."""
B_BODY = 0.9
"""Long official bodies repeat words without meaning more: strong length normalisation."""
B_TITLE = 0.5
"""Long titles are long because they list cases, not because they ramble: half the normalisation."""
B_NAMES = 0.3
"""Alias and situation fields are lists of names: a long list must hardly weaken each name."""


def length_normalisation(stream: str) -> float:
    """b of a stream."""
    part = stream.partition("_")[0]
    return {"title": B_TITLE, "meta": B_TITLE, "alias": B_NAMES, "situation": B_NAMES}.get(part, B_BODY)


class ProcedureBM25(scoring.BM25F):  # type: ignore[misc]
    """BM25 with Lucene's idf, b by field and one k1, for Whoosh's own searcher."""

    def __init__(self) -> None:
        super().__init__(B=B_BODY, K1=K1, **{f"{name}_B": length_normalisation(name) for name in STREAMS})

    def idf(self, searcher: Any, fieldname: str, text: str) -> float:
        """ln(1 + (N - n + 0.5)/(n + 0.5)) over the whole index."""
        whole = searcher.get_parent()
        return inverse_frequency(whole.doc_frequency(fieldname, text), whole.doc_count_all())


def read_tables(folder: Path) -> dict[str, FieldTable]:
    """Reads every stream of the Whoosh index in a folder back as a score table."""
    whole = index.open_dir(str(folder), schema=make_schema(), readonly=True)
    reader = whole.reader()
    try:
        if len(reader.leaf_readers()) != 1:
            raise ValueError("score tables need an index of one segment")
        return {stream: _read_stream(reader, stream) for stream in STREAMS}
    finally:
        reader.close()
        whole.close()


def _read_stream(reader: Any, stream: str) -> FieldTable:
    count: int = reader.doc_count_all()
    terms: list[str] = []
    sizes: list[int] = []
    documents: list[int] = []
    frequencies: list[int] = []
    # Terms are sorted as bytes: that is the order in which the tables are searched.
    for raw, _ in reader.iter_field(stream):
        before = len(documents)
        matcher = reader.postings(stream, raw)
        while matcher.is_active():
            documents.append(matcher.id())
            frequencies.append(round(matcher.weight()))
            matcher.next()
        terms.append(raw.decode("utf-8"))
        sizes.append(len(documents) - before)
    offsets = np.zeros(len(terms) + 1, np.int64)
    np.cumsum(sizes, out=offsets[1:])
    numbers = np.array(documents, np.int32)
    counts = np.array(frequencies, np.int32)
    impacts = _impacts(reader, stream, offsets, numbers, counts)
    return with_dense(terms, offsets, (numbers, impacts, counts), count)


def _impacts(reader: Any, stream: str, offsets: Array, documents: Array, frequencies: Array) -> Array:
    total: int = reader.doc_count_all()
    # Whoosh keeps a length in one byte; the tables use what it gives back, or their order would differ.
    lengths = np.array([reader.doc_field_length(d, stream) for d in range(total)], np.float64)
    average = reader.field_length(stream) / total if total else 1.0
    found = np.diff(offsets)
    idf = np.log(1 + (total - found + 0.5) / (found + 0.5))
    b = length_normalisation(stream)
    norm = K1 * (1 - b + b * lengths / (average or 1.0))
    tf = frequencies.astype(np.float64)
    return (np.repeat(idf, found) * tf * (K1 + 1) / (tf + norm[documents])).astype(np.float32)
