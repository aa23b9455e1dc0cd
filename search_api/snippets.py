"""Cut and mark on the stored text by offsets: a snippet without its marks is a piece of that text."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

import numpy as np

from indexer import text
from indexer.tables import Array, Floats
from search_api.results import Marks, Snippet

WINDOW = 30
"""Syllables of a snippet: two lines on a phone."""
CLOSING = (".", ";", ")", "”", '"', "?", "!")
"""Signs that belong to the syllable before them."""
MOST_MATCHES = 24
"""Matches looked at: a common syllable may match hundreds of times, the first ones tell enough."""
LEAD = 4
"""Syllables before the first match when no sentence begins nearby."""
LEAST = 10
"""Syllables from which a cut may end with its line: what follows is another step or paper."""
FURTHER = 8
"""Syllables by which a cut may go beyond its window to finish a sentence."""


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


def snippet(stored: str, spans: Array, weights: Floats) -> Snippet:
    """The window of about WINDOW syllables with the largest sum of weights of distinct matches.

    `spans` has a row (start, end, number of the syllable) for each syllable of the text; `weights` has the weight
    of each syllable of the vocabulary, 0 for those not searched for. Ties go to the earlier window; without a
    match the text's beginning is cut.
    """
    if not len(spans):
        return Snippet("")
    weighed = weights[spans[:, 2]]
    matched = np.flatnonzero(weighed)
    short = len(spans) <= WINDOW
    first = _best_start(spans[:, 2], weighed, matched) if len(matched) and not short else 0
    # Only the rows near the cut are looked at, as plain numbers.
    low = max(0, first - WINDOW)
    near = spans[low : first + WINDOW + FURTHER + 2, :2].tolist()
    first = low + _sentence_start(stored, near, first - low)
    places = matched[np.searchsorted(matched, first) :][: WINDOW + FURTHER + 1].tolist()
    last = low + _last(stored, near, first - low, places[0] - low if places else None)
    start, end = near[first - low][0], near[last - low][1]
    if stored[end : end + 1] in CLOSING:
        end += 1
    cut = stored[start:end]
    pieces = [(near[i - low][0] - start, near[i - low][1] - start) for i in places if i <= last]
    return Snippet(cut, merge(cut, pieces))


def _best_start(numbers: Array, weighed: Floats, matched: Array) -> int:
    """Syllable at which the best window begins; only windows that begin with a match can be best."""
    heights = weighed[matched]
    if len(matched) > MOST_MATCHES:
        # The rarest words tell windows apart; the frequent ones stand in nearly all.
        floor = np.partition(heights, -MOST_MATCHES)[-MOST_MATCHES]
        matched = matched[heights >= floor][:MOST_MATCHES]
        heights = weighed[matched]
    places: list[int] = matched.tolist()
    words, values = numbers[matched].tolist(), heights.tolist()
    best, best_sum, total, end = places[0], 0.0, 0.0, 0
    inside = dict.fromkeys(words, 0)
    for begin, at in enumerate(places):
        while end < len(places) and places[end] < at + WINDOW:
            word = words[end]
            total += 0.0 if inside[word] else values[end]
            inside[word] += 1
            end += 1
        if total > best_sum + 1e-6:
            best, best_sum = at, total
        word = words[begin]
        inside[word] -= 1
        total -= 0.0 if inside[word] else values[begin]
    return best


def _sentence_start(stored: str, near: Sequence[Sequence[int]], first: int) -> int:
    """Moves the start back to the beginning of its line or sentence where that is near."""
    for back in range(first, max(0, first - WINDOW // 3), -1):
        gap = stored[near[back - 1][1] : near[back][0]]
        if "\n" in gap or ". " in gap or "; " in gap:
            return back
    return max(0, first - LEAD) if first > WINDOW // 3 else 0


def _last(stored: str, near: Sequence[Sequence[int]], first: int, match: int | None) -> int:
    """Syllable with which the cut ends: the line's last one once a match is in, else that of the window, or
    of the sentence where that is near."""
    begun = first + LEAST - 1
    least = begun if match is None else max(begun, match)
    window = min(first + WINDOW, len(near)) - 1
    for at in range(min(least, window), min(window + FURTHER, len(near) - 1)):
        gap = stored[near[at][1] : near[at + 1][0]]
        if "\n" in gap or (at >= window and (". " in gap or "; " in gap)):
            return at
    return window
