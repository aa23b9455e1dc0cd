"""What to offer while a query is being typed: procedures, agencies and fields."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from indexer.card import Card
from indexer.tables import Array, FieldTable, prefix_range
from indexer.text import nfc, tokenize
from search_api.completions import Completions
from search_api.editions import Edition
from search_api.intended import Intended, intended
from search_api.places import Places
from search_api.query import SuggestQuery
from search_api.ranking import WEIGHTS, prior
from search_api.results import Marks, Suggestion
from search_api.snippets import matcher, merge
from search_api.understanding.knowledge import Knowledge

MOST_PLACES = 2
"""Agencies and fields offered beside procedures."""
KEPT = 4_096
"""Titles whose syllables are kept, some 5 KB each at most."""


@dataclass(frozen=True, slots=True)
class _Offered:
    """A document to offer, whether its marks differ from those typed, and as what it was found."""

    document: int
    differs: bool
    way: Intended


class Suggester:
    """Completes what is typed from the names of one generation."""

    def __init__(
        self,
        edition: Edition,
        tables: Mapping[str, FieldTable],
        knowledge: Knowledge,
    ) -> None:
        """`tables` are the score tables; those of completions.STREAMS tell names that fit the marks typed."""
        columns = edition.columns
        self._edition = edition
        self._knowledge = knowledge
        self._names = Completions(edition.phrases, columns, prior(columns, WEIGHTS), tables)
        self._places = Places(edition.catalog, columns)

    def suggest(
        self, query: SuggestQuery, kept: Array, card: Callable[[int], Card], day: dt.date
    ) -> list[Suggestion]:
        """Best completions; `kept` masks the documents that filters leave, `day` tells agencies that are over.

        Procedures before agencies and fields, but nothing whose marks differ before what fits as typed.
        """
        ways = intended(query.prefix, self._knowledge, self._begins)
        documents = self._documents(ways, kept, query.limit)
        places = self._matching_places(ways, kept, day)
        if documents:
            # Places stand beside procedures, not in their stead: at least one procedure stays.
            places = places[: query.limit - 1]
            documents = documents[: query.limit - len(places)]
        offered = [(one.differs, self.offer(card(one.document), _wanted(one.way))) for one in documents]
        offered += places
        return [one for _, one in sorted(offered, key=lambda pair: pair[0])][: query.limit]

    @staticmethod
    def offer(card: Card, wanted: Callable[[str], bool]) -> Suggestion:
        """A procedure to choose, the wanted syllables of its title marked."""
        title = card.short_name or card.name
        return Suggestion("procedure", card.code, title, _marks(title, wanted), card.agency_name)

    def _begins(self, folded: str) -> bool:
        first, end = prefix_range(self._edition.phrases.arrays.terms, folded)
        return first < end

    def _documents(self, ways: Sequence[Intended], kept: Array, most: int) -> list[_Offered]:
        """Documents, one a group, the best first: marks that fit, then the likeliest way to read what was
        typed, then the order of the names."""
        group = self._edition.columns.group
        found: dict[int, _Offered] = {}
        for one in self._fitting(ways, kept):
            found.setdefault(int(group[one.document]), one)
            if len(found) == most:
                break
        return list(found.values())

    def _fitting(self, ways: Sequence[Intended], kept: Array) -> Iterator[_Offered]:
        """Documents whose names go on as one of the ways, the best first, some several times."""
        allowed = kept[self._names.documents]
        match = cache(self._names.match)
        for way, differs in _passes(ways):
            matched = match(way.typed)
            here = allowed & self._in_fields(way) if way.fields else allowed
            places = np.flatnonzero(matched.held & here)
            if way.typed.marked and len(places):
                agreeing = self._names.agreeing(way.typed, places)
                places = places[~agreeing if differs else agreeing]
            for place in self._names.in_order(matched, places):
                yield _Offered(int(self._names.documents[place]), differs, way)

    def _in_fields(self, way: Intended) -> Array:
        columns = self._edition.columns
        numbers = [at for at, one in enumerate(columns.field_ids) if one in way.fields]
        return np.isin(columns.field, numbers)[self._names.documents]

    def _matching_places(
        self, ways: Sequence[Intended], kept: Array, day: dt.date
    ) -> list[tuple[bool, Suggestion]]:
        """Agencies and fields to offer, the best first, and whether their marks differ."""
        for way in ways:
            found = self._places.find(way.typed, kept, day, MOST_PLACES)
            if found:
                wanted = _wanted(way)
                return [
                    (differs, Suggestion(one.kind, one.id, one.name, _marks(one.name, wanted)))
                    for one, differs in found
                ]
        return []


def _passes(ways: Sequence[Intended]) -> Iterator[tuple[Intended, bool]]:
    """The ways, the likeliest first, and whether names are looked for whose marks differ: people may be wrong, but
    what a word stands for is spelled as it should be. Ways that leave out words come last."""
    whole = [way for way in ways if not way.less]
    yield from ((way, False) for way in whole)
    yield from ((way, True) for way in whole if way.own and way.typed.marked)
    yield from ((way, False) for way in ways if way.less)


def _wanted(way: Intended) -> Callable[[str], bool]:
    return matcher(way.typed.whole, way.typed.starts)


def _marks(title: str, wanted: Callable[[str], bool]) -> Marks:
    return merge(title, [(start, end) for start, end, folded in _syllables(title) if wanted(folded)])


@lru_cache(KEPT)
def _syllables(title: str) -> tuple[tuple[int, int, str], ...]:
    """Start, end and folded key of each syllable of a title."""
    return tuple((one.start, one.end, one.folded) for one in tokenize(nfc(title)))
