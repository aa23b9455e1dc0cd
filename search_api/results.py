"""What an answer is: the same values for pages, API and widget."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from indexer.card import Card
from indexer.procedure import Status
from search_api.query import SearchQuery

Standing = Literal["in_force", "suspended", "future", "replaced", "abolished"]
"""Where a version of a procedure stands on a day."""
Marks = tuple[tuple[int, int], ...]
"""Pieces `[start, end)` of a text to highlight, in code points."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What one step of understanding made of the query."""

    step: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of the stored text and what to highlight in it."""

    text: str
    marks: Marks = ()


@dataclass(frozen=True, slots=True)
class Variant:
    """The same act at another level."""

    code: str
    levels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A procedure found."""

    card: Card
    score: float
    name_marks: Marks
    snippet: Snippet
    variants: tuple[Variant, ...] = ()
    standing: Standing = "in_force"
    """Where it stands on the day of the query."""
    factors: Mapping[str, float] = field(default_factory=dict)
    """What the score of a search by words is made of."""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value to narrow a search by, with the number of hits it would leave."""

    id: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """Values to narrow a search by; each facet ignores its own filter. Levels have no name here: the words
    for them are the page's."""

    agency: tuple[FacetValue, ...] = ()
    field: tuple[FacetValue, ...] = ()
    level: tuple[FacetValue, ...] = ()
    online_level: tuple[FacetValue, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A procedure, agency or field offered while typing."""

    kind: str
    """procedure, agency or field"""
    id: str
    """code of a procedure, id of an agency or field"""
    title: str
    marks: Marks
    agency: str | None = None
    """name of the agency of a procedure"""


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of an answer."""

    query: SearchQuery
    total: int
    hits: tuple[Hit, ...]
    facets: Facets
    confident: bool
    """False: nothing found is near what was asked; say so."""
    understood: tuple[Understood, ...] = ()
    suggestion: Snippet | None = None
    """Corrected query to offer, letters that changed marked."""
    rung: str = "words"
    """How far the search went to find something: words, half of them, any of them."""

    @property
    def pages(self) -> int:
        """Number of pages."""
        return -(-self.total // self.query.per_page)


Span = tuple[dt.date | None, dt.date | None]
"""First and last day in force, None where unknown."""


def standing(status: str, span: Span, day: dt.date, *, replaced: bool) -> Standing:
    """Where a settled version stands on a day; `replaced`: others took its place, then or later."""
    first, last = span
    if first and first > day:
        return "future"
    # Without a known last day an abolished procedure is over on every day.
    if (last and last < day) or (status == Status.ABOLISHED and last is None):
        return "replaced" if replaced else "abolished"
    return "suspended" if status == Status.SUSPENDED else "in_force"
