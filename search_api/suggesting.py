"""What to offer while a query is being typed: procedures, agencies and fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from indexer.card import Card
from indexer.tables import Array
from indexer.text import beginnings, fold, folded, nfc, tokenize
from search_api.editions import Edition
from search_api.names import Names
from search_api.query import SuggestQuery
from search_api.results import Suggestion
from search_api.snippets import mark, matcher

SHORTEST = 2
"""Letters from which anything is offered."""
MOST_PLACES = 2
"""Agencies and fields offered beside procedures."""
KIND_ORDER = (0, 0, 1, 2)
"""Titles and short names before aliases, aliases before situations."""


@dataclass(frozen=True, slots=True)
class _Place:
    """An agency or a field, the folded names it goes by and the ids whose procedures are its own."""

    kind: str
    id: str
    name: str
    lines: tuple[str, ...]
    served: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Typed:
    """What was typed: whole syllables, and what the last one may begin with; all folded."""

    whole: tuple[str, ...]
    starts: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """Beginnings of a name that goes on as typed."""
        return tuple(" ".join((*self.whole, start)) for start in self.starts)


class Suggester:
    """Completes what is typed from the names of one generation."""

    def __init__(self, edition: Edition, names: Names) -> None:
        self._edition = edition
        self._names = names
        catalog = edition.catalog
        self._places = (
            *(
                _Place("agency", one.id, one.name, _folded(one.name, *one.aliases), catalog.served_by(one.id))
                for one in catalog.agencies.values()
            ),
            *(
                _Place("field", one.id, one.name, _folded(one.name, *one.aliases), frozenset({one.id}))
                for one in catalog.fields.values()
            ),
        )

    def suggest(self, query: SuggestQuery, kept: Array, card: Callable[[int], Card]) -> list[Suggestion]:
        """Best completions; `kept` masks the documents that filters leave."""
        typed = _typed(query.prefix)
        if typed is None:
            return []
        wanted = matcher(typed.whole, typed.starts)
        documents = self._documents(typed, kept)[: query.limit]
        places = list(self._matching_places(typed, kept))[:MOST_PLACES]
        if documents:
            # Places stand beside procedures, not in their stead: at least one procedure stays.
            places = places[: query.limit - 1]
            documents = documents[: query.limit - len(places)]
        offered = [self.offer(card(document), wanted) for document in documents]
        beside = [Suggestion(one.kind, one.id, one.name, mark(one.name, wanted)) for one in places]
        return [*offered, *beside][: query.limit]

    @staticmethod
    def offer(card: Card, wanted: Callable[[str], bool]) -> Suggestion:
        """A procedure to choose, the wanted syllables of its title marked."""
        title = card.short_name or card.name
        return Suggestion("procedure", card.code, title, mark(title, wanted), card.agency_name)

    def _documents(self, typed: _Typed, kept: Array) -> list[int]:
        """Documents in order: name begins with what was typed, kind of the name, popularity, short titles."""
        documents, numbers = self._names.complete(typed.whole, typed.starts)
        columns, lines = self._edition.columns, typed.lines
        best: dict[int, tuple[int, int, int, int]] = {}
        for document, number in zip(documents.tolist(), numbers.tolist(), strict=True):
            if not kept[document]:
                continue
            place = int(columns.popular[document]) or 1_000_000
            size = int(columns.title_size[document])
            begins = 0 if self._names.begins(number, lines) else 1
            key = (begins, KIND_ORDER[self._names.kind(number)], place, size)
            best[document] = min(best.get(document, key), key)
        ranked = sorted(best, key=lambda document: (best[document], document))
        groups = self._edition.columns.group
        seen: dict[int, int] = {}
        for document in ranked:
            seen.setdefault(int(groups[document]), document)
        return list(seen.values())

    def _matching_places(self, typed: _Typed, kept: Array) -> Iterator[_Place]:
        """Agencies and fields whose name goes on as typed and of which filters leave a procedure."""
        columns = self._edition.columns
        left = {
            "agency": {columns.agencies[i] for i in np.unique(columns.agency[kept])},
            "field": {columns.field_ids[i] for i in np.unique(columns.field[kept])},
        }
        inside = tuple(f" {line}" for line in typed.lines)
        for place in self._places:
            named = any(start in f" {line}" for line in place.lines for start in inside)
            if named and not place.served.isdisjoint(left[place.kind]):
                yield place


def _typed(prefix: str) -> _Typed | None:
    stored = nfc(prefix)
    tokens = tokenize(stored)
    if not tokens or sum(len(token.folded) for token in tokens) < SHORTEST:
        return None
    last = tokens[-1]
    starts = beginnings(stored[last.start : last.end])
    return _Typed(tuple(folded(tokens[:-1])), starts)


def _folded(*names: str) -> tuple[str, ...]:
    return tuple(fold(name) for name in names)
