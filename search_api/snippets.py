"""Cut and mark on the stored text by offsets: a snippet without its marks is a piece of that text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np

from indexer import text
from indexer.tables import Array
from search_api.results import Marks, Snippet

WINDOW = 30
"""Syllables of a snippet: two lines on a phone."""
CLOSING = tuple(sign.encode("utf-8") for sign in (".", ";", ")", "”", '"', "?", "!"))
"""Signs that belong to the syllable before them."""
MOST_MATCHES = 24
"""Matches looked at: a common syllable may match hundreds of times, the first ones tell enough."""
LEAD = 4
"""Syllables before the first match when no sentence begins nearby."""
LEAST = 10
"""Syllables from which a cut may end with its line: what follows is another step or paper."""
FURTHER = 8
"""Syllables by which a cut may go beyond its window to finish a sentence."""
_BACK = WINDOW // 3
"""Syllables by which a cut may begin earlier to have the beginning of its sentence."""
_BREAKS = (b"\n", b". ", b"; ")
"""The end of a line, and those of a sentence."""
_LONGEST_SIGN = 4
"""Bytes of one sign."""


class Passage(NamedTuple):
    """A text as it is stored."""

    steps: Array
    """syllables x (bytes since the syllable before, bytes, number of the syllable)"""
    piece: Callable[[int, int], bytes]
    """Gives the bytes `[start, end)`, as far as the text goes"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The syllables of a vocabulary that are searched for, the weightiest first."""

    held: Array
    """bool: which syllables of the vocabulary"""
    ranks: Array
    """for each of them its place from 1"""
    weights: Sequence[float]
    """of each place; of place 0 none"""

    @classmethod
    def of(cls, weights: Mapping[int, float], size: int) -> Wanted:
        """`weights` of the numbers of some syllables of a vocabulary of a size."""
        ranks = np.zeros(size, np.uint16)
        order = sorted(weights, key=lambda number: (-weights[number], number))
        for rank, number in enumerate(order, start=1):
            ranks[number] = rank
        return cls(ranks > 0, ranks, [0.0, *(weights[number] for number in order)])


def mark(stored: str, wanted: Callable[[str], bool]) -> Marks:
    """Pieces of a short text whose folded syllables are wanted; neighbours that blanks part merge."""
    tokens = [token for token in text.tokenize(stored) if wanted(token.folded)]
    return merge(stored, [(token.start, token.end) for token in tokens])


def merge(stored: str, pieces: list[tuple[int, int]]) -> Marks:
    """Joins pieces between which only blanks lie."""
    merged: list[tuple[int, int]] = []
    for start, end in pieces:
        if merged and not stored[merged[-1][1] : start].strip():
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return tuple(merged)


def matcher(syllables: Collection[str], prefixes: Collection[str] = ()) -> Callable[[str], bool]:
    """Whether a folded syllable is one of some, or begins with one of the prefixes."""
    exact, begins = frozenset(syllables), tuple(prefixes)
    return lambda folded: folded in exact or bool(begins and folded.startswith(begins))


def snippet(passage: Passage, wanted: Wanted) -> Snippet:
    """The window of about WINDOW syllables with the largest sum of weights of distinct matches.

    Ties go to the earlier window; without a match the text's beginning is cut.
    """
    steps, piece = passage
    if not len(steps):
        return Snippet("")
    numbers = steps[:, 2]
    matched = wanted.held.take(numbers).nonzero()[0]
    best = 0
    if len(matched) and len(steps) > WINDOW:
        best = _best_start(matched, wanted.ranks.take(numbers.take(matched)), wanted.weights)
    # Only the rows near the cut are looked at, as plain numbers.
    low = max(0, best - _BACK)
    near = _near(steps, piece, low, best + WINDOW + FURTHER + 2)
    first = near.sentence_start(best - low, LEAD if best > _BACK else _BACK)
    at = int(matched.searchsorted(low + first))
    places = [place - low for place in matched[at : at + WINDOW + FURTHER + 1].tolist()]
    last = near.last(first, places[0] if places else 0)
    return near.cut(first, last, [place for place in places if place <= last])


def _best_start(matched: Array, words: Array, weights: Sequence[float]) -> int:
    """Syllable at which the best window begins; only windows that begin with a match can be best. `words` are the
    ranks of the matches."""
    if len(weights) == 2:
        return int(matched[0])
    if len(matched) > MOST_MATCHES:
        # The rarest words tell windows apart; the frequent ones stand in nearly all.
        rare = (words <= _rare(np.bincount(words).tolist(), weights)).nonzero()[0][:MOST_MATCHES]
        matched, words = matched.take(rare), words.take(rare)
    return _best(matched.tolist(), words.tolist(), weights)


