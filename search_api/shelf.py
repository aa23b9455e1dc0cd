"""What hits show of documents, kept for those that were shown lately."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial

from indexer.card import Card
from indexer.tables import Array
from indexer.text import nfc, tokenize
from search_api.results import Marks, Span
from search_api.snippets import merge

KEPT = 2_048
"""Cards kept, some 4 KB each: the procedures that most queries show."""
PASSAGES = 1_024
"""Texts kept, some 10 KB each."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A card with what is made of it for every query."""

    card: Card
    span: Span
    name: tuple[tuple[int, int, str], ...]
    """Start, end and folded key of each syllable of the name"""

    def marks(self, wanted: Collection[str], prefixes: tuple[str, ...] = ()) -> Marks:
        """Pieces of the name whose folded syllables are wanted or begin with one of the prefixes."""
        pieces = [
            (start, end)
            for start, end, folded in self.name
            if folded in wanted or (prefixes and folded.startswith(prefixes))
        ]
        return merge(self.card.name, pieces)


class Shelf:
    """The cards of one generation."""

    def __init__(
        self,
        stored: Callable[[int], Mapping[str, str]],
        places: Array,
        passage: Callable[[int], tuple[str, Array]],
    ) -> None:
        """`stored` gives what the index stores at a place, `places` the place of each document,
        `passage` the text that snippets are cut from with its syllables."""
        # Of no method of its own: it would hold itself, and the index would outlive the generation.
        self.shown = lru_cache(KEPT)(partial(_shown, stored, places))
        self.passage = lru_cache(PASSAGES)(passage)


def _shown(stored: Callable[[int], Mapping[str, str]], places: Array, document: int) -> Shown:
    card = Card.from_json(stored(int(places[document]))["card"])
    tokens = tokenize(nfc(card.name))
    return Shown(card, card.span, tuple((one.start, one.end, one.folded) for one in tokens))
