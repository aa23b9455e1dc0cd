"""Small pure functions for templates: marked pieces of a text, addresses, safe links, days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from urllib.parse import quote, urlencode

from search_api.live import VIETNAM


def pieces(text: str, marks: Iterable[Sequence[int]]) -> list[tuple[str, bool]]:
    """A text cut at its marks: (piece, whether it is marked). Marks are in order and do not overlap."""
    cut: list[tuple[str, bool]] = []
    at = 0
    for start, end in marks:
        cut += [(text[at:start], False), (text[start:end], True)]
        at = end
    cut.append((text[at:], False))
    return [piece for piece in cut if piece[0]]


def address(path: str, params: Iterable[tuple[str, str]] = ()) -> str:
    """A path with a query; unsafe letters are percent-encoded."""
    query = urlencode(list(params))
    return quote(path, safe="/") + (f"?{query}" if query else "")


def is_web_link(url: str | None) -> bool:
    """Whether an address of the data may be a link."""
    return url is not None and url.startswith(("https://", "http://"))


def built_on(generation: str) -> dt.date:
    """The day in Vietnam on which a generation was built; its id begins with the instant in UTC."""
    built = dt.datetime.strptime(generation[:15], "%Y%m%dT%H%M%S").replace(tzinfo=dt.UTC)
    return built.astimezone(VIETNAM).date()


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "pieces": pieces,
    "address": address,
    "is_web_link": is_web_link,
    "built_on": built_on,
}
"""What templates may call."""
