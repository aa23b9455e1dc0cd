"""The Whoosh fields of an index and the one place that writes them.

Whoosh's own writer takes postings one by one into a pool and sorts them. Here they are sorted already
(postings.py), so the codec below writes Whoosh's own format a whole stream at a time: a twentieth of the time, an
index that any Whoosh reads. Whoosh 2.7.4 and whoosh3 have the classes it builds on alike.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import accumulate, pairwise, repeat
from pathlib import Path
from pickle import dumps
from struct import pack
from typing import Any

import numpy as np
from whoosh import index
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.codec.whoosh3 import (
    LENGTHS_COLUMN,
    WHOOSH3_HEADER_MAGIC,
    W3Codec,
    W3FieldWriter,
    W3PerDocWriter,
)
from whoosh.fields import ID, STORED, TEXT, Schema
from whoosh.util.numeric import byte_to_length, length_to_byte

from indexer.analysis import STREAMS
from indexer.postings import Postings
from indexer.tables import Array

BLOCK = 128
"""Postings of a block, Whoosh's own number."""
LONGEST = 106_374
"""Lengths from here on are one to Whoosh."""
_PICKLED = 2
"""Version of pickle in which Whoosh writes blocks."""
_TERM_INFO = np.dtype(
    [
        ("inlined", "u1"),
        ("weight", ">f4"),
        ("documents", ">u4"),
        ("least_length", "u1"),
        ("most_length", "u1"),
        ("most_weight", ">f4"),
        ("first", ">u4"),
        ("last", ">u4"),
        ("offset", ">i8"),
        ("size", ">i4"),
    ]
)
"""What Whoosh keeps of a term (W3TermInfo)."""


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


def add_to_index(
    folder: Path, gone: Iterable[int], documents: Iterable[tuple[str, str]], postings: Mapping[str, Postings]
) -> None:
    """Marks documents of an index as deleted, by their numbers, and adds others as one more segment.

    The numbers of those that stand there stay, and no segment is written to: they may be hard links.
    """
    writer = index.open_dir(str(folder), schema=make_schema()).writer(codec=_Codec(postings))
    for number in gone:
        writer.delete_document(number)
    for key, card in documents:
        writer.add_document(key=key, card=card)
    writer.commit(merge=False)


def segment_sizes(folder: Path) -> list[int]:
    """Documents of each segment of an index, deleted ones among them."""
    return [one.doc_count_all() for one in index.open_dir(str(folder), schema=make_schema())._segments()]


def stored_documents(whole: Any) -> Callable[[int], Mapping[str, str]]:
    """What an opened index stores of a document, by its number; safe to call from several threads.

    An ordinary reader would copy the postings of the whole index into memory, which nobody asks for here.
    """
    segments = whole._segments()
    readers = [_per_document(whole.storage, one) for one in segments]
    starts = list(accumulate((one.doc_count_all() for one in segments), initial=0))[:-1]

    def stored(number: int) -> Mapping[str, str]:
        which = bisect_right(starts, number) - 1
        found: Mapping[str, str] = readers[which].stored_fields(number - starts[which])
        return found

    return stored


def _per_document(storage: Any, segment: Any) -> Any:
    return segment.codec().per_document_reader(segment.open_compound_file(storage), segment)


def stored_lengths(lengths: Array) -> Array:
    """Lengths of documents as Whoosh gives them back: it keeps each in one byte."""
    return np.array([byte_to_length(byte) for byte in range(256)], np.int64)[_length_bytes(lengths)]


def _length_bytes(lengths: Array) -> Array:
    distinct, places = np.unique(np.minimum(lengths, LONGEST), return_inverse=True)
    known = [length_to_byte(length) for length in distinct.tolist()]
    return np.array(known, np.uint8)[places.reshape(lengths.shape)]


class _Codec(W3Codec):  # type: ignore[misc]
    """Whoosh's codec, which takes the streams from finished postings."""

    def __init__(self, postings: Mapping[str, Postings]) -> None:
        super().__init__(blocklimit=BLOCK)
        self._postings = postings

    def per_document_writer(self, storage: Any, segment: Any) -> W3PerDocWriter:
        return _PerDocWriter(self, storage, segment, self._postings)

    def field_writer(self, storage: Any, segment: Any) -> W3FieldWriter:
        return _FieldWriter(self, storage, segment, self._postings)

    def new_segment(self, storage: Any, indexname: str) -> Any:
        # The table of contents keeps the codec: readers must need nothing of ours.
        return W3Codec().new_segment(storage, indexname)


