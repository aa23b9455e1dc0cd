"""Batch: what the index holds of some procedures, as arrays. One form for worker processes, the cache and the
build, which joins batches without looking at single tokens again (postings.py).

A batch explains itself: its terms are numbered by its own list. As bytes it is a header in JSON and the arrays
one after the other, nothing that runs when it is read.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from itertools import accumulate, chain, pairwise
from typing import Any

import numpy as np
import orjson

from indexer.analysis import SHORT_STREAMS, STREAMS, Analysis, Phrase
from indexer.tables import Array

FORMS = tuple(f"{part}_forms" for part in SHORT_STREAMS)
"""Streams for the vocabulary alone: `folded accented` of every syllable of a part."""
COUNTED = (*STREAMS, *FORMS)
"""Streams whose terms a batch counts, in the order of its cells."""

_MAGIC = b"thutuc batch 1\n"


class BatchError(Exception):
    """Bytes that are no batch."""


@dataclass(frozen=True, slots=True)
class Row:
    """Facts of one procedure in a batch; everything long stands in the arrays."""

    digest: str
    """SHA-256 of the file it was read from"""
    context: str
    """Digest of what else its analysis was made from"""
    sketch: str
    """JSON of the procedure without its long parts (sketching.py)"""
    card: str
    """JSON of its card, as it is without other procedures"""
    group: str
    title_size: int
    phrases: tuple[tuple[str, str], ...]
    everyday: tuple[str, ...] = ()
    """Its aliases, those of aliases.yaml among them, folded, in the order of analysis.everyday_names"""
    remarked: bool = False
    """Whether its file has complaints of its own, warnings: it is read again for them in every build"""

    @property
    def names(self) -> Iterator[Phrase]:
        """Its folded names."""
        return (Phrase(words, kind) for words, kind in self.phrases)


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows and their arrays; texts are blobs of UTF-8 with the offsets of each part, one more than parts."""

    rows: tuple[Row, ...]
    terms: Array
    """uint8: texts of the terms, in no order"""
    term_offsets: Array
    cell_offsets: Array
    """int64, rows x COUNTED + 1: where the distinct terms of a stream of a row stand"""
    cell_terms: Array
    """int32: number of each term"""
    cell_counts: Array
    """int32: how often it occurs"""
    span_offsets: Array
    spans: Array
    """int32, syllables of the passages x (start, end, number of the folded term)"""
    passages: Array
    passage_offsets: Array
    records: Array
    """uint8: JSON of the whole procedures"""
    record_offsets: Array

    def term_list(self) -> list[bytes]:
        """The terms by number."""
        return _parts(self.terms, self.term_offsets)

    def passage(self, row: int) -> bytes:
        """Passage of a row, UTF-8."""
        return bytes(self.passages[self.passage_offsets[row] : self.passage_offsets[row + 1]])

    def record(self, row: int) -> bytes:
        """JSON of the whole procedure of a row."""
        return bytes(self.records[self.record_offsets[row] : self.record_offsets[row + 1]])

    def spans_of(self, row: int) -> Array:
        """Spans of a row."""
        return self.spans[self.span_offsets[row] : self.span_offsets[row + 1]]

    def to_bytes(self) -> bytes:
        """The batch as bytes, the same for equal batches."""
        arrays = {name: np.ascontiguousarray(getattr(self, name)) for name in _ARRAYS}
        header = orjson.dumps(
            {
                "rows": [asdict(row) for row in self.rows],
                "arrays": [[name, a.dtype.str, a.shape] for name, a in arrays.items()],
            }
        )
        # Padded, so that every array stands where its type may be read in place.
        padded = header + b" " * (-(len(_MAGIC) + 8 + len(header)) % 8)
        parts = (a.tobytes() + bytes(-a.nbytes % 8) for a in arrays.values())
        return b"".join((_MAGIC, len(padded).to_bytes(8, "little"), padded, *parts))

    @classmethod
    def from_bytes(cls, data: bytes | memoryview) -> Batch:
        """Reads what `to_bytes` wrote, without copying; raises BatchError."""
        try:
            return cls._read(memoryview(data))
        except (ValueError, KeyError, TypeError, IndexError) as error:
            raise BatchError(f"no batch: {error!r}") from error

    @classmethod
    def _read(cls, data: memoryview) -> Batch:
        if data[: len(_MAGIC)] != _MAGIC:
            raise ValueError("begins with other bytes")
        start = len(_MAGIC) + 8
        at = start + int.from_bytes(data[len(_MAGIC) : start], "little")
        header = orjson.loads(data[start:at])
        arrays: dict[str, Array] = {}
        for name, kind, shape in header["arrays"]:
            count = int(np.prod(shape))
            arrays[name] = np.frombuffer(data, np.dtype(kind), count, at).reshape(shape)
            at += -(-arrays[name].nbytes // 8) * 8
        return cls(tuple(_row(row) for row in header["rows"]), **arrays)


_ARRAYS = tuple(one.name for one in fields(Batch) if one.name != "rows")


def _row(plain: Mapping[str, Any]) -> Row:
    phrases = tuple((words, kind) for words, kind in plain["phrases"])
    return Row(**{**plain, "phrases": phrases, "everyday": tuple(plain["everyday"])})


def make_batch(analysed: Iterable[tuple[Row, Analysis, bytes]]) -> Batch:
    """A batch of analysed procedures; each comes with its row and the JSON of the whole procedure."""
    numbers: dict[str, int] = {}
    rows: list[Row] = []
    cells: list[Mapping[str, int]] = []
    spans: list[Array] = []
    passages: list[bytes] = []
    records: list[bytes] = []
    for row, analysis, record in analysed:
        rows.append(row)
        cells += _cells(analysis)
        spans.append(_spans(analysis, numbers))
        passages.append(analysis.passage.encode("utf-8"))
        records.append(record)
    cell_terms = np.fromiter((_number(term, numbers) for cell in cells for term in cell), np.int32)
    cell_counts = np.fromiter(chain.from_iterable(cell.values() for cell in cells), np.int32)
    return Batch(
        tuple(rows),
        *_blob([term.encode("utf-8") for term in numbers]),
        _offsets(map(len, cells)),
        cell_terms,
        cell_counts,
        _offsets(map(len, spans)),
        np.concatenate([np.zeros((0, 3), np.int32), *spans]),
        *_blob(passages),
        *_blob(records),
    )


def _cells(analysis: Analysis) -> list[Counter[str]]:
    streams = {**analysis.streams, **analysis.forms()}
    return [Counter(streams[name]) for name in COUNTED]


def _spans(analysis: Analysis, numbers: dict[str, int]) -> Array:
    rows = [(one.start, one.end, _number(one.folded, numbers)) for one in analysis.spans]
    return np.array(rows, np.int32).reshape(-1, 3)


def _number(term: str, numbers: dict[str, int]) -> int:
    return numbers.setdefault(term, len(numbers))


def _offsets(sizes: Iterable[int]) -> Array:
    return np.fromiter(accumulate(sizes, initial=0), np.int64)


def _blob(parts: Sequence[bytes]) -> tuple[Array, Array]:
    return np.frombuffer(b"".join(parts), np.uint8), _offsets(map(len, parts))


def _parts(blob: Array, offsets: Array) -> list[bytes]:
    whole, borders = blob.tobytes(), offsets.tolist()
    return [whole[start:end] for start, end in pairwise(borders)]


def content_name(data: bytes | memoryview) -> str:
    """Name that the bytes of a batch are kept under: half of their SHA-256."""
    return hashlib.sha256(data).hexdigest()[:32]
