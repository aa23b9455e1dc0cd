"""Batches -> the postings of the whole corpus: for each stream its sorted terms and the documents of each.

All of it is sorting of numbers: a batch's terms are renumbered by their place among all terms, a posting becomes
one integer (stream, term, document, count) and the integers are sorted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from indexer.batch import COUNTED, Batch
from indexer.spans import in_bytes, smallest_type, to_steps
from indexer.tables import Array

Located = tuple[Batch, int]
"""A batch and the number of a row in it."""


@dataclass(frozen=True, slots=True)
class Postings:
    """One stream: `documents[offsets[i]:offsets[i+1]]` hold term i, as often as `frequencies` says."""

    terms: list[bytes]
    """sorted"""
    offsets: Array
    """int64, terms + 1"""
    documents: Array
    """int32, ascending within a term"""
    frequencies: Array
    """int32"""
    lengths: Array
    """int64, documents: tokens of the stream in each"""

    def totals(self) -> dict[str, int]:
        """Term -> how often it occurs in all documents."""
        if not self.terms:
            return {}
        counts = np.add.reduceat(self.frequencies, self.offsets[:-1], dtype=np.int64)
        return {term.decode("utf-8"): n for term, n in zip(self.terms, counts.tolist(), strict=True)}


class Joined:
    """Rows of batches as one corpus; document numbers follow the order given, each row at most once."""

    def __init__(self, located: Sequence[Located]) -> None:
        self.count = len(located)
        self._located = located
        self._documents: dict[int, Array] = {}
        """Batch -> document of each row, -1 where the row is not used"""
        self._batches = {id(batch): batch for batch, _ in located}
        for key, batch in self._batches.items():
            self._documents[key] = np.full(len(batch.rows), -1, np.int64)
        for document, (batch, row) in enumerate(located):
            self._documents[id(batch)][row] = document
        self.terms, self._places = _numbered(self._batches)

    def postings(self) -> dict[str, Postings]:
        """The postings of every stream."""
        batches = self._batches.values()
        most = max((int(batch.cell_counts.max(initial=1)) for batch in batches), default=1)
        packed = _Packed(len(self.terms), self.count, most)
        keys = np.concatenate([np.zeros(0, np.int64), *(self._keys(batch, packed) for batch in batches)])
        # Rows of a batch come in the order of documents, nearly: a sort that makes use of it takes half the time.
        keys.sort(kind="stable")
        lengths = self._lengths()
        return {
            stream: self._stream(packed, keys[start:end], lengths[place])
            for place, (stream, (start, end)) in enumerate(
                zip(COUNTED, pairwise(packed.borders(keys)), strict=True)
            )
        }

    def _keys(self, batch: Batch, packed: _Packed) -> Array:
        """Every posting of the rows in use, packed."""
        sizes = np.diff(batch.cell_offsets)
        documents = np.repeat(np.repeat(self._documents[id(batch)], len(COUNTED)), sizes)
        streams = np.repeat(np.tile(np.arange(len(COUNTED)), len(batch.rows)), sizes)
        used = documents >= 0
        terms = self._places[id(batch)][batch.cell_terms[used]]
        return packed.packed(streams[used], terms, documents[used], batch.cell_counts[used])

    def _lengths(self) -> Array:
        """Tokens of every stream, by stream and document."""
        lengths = np.zeros((len(COUNTED), self.count), np.int64)
        for key, batch in self._batches.items():
            before = np.cumsum(np.append(0, batch.cell_counts), dtype=np.int64)[batch.cell_offsets]
            documents = self._documents[key]
            by_row = np.diff(before).reshape(len(batch.rows), len(COUNTED))
            lengths[:, documents[documents >= 0]] = by_row[documents >= 0].T
        return lengths

    def _stream(self, packed: _Packed, keys: Array, lengths: Array) -> Postings:
        terms, documents, frequencies = packed.unpacked(keys)
        starts = np.flatnonzero(np.diff(terms, prepend=-1))
        names = [self.terms[place] for place in terms[starts].tolist()]
        return Postings(names, np.append(starts, len(terms)), documents, frequencies, lengths)

    def spans(self, syllables: Sequence[bytes]) -> Iterator[Array]:
        """Steps (spans.py) of each passage in document order: bytes between, length, place among `syllables`,
        which hold every syllable of a passage."""
        wanted = {syllable: place for place, syllable in enumerate(syllables)}
        places = np.array([wanted.get(term, 0) for term in self.terms], np.int32)
        made = {}
        for key, batch in self._batches.items():
            spans = in_bytes(batch.spans, batch.span_offsets, batch.passages, batch.passage_offsets)
            made[key] = to_steps(spans, batch.span_offsets)
            made[key][:, 2] = places[self._places[key][batch.spans[:, 2]]]
        kind = smallest_type(made.values())
        made = {key: steps.astype(kind) for key, steps in made.items()}
        for batch, row in self._located:
            yield made[id(batch)][batch.span_offsets[row] : batch.span_offsets[row + 1]]


def _numbered(batches: dict[int, Batch]) -> tuple[list[bytes], dict[int, Array]]:
    """All terms in order, and for each batch the place of each of its terms among them."""
    lists = {key: batch.term_list() for key, batch in batches.items()}
    terms = sorted(set().union(*lists.values()))
    place = dict(zip(terms, range(len(terms)), strict=True))
    return terms, {key: _places(place, names) for key, names in lists.items()}


def _places(place: dict[bytes, int], names: Iterable[bytes]) -> Array:
    return np.fromiter(map(place.__getitem__, names), np.int64)


class _Packed:
    """Packs stream, term, document and count into one integer whose order is theirs."""

    def __init__(self, terms: int, documents: int, most: int) -> None:
        self._count_bits = most.bit_length()
        self._document_bits = documents.bit_length()
        self._term_bits = terms.bit_length()
        bits = self._count_bits + self._document_bits + self._term_bits + len(COUNTED).bit_length()
        if bits > 63:
            raise ValueError(f"{documents} documents with {terms} terms are too much for one index")

    def packed(self, streams: Array, terms: Array, documents: Array, counts: Array) -> Array:
        keys = streams << self._term_bits
        keys |= terms
        keys <<= self._document_bits
        keys |= documents
        keys <<= self._count_bits
        keys |= counts
        return keys

    def borders(self, keys: Array) -> list[int]:
        """Where each stream begins, and where the last one ends."""
        shift = self._term_bits + self._document_bits + self._count_bits
        return [int(at) for at in np.searchsorted(keys, np.arange(len(COUNTED) + 1) << shift)]

    def unpacked(self, keys: Array) -> tuple[Array, Array, Array]:
        counts = (keys & ((1 << self._count_bits) - 1)).astype(np.int32)
        rest = keys >> self._count_bits
        documents = (rest & ((1 << self._document_bits) - 1)).astype(np.int32)
        return (rest >> self._document_bits) & ((1 << self._term_bits) - 1), documents, counts
