"""A query while it is being understood: each step returns a new reading."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from indexer.text import Token, folded, legible, nfc, tokenize
from search_api.results import Understood
from search_api.understanding.knowledge import Knowledge, Meaning


@dataclass(frozen=True, slots=True)
class Completion:
    """A syllable that the unfinished last one may become."""

    folded: str
    factor: float


@dataclass(frozen=True, slots=True)
class Expansion:
    """Official words for a piece of the query: tokens `[start, end)` of the reading."""

    start: int
    end: int
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known of a query so far."""

    text: str
    """NFC, as typed"""
    tokens: tuple[Token, ...]
    """What is searched for."""
    codes: tuple[str, ...] = ()
    """Codes, or beginnings of codes, that the query names, in order"""
    completions: tuple[Completion, ...] = ()
    growing: bool = False
    """Whether the last token is no syllable yet, so that only its completions can be meant"""
    expansions: tuple[Expansion, ...] = ()
    repaired: tuple[Token, ...] = ()
    """The tokens with slips of the finger mended; empty where nothing was mended"""
    agencies: tuple[str, ...] = ()
    """Ids of agencies that the query names"""
    agency_words: frozenset[str] = frozenset()
    """Folded syllables of those names"""
    aside: tuple[Token, ...] = ()
    """Tokens that narrow instead of being searched for: names of agencies and places"""
    intent: str | None = None
    """What the question asks for: fee, time, papers or place"""
    understood: tuple[Understood, ...] = ()

    @classmethod
    def of(cls, typed: str) -> Reading:
        """The reading of a query nobody has looked at yet."""
        stored = nfc(typed)
        return cls(stored, tuple(tokenize(stored)))

    @property
    def marked(self) -> bool:
        """Whether anything was typed with its marks."""
        return any(token.marked for token in self.tokens)

    @property
    def folded(self) -> tuple[str, ...]:
        """Distinct folded syllables in order."""
        return tuple(dict.fromkeys(folded(self.tokens)))

    @property
    def unfinished(self) -> bool:
        """Whether the last token may still be growing: nothing stands behind it."""
        return bool(self.tokens) and not legible(self.text[self.tokens[-1].end :])

    def typed(self, start: int, end: int) -> str:
        """The text of tokens `[start, end)` as typed."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]

    def noting(self, step: str, before: str, after: str) -> Reading:
        """The same reading with a line of explanation."""
        return replace(self, understood=(*self.understood, Understood(step, before, after)))


Step = Callable[[Reading, Knowledge], Reading]
"""One pure step of understanding; it returns its input where it has nothing to say."""


def understand(
    typed: str, knowledge: Knowledge, steps: Mapping[str, Step], without: Sequence[str] = ()
) -> Reading:
    """Runs the steps in order but for those named in `without`; an empty query stops at once."""
    reading = Reading.of(typed)
    for name, step in steps.items():
        if not reading.tokens:
            break
        if name not in without:
            reading = step(reading, knowledge)
    return reading
