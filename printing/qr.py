"""QR codes as the dark squares they are made of: for inline SVG and for paper."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

import segno

LONGEST = 500
"""Letters of an address: beyond, the squares are too small for a cheap telephone's camera."""
MARGIN = 4
"""Squares of white around it, as ISO/IEC 18004 asks for."""
_KEPT = 512


@dataclass(frozen=True, slots=True)
class Code:
    """The dark squares of a code, joined into runs."""

    size: int
    """Squares of a side, the margin included."""
    runs: tuple[tuple[int, int, int], ...]
    """(column, row, squares) of each run."""

    @property
    def path(self) -> str:
        """The runs as the `d` of an SVG path in a box of `size` by `size`."""
        return "".join(f"M{x} {y}h{length}v1h-{length}z" for x, y, length in self.runs)


@lru_cache(maxsize=_KEPT)
def make_code(address: str) -> Code | None:
    """The code of an address; None where it is too long to be photographed."""
    if not address or len(address) > LONGEST:
        return None
    rows = [list(row) for row in segno.make(address, error="m", micro=False).matrix]
    runs = tuple(
        (MARGIN + start, MARGIN + y, length) for y, row in enumerate(rows) for start, length in _dark(row)
    )
    return Code(len(rows) + 2 * MARGIN, runs)


def _dark(row: list[int]) -> list[tuple[int, int]]:
    """Start and length of each run of dark squares."""
    found, at = [], 0
    for dark, same in groupby(row):
        length = len(list(same))
        if dark:
            found.append((at, length))
        at += length
    return found
