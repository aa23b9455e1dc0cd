"""What was typed so far of a name, and how a name fits it: a missing mark is free, a typed one counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from indexer.tables import Array, FieldTable, prefix_range
from indexer.text import Token, beginnings


@dataclass(frozen=True, slots=True)
class Ending:
    """An unfinished syllable as it was typed: letters with which its accented key may go on, and its tone."""

    letters: tuple[str, ...]
    tone: str

    @classmethod
    def of(cls, token: Token, starts: Sequence[str]) -> Ending:
        """That of a token whose folded key may begin in one of several ways."""
        letters, _, tone = token.key.partition("=")
        # A finished "hì" is spelled "hỳ" in keys; an unfinished one may become "hình".
        open_i = letters.endswith("y") and any(start.endswith("i") for start in starts)
        return cls((letters, f"{letters[:-1]}i") if open_i else (letters,), tone)

    def may_become(self, key: str) -> bool:
        """Whether it may become the syllable of a key: its letters go on, its tone, where typed, stays."""
        return key.startswith(self.letters) and (not self.tone or key.partition("=")[2] == self.tone)

    def holders(self, table: FieldTable) -> Iterator[Array]:
        """Documents of a table of accented keys that hold what it may become, in pieces."""
        for letters in self.letters:
            first, end = prefix_range(table.terms, letters)
            if not self.tone:
                yield table.documents[table.offsets[first] : table.offsets[end]]
                continue
            toned = np.char.endswith(table.terms[first:end], f"={self.tone}".encode())
            for at in np.flatnonzero(toned).tolist():
                yield table.documents_of(first + at)


@dataclass(frozen=True)
class Typed:
    """Whole syllables, and what the last one may begin with, folded; and the syllables as they were typed."""

    whole: tuple[str, ...]
    starts: tuple[str, ...]
    tokens: tuple[Token, ...]

    @classmethod
    def of(cls, tokens: Sequence[Token], last: str) -> Typed:
        """What tokens, at least one, make whose last is spelled so."""
        return cls(tuple(one.folded for one in tokens[:-1]), beginnings(last), tuple(tokens))

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Beginnings of a name that goes on as typed."""
        return tuple(" ".join((*self.whole, start)) for start in self.starts)

    @cached_property
    def marked(self) -> bool:
        """Whether anything was typed with its marks."""
        return any(token.marked for token in self.tokens)

    @cached_property
    def ending(self) -> Ending:
        """The last syllable."""
        return Ending.of(self.tokens[-1], self.starts)

    def agrees(self, keys: Sequence[str]) -> bool:
        """Whether the accented keys of a name that goes on as typed have the marks typed."""
        *whole, last = zip(self.tokens, keys, strict=False)
        same = all(not token.marked or token.key == key for token, key in whole)
        return same and (not last[0].marked or self.ending.may_become(last[1]))
