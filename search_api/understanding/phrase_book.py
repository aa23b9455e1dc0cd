"""Phrases that may stand in a query, with what they carry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from indexer.text import Joint, Token, nfc, tokenize

_T = TypeVar("_T")

TOLERANT = 3
"""Syllables from which a phrase is known though one mark of it was typed wrong."""


@dataclass(frozen=True, slots=True)
class Found(Generic[_T]):
    """A phrase in a query: tokens `[start, end)` and everything that phrase carries."""

    start: int
    end: int
    values: tuple[_T, ...]


@dataclass(slots=True)
class _Phrase(Generic[_T]):
    keys: tuple[str, ...]
    values: list[_T]

    def agrees(self, tokens: Sequence[Token], marked: bool) -> bool:
        """Whether the marks typed fit: a missing one is free, but a lone syllable beside marks needs its own."""
        if len(self.keys) == 1 and marked:
            return tokens[0].key == self.keys[0]
        wrong = sum(token.marked and token.key != key for token, key in zip(tokens, self.keys, strict=True))
        return wrong <= (len(self.keys) >= TOLERANT)


class PhraseBook(Generic[_T]):
    """Finds phrases by their folded syllables; work is bounded by the length of the query."""

    def __init__(self, entries: Iterable[tuple[str, _T]]) -> None:
        self._phrases: dict[tuple[str, ...], list[_Phrase[_T]]] = {}
        self._lengths: dict[str, list[int]] = {}
        for phrase, value in entries:
            self._add(tokenize(nfc(phrase)), value)

    def _add(self, tokens: Sequence[Token], value: _T) -> None:
        folded, keys = tuple(one.folded for one in tokens), tuple(one.key for one in tokens)
        if not folded:
            return
        known = self._phrases.setdefault(folded, [])
        same = next((one for one in known if one.keys == keys), None)
        if same is None:
            known.append(_Phrase(keys, [value]))
        else:
            same.values.append(value)
        lengths = self._lengths.setdefault(folded[0], [])
        if len(folded) not in lengths:
            lengths.append(len(folded))
            lengths.sort(reverse=True)

    def find(self, tokens: Sequence[Token], *, marked: bool) -> list[Found[_T]]:
        """Phrases that stand in the tokens, in order, none over another; longer ones win."""
        folded = tuple(token.folded for token in tokens)
        standing = [
            Found(start, start + length, values)
            for start, first in enumerate(folded)
            for length in self._lengths.get(first, ())
            if start + length <= len(tokens)
            and (values := self._values(folded[start : start + length], tokens[start:], marked))
        ]
        standing.sort(key=lambda one: (one.start - one.end, one.start))
        taken = [False] * len(tokens)
        kept: list[Found[_T]] = []
        for one in standing:
            if not any(taken[one.start : one.end]):
                taken[one.start : one.end] = [True] * (one.end - one.start)
                kept.append(one)
        return sorted(kept, key=lambda one: one.start)

    def _values(self, folded: tuple[str, ...], tokens: Sequence[Token], marked: bool) -> tuple[_T, ...]:
        here = tokens[: len(folded)]
        if any(token.joint is Joint.BORDER for token in here[1:]):
            return ()
        known = self._phrases.get(folded, ())
        return tuple(value for one in known if one.agrees(here, marked) for value in one.values)
