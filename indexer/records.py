"""Records and texts of a generation, found by number without reading the rest; a record is JSON on one line."""

from __future__ import annotations

import errno
import os
import weakref
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import numpy as np

from indexer.tables import Array, read_array

WRITTEN_AT_ONCE = 1 << 20
"""Bytes. Each write lets other threads have Python, which is slow to come back: few writes are fast ones."""


def write_records(path: Path, records: Iterable[bytes]) -> None:
    """Writes `<path>.jsonl` and `<path>.offsets.npy`; a record must hold no line break."""
    offsets = [0]
    with path.with_suffix(".jsonl").open("wb", WRITTEN_AT_ONCE) as file:
        for record in records:
            offsets.append(offsets[-1] + file.write(record + b"\n"))
    np.save(path.with_suffix(".offsets.npy"), np.array(offsets, np.int64), allow_pickle=False)


def write_texts(path: Path, texts: Iterable[bytes]) -> None:
    """Writes `<path>.txt`, texts in UTF-8 one after the other, and `<path>.offsets.npy`."""
    offsets = [0]
    with path.with_suffix(".txt").open("wb", WRITTEN_AT_ONCE) as file:
        for text in texts:
            offsets.append(offsets[-1] + file.write(text))
    np.save(path.with_suffix(".offsets.npy"), np.array(offsets, np.int64), allow_pickle=False)


class Pieces:
    """A file that is read piece by piece.

    Not mapped: around each page that is looked at a system maps fifteen others, so that after some hundred
    hits all of a large file would count as memory of the process; and a file that is cut would end it.
    """

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        weakref.finalize(self, os.close, self._descriptor)
        self.size = os.fstat(self._descriptor).st_size

    def read(self, start: int, end: int) -> bytes:
        """The bytes from one place to another; safe to call from several threads. Raises OSError."""
        found = os.pread(self._descriptor, end - start, start)
        if len(found) != end - start:
            raise OSError(errno.EIO, "the file is shorter than it was")
        return found


class Rows:
    """An array of two dimensions on disk of which some rows are read at a time."""

    def __init__(self, path: Path) -> None:
        head: Array = np.load(path, mmap_mode="r", allow_pickle=False)
        self._kind, self._wide = head.dtype, head.shape[1]
        self._row = self._kind.itemsize * self._wide
        self._pieces = Pieces(path)
        self._start = self._pieces.size - head.nbytes

    def __getitem__(self, rows: slice) -> Array:
        """The rows of a slice with both borders."""
        raw = self._pieces.read(self._start + rows.start * self._row, self._start + rows.stop * self._row)
        return np.frombuffer(raw, self._kind).reshape(-1, self._wide)


class Records:
    """The records of one file."""

    def __init__(self, path: Path) -> None:
        self._offsets = read_array(path.with_suffix(".offsets.npy"))
        self._pieces = Pieces(path.with_suffix(".jsonl"))
        if self._pieces.size != self._offsets[-1]:
            raise ValueError(f"{path.with_suffix('.jsonl')}: has another size than its offsets say")

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def all(self) -> list[bytes]:
        """All records, in one go: for files that are small and wanted whole."""
        whole, borders = self._pieces.read(0, self._pieces.size), self._offsets.tolist()
        return [whole[start : end - 1] for start, end in pairwise(borders)]

    def __getitem__(self, number: int) -> bytes:
        """The JSON of record `number`, without the line break."""
        if not 0 <= number < len(self):
            raise IndexError(number)
        return self._pieces.read(int(self._offsets[number]), int(self._offsets[number + 1]) - 1)


class Texts:
    """The texts of one file, of which pieces are read."""

    def __init__(self, path: Path) -> None:
        self._offsets = read_array(path.with_suffix(".offsets.npy"))
        self._pieces = Pieces(path.with_suffix(".txt"))
        if self._pieces.size != self._offsets[-1]:
            raise ValueError(f"{path.with_suffix('.txt')}: has another size than its offsets say")

    def piece(self, number: int, start: int, end: int) -> bytes:
        """The bytes `[start, end)` of a text, as far as it goes."""
        first, last = self._offsets[number : number + 2].tolist()
        return self._pieces.read(first + start, min(first + end, last))
