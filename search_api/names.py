"""Names of procedures against a query: how well one equals it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import numpy as np

from indexer.phrases import PhraseTable
from indexer.tables import Array, Floats, padded

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
        self._places = {term.decode("utf-8"): at for at, term in enumerate(table.arrays.terms.tolist())}
        self._needed = np.ceil(LEAST_SHARE * table.arrays.sizes).astype(np.int16)

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
        near, common = self._near(asked)
        line = f" {' '.join(folded)} "
        found = zip(
            near.tolist(),
            common.tolist(),
            arrays.sizes[near].tolist(),
            arrays.documents[near].tolist(),
            strict=True,
        )
        for number, held, size, document in found:
            value = self._value(number, held / size, held / len(asked), line)
            values[document] = max(values[document], value)
        return values

    def _near(self, asked: Sequence[str]) -> tuple[Array, Array]:
        """Names of which enough was typed, and how many of their syllables were."""
        lists = [self._holders(at, len(asked)) for one in asked if (at := self._places.get(one)) is not None]
        holders = np.concatenate(lists) if lists else np.zeros(0, np.int32)
        holders.sort()
        # Equal numbers stand together: each run is a name.
        last = np.append(holders[1:] != holders[:-1], True).nonzero()[0] if len(holders) else holders
        near, common = holders.take(last), last.copy()
        common[1:] -= last[:-1]
        common[:1] += 1
        typed = (common >= self._needed.take(near)).nonzero()[0]
        return near.take(typed), common.take(typed)

    def _holders(self, at: int, most: int) -> Array:
        """Names that hold a syllable, but for those of which `most` syllables are not enough."""
        arrays = self._table.arrays
        first, last = arrays.offsets[at : at + 2].tolist()
        holders = arrays.numbers[first:last]
        # Short names come first.
        return np.asarray(holders[: bisect_right(holders, most, key=self._needed.item)])

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
