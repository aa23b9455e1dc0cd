"""The last syllable while it is still being typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from indexer.text import beginnings
from search_api.understanding.knowledge import Knowledge
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


def complete_last(reading: Reading, knowledge: Knowledge) -> Reading:
    """Adds what the last syllable may become, unless a blank or a sign after it says that it is finished."""
    last = reading.tokens[-1]
    if not reading.unfinished or not last.folded.isalpha():
        return reading
    rated: list[tuple[float, Completion]] = []
    starts = beginnings(reading.text[last.start : last.end])
    known = {syllable: count for start in starts for syllable, count in knowledge.completions(start)}
    known.pop(last.folded, None)
    pairs = _pair_counts(reading, list(known), knowledge)
    for (syllable, count), pair in zip(known.items(), pairs, strict=True):
        if pair or len(last.folded) >= SHORTEST_ALONE:
            factor = FACTOR_PAIR if pair else FACTOR_ALONE
            rated.append((PAIR_WEIGHT * pair + count, Completion(syllable, factor)))
    rated.sort(key=lambda one: (-one[0], one[1].folded))
    completions = tuple(completion for _, completion in rated[:MOST])
    return replace(reading, completions=completions, growing=_growing(reading, any(pairs), knowledge))


def _growing(reading: Reading, continued: bool, knowledge: Knowledge) -> bool:
    """Whether the last token cannot be meant as it stands: it was never seen, or never behind the word before
    while something that it may become was."""
    last = reading.tokens[-1].folded
    if not knowledge.known(last) or len(reading.tokens) < 2:
        return not knowledge.known(last)
    return continued and f"{reading.tokens[-2].folded}_{last}" not in knowledge.pairs


def _pair_counts(reading: Reading, syllables: Sequence[str], knowledge: Knowledge) -> list[float]:
    """How often each syllable was seen behind the word before the last one."""
    if len(reading.tokens) < 2:
        return [0.0] * len(syllables)
    before = reading.tokens[-2].folded
    return [knowledge.pairs.get(f"{before}_{syllable}", 0.0) for syllable in syllables]
