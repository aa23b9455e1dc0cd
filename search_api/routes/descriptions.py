"""What the description of the API says of parameters and answers besides the shapes."""

from __future__ import annotations

from typing import Any

from indexer.procedure import Level, OnlineLevel
from search_api.problems import PROBLEM_JSON
from search_api.query import (
    DEFAULT_PER_PAGE,
    DEFAULT_SUGGESTIONS,
    LONGEST_QUERY,
    MOST_PAGES,
    MOST_PER_PAGE,
    MOST_SUGGESTIONS,
    MOST_VALUES,
    SWITCHES,
    UNKNOWN,
    Sort,
)
from search_api.wire_models import ProblemAnswer

Described = dict[int | str, dict[str, Any]]


EMPTY = {"type": "string", "pattern": r"^[\u0000-\u0020\u007f-\u00a0]*$"}
"""No value: nothing, or blanks and control characters, which are never part of one."""


def _problem(reason: str) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{ProblemAnswer.__name__}"}
    return {
        "description": reason,
        "content": {PROBLEM_JSON: {"schema": schema}, "text/html": {"schema": {"type": "string"}}},
    }


def _query(name: str, description: str, **schema: Any) -> dict[str, Any]:
    """A parameter given once; forms send the ones left empty as well, so no value is as good as none."""
    default = {"default": schema.pop("default")} if "default" in schema else {}
    values = {"anyOf": [schema, EMPTY], **default}
    return {"name": name, "in": "query", "description": description, "schema": values}


def _many(name: str, description: str, **items: Any) -> dict[str, Any]:
    values = {"type": "string", **items}
    items_schema = {"anyOf": [values, EMPTY]} if "enum" in items else values
    schema = {"type": "array", "maxItems": MOST_VALUES, "items": items_schema}
    described = {"name": name, "in": "query", "description": description, "schema": schema}
    return described | {"style": "form", "explode": True}


FAILURES: Described = {
    400: _problem("A parameter is unknown or has a bad value; every one is named in `errors`"),
    413: _problem("The request carries too large a body"),
    414: _problem("The address is too long"),
    429: _problem("Too many requests of one address; Retry-After tells when to ask again"),
    431: _problem("The headers are too large"),
    500: _problem("A fault of the service"),
    503: _problem("There is no index to answer from; Retry-After tells when to ask again"),
}
NOT_FOUND: Described = {404: _problem("There is no such procedure, or none in force on that day")}
GONE: Described = {410: _problem("Only the procedures that took its place are known: `replaced_by`")}
NOT_CHANGED: Described = {304: {"description": "What If-None-Match names is still true"}}

TEXT = {
    "name": "q",
    "in": "query",
    "description": f"What is looked for: at most {LONGEST_QUERY} letters in NFC, blanks at the ends not counted",
    "schema": {"type": "string"},
}
AGENCY = _many("agency", "Ids of agencies or kinds; several are alternatives, units below them count")
FIELD = _many("field", "Ids of fields; several are alternatives")
AS_OF = _query("as_of", "Day on which procedures must be in force", type="string", format="date")
CODE = {
    "name": "code",
    "in": "path",
    "required": True,
    "description": "Code of the procedure: 1.001193, 1001193, 1.001193.000.00.00.H40, or one of an older system",
    "schema": {"type": "string", "minLength": 1},
}
SEARCH = {
    "parameters": [
        TEXT,
        AGENCY,
        FIELD,
        _many("level", "Levels that carry the procedure out", enum=[*Level]),
        _many("online_level", "How far it is handled online", enum=[*OnlineLevel, UNKNOWN]),
        AS_OF,
        _query(
            "status", "all: also what is over", type="string", enum=["in_force", "all"], default="in_force"
        ),
        _query("sort", "Order of the hits", type="string", enum=[*Sort], default=Sort.RELEVANCE),
        _query("page", "Number of the page", type="integer", minimum=1, maximum=MOST_PAGES, default=1),
        _query(
            "per_page",
            "Hits a page",
            type="integer",
            minimum=1,
            maximum=MOST_PER_PAGE,
            default=DEFAULT_PER_PAGE,
        ),
        _query("explain", "1: what each hit's score is made of", type="string", enum=["0", "1"], default="0"),
        _many("without", "Steps of understanding and factors of ranking to leave out", enum=[*SWITCHES]),
    ]
}
SUGGEST = {
    "parameters": [
        TEXT,
        _query(
            "limit",
            "Most suggestions",
            type="integer",
            minimum=1,
            maximum=MOST_SUGGESTIONS,
            default=DEFAULT_SUGGESTIONS,
        ),
        AGENCY,
        FIELD,
    ]
}
