"""The ways to put a query, cut into terms and looked up."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
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


MOST_KNOWN = 16_384
LONGEST_KNOWN = 32
"""Terms remembered for each table, some 150 bytes each, and the letters of one."""


class Wordings:
    """Cuts readings and looks them up in the joined tables of one generation."""

    def __init__(self, joined: Mapping[str, FieldTable], segmenter: Segmenter, those: Those) -> None:
        """`joined` are the tables of the accented and the folded reading and of names."""
        self._places = {name: _Places(table) for name, table in joined.items()}
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

    def positions(self, name: str, terms: Collection[str]) -> dict[str, int]:
        """Where those of some distinct terms stand in a table that occur."""
        return self._places[name].of(terms)

    def look_up(self, reading: Reading) -> Asked:
        """The wordings of a query and where their terms stand; each table is searched once."""
        typed = self.wording(reading)
        repaired = self._wording(reading.repaired) if reading.repaired else None
        expansions = tuple((one, self._wording(one.meaning.tokens)) for one in reading.expansions)
        every = [typed, *([repaired] if repaired else []), *(one for _, one in expansions)]
        last = chain.from_iterable(last_terms(reading, one.folded) for one in reading.completions)
        terms = list(dict.fromkeys(chain(chain.from_iterable(one.folded for one in every), last)))
        folded = self.positions("folded", terms)
        names = self.positions("names", terms)
        accented = self.positions(
            "accented", dict.fromkeys(chain.from_iterable(one.accented for one in every))
        )
        routed = self._those("agency", reading.agencies)
        return Asked(reading, typed, repaired, expansions, folded, accented, names, routed)


class _Places:
    """Places of the terms that were looked up lately: most syllables come again."""

    def __init__(self, table: FieldTable) -> None:
        self._table = table
        self._known: dict[str, int] = {}

    def of(self, terms: Collection[str]) -> dict[str, int]:
        """Where those of some distinct terms stand that occur."""
        known = self._known
        found = {term: known.get(term, _UNKNOWN) for term in terms}
        fresh = [term for term, at in found.items() if at == _UNKNOWN]
        if fresh:
            places = dict(zip(fresh, self._table.find(fresh), strict=True))
            found |= places
            if len(known) > MOST_KNOWN:
                known.clear()
            known.update((term, at) for term, at in places.items() if len(term) <= LONGEST_KNOWN)
        return {term: at for term, at in found.items() if at >= 0}


_UNKNOWN = -2


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
