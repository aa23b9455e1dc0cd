"""A query while it is being understood: each step returns a new reading."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from indexer.text import Token, folded, nfc, tokenize
from indexer.vocabulary import Vocabulary
from search_api.results import Understood


@dataclass(frozen=True, slots=True)
class Completion:
    """A syllable that the unfinished last one may become."""

    folded: str
    factor: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known of a query so far."""

    text: str
    """NFC, as typed"""
    tokens: tuple[Token, ...]
    codes: tuple[str, ...] = ()
    """Codes, or beginnings of codes, that the query names, in order"""
    completions: tuple[Completion, ...] = ()
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

    def noting(self, step: str, before: str, after: str) -> Reading:
        """The same reading with a line of explanation."""
        return replace(self, understood=(*self.understood, Understood(step, before, after)))


Step = Callable[[Reading, Vocabulary], Reading]
"""One pure step of understanding; it returns its input where it has nothing to say."""


def understand(typed: str, vocabulary: Vocabulary, steps: Sequence[Step]) -> Reading:
    """Runs the steps in order; an empty query stops at once."""
    reading = Reading.of(typed)
    for step in steps:
        if not reading.tokens:
            break
        reading = step(reading, vocabulary)
    return reading
