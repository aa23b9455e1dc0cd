"""What to offer while a query is being typed: procedures, agencies and fields."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from indexer.card import Card
from indexer.catalog import Agency, AgencyKind, Catalog
from indexer.tables import Array, FieldTable
from indexer.text import nfc, tokenize
from search_api.editions import Edition
from search_api.names import Names
from search_api.query import SuggestQuery
from search_api.results import Suggestion
from search_api.snippets import mark, matcher
from search_api.typed import Syllables, Typed, syllables, typed_of

MOST_PLACES = 2
"""Agencies and fields offered beside procedures."""
KIND_ORDER = np.array((0, 0, 1, 2))
"""Titles and short names before aliases, aliases before situations."""
KIND_STREAMS = ("title_s", "title_s", "alias_s", "situation_s")
"""Streams that hold the syllables of each kind of name with their marks."""
LOOKED_AT = 400
"""Names that are looked at for how they begin: the best by all else, many times what is offered."""
UNPOPULAR = 1_000_000
"""Place of what stands in no editorial order: behind everything that does."""


@dataclass(frozen=True, slots=True)
class _Place:
    """An agency or a field, the names it goes by, the ids whose procedures are its own, its last day."""

    kind: str
    id: str
    name: str
    names: tuple[Syllables, ...]
    served: frozenset[str]
    valid_to: dt.date | None = None

    def fit(self, typed: Typed, day: dt.date) -> tuple[bool, bool, bool] | None:
        """How it fits, the best lowest: marks differ, it is over, it does not begin so; None: not at all."""
        fits = [fit for name in self.names if (fit := typed.fit(name))]
        over = self.valid_to is not None and self.valid_to < day
        return min(((differs, over, inside) for differs, inside in fits), default=None)


class Suggester:
    """Completes what is typed from the names of one generation."""

    def __init__(self, edition: Edition, names: Names, tables: Mapping[str, FieldTable]) -> None:
        """`tables` are the score tables; those of KIND_STREAMS tell names that fit the marks typed."""
        self._edition = edition
        self._names = names
        self._tables = tables
        self._places = _places(edition.catalog)

    def suggest(
        self, query: SuggestQuery, kept: Array, card: Callable[[int], Card], day: dt.date
    ) -> list[Suggestion]:
        """Best completions; `kept` masks the documents that filters leave, `day` tells agencies that are over.

        Procedures before agencies and fields, but nothing whose marks differ before what fits as typed.
        """
        typed = typed_of(query.prefix)
        if typed is None:
            return []
        wanted = matcher(typed.whole, typed.starts)
        documents = self._documents(typed, kept)[: query.limit]
        places = self._matching_places(typed, kept, day)[:MOST_PLACES]
        if documents:
            # Places stand beside procedures, not in their stead: at least one procedure stays.
            places = places[: query.limit - 1]
            documents = documents[: query.limit - len(places)]
        offered = [(differs, self.offer(card(document), wanted)) for document, differs in documents]
        offered += [
            (differs, Suggestion(one.kind, one.id, one.name, mark(one.name, wanted)))
            for one, differs in places
        ]
        return [one for _, one in sorted(offered, key=lambda pair: pair[0])][: query.limit]

    @staticmethod
    def offer(card: Card, wanted: Callable[[str], bool]) -> Suggestion:
        """A procedure to choose, the wanted syllables of its title marked."""
        title = card.short_name or card.name
        return Suggestion("procedure", card.code, title, mark(title, wanted), card.agency_name)

    def _documents(self, typed: Typed, kept: Array) -> list[tuple[int, bool]]:
        """Documents, one a group, and whether their marks differ, in order: marks, name begins with what was
        typed, kind of the name, popularity, short titles."""
        documents, numbers = self._names.complete(typed.whole, typed.starts)
        numbers, documents = numbers[kept[documents]], documents[kept[documents]]
        kinds = self._names.kinds(numbers)
        differs = self._differs(typed, documents, kinds)
        popular = self._edition.columns.popular[documents]
        sizes = self._edition.columns.title_size[documents]
        keys = (documents, sizes, np.where(popular > 0, popular, UNPOPULAR), KIND_ORDER[kinds])
        best = np.lexsort((*keys, differs))[:LOOKED_AT]
        inside = np.array(
            [not self._names.begins(int(number), typed.lines) for number in numbers[best]], bool
        )
        order = best[np.lexsort((*(key[best] for key in keys), inside, differs[best]))]
        _, first = np.unique(self._edition.columns.group[documents[order]], return_index=True)
        leaders = order[np.sort(first)]
        return list(zip(documents[leaders].tolist(), differs[leaders].tolist(), strict=True))

    def _differs(self, typed: Typed, documents: Array, kinds: Array) -> Array:
        """Whether the names of a kind that a document has lack a syllable with the marks typed."""
        differs = np.zeros(len(documents), np.bool_)
        if not typed.marked:
            return differs
        for stream in set(KIND_STREAMS) & self._tables.keys():
            mine = np.isin(kinds, [kind for kind, one in enumerate(KIND_STREAMS) if one == stream])
            for holders in typed.holders(self._tables[stream]):
                differs |= mine & ~np.isin(documents, holders)
        return differs

    def _matching_places(self, typed: Typed, kept: Array, day: dt.date) -> list[tuple[_Place, bool]]:
        """Agencies and fields whose name goes on as typed and of which filters leave a procedure, the best
        first, and whether their marks differ."""
        columns = self._edition.columns
        left = {
            "agency": {columns.agencies[i] for i in np.unique(columns.agency[kept])},
            "field": {columns.field_ids[i] for i in np.unique(columns.field[kept])},
        }
        fits = [(fit, one) for one in self._places if (fit := one.fit(typed, day))]
        fits.sort(key=lambda pair: pair[0])
        return [(one, fit[0]) for fit, one in fits if not one.served.isdisjoint(left[one.kind])]


def _places(catalog: Catalog) -> tuple[_Place, ...]:
    agencies = (
        _Place(
            "agency", one.id, one.name, _names(one.name, one.aliases), catalog.served_by(one.id), _end(one)
        )
        for one in catalog.agencies.values()
    )
    fields = (
        _Place("field", one.id, one.name, _names(one.name, one.aliases), frozenset({one.id}))
        for one in catalog.fields.values()
    )
    return (*agencies, *fields)


def _names(name: str, aliases: Sequence[str]) -> tuple[Syllables, ...]:
    return tuple(syllables(tokenize(nfc(one))) for one in (name, *aliases))


def _end(one: Agency | AgencyKind) -> dt.date | None:
    return one.valid_to if isinstance(one, Agency) else None
