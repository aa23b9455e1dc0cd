"""What to offer while a query is being typed: procedures, agencies and fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from indexer.card import Card
from indexer.tables import Array
from indexer.text import fold, folded, nfc, tokenize
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


class Suggester:
    """Completes what is typed from the names of one generation."""

    def __init__(self, edition: Edition, names: Names) -> None:
        self._edition = edition
        self._names = names
        catalog = edition.catalog
        self._places = [
            *(
                ("agency", one.id, one.name, _folded([one.name, *one.aliases]))
                for one in catalog.agencies.values()
            ),
            *(
                ("field", one.id, one.name, _folded([one.name, *one.aliases]))
                for one in catalog.fields.values()
            ),
        ]
        columns = edition.columns
        self._used = {*columns.agencies, *columns.field_ids}

    def suggest(self, query: SuggestQuery, kept: Array, card: Callable[[int], Card]) -> list[Suggestion]:
        """Best completions; `kept` masks the documents that filters leave."""
        typed = folded(tokenize(nfc(query.prefix)))
        if not typed or len("".join(typed)) < SHORTEST:
            return []
        wanted = matcher(typed[:-1], typed[-1:])
        places = list(self._matching_places(typed))[:MOST_PLACES]
        documents = self._documents(typed, kept)[: query.limit]
        offered = [self._procedure(card(document), wanted) for document in documents]
        room = max(0, query.limit - len(offered))
        beside = [Suggestion(kind, id, name, mark(name, wanted)) for kind, id, name in places]
        if len(beside) > room:
            offered = offered[: query.limit - len(beside)]
        return [*offered, *beside]

    @staticmethod
    def _procedure(card: Card, wanted: Callable[[str], bool]) -> Suggestion:
        title = card.short_name or card.name
        return Suggestion("procedure", card.code, title, mark(title, wanted), card.agency_name)

    def _documents(self, typed: Sequence[str], kept: Array) -> list[int]:
        """Documents in order: name begins with what was typed, kind of the name, popularity, short titles."""
        documents, numbers = self._names.complete(typed)
        columns, line = self._edition.columns, " ".join(typed)
        best: dict[int, tuple[int, int, int, int]] = {}
        for document, number in zip(documents.tolist(), numbers.tolist(), strict=True):
            if not kept[document]:
                continue
            place = int(columns.popular[document]) or 1_000_000
            size = int(columns.title_size[document])
            begins = 0 if self._names.begins(number, line) else 1
            key = (begins, KIND_ORDER[self._names.kind(number)], place, size)
            best[document] = min(best.get(document, key), key)
        ranked = sorted(best, key=lambda document: (best[document], document))
        groups = self._edition.columns.group
        seen: dict[int, int] = {}
        for document in ranked:
            seen.setdefault(int(groups[document]), document)
        return list(seen.values())

    def _matching_places(self, typed: Sequence[str]) -> Iterator[tuple[str, str, str]]:
        """Agencies and fields that have procedures and whose name goes on as typed."""
        line = " ".join(typed)
        for kind, id, name, lines in self._places:
            if id in self._used and any(one.startswith(line) or f" {line}" in one for one in lines):
                yield kind, id, name


def _folded(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(fold(name) for name in names)
