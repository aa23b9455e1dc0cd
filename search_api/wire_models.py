"""The shapes of the API for its description; nothing is validated or serialised by them at run time."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from indexer.procedure import Level, OnlineLevel, Procedure, ProcedureCode


class Shape(BaseModel):
    """Base of all shapes."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)


Standing = Literal["in_force", "suspended", "future", "replaced", "abolished"]
Marks = list[tuple[int, int]]
"""Pieces [start, end) of a text to highlight."""


class Named(Shape):
    """An id and its name."""

    id: str
    name: str


class Counted(Named):
    """A value to narrow a search by, with the number of procedures it leaves."""

    count: int


class UnderstoodShape(Shape):
    """What one step of understanding made of the query."""

    step: str
    from_: Annotated[str, Field(alias="from")]
    to: str


class QueryShape(Shape):
    """The query as it was read."""

    text: str
    understood: list[UnderstoodShape]


class MarkedText(Shape):
    """A plain text and what to highlight in it."""

    text: str
    marks: Marks


class Quantity(Shape):
    """A time or a fee."""

    text: str
    """For people, in the language asked for."""
    value: float | None
    """The smallest known value; null when unknown. Fees are whole numbers, 0 is free of charge."""
    unit: str | None
    """working_day, day, hour or month of a time; VND or USD of a fee."""


class VariantShape(Shape):
    """The same act at another level."""

    code: str
    levels: list[Level]
    url: str


class HitShape(Shape):
    """A procedure found."""

    code: str
    name: str
    short_name: str | None
    agency: Named
    field: Named
    levels: list[Level]
    online_level: OnlineLevel | None
    processing_time: Quantity
    fee: Quantity
    standing: Standing
    """Where it stands on the day asked about."""
    score: float
    url: str
    """Its page, with the `as_of` of the search where it held on that day."""
    name_marks: Marks
    snippet: MarkedText
    variants: list[VariantShape]
    factors: dict[str, float] | None = None
    """With `explain=1`: what the score of a search by words is made of."""


class FacetsShape(Shape):
    """Values to narrow the search by; each facet ignores its own filter."""

    agency: list[Counted]
    field: list[Counted]
    level: list[Counted]
    online_level: list[Counted]
    """With `unknown` for procedures that do not state it."""


class SearchAnswer(Shape):
    """One page of an answer."""

    query: QueryShape
    total: int
    page: int
    per_page: int
    confident: bool
    """False: nothing found is near what was asked."""
    rung: Literal["words", "half", "any", "letters"]
    """How far the search went: hits that hold most of the query, less of it, or any word of it."""
    suggestion: MarkedText | None
    """Corrected query to offer; the letters that changed are marked."""
    hits: list[HitShape]
    facets: FacetsShape


class SuggestionShape(Shape):
    """A procedure, agency or field offered while typing."""

    kind: Literal["procedure", "agency", "field"]
    title: str
    marks: Marks
    agency: str | None
    """Name of the agency of a procedure."""
    url: str
    code: str | None = None
    """Only of procedures."""


class SuggestAnswer(Shape):
    """What to offer while a query is being typed."""

    items: list[SuggestionShape]


class Successor(Shape):
    """A procedure that took the place of another."""

    code: str
    url: str


class ProcedureAnswer(Procedure):
    """A whole procedure: every part of the model, null where unknown, and what the registers know of it."""

    agency_name: str
    field_name: str
    url: str
    as_of: dt.date
    """The day for which `standing` is told."""
    standing: Standing
    related: tuple[ProcedureCode, ...]
    """Codes of procedures near this one: those an editor chose, then others in force on the day that are alike by
    name and of the same field or agency, up to five that are held here."""
    replaced_by: list[Successor]


class Place(Shape):
    """An agency, a kind of agencies or a field."""

    id: str
    name: str
    kind: Literal["agency", "agency_kind", "field"]
    parent: str | None
    """The unit above an agency; the ministry that governs a field."""
    count: int
    """Procedures in force, those of all units below an agency included."""


class WrongParameter(Shape):
    """What is wrong with one parameter."""

    parameter: str
    message: str
    code: str


class WrongPiece(Shape):
    """What is wrong with one piece of the content."""

    pointer: str
    """Where it stands (RFC 6901); empty for the whole."""
    message: str
    code: str


class ProblemAnswer(Shape):
    """A problem document (RFC 9457)."""

    type: str
    """Address of a page that explains this kind of problem."""
    title: str
    status: int
    detail: str
    instance: str
    errors: list[WrongParameter | WrongPiece] | None = None
    replaced_by: list[Successor] | None = None
    """The procedures that took the place of the one asked for."""


class HealthAnswer(Shape):
    """How the service is."""

    status: Literal["alive", "ready", "degraded", "unavailable", "started"]
    generation: str | None = None
    """Id of the generation that answers."""
