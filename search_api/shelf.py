"""What hits show of documents, kept for those that were shown lately."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Any

from indexer.card import Card
from indexer.tables import Array
from indexer.text import nfc, tokenize
from search_api.results import Marks, Span
from search_api.snippets import merge

KEPT = 16_384
"""Cards kept, some 2 KB each with the JSON of an answer: what cards have in common is held once."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A card with what is made of it for every query."""

    card: Card
    span: Span
    syllables: tuple[str, ...]
    """Folded key of each syllable of the name"""
    places: array[int]
    """Start and end of each"""
    prepared: dict[str, bytes] = field(default_factory=dict)
    """As of results.Hit"""

    def marks(self, wanted: Collection[str], prefixes: tuple[str, ...] = ()) -> Marks:
        """Pieces of the name whose folded syllables are wanted or begin with one of the prefixes."""
        places = self.places
        pieces = [
            (places[2 * at], places[2 * at + 1])
            for at, folded in enumerate(self.syllables)
            if folded in wanted or (prefixes and folded.startswith(prefixes))
        ]
        return merge(self.card.name, pieces)


class Shelf:
    """The cards of one generation."""

    def __init__(self, stored: Callable[[int], Mapping[str, str]], places: Array) -> None:
        """`stored` gives what the index stores at a place, `places` the place of each document."""
        # Of no method of its own: it would hold itself, and the index would outlive the generation.
        self.shown = lru_cache(KEPT)(partial(_shown, stored, places, {}))


def _shown(
    stored: Callable[[int], Mapping[str, str]], places: Array, held: dict[Any, Any], document: int
) -> Shown:
    """`held` are values that several cards have."""
    card = Card.from_json(stored(int(places[document]))["card"], held)
    tokens = tokenize(nfc(card.name))
    borders = array("H", [border for one in tokens for border in (one.start, one.end)])
    return Shown(card, card.span, tuple([one.folded for one in tokens]), borders)
