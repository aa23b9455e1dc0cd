"""Names of procedures against a query: how well one equals it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from indexer.phrases import PhraseTable
from indexer.tables import Array, Floats, find_all, padded

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
        self._needed = np.ceil(LEAST_SHARE * table.arrays.sizes).astype(np.int64)

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
        line = f" {' '.join(folded)} "
        near = np.flatnonzero(common >= self._needed)
        found = zip(
            near.tolist(),
            common[near].tolist(),
            arrays.sizes[near].tolist(),
            arrays.documents[near].tolist(),
            strict=True,
        )
        for number, held, size, document in found:
            value = self._value(number, held / size, held / len(asked), line)
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
