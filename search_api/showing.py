"""Small pure functions for templates: marked pieces of a text, safe links, days."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from indexer.card import make_card
from printing.qr import make_code
from search_api.addresses import address, hit_url, variant_url
from search_api.clock import VIETNAM
from search_api.explanations import day_text, moment_text, told_pieces
from search_api.outline import (
    bare_duration,
    needs_number_word,
    one_answer,
    papers,
    rows,
)
from search_api.results import Snippet
from search_api.structured import structured, summary_line

_LINES = re.compile(r"\s*\n\s*")
_ENDS = re.compile(r"[.!?…][\"”’)\]]*\s*$")


def pieces(text: str, marks: Iterable[Sequence[int]]) -> list[tuple[str, bool]]:
    """A text cut at its marks: (piece, whether it is marked). Marks are in order and do not overlap."""
    cut: list[tuple[str, bool]] = []
    at = 0
    for start, end in marks:
        cut += [(text[at:start], False), (text[start:end], True)]
        at = end
    cut.append((text[at:], False))
    return [piece for piece in cut if piece[0]]


def snippet_pieces(snippet: Snippet) -> list[tuple[str, bool]]:
    """The pieces of a snippet; lines are parted by a dot, and a cut within a sentence shows."""
    text = snippet.text
    lines = [(_LINES.sub(" · ", piece), marked) for piece, marked in pieces(text, snippet.marks)]
    first = next((letter for letter in text if letter.isalnum()), "")
    before = [("… ", False)] if first.islower() else []
    after = [] if _ENDS.search(text) else [(" …", False)]
    return [*before, *lines, *after]


def is_web_link(url: str | None) -> bool:
    """Whether an address of the data may be a link."""
    return url is not None and url.startswith(("https://", "http://"))


def built_on(generation: str) -> dt.date:
    """The day in Vietnam on which a generation was built; its id begins with the instant in UTC."""
    built = dt.datetime.strptime(generation[:15], "%Y%m%dT%H%M%S").replace(tzinfo=dt.UTC)
    return built.astimezone(VIETNAM).date()


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "pieces": pieces,
    "snippet_pieces": snippet_pieces,
    "address": address,
    "hit_url": hit_url,
    "variant_url": variant_url,
    "is_web_link": is_web_link,
    "built_on": built_on,
    "make_card": make_card,
    "papers": papers,
    "bare_duration": bare_duration,
    "make_code": make_code,
    "way_rows": rows,
    "needs_number_word": needs_number_word,
    "one_answer": one_answer,
    "day_text": day_text,
    "moment_text": moment_text,
    "told_pieces": told_pieces,
    "structured": structured,
    "summary_line": summary_line,
}
"""What templates may call."""
