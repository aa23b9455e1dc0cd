"""Records of a generation: JSON, one a line, found by number without reading the rest."""

from __future__ import annotations

import mmap
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from indexer.tables import read_array


def write_records(path: Path, records: Iterable[bytes]) -> None:
    """Writes `<path>.jsonl` and `<path>.offsets.npy`; a record must hold no line break."""
    offsets = [0]
    with path.with_suffix(".jsonl").open("wb") as file:
        for record in records:
            offsets.append(offsets[-1] + file.write(record + b"\n"))
    np.save(path.with_suffix(".offsets.npy"), np.array(offsets, np.int64), allow_pickle=False)


class Records:
    """The records of one file, mapped."""

    def __init__(self, path: Path) -> None:
        self._offsets = read_array(path.with_suffix(".offsets.npy"))
        with path.with_suffix(".jsonl").open("rb") as file:
            empty = len(self) == 0
            self._data = b"" if empty else mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def __getitem__(self, number: int) -> bytes:
        """The JSON of record `number`, without the line break."""
        if not 0 <= number < len(self):
            raise IndexError(number)
        return bytes(self._data[int(self._offsets[number]) : int(self._offsets[number + 1]) - 1])
