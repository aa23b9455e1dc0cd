"""tantivy through its Python binding."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

from benchmarks.peer_engines.bags import WEIGHTS, Bags, Query
from benchmarks.peer_engines.peer import AbsentError

_HEAP_BYTES = 512 << 20


class Tantivy:
    """One thread, segments merged as it sees fit."""

    name = "tantivy"

    def __init__(self) -> None:
        try:
            self._library: Any = importlib.import_module("tantivy")
        except ImportError as error:
            raise AbsentError("tantivy is absent (requirements/bench.txt)") from error

    def build(self, bags: Bags, folder: Path) -> None:
        """Indexes all documents."""
        maker = self._library.SchemaBuilder()
        for stream in WEIGHTS:
            maker.add_text_field(stream, stored=False, tokenizer_name="default", index_option="freq")
        maker.add_unsigned_field("number", stored=True)
        self._schema = maker.build()
        index = self._library.Index(self._schema, path=str(folder))
        writer = index.writer(heap_size=_HEAP_BYTES, num_threads=1)
        for one in bags.documents():
            writer.add_document(self._library.Document(number=one.number, **one.text))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher = index.searcher()

    def top(self, query: Query) -> list[int]:
        """Numbers of the ten best documents."""
        library, schema = self._library, self._schema
        terms = [
            (
                library.Occur.Should,
                library.Query.boost_query(library.Query.term_query(schema, stream, one, "freq"), weight),
            )
            for stream, weight in WEIGHTS.items()
            for one in query.names
        ]
        found = self._searcher.search(library.Query.boolean_query(terms), 10, count=False)
        return [self._searcher.doc(address)["number"][0] for _, address in found.hits]
