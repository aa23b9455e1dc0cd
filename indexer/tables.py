"""Score tables: the postings of one stream as NumPy arrays with their impacts computed.

Plain arrays and binary search; each array is a file of its own, so that workers map and share it. Impacts do
not hold the weight of the field: a new weight needs no rebuild.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Array = npt.NDArray[Any]

BLOCK = 64
"""Documents are padded to a multiple of this, so that blocks have equal size."""
DENSE_SHARE = 4
"""A term in more than one in four documents gets a dense row: adding a row then beats scattering."""


def padded(count: int) -> int:
    """Length of a score array for so many documents."""
    return max(BLOCK, -(-count // BLOCK) * BLOCK)


def encode(term: str) -> bytes:
    """A term as the tables hold it."""
    return term.encode("utf-8", "replace")


def inverse_frequency(found: int, total: int) -> float:
    """idf: weight of a term that stands in `found` of `total` documents, ln(1 + (N - n + 0.5)/(n + 0.5))."""
    return math.log(1 + (total - found + 0.5) / (found + 0.5))


@dataclass(frozen=True, slots=True)
class FieldTable:
    """One stream: sorted terms, for each the slice `offsets[i]:offsets[i+1]` of documents and impacts."""

    terms: Array
    """bytes, sorted"""
    offsets: Array
    """int64, terms + 1"""
    documents: Array
    """int32, postings"""
    impacts: Array
    """float32, postings"""
    frequencies: Array
    """int32, postings: kept so that a later build can recompute impacts"""
    dense_rows: Array
    """int32, terms: row in `dense`, or -1"""
    dense: Array
    """float32, rows x padded documents"""

    def save(self, folder: Path) -> None:
        """Writes each array to `<folder>/<name>.npy`."""
        folder.mkdir(parents=True)
        for one in fields(self):
            np.save(folder / f"{one.name}.npy", getattr(self, one.name), allow_pickle=False)

    @classmethod
    def load(cls, folder: Path) -> FieldTable:
        """Maps the arrays of a folder; term frequencies stay unmapped pages until somebody asks."""
        return cls(**{one.name: read_array(folder / f"{one.name}.npy") for one in fields(cls)})

    def find(self, terms: Sequence[str]) -> list[int]:
        """Position of each term, -1 where it does not occur."""
        return find_all(self.terms, terms)

    def documents_of(self, position: int) -> Array:
        """Documents that hold the term at a position."""
        return self.documents[self.offsets[position] : self.offsets[position + 1]]

    def document_frequency(self, position: int) -> int:
        """Number of documents that hold the term at a position; 0 for -1."""
        return int(self.offsets[position + 1] - self.offsets[position]) if position >= 0 else 0

    def add(self, total: Floats, position: int, weight: float) -> None:
        """Adds the impacts of the term at a position to the scores."""
        row = self.dense_rows[position]
        if row >= 0:
            total += np.float32(weight) * self.dense[row]
            return
        start, end = self.offsets[position], self.offsets[position + 1]
        total[self.documents[start:end]] += np.float32(weight) * self.impacts[start:end]


def read_array(path: Path) -> Array:
    """Maps an array: only the pages that somebody looks at are read."""
    mapped: Array = np.load(path, mmap_mode="r", allow_pickle=False)
    # As a plain array over the same pages: np.memmap takes three times as long to slice.
    return mapped.view(np.ndarray)


def with_dense(
    terms: Sequence[str] | Sequence[bytes], offsets: Array, postings: tuple[Array, Array, Array], count: int
) -> FieldTable:
    """A table with dense rows for its frequent terms; `postings` are documents, impacts, frequencies."""
    documents, impacts, frequencies = postings
    frequent = np.flatnonzero(np.diff(offsets) > count / DENSE_SHARE)
    rows = np.full(len(terms), -1, np.int32)
    rows[frequent] = np.arange(len(frequent), dtype=np.int32)
    dense = np.zeros((len(frequent), padded(count)), np.float32)
    for row, term in enumerate(frequent):
        part = slice(offsets[term], offsets[term + 1])
        dense[row, documents[part]] = impacts[part]
    return FieldTable(term_array(terms), offsets, documents, impacts, frequencies, rows, dense)


def term_array(terms: Sequence[str] | Sequence[bytes]) -> Array:
    """Terms, already sorted as bytes, as an array that binary search understands."""
    raw = [term if isinstance(term, bytes) else encode(term) for term in terms]
    return np.array(raw, dtype=np.bytes_) if raw else np.zeros(0, "S1")


def find_all(names: Array, terms: Sequence[str]) -> list[int]:
    """Position of each term in a sorted array of names, -1 where it does not occur."""
    if not len(names) or not terms:
        return [-1] * len(terms)
    wanted = [encode(term) for term in terms]
    cut = np.array(wanted, names.dtype)
    at = np.minimum(np.searchsorted(names, cut), len(names) - 1)
    places: list[int] = np.where(names[at] == cut, at, -1).tolist()
    width = names.dtype.itemsize
    if max(map(len, wanted)) > width:
        # The array's type cut a long term down to what may be stored as the beginning of it.
        return [-1 if len(one) > width else place for one, place in zip(wanted, places, strict=True)]
    return places


def prefix_range(names: Array, prefix: str) -> tuple[int, int]:
    """Positions `[first, last)` of the sorted names that begin with a prefix."""
    start = encode(prefix)
    if not len(names) or len(start) > names.dtype.itemsize:
        return 0, 0
    first = np.searchsorted(names, np.array(start, names.dtype))
    above = np.array(start.ljust(names.dtype.itemsize, b"\xff"), names.dtype)
    return int(first), int(np.searchsorted(names, above, side="right"))
