"""Documents as bags of the very tokens that our index holds: title, agency and field words, body; folded syllables.

Every token has a short plain name (t0, t1, ...), so that no engine's own splitting or query syntax matters.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from indexer.tables import Array, FieldTable, find_all
from search_api.understanding import Reading

WEIGHTS = {"title_f": 3.0, "meta_f": 2.0, "body_f": 1.0}
"""Streams of our index that stand as the three fields, and their weights."""


@dataclass(frozen=True, slots=True)
class Document:
    """One document: its number, and by field the names of its tokens, as a list and joined by blanks."""

    number: int
    tokens: dict[str, list[str]]
    text: dict[str, str]


class Bags:
    """All documents of an index as bags of tokens."""

    def __init__(self, tables: Mapping[str, FieldTable], count: int) -> None:
        self.tables = {stream: tables[stream] for stream in WEIGHTS}
        self.count = count
        self.spent = 0.0
        """Seconds spent on making documents, which no engine has to answer for."""
        self.terms: Array = np.unique(np.concatenate([one.terms for one in self.tables.values()]))
        """All tokens, sorted; token number n goes by the name tn"""
        self._names = [f"t{place}" for place in range(len(self.terms))]

    def documents(self) -> Iterator[Document]:
        """The documents in the order of their numbers."""
        held = {stream: _by_document(table, self.terms, self.count) for stream, table in self.tables.items()}
        for number in range(self.count):
            began = time.perf_counter()
            tokens = {
                stream: [self._names[place] for place in places[borders[number] : borders[number + 1]]]
                for stream, (borders, places) in held.items()
            }
            made = Document(number, tokens, {stream: " ".join(names) for stream, names in tokens.items()})
            self.spent += time.perf_counter() - began
            yield made

    def queries(self, typed: Sequence[str]) -> list[Query]:
        """Queries as distinct tokens; tokens that no document holds, and queries without others, are left out."""
        made = (self._query(Reading.of(one).folded) for one in typed)
        return [one for one in made if one.names]

    def _query(self, syllables: Sequence[str]) -> Query:
        held = [
            (one, at) for one, at in zip(syllables, find_all(self.terms, syllables), strict=True) if at >= 0
        ]
        return Query(tuple(one for one, _ in held), tuple(self._names[at] for _, at in held))


@dataclass(frozen=True, slots=True)
class Query:
    """The distinct tokens of a query: as our index knows them, and by their names."""

    terms: tuple[str, ...]
    names: tuple[str, ...]


def _by_document(table: FieldTable, terms: Array, count: int) -> tuple[Array, Array]:
    """Borders of each document, and the places of its tokens, each as often as it occurs."""
    places = np.searchsorted(terms, table.terms)
    order = np.argsort(table.documents, kind="stable")
    owners = np.repeat(table.documents[order], table.frequencies[order])
    postings = np.repeat(places, np.diff(table.offsets))[order]
    borders = np.searchsorted(owners, np.arange(count + 1))
    return borders, np.repeat(postings, table.frequencies[order])