class _PerDocWriter(W3PerDocWriter):  # type: ignore[misc]
    """Adds the lengths of the streams, each a column of bytes."""

    def __init__(self, codec: Any, storage: Any, segment: Any, postings: Mapping[str, Postings]) -> None:
        super().__init__(codec, storage, segment)
        self._streams = [(stream, one.lengths) for stream, one in postings.items() if one.terms]

    def close(self) -> None:
        for stream, lengths in self._streams:
            name = f"_{stream}_len"
            self._create_column(name, LENGTHS_COLUMN)
            add = self._get_column(name).add
            for document, length in enumerate(_length_bytes(lengths).tolist()):
                add(document, length)
            self._fieldlengths[stream] = int(lengths.sum())
        super().close()


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
        start = self._postfile.tell()
        lists = [b"".join(blocks) for blocks in _posting_lists(postings)]
        self._postfile.write(b"".join(lists))
        infos = _term_infos(postings, start, np.fromiter(map(len, lists), np.int64)).tobytes()
        field_id = pack("!H", self._fieldid)
        _add_terms(self._tindex, [field_id + term for term in postings.terms], infos)
        self.finish_field()


def _add_terms(hashed: Any, keys: list[bytes], infos: bytes) -> None:
    """Adds keys, sorted, with their values of equal size to Whoosh's hash file, as its `add` would one by one."""
    size = _TERM_INFO.itemsize
    at = hashed.tell()
    parts: list[bytes] = []
    positions: list[int] = []
    for place, key in enumerate(keys):
        positions.append(at)
        parts += (pack("!ii", len(key), size), key, infos[place * size : (place + 1) * size])
        at += 8 + len(key) + size
        value = hashed.hashfn(key)
        hashed.buckets[value & 255].append((value, positions[-1]))
    hashed.dbfile.write(b"".join(parts))
    hashed.index.extend(positions)
    hashed.lastkey = keys[-1]


def _term_infos(postings: Postings, start: int, sizes: Array) -> Array:
    """What Whoosh keeps of each term, whose posting lists of so many bytes follow each other from `start`."""
    firsts, lengths = postings.offsets[:-1], _length_bytes(postings.lengths)[postings.documents]
    infos = np.zeros(len(firsts), _TERM_INFO)
    infos["weight"] = np.add.reduceat(postings.frequencies, firsts)
    infos["documents"] = np.diff(postings.offsets)
    infos["least_length"] = np.minimum.reduceat(lengths, firsts)
    infos["most_length"] = np.maximum.reduceat(lengths, firsts)
    infos["most_weight"] = np.maximum.reduceat(postings.frequencies, firsts)
    infos["first"] = postings.documents[firsts]
    infos["last"] = postings.documents[postings.offsets[1:] - 1]
    infos["offset"] = start + np.cumsum(sizes) - sizes
    infos["size"] = sizes
    return infos


def _posting_lists(postings: Postings) -> Iterator[list[bytes]]:
    """The posting list of each term: Whoosh's mark and its blocks, none compressed.

    To compress them would take as long as all else, for a file of which hardly a page is ever read.
    """
    blocks = _blocks(postings)
    for documents in np.diff(postings.offsets).tolist():
        parts = [WHOOSH3_HEADER_MAGIC]
        for left in range(documents, 0, -BLOCK):
            info, data = next(blocks)
            size = len(info) + len(data)
            # A size below zero marks the last block.
            parts += (pack("!i", size if left > BLOCK else -size), info, data)
        yield parts


def _blocks(postings: Postings) -> Iterator[tuple[bytes, bytes]]:
    """The blocks of all terms, one after the other: what Whoosh may skip a block by, and its postings."""
    borders = _borders(postings.offsets)
    starts = np.array(borders[:-1])
    lengths = _length_bytes(postings.lengths)[postings.documents]
    shortest, longest = (which.reduceat(lengths, starts).tolist() for which in (np.minimum, np.maximum))
    weights = postings.frequencies
    lightest, heaviest = (which.reduceat(weights, starts).tolist() for which in (np.minimum, np.maximum))
    steps = np.diff(postings.documents, prepend=0)
    steps[starts] = postings.documents[starts]
    lasts = postings.documents[np.array(borders[1:]) - 1].tolist()
    steps, weights = steps.tolist(), weights.tolist()
    values = postings.frequencies.astype(">u4").tobytes()
    infos = zip(lasts, heaviest, repeat(0), shortest, longest)
    for (start, end), info, light in zip(pairwise(borders), infos, lightest, strict=True):
        # Whoosh writes no weights where all are 1, one decimal where all are equal, else a row of numbers.
        # Whole ones take a fifth of the room, and half the time to write.
        heavy = info[1]
        brief = tuple(weights[start:end]) if light < heavy else None if heavy == 1 else float(heavy)
        data = (tuple(steps[start:end]), brief, values[4 * start : 4 * end])
        yield dumps((end - start, *info), _PICKLED), dumps(data, _PICKLED)


def _borders(offsets: Array) -> list[int]:
    """Where each block begins, and where the last one ends."""
    counts = -(-np.diff(offsets) // BLOCK)
    place = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return [*(np.repeat(offsets[:-1], counts) + BLOCK * place).tolist(), int(offsets[-1])]
