"""The last syllable while it is still being typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from indexer.tables import find_all
from indexer.text import beginnings
from indexer.vocabulary import Vocabulary
from search_api.understanding.reading import Completion, Reading

MOST = 6
"""Completions tried; further ones are rare syllables."""
SHORTEST_ALONE = 3
"""Letters from which a completion counts though it was never seen behind the word before."""
FACTOR_PAIR = 0.95
"""A completion seen behind the word before is nearly as good as a typed one."""
FACTOR_ALONE = 0.57
PAIR_WEIGHT = 50.0
"""Having been seen behind the word before beats being frequent."""


def complete_last(reading: Reading, vocabulary: Vocabulary) -> Reading:
    """Adds what the last syllable may become, unless a blank or a sign after it says that it is finished."""
    last = reading.tokens[-1]
    if last.end != len(reading.text) or not last.folded.isalpha():
        return reading
    rated: list[tuple[float, Completion]] = []
    starts = beginnings(reading.text[last.start : last.end])
    known = {syllable: count for start in starts for syllable, count in vocabulary.completions(start)}
    known.pop(last.folded, None)
    pairs = _pair_counts(reading, list(known), vocabulary)
    for (syllable, count), pair in zip(known.items(), pairs, strict=True):
        if pair or len(last.folded) >= SHORTEST_ALONE:
            factor = FACTOR_PAIR if pair else FACTOR_ALONE
            rated.append((PAIR_WEIGHT * pair + count, Completion(syllable, factor)))
    rated.sort(key=lambda one: (-one[0], one[1].folded))
    return replace(reading, completions=tuple(completion for _, completion in rated[:MOST]))


def _pair_counts(reading: Reading, syllables: Sequence[str], vocabulary: Vocabulary) -> list[float]:
    """How often each syllable was seen behind the word before the last one; searched for all at once."""
    if len(reading.tokens) < 2:
        return [0.0] * len(syllables)
    before = reading.tokens[-2].folded
    places = find_all(vocabulary.pairs, [f"{before}_{syllable}" for syllable in syllables])
    return [float(vocabulary.pair_counts[at]) if at >= 0 else 0.0 for at in places]
