"""Which address of accounts and dossiers is answered by which handler: pages in Vietnamese and, below /en, English.

Each topic has its own table `PAGES` or `OTHERS`: path -> {method: endpoint}, endpoints made by asking.served.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from starlette.routing import Match, Route
from starlette.types import Scope

from dossiers.routes import (
    account,
    app_keys,
    attachments,
    choosing,
    copies,
    journey,
    locker,
    mine,
    newcomers,
    reviewing,
    single_sign_on,
)

Table = Mapping[str, Mapping[str, Any]]

PAGES: tuple[Table, ...] = (
    account.PAGES,
    app_keys.PAGES,
    attachments.PAGES,
    choosing.PAGES,
    copies.PAGES,
    journey.PAGES,
    locker.PAGES,
    mine.PAGES,
    newcomers.PAGES,
    reviewing.PAGES,
    single_sign_on.PAGES,
)
"""Pages, in both languages."""
OTHERS: tuple[Table, ...] = (locker.OTHERS, single_sign_on.OTHERS)
"""Addresses without a language: files, the API, gateways."""
ENGLISH = "/en"


class Named(Route):
    """A route that leaves its template in the scope, for the log."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """As of Route, with the route itself beside the endpoint."""
        match, child = super().matches(scope)
        return match, {**child, "route": self} if match is not Match.NONE else child


def _routes(table: Table, prefix: str = "") -> Iterator[Named]:
    for path, by_method in table.items():
        for method, endpoint in by_method.items():
            yield Named(prefix + path, endpoint, methods=[method])


ROUTES = [
    *(route for table in PAGES for prefix in ("", ENGLISH) for route in _routes(table, prefix)),
    *(route for table in OTHERS for route in _routes(table)),
]
