"""Postings -> score tables, and the weighting that both Whoosh's searcher and the tables follow.

    impact(f,t,d) = idf(f,t) * tf*(k1+1) / (tf + k1*(1 - b_f + b_f*len_f(d)/avg_f))
    idf(f,t)      = ln(1 + (N - n + 0.5)/(n + 0.5))

This is Lucene's BM25; Whoosh's own idf, ln(N/(n+1)) + 1, ranks worse on every set measured.
One segment only: numbers of documents are those of the build.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from whoosh import scoring

from indexer.analysis import STREAMS
from indexer.postings import Postings
from indexer.schema import stored_lengths
from indexer.tables import FieldTable, inverse_frequency, with_dense

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


def make_table(postings: Postings, stream: str) -> FieldTable:
    """The score table of a stream."""
    total = len(postings.lengths)
    # Whoosh keeps a length in one byte; the tables use what it gives back, or their order would differ.
    lengths = stored_lengths(postings.lengths).astype(np.float64)
    average = postings.lengths.sum() / total if total else 1.0
    found = np.diff(postings.offsets)
    idf = np.log(1 + (total - found + 0.5) / (found + 0.5))
    b = length_normalisation(stream)
    norm = K1 * (1 - b + b * lengths / (average or 1.0))
    tf = postings.frequencies.astype(np.float64)
    impacts = (np.repeat(idf * (K1 + 1), found) * tf / (tf + norm[postings.documents])).astype(np.float32)
    return with_dense(
        postings.terms, postings.offsets, (postings.documents, impacts, postings.frequencies), total
    )
