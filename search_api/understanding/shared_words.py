"""Abbreviations and everyday words: what people say, with the official words beside it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from search_api.understanding.knowledge import Knowledge
from search_api.understanding.reading import Expansion, Reading

ALONE = 0.5
"""Factor of a lone syllable without marks: "ba" may be bà or three."""


def expand(reading: Reading, knowledge: Knowledge) -> Reading:
    """Adds the official words for the pieces of a query that are abbreviations or everyday words."""
    found = knowledge.meanings.find(reading.tokens, marked=reading.marked)
    expansions: list[Expansion] = []
    for one in found:
        bare = one.end - one.start == 1 and not reading.tokens[one.start].marked
        meanings = list({meaning.words: meaning for meaning in one.values}.values())
        if bare and _part_of_another(one.start, reading, knowledge):
            meanings = [meaning for meaning in meanings if meaning.step == "abbreviation"]
        for meaning in meanings:
            unsure = meaning.step == "everyday" and bare and not reading.marked
            meant = replace(meaning, weight=meaning.weight * ALONE) if unsure else meaning
            expansions.append(Expansion(one.start, one.end, meant))
        for step in dict.fromkeys(meaning.step for meaning in meanings):
            words = "; ".join(meaning.words for meaning in meanings if meaning.step == step)
            reading = reading.noting(step, reading.typed(one.start, one.end), words)
    return replace(reading, expansions=tuple(expansions)) if expansions else reading


def _part_of_another(at: int, reading: Reading, knowledge: Knowledge) -> bool:
    """Whether a syllable stands with its neighbour in names of the corpus: "quan" of "quan ly" is no quận."""
    folded = [token.folded for token in reading.tokens[max(0, at - 1) : at + 2]]
    return any(f"{left}_{right}" in knowledge.pairs for left, right in pairwise(folded))
