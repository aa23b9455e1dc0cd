"""The Whoosh fields of an index and the one place that writes them.

Whoosh's own writer takes postings one by one into a pool and sorts them, forty microseconds for each. Here they are
sorted already (postings.py), so the codec below hands whole blocks to Whoosh's own block writer: a tenth of
the time, the same files. Whoosh 2.7.4 and whoosh3 have these classes alike.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from whoosh import index
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3PerDocWriter, W3PostingsWriter
from whoosh.fields import ID, STORED, TEXT, Schema
from whoosh.util.numeric import byte_to_length, length_to_byte

from indexer.analysis import STREAMS
from indexer.postings import Postings
from indexer.tables import Array

BLOCK = 128
"""Postings of a block, Whoosh's own number."""
LONGEST = 106_374
"""Lengths from here on are one to Whoosh."""


def make_schema() -> Schema:
    """A fresh schema: the key, what a hit shows, and the streams as given token lists."""
    streams = {name: TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=False) for name in STREAMS}
    return Schema(key=ID(stored=True, unique=True), card=STORED(), **streams)


def write_index(folder: Path, documents: Iterable[tuple[str, str]], postings: Mapping[str, Postings]) -> None:
    """Writes the documents, each as its key and the JSON of its card, and the postings of every stream as one
    optimised segment into an empty folder.

    Document numbers follow the order given.
    """
    folder.mkdir()
    writer = index.create_in(str(folder), make_schema()).writer(codec=_Codec(postings))
    for key, card in documents:
        writer.add_document(key=key, card=card)
    writer.commit(optimize=True)


def stored_lengths(lengths: Array) -> Array:
    """Lengths of documents as Whoosh gives them back: it keeps each in one byte."""
    known = np.minimum(lengths, LONGEST)
    distinct, places = np.unique(known, return_inverse=True)
    rounded = [byte_to_length(length_to_byte(length)) for length in distinct.tolist()]
    return np.array(rounded, np.int64)[places.reshape(known.shape)]


class _Codec(W3Codec):  # type: ignore[misc]
    """Whoosh's codec, which takes the streams from finished postings."""

    def __init__(self, postings: Mapping[str, Postings]) -> None:
        # Not compressed: that would take as long as all else, for a file that few pages of are ever read.
        super().__init__(blocklimit=BLOCK, compression=0)
        self._postings = postings

    def per_document_writer(self, storage: Any, segment: Any) -> W3PerDocWriter:
        return _PerDocWriter(self, storage, segment, self._postings)

    def field_writer(self, storage: Any, segment: Any) -> W3FieldWriter:
        return _FieldWriter(self, storage, segment, self._postings)

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> W3PostingsWriter:
        return _PostingsWriter(dbfile, BLOCK, byteids, self._compression, self._inlinelimit)

    def new_segment(self, storage: Any, indexname: str) -> Any:
        # The table of contents keeps the codec: readers must need nothing of ours.
        return W3Codec().new_segment(storage, indexname)


class _PerDocWriter(W3PerDocWriter):  # type: ignore[misc]
    """Adds the lengths of the streams to every document."""

    def __init__(self, codec: Any, storage: Any, segment: Any, postings: Mapping[str, Postings]) -> None:
        super().__init__(codec, storage, segment)
        self._lengths = [(stream, one.lengths.tolist()) for stream, one in postings.items()]

    def finish_doc(self) -> None:
        if self._indoc:
            for stream, lengths in self._lengths:
                if lengths[self._docnum]:
                    self.add_field(stream, None, None, lengths[self._docnum])
        super().finish_doc()


class _FieldWriter(W3FieldWriter):  # type: ignore[misc]
    """Writes the streams beside the fields that Whoosh itself collected, in the order of their names."""

    def __init__(self, codec: Any, storage: Any, segment: Any, postings: Mapping[str, Postings]) -> None:
        super().__init__(codec, storage, segment)
        self._streams = sorted((stream, one) for stream, one in postings.items() if one.terms)

    def add_postings(self, schema: Schema, lengths: Any, items: Iterable[Any]) -> None:
        before = [one for one in self._streams if one[0] < "key"]
        for stream, postings in before:
            self._add_stream(stream, schema[stream], postings)
        super().add_postings(schema, lengths, items)
        for stream, postings in self._streams[len(before) :]:
            self._add_stream(stream, schema[stream], postings)

    def _add_stream(self, stream: str, field: Any, postings: Postings) -> None:
        self.start_field(stream, field)
        blocks = _blocks(postings)
        counts = -(-np.diff(postings.offsets) // BLOCK)
        for term, count in zip(postings.terms, counts.tolist(), strict=True):
            self.start_term(term)
            self._postwriter.take([next(blocks) for _ in range(count)])
            self.finish_term()
        self.finish_field()


_Block = tuple[Sequence[int], Sequence[float], int, int, float]
"""Documents, frequencies, least and greatest length, greatest frequency."""


def _blocks(postings: Postings) -> Iterator[_Block]:
    """The blocks of all terms, one after the other."""
    offsets = postings.offsets
    counts = -(-np.diff(offsets) // BLOCK)
    place = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    starts = np.repeat(offsets[:-1], counts) + BLOCK * place
    ends = np.minimum(starts + BLOCK, np.repeat(offsets[1:], counts))
    lengths = stored_lengths(postings.lengths)[postings.documents]
    documents = array("I", postings.documents.astype(np.uint32).tobytes())
    weights = array("f", postings.frequencies.astype(np.float32).tobytes())
    bounds = (
        np.minimum.reduceat(lengths, starts).tolist(),
        np.maximum.reduceat(lengths, starts).tolist(),
        np.maximum.reduceat(postings.frequencies, starts).astype(np.float64).tolist(),
    )
    for start, end, *least_and_most in zip(starts.tolist(), ends.tolist(), *bounds, strict=True):
        yield documents[start:end], weights[start:end], *least_and_most


class _PostingsWriter(W3PostingsWriter):  # type: ignore[misc]
    """Takes a term's postings as blocks instead of one by one."""

    def take(self, blocks: Sequence[_Block]) -> None:
        """The blocks of the term that was started; the last one is written when the term is finished."""
        for block in blocks:
            if len(self):
                self._write_block()
            self._ids, self._weights, self._minlength, self._maxlength, self._maxweight = block

    def _mini_ids(self) -> tuple[int, ...]:
        ids = self._ids
        return (ids[0], *map(int.__sub__, ids[1:], ids[:-1]))

    def _mini_weights(self) -> tuple[float, ...] | float | None:
        weights = self._weights
        if weights.count(weights[0]) < len(weights):
            return tuple(weights)
        return None if weights[0] == 1.0 else weights[0]
