"""Shorter queries to offer where an answer is none or not sure: only those that have a sure answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from search_api.engine import SearchEngine
from search_api.query import SearchQuery, Sort

FEWEST, MOST = 4, 24
"""Words of a query that is worth cutting: a shorter one leaves nothing, a longer one is a text."""
MOST_TRIED = 6
"""Searches made for one page."""
MOST_OFFERED = 3


def shorter(engine: SearchEngine, query: SearchQuery) -> list[str]:
    """Parts of the query that are answered with confidence, without its filters; longest first."""
    found: list[str] = []
    for text in pieces(query.text):
        page = engine.search(replace(query, text=text, per_page=1, page=1, sort=Sort.RELEVANCE))
        if page.total and page.confident:
            found.append(text)
        if len(found) == MOST_OFFERED:
            break
    return found


def pieces(text: str) -> Iterator[str]:
    """Beginnings and ends of a text, half of it and fewer words, at least two; the beginning first."""
    words = text.split()
    if not FEWEST <= len(words) <= MOST:
        return
    sizes = dict.fromkeys(max(2, len(words) // part) for part in (2, 3, 4))
    tried = dict.fromkeys(" ".join(some) for size in sizes for some in (words[:size], words[-size:]))
    yield from list(tried)[:MOST_TRIED]
