"""An engine whose answers are known beforehand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from indexer.card import Card, Range
from search_api.query import SearchQuery
from search_api.results import Facets, Hit, SearchPage, Snippet, Variant

UNKNOWN = Range(None, None, None)


def hit(code: str, *variants: str) -> Hit:
    card = Card(
        code=code, key=code, name=code, short_name=None, agency="a", agency_name="A", field="f", field_name="F",
        levels=("commune",), online_level=None, time=UNKNOWN, fee=UNKNOWN, status="in_force", replaced_by=(),
        valid_from=None, valid_to=None, updated_on=None, has_form=False,
    )  # fmt: skip
    return Hit(card, 1.0, (), Snippet(""), tuple(Variant(one, ("province",)) for one in variants))


@dataclass
class FakeEngine:
    """Answers a query text with given hits; a switch that is off may have answers of its own."""

    answers: dict[str, list[Hit]]
    sure: dict[str, bool] = field(default_factory=dict)
    without: dict[str, dict[str, list[Hit]]] = field(default_factory=dict)

    def search(self, query: SearchQuery) -> SearchPage:
        answers = self.answers
        for name in query.without:
            answers = {**answers, **self.without.get(name, {})}
        hits = tuple(answers.get(query.text, []))
        return SearchPage(query, len(hits), hits, Facets(), self.sure.get(query.text, True))

    def suggest(self, query: Any) -> list[Any]:
        return []

    def get(self, code: str, as_of: Any = None) -> None:
        return None