def _rare(counts: Sequence[int], weights: Sequence[float]) -> int:
    """The last of the weightiest words that have MOST_MATCHES matches together, with those of the same weight."""
    rank = held = 0
    while held < MOST_MATCHES:
        rank += 1
        held += counts[rank]
    while rank + 1 < len(weights) and weights[rank + 1] == weights[rank]:
        rank += 1
    return rank


def _best(places: Sequence[int], words: Sequence[int], weights: Sequence[float]) -> int:
    """The match at which the best window begins; `words` are the ranks of the matches."""
    most = sum([weights[word] for word in set(words)]) - 1e-7
    best, best_sum, total, end = places[0], 0.0, 0.0, 0
    inside = [0] * len(weights)
    for begin, at in enumerate(places):
        while end < len(places) and places[end] < at + WINDOW:
            word = words[end]
            if not inside[word]:
                total += weights[word]
            inside[word] += 1
            end += 1
        if total > best_sum + 1e-6:
            best, best_sum = at, total
            if total > most:
                break
        word = words[begin]
        inside[word] -= 1
        if not inside[word]:
            total -= weights[word]
    return best


class _Near(NamedTuple):
    """The syllables near a cut and their piece of the text; all places are bytes of that piece."""

    piece: bytes
    starts: list[int]
    ends: list[int]

    def sentence_start(self, first: int, lead: int) -> int:
        """Moves the start back to the beginning of its line or sentence where that is near, else by `lead`."""
        found = [self.break_before(sign, first, max(0, first - _BACK)) for sign in _BREAKS]
        return max(found) or max(0, first - lead)

    def break_before(self, sign: bytes, first: int, least: int) -> int:
        """The last syllable from `first` down, behind `least`, before which a sign stands; 0: none."""
        begin, end = self.ends[least], self.starts[first]
        while (place := self.piece.rfind(sign, begin, end)) >= 0:
            at = bisect_right(self.ends, place)
            if place < self.starts[at]:
                return at
            # A sign within a syllable parts nothing.
            end = self.starts[at]
        return 0

    def last(self, first: int, match: int) -> int:
        """Syllable with which the cut ends: the line's last one once a match is in, else that of the window, or
        of the sentence where that is near."""
        window = min(first + WINDOW, len(self.ends)) - 1
        end = min(window + FURTHER, len(self.ends) - 1)
        line = self.break_behind(_BREAKS[0], min(max(first + LEAST - 1, match), window), end)
        sentences = (self.break_behind(sign, window, end) for sign in _BREAKS[1:])
        return min((at for at in (line, *sentences) if at >= 0), default=window)

    def break_behind(self, sign: bytes, at: int, end: int) -> int:
        """The first syllable from `at` on, before `end`, behind which a sign stands; -1: none."""
        begin = self.ends[at]
        while (place := self.piece.find(sign, begin, self.starts[end])) >= 0:
            behind = bisect_right(self.ends, place)
            if place < self.starts[behind]:
                return behind - 1
            begin = self.ends[behind]
        return -1

    def cut(self, first: int, last: int, marked: list[int]) -> Snippet:
        """The syllables from one to another with a closing sign behind them, some of them marked."""
        start, end = self.starts[first], self.ends[last]
        for sign in CLOSING:
            if self.piece.startswith(sign, end):
                end += len(sign)
                break
        borders = [start]
        for at in marked:
            borders += (self.starts[at], self.ends[at])
        parts = [self.piece[one:other].decode("utf-8") for one, other in pairwise((*borders, end))]
        places = list(accumulate(map(len, parts)))
        cut = "".join(parts)
        return Snippet(cut, merge(cut, list(zip(places[::2], places[1::2], strict=False))))


def _near(steps: Array, piece: Callable[[int, int], bytes], low: int, high: int) -> _Near:
    """The syllables `[low, high)` of a passage."""
    before = int(steps[:low, :2].sum()) if low else 0
    places: list[int] = steps[low:high, :2].ravel().cumsum(dtype=np.int64).tolist()
    return _Near(piece(before, before + places[-1] + _LONGEST_SIGN), places[::2], places[1::2])
