"""Whoosh with its own searcher and our weighting."""

from __future__ import annotations

from pathlib import Path

from whoosh import index, query
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import STORED, TEXT, Schema

from benchmarks.peer_engines.bags import WEIGHTS, Bags, Query
from indexer.scores import ProcedureBM25

_POOL_MB = 4_000
"""Above this Whoosh spills sorted runs to disk, which doubles the time; it counts 170 bytes a posting."""


class WhooshSearcher:
    """One segment, token lists, the searcher kept open."""

    name = "Whoosh's searcher"

    def build(self, bags: Bags, folder: Path) -> None:
        """Indexes all documents."""
        fields = {stream: TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=False) for stream in WEIGHTS}
        whole = index.create_in(str(folder), Schema(number=STORED(), **fields))
        writer = whole.writer(limitmb=_POOL_MB)
        for one in bags.documents():
            writer.add_document(number=one.number, **one.tokens)
        writer.commit(optimize=True)
        self._searcher = whole.searcher(weighting=ProcedureBM25())

    def top(self, asked: Query) -> list[int]:
        """Numbers of the ten best documents."""
        terms = [query.Term(stream, one, boost=w) for stream, w in WEIGHTS.items() for one in asked.names]
        return [hit.docnum for hit in self._searcher.search(query.Or(terms), limit=10)]
