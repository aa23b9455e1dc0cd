"""What an answer is: the same values for pages, API and widget."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, overload

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
    prepared: MutableMapping[str, bytes] = field(default_factory=dict, repr=False, compare=False)
    """JSON of the card by language, once somebody has made it; kept as long as the card is."""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value to narrow a search by, with the number of hits it would leave."""

    id: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class FacetNames:
    """All values that one facet can have."""

    named: tuple[tuple[str, str], ...] = ()
    """Id and name"""
    prepared: MutableMapping[str, list[bytes]] = field(default_factory=dict, repr=False, compare=False)
    """JSON of each but for the count, by language, once somebody has made it"""


class FacetCounts(Sequence[FacetValue]):
    """The values of a facet that an answer has. There are hundreds, of which a page shows eight: each is made when
    it is looked at."""

    __slots__ = ("counts", "names", "numbers")

    def __init__(self, names: FacetNames, numbers: list[int], counts: list[int]) -> None:
        """`numbers` are places in the names, in the order of the facet."""
        self.names = names
        self.numbers = numbers
        self.counts = counts

    @classmethod
    def of(cls, values: Iterable[FacetValue]) -> FacetCounts:
        """Some values, in their order."""
        found = tuple(values)
        names = FacetNames(tuple((one.id, one.name) for one in found))
        return cls(names, list(range(len(found))), [one.count for one in found])

    def __len__(self) -> int:
        return len(self.numbers)

    @overload
    def __getitem__(self, at: int) -> FacetValue: ...
    @overload
    def __getitem__(self, at: slice) -> list[FacetValue]: ...
    def __getitem__(self, at: int | slice) -> FacetValue | list[FacetValue]:
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(len(self)))]
        return FacetValue(*self.names.named[self.numbers[at]], self.counts[at])

    def __iter__(self) -> Iterator[FacetValue]:
        named = self.names.named
        return (
            FacetValue(*named[number], count) for number, count in zip(self.numbers, self.counts, strict=True)
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FacetCounts) and list(self) == list(other)

    def __hash__(self) -> int:
        return hash(tuple(self))


_NONE = FacetCounts(FacetNames(), [], [])


@dataclass(frozen=True, slots=True)
class Facets:
    """Values to narrow a search by; each facet ignores its own filter. Levels have no name here: the words
    for them are the page's."""

    agency: FacetCounts = _NONE
    field: FacetCounts = _NONE
    level: FacetCounts = _NONE
    online_level: FacetCounts = _NONE


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
