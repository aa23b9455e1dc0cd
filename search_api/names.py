"""Names of procedures against a query: how well one equals it, and which it may become while typing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from indexer.phrases import PhraseTable
from indexer.tables import Array, Floats, find_all, padded, prefix_range

LEAST_SHARE = 0.75
"""A name of which fewer syllables were typed is not meant."""
SHORT = 3
"""A name of fewer syllables must stand in the query whole: "khai sinh" is part of many things."""
APART = 0.6
"""Factor of a name whose syllables stand in the query, but not as a run."""


class Names:
    """The names of one generation."""

    def __init__(self, table: PhraseTable, count: int, kinds: Sequence[float]) -> None:
        self._table = table
        self._count = count
        self._kinds = kinds

    def score(self, folded: Sequence[str]) -> Floats:
        """For each document how well its best name equals the query, 0 to 1; padded.

        With ca the share of the name that was typed, cq the share of the query that the name explains:
        ca^2 * (.35 + .65*cq) * (1 if it stands as a run, else APART) * (.6 + .4*min(1, syllables/3)).
        """
        arrays = self._table.arrays
        values = np.zeros(padded(self._count), np.float32)
        asked = list(dict.fromkeys(folded))
        if not asked or not len(arrays.sizes):
            return values
        common = self._common(asked)
        share = common / arrays.sizes
        line = f" {' '.join(folded)} "
        for number in np.flatnonzero(share >= LEAST_SHARE):
            value = self._value(int(number), float(share[number]), common[number] / len(asked), line)
            document = arrays.documents[number]
            values[document] = max(values[document], value)
        return values

    def _common(self, asked: Sequence[str]) -> Array:
        arrays = self._table.arrays
        found = [at for at in find_all(arrays.terms, asked) if at >= 0]
        if not found:
            return np.zeros(len(arrays.sizes), np.int64)
        holders = np.concatenate(
            [arrays.numbers[arrays.offsets[at] : arrays.offsets[at + 1]] for at in found]
        )
        return np.bincount(holders, minlength=len(arrays.sizes))

    def _value(self, number: int, share: float, explained: float, line: str) -> float:
        arrays = self._table.arrays
        size = int(arrays.sizes[number])
        run = f" {self._table.words(number)} " in line
        if size < SHORT and not run and share < 1.0:
            return 0.0
        value = (
            share**2 * (0.35 + 0.65 * explained) * (1.0 if run else APART) * (0.6 + 0.4 * min(1.0, size / 3))
        )
        return value * self._kinds[int(arrays.kinds[number])]

    def complete(self, whole: Sequence[str], starts: Sequence[str]) -> tuple[Array, Array]:
        """Names that hold all whole syllables and one that begins with one of `starts`.

        Returns (documents, numbers of names), one a name, in no order.
        """
        arrays = self._table.arrays
        ranges = [prefix_range(arrays.terms, start) for start in starts]
        numbers = np.unique(
            np.concatenate([arrays.numbers[arrays.offsets[a] : arrays.offsets[b]] for a, b in ranges])
        )
        for at in find_all(arrays.terms, list(dict.fromkeys(whole))):
            if at < 0:
                return np.zeros(0, np.int32), np.zeros(0, np.int32)
            holders = arrays.numbers[arrays.offsets[at] : arrays.offsets[at + 1]]
            numbers = np.intersect1d(numbers, holders, assume_unique=True)
        return arrays.documents[numbers], numbers

    def begins(self, number: int, lines: tuple[str, ...]) -> bool:
        """Whether a name begins with one of the readings of the folded text typed."""
        return self._table.words(number).startswith(lines)

    def kinds(self, numbers: Array) -> Array:
        """Kinds of names: positions in indexer.phrases.KINDS."""
        return np.asarray(self._table.arrays.kinds[numbers])
