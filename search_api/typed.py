"""What was typed so far of a name, and how a name fits it: a missing mark is free, a typed one counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from indexer.tables import Array, FieldTable, prefix_range
from indexer.text import Token, beginnings, nfc, tokenize

SHORTEST = 2
"""Letters from which anything is offered."""


@dataclass(frozen=True, slots=True)
class Syllables:
    """A name: the folded key and the accented one of each syllable."""

    folded: tuple[str, ...]
    keys: tuple[str, ...]
    line: str
    """Folded keys, a blank before each"""


def syllables(tokens: Sequence[Token]) -> Syllables:
    """The name that tokens make."""
    keys = tuple(token.folded for token in tokens)
    return Syllables(keys, tuple(token.key for token in tokens), "".join(f" {key}" for key in keys))


@dataclass(frozen=True, slots=True)
class Typed:
    """Whole syllables, and what the last one may begin with, folded; and the syllables as they were typed."""

    whole: tuple[str, ...]
    starts: tuple[str, ...]
    tokens: tuple[Token, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """Beginnings of a name that goes on as typed."""
        return tuple(" ".join((*self.whole, start)) for start in self.starts)

    @property
    def marked(self) -> bool:
        """Whether anything was typed with its marks."""
        return any(token.marked for token in self.tokens)

    def fit(self, name: Syllables) -> tuple[bool, bool] | None:
        """How a name goes on as typed, the best lowest: marks differ, not at its beginning; None: nowhere."""
        lines = tuple(f" {line}" for line in self.lines)
        if not any(line in name.line for line in lines):
            return None
        last = len(name.folded) - len(self.tokens)
        places = (at for at in range(last + 1) if self._stands(name, at))
        return min(((self._differs(name, at), at > 0) for at in places), default=None)

    def _stands(self, name: Syllables, at: int) -> bool:
        end = at + len(self.whole)
        return name.folded[at:end] == self.whole and name.folded[end].startswith(self.starts)

    def _differs(self, name: Syllables, at: int) -> bool:
        *whole, last = zip(self.tokens, name.keys[at:], strict=False)
        same = all(not token.marked or token.key == key for token, key in whole)
        return not (same and (not last[0].marked or self._may_become(last[1])))

    @property
    def _letters(self) -> tuple[str, ...]:
        """Letters, without the tone, with which the accented key of the last syllable may begin."""
        letters = self.tokens[-1].key.partition("=")[0]
        # A finished "hì" is spelled "hỳ" in keys; an unfinished one may become "hình".
        open_i = letters.endswith("y") and any(start.endswith("i") for start in self.starts)
        return (letters, f"{letters[:-1]}i") if open_i else (letters,)

    def _may_become(self, key: str) -> bool:
        """Whether the last syllable may become that of a key: its letters go on, its tone, where typed, stays."""
        tone = self.tokens[-1].key.partition("=")[2]
        return key.startswith(self._letters) and (not tone or key.partition("=")[2] == tone)

    def holders(self, table: FieldTable) -> Iterator[Array]:
        """For each syllable typed with marks the documents of a table of accented keys that hold it."""
        for token in self.tokens[:-1]:
            if token.marked:
                yield _documents(table, (at for at in table.find([token.key]) if at >= 0))
        if self.tokens[-1].marked:
            ranges = (prefix_range(table.terms, letters) for letters in self._letters)
            places = (at for first, end in ranges for at in range(first, end))
            yield _documents(
                table, (at for at in places if self._may_become(table.terms[at].decode("utf-8")))
            )


def _documents(table: FieldTable, positions: Iterable[int]) -> Array:
    return np.concatenate([np.zeros(0, np.int32), *(table.documents_of(at) for at in positions)])


def typed_of(prefix: str) -> Typed | None:
    """What stands in a prefix; None where it is too short to complete."""
    stored = nfc(prefix)
    tokens = tuple(tokenize(stored))
    if not tokens or sum(len(token.folded) for token in tokens) < SHORTEST:
        return None
    last = tokens[-1]
    starts = beginnings(stored[last.start : last.end])
    return Typed(tuple(token.folded for token in tokens[:-1]), starts, tokens)
