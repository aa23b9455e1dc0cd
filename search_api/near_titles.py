"""Names that look like a query letter by letter: what is left where its words stand nowhere.

Names and query are runs of letters without blanks, cut into overlapping threes: a slip spoils three of them, a
missing or superfluous blank none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from indexer.phrases import KINDS, PhraseTable
from indexer.tables import Array, Floats
from indexer.text import Token, neighbours
from search_api.understanding import Knowledge, Reading

_LETTERS = b"abcdefghijklmnopqrstuvwxyz0123456789"
_BASE = len(_LETTERS) + 1
"""Codes of a sign: 0 is none of ours and parts two runs."""
_CODES = np.zeros(256, np.int64)
_CODES[np.frombuffer(_LETTERS, np.uint8)] = np.arange(1, _BASE)
MOST_THREES = 96
"""Threes of a query that are looked up, the rarest of them: longer texts are told apart by far less."""
MOST_STEPS = 400_000
"""Names that are touched at most for one query: about a millisecond."""


@dataclass(frozen=True, slots=True)
class _Postings:
    """For each three of letters the names that hold it, once each."""

    documents: Array
    """int32, names: document each belongs to, in order"""
    offsets: Array
    """int64, threes + 1"""
    names: Array
    """int32, names of each three"""
    rarity: Floats
    """idf of each three"""
    sizes: Floats
    """sum of the idf of each name"""


class NearTitles:
    """Letters of the titles, short names and aliases of one generation; cut when first asked."""

    def __init__(self, table: PhraseTable, count: int) -> None:
        self._table = table
        self._count = count

    def score(self, folded: Sequence[str]) -> Floats:
        """For each document how much the best of its names looks like some folded syllables, 0 to 1.

        2 * idf of the threes in common / (idf of those of the query + idf of those of the name).
        """
        near = np.zeros(self._count, np.float32)
        held = self._postings
        asked = self._asked("".join(folded))
        if not len(asked) or not len(held.documents):
            return near
        common = np.zeros(len(held.documents), np.float32)
        for three in asked.tolist():
            common[held.names[held.offsets[three] : held.offsets[three + 1]]] += held.rarity[three]
        alike = 2 * common / (held.sizes + held.rarity[asked].sum())
        first = np.flatnonzero(np.diff(held.documents, prepend=-1))
        near[held.documents[first]] = np.maximum.reduceat(alike, first)
        return near

    def _asked(self, letters: str) -> Array:
        """Distinct threes of a query, the rarest first, as many as may be looked up."""
        threes, _ = _threes(letters.encode("utf-8"))
        threes = np.array(sorted(set(threes.tolist())), np.int64)
        held = np.diff(self._postings.offsets)[threes]
        order = np.argsort(held, kind="stable")[:MOST_THREES]
        return np.asarray(threes[order][np.cumsum(held[order]) <= MOST_STEPS])

    @cached_property
    def _postings(self) -> _Postings:
        arrays = self._table.arrays
        # A situation is a whole sentence: its letters are those of everybody's sentences.
        chosen = np.flatnonzero(arrays.kinds != KINDS.index("situation"))
        texts = self._table.all_words()
        words = [texts[number].replace(" ", "").encode("utf-8") for number in chosen.tolist()]
        threes, at = _threes(b" ".join(words))
        owners = np.repeat(np.arange(len(words)), [len(one) + 1 for one in words])[at]
        # Owners are in order already, and numbers of 16 bits are sorted in no time: np.unique over pairs of both
        # would take ten times as long.
        order = np.argsort(threes.astype(np.uint16), kind="stable")
        threes, names = threes[order], owners[order]
        first = np.flatnonzero((np.diff(threes, prepend=-1) != 0) | (np.diff(names, prepend=-1) != 0))
        threes, names = threes[first], names[first]
        offsets = np.searchsorted(threes, np.arange(_BASE**3 + 1))
        rarity = np.log1p(len(words) / np.maximum(np.diff(offsets), 1)).astype(np.float32)
        return _Postings(
            documents=arrays.documents[chosen],
            offsets=offsets,
            names=names.astype(np.int32),
            rarity=rarity,
            sizes=np.bincount(names, rarity[threes], len(words)).astype(np.float32),
        )


def slips(reading: Reading, knowledge: Knowledge) -> bool:
    """Whether something was mended or a syllable is none of the corpus; an unfinished one is no slip."""
    whole = reading.tokens[:-1] if reading.completions else reading.tokens
    return bool(reading.repaired) or not all(knowledge.known(token.folded) for token in whole)


def odd(reading: Reading, knowledge: Knowledge) -> bool:
    """Whether two syllables stand side by side that do so in no name: pieces of a torn one, or two slips."""
    pairs = ((left.folded, right.folded) for left, right in neighbours(reading.tokens))
    return any(f"{left}_{right}" not in knowledge.pairs for left, right in pairs)


def naming(tokens: Sequence[Token], reading: Reading) -> list[str]:
    """Folded syllables without those of an agency that was named, which narrow; all where no other is left."""
    every = [token.folded for token in tokens]
    return [one for one in every if one not in reading.agency_words] or every


def _threes(signs: bytes) -> tuple[Array, Array]:
    """Numbers of all threes of letters in a row, and where each begins."""
    codes = _CODES[np.frombuffer(signs, np.uint8)]
    if len(codes) < 3:
        return codes[:0], codes[:0]
    first, second, third = codes[:-2], codes[1:-1], codes[2:]
    at = np.flatnonzero((first > 0) & (second > 0) & (third > 0))
    return (first[at] * _BASE + second[at]) * _BASE + third[at], at
