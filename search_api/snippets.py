"""Cut and mark on the stored text by offsets: a snippet without its marks is a piece of that text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping

import numpy as np

from indexer import text
from indexer.tables import Array
from search_api.results import Marks, Snippet

WINDOW = 30
"""Syllables of a snippet: two lines on a phone."""
CLOSING = (".", ";", ")", "”", '"', "?", "!")
"""Signs that belong to the syllable before them."""
MOST_MATCHES = 200
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


def snippet(stored: str, spans: Array, weights: Mapping[int, float]) -> Snippet:
    """The window of about WINDOW syllables with the largest sum of weights of distinct matches.

    `spans` has a row (start, end, number of the syllable) for each syllable of the text; `weights` gives the
    weight of the syllables searched for. Ties go to the earlier window; without a match the text's beginning
    is cut.
    """
    numbers = spans[:, 2]
    matched = np.flatnonzero(np.isin(numbers, np.fromiter(weights, np.int32, len(weights))))
    short = len(spans) <= WINDOW
    first = _best_start(numbers, matched, weights) if len(matched) and not short else 0
    first = _sentence_start(stored, spans, first)
    if not len(spans):
        return Snippet("")
    last = _last(stored, spans, first, matched)
    start, end = int(spans[first, 0]), int(spans[last, 1])
    if stored[end : end + 1] in CLOSING:
        end += 1
    inside = matched[(matched >= first) & (matched <= last)]
    cut = stored[start:end]
    pieces = [(int(spans[i, 0]) - start, int(spans[i, 1]) - start) for i in inside]
    return Snippet(cut, merge(cut, pieces))


def _best_start(numbers: Array, matched: Array, weights: Mapping[int, float]) -> int:
    """Syllable at which the best window begins; only windows that begin with a match can be best."""
    places: list[int] = matched[:MOST_MATCHES].tolist()
    words: list[int] = numbers[matched[:MOST_MATCHES]].tolist()
    best, best_sum, total, end = places[0], 0.0, 0.0, 0
    inside: Counter[int] = Counter()
    for begin, at in enumerate(places):
        while end < len(places) and places[end] < at + WINDOW:
            total += weights[words[end]] if inside[words[end]] == 0 else 0.0
            inside[words[end]] += 1
            end += 1
        if total > best_sum + 1e-9:
            best, best_sum = at, total
        inside[words[begin]] -= 1
        total -= weights[words[begin]] if inside[words[begin]] == 0 else 0.0
    return best


def _sentence_start(stored: str, spans: Array, first: int) -> int:
    """Moves the start back to the beginning of its line or sentence where that is near."""
    for back in range(first, max(0, first - WINDOW // 3), -1):
        gap = stored[int(spans[back - 1, 1]) : int(spans[back, 0])]
        if "\n" in gap or ". " in gap or "; " in gap:
            return back
    return max(0, first - LEAD) if first > WINDOW // 3 else 0


def _last(stored: str, spans: Array, first: int, matched: Array) -> int:
    """Syllable with which the cut ends: the line's last one once a match is in, else that of the window, or
    of the sentence where that is near."""
    begun = first + LEAST - 1
    past = matched[matched >= first]
    least = max(begun, int(past[0])) if len(past) else begun
    window = min(first + WINDOW, len(spans)) - 1
    for at in range(min(least, window), min(window + FURTHER, len(spans) - 1)):
        gap = stored[int(spans[at, 1]) : int(spans[at + 1, 0])]
        if "\n" in gap or (at >= window and (". " in gap or "; " in gap)):
            return at
    return window
