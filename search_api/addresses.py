"""Addresses of the service: a path with its query, a procedure, the pages before and after one of results."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from urllib.parse import quote, urlencode

from search_api.query import MOST_PAGES, SearchQuery
from search_api.results import Hit, SearchPage, Suggestion

_PLAIN = re.compile(r"[0-9A-Za-z.-]+")
"""A code in which nothing needs quoting: all real ones."""
HOLDING = ("in_force", "suspended")
"""Standings of a version that its page shows for the day asked about."""
_PLACES = {"procedure": "/thu-tuc/", "agency": "/co-quan/", "field": "/linh-vuc/"}


def address(path: str, params: Iterable[tuple[str, str]] = ()) -> str:
    """A path with a query; unsafe letters are percent-encoded."""
    query = urlencode(list(params))
    return quote(path, safe="/") + (f"?{query}" if query else "")


def procedure_url(code: str, as_of: dt.date | None = None) -> str:
    """Address of the page of a procedure; `as_of` asks for the version in force on a day."""
    if as_of is None and _PLAIN.fullmatch(code):
        return f"/thu-tuc/{code}"
    return address(f"/thu-tuc/{code}", [("as_of", as_of.isoformat())] if as_of else [])


def hit_url(hit: Hit, query: SearchQuery) -> str:
    """Address of a hit, on the day the query asks about; what did not hold then has no page for that day."""
    return procedure_url(hit.card.code, query.as_of if hit.standing in HOLDING else None)


def variant_url(code: str, hit: Hit, query: SearchQuery) -> str:
    """Address of a variant of a hit; with status `all` it may be over on the day asked about."""
    holds = hit.standing in HOLDING and query.status == "in_force"
    return procedure_url(code, query.as_of if holds else None)


def suggestion_url(one: Suggestion) -> str:
    """Address of what a suggestion leads to."""
    return _PLACES[one.kind] + one.id


def page_links(base: str, path: str, page: SearchPage) -> dict[str, str]:
    """The Link header to the pages before and after; `base` is the public address of the service."""
    number, links = page.query.page, []
    if 1 < number <= page.pages + 1:
        links.append((number - 1, "prev"))
    if number < min(page.pages, MOST_PAGES):
        links.append((number + 1, "next"))
    parts = [f'<{base}{address(path, page.query.on_page(to).params())}>; rel="{rel}"' for to, rel in links]
    return {"link": ", ".join(parts)} if parts else {}
