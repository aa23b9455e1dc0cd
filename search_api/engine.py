"""The seam between the service and what answers its searches; tests/engine_contract.py is its definition."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from indexer.procedure import Procedure
from search_api.query import SearchQuery, SuggestQuery
from search_api.results import SearchPage, Suggestion


class SearchEngine(Protocol):
    """Answers searches over the procedures of one index."""

    def search(self, query: SearchQuery) -> SearchPage:
        """Procedures that fit a query, best first; an empty result is no error."""
        ...

    def suggest(self, query: SuggestQuery) -> list[Suggestion]:
        """Procedures, agencies and fields that complete what was typed so far."""
        ...

    def get(self, code: str, as_of: dt.date | None = None) -> Procedure | None:
        """The version of a procedure in force on a day; today's, else the latest, without one."""
        ...
