"""Distinct queries from the titles of a corpus: spans of words as typed, without marks, or mistyped. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import numpy as np

LONGEST_SPAN = 6
"""Words; people type two to six."""
BARE = 0.3
"""Share typed without marks; as many are mistyped as are left from `KEPT`."""
KEPT = 0.5
"""Share typed with all marks."""
PATIENCE = 50
"""Draws for each query wanted before titles count as too few."""
_LETTERS = "aeiounhtcgmlrsd"


def distinct_queries(titles: Sequence[str], count: int, seed: int) -> list[str]:
    """So many queries, none equal to another, case and blanks apart; the same seed gives the same ones.

    Raises ValueError where the titles do not hold as many.
    """
    pick = np.random.default_rng(seed)
    words = [title.split() for title in titles]
    found: dict[str, str] = {}
    for _ in range(count * PATIENCE):
        typed = _typed(words[pick.integers(len(words))], pick)
        found.setdefault(typed.lower(), typed)
        if len(found) == count:
            return list(found.values())
    raise ValueError(f"{len(titles)} titles gave {len(found)} of {count} distinct queries")


def _typed(words: list[str], pick: np.random.Generator) -> str:
    start = int(pick.integers(len(words)))
    span = unicodedata.normalize(
        "NFC", " ".join(words[start : start + int(pick.integers(1, LONGEST_SPAN + 1))])
    )
    way = pick.random()
    if way < KEPT:
        return span
    return without_marks(span) if way < KEPT + BARE else _mistyped(span, pick)


def without_marks(text: str) -> str:
    """A text as typed without an input method."""
    split = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in split if not unicodedata.combining(c))


def _mistyped(text: str, pick: np.random.Generator) -> str:
    """One slip: a letter left out, doubled, changed with its neighbour or replaced; half of them without marks."""
    text = without_marks(text) if pick.random() < 0.5 else text
    at = int(pick.integers(len(text)))
    head, letter, tail = text[:at], text[at], text[at + 1 :]
    slips = (
        head + tail,
        head + letter + letter + tail,
        head + tail[:1] + letter + tail[1:],
        head + _LETTERS[int(pick.integers(len(_LETTERS)))] + tail,
    )
    return " ".join(slips[int(pick.integers(len(slips)))].split()) or text
