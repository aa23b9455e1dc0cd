"""The ways to put a query, cut into terms and looked up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Literal

from indexer import text
from indexer.analysis import words
from indexer.profiles import term_in
from indexer.segment import Segmenter
from indexer.tables import Array, FieldTable
from indexer.text import Token
from search_api.understanding import Expansion, Reading

Those = Callable[[Literal["field", "agency"], tuple[str, ...]], Array | None]
"""Which documents belong to some fields or agencies, as padded booleans; None where no id is given."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to put a query, or a piece of it: what is searched for, as the joined tables know it."""

    tokens: tuple[Token, ...]
    folded: tuple[str, ...]
    """Distinct folded syllables, pairs and codes"""
    accented: tuple[str, ...]
    """The same with marks, and words; empty where nothing was typed with marks"""

    @property
    def syllables(self) -> tuple[str, ...]:
        """Distinct folded syllables."""
        return tuple(dict.fromkeys(text.folded(self.tokens)))


@dataclass(frozen=True, slots=True)
class Asked:
    """A query in all its wordings, and where their terms stand in the joined tables."""

    reading: Reading
    typed: Wording
    repaired: Wording | None
    expansions: tuple[tuple[Expansion, Wording], ...]
    folded: Mapping[str, int]
    """Term -> position in the folded table, for terms that occur"""
    accented: Mapping[str, int]
    names: Mapping[str, int]
    """Term -> position in the table of names"""
    routed: Array | None = None
    """Documents of the agencies that the query names, padded booleans"""


class Wordings:
    """Cuts readings and looks them up in the joined tables of one generation."""

    def __init__(self, joined: Mapping[str, FieldTable], segmenter: Segmenter, those: Those) -> None:
        """`joined` are the tables of the accented and the folded reading and of names."""
        self._joined = joined
        self._segmenter = segmenter
        self._those = those

    def wording(self, reading: Reading) -> Wording:
        """A query as typed."""
        numbers = list(_numbers(reading))
        found = words(reading.text, self._segmenter.words, reading.tokens) if reading.marked else ()
        return self._wording(reading.tokens, found, numbers)

    def _wording(
        self, tokens: Sequence[Token], found: Iterable[str] = (), numbers: Iterable[str] = ()
    ) -> Wording:
        codes = [term_in("codes", one) for one in (*text.codes(tokens), *numbers)]
        folded = (*text.folded(tokens), *text.folded_pairs(tokens), *codes)
        accented: Iterable[str] = ()
        if any(token.marked for token in tokens):
            named = (term_in("body_w", one) for one in found)
            accented = (*text.syllables(tokens), *text.pairs(tokens), *named, *codes)
        return Wording(tuple(tokens), tuple(dict.fromkeys(folded)), tuple(dict.fromkeys(accented)))

    def look_up(self, reading: Reading) -> Asked:
        """The wordings of a query and where their terms stand; each table is searched once."""
        typed = self.wording(reading)
        repaired = self._wording(reading.repaired) if reading.repaired else None
        expansions = tuple((one, self._wording(one.meaning.tokens)) for one in reading.expansions)
        every = [typed, *([repaired] if repaired else []), *(one for _, one in expansions)]
        last = chain.from_iterable(last_terms(reading, one.folded) for one in reading.completions)
        terms = list(dict.fromkeys(chain(chain.from_iterable(one.folded for one in every), last)))
        folded, names = _positions(self._joined["folded"], terms), _positions(self._joined["names"], terms)
        accented = _positions(self._joined["accented"], chain.from_iterable(one.accented for one in every))
        routed = self._those("agency", reading.agencies)
        return Asked(reading, typed, repaired, expansions, folded, accented, names, routed)


def _positions(table: FieldTable, terms: Iterable[str]) -> dict[str, int]:
    """Where those of the terms stand that occur."""
    distinct = list(dict.fromkeys(terms))
    return {term: at for term, at in zip(distinct, table.find(distinct), strict=True) if at >= 0}


def last_terms(reading: Reading, syllable: str) -> tuple[str, ...]:
    """Folded terms of a query that the last syllable is part of, were it this one."""
    if len(reading.tokens) < 2:
        return (syllable,)
    return syllable, f"{reading.tokens[-2].folded}_{syllable}"


def _numbers(reading: Reading) -> Iterator[str]:
    """Numbers of a query as parts of a legal number: 42, 2022 and, typed together, 42/2022."""
    for token in reading.tokens:
        if token.folded.isdigit():
            yield token.folded
    for left, right in pairwise(reading.tokens):
        together = text.legible(reading.text[left.end : right.start]).strip() == "/"
        if together and left.folded.isdigit() and right.folded.isdigit():
            yield f"{left.folded}/{right.folded}"
