"""What the description of the API says of its addresses for programs besides the shapes of wire.py."""

from __future__ import annotations

from typing import Any, get_args

from dossiers import wire
from dossiers.dossier import Status

Described = dict[int | str, dict[str, Any]]
Extra = dict[str, Any]

PROBLEM = "#/components/schemas/ProblemAnswer"
"""The problem document, which the description of the whole service holds."""


def _problem(reason: str) -> dict[str, Any]:
    content = {
        "application/problem+json": {"schema": {"$ref": PROBLEM}},
        "text/html": {"schema": {"type": "string"}},
    }
    return {"description": reason, "content": content}


FAILURES: Described = {
    400: _problem("A parameter or header is missing or cannot be used; `errors` names it"),
    401: _problem("No application key, or one that is not good any more"),
    403: _problem("The key belongs to an account that has no dossiers of its own"),
    404: _problem("There is no such thing, or it belongs to somebody else"),
    413: _problem("The request carries too large a body"),
    414: _problem("The address is too long"),
    429: _problem("Too many requests of one address; Retry-After tells when to ask again"),
    431: _problem("The headers are too large"),
    500: _problem("A fault of the service"),
    503: _problem("The store is busy or down, or there is no index; nothing was changed"),
}
WRONG: Described = {
    422: _problem("The content cannot be kept, or the key was used for another; `errors` names why")
}
STALE: Described = {
    409: _problem(
        "It changed meanwhile (`ETag` tells the present version), or it cannot be done as things stand"
    ),
    428: _problem("If-Match is missing"),
}
NOT_NOW: Described = {409: _problem("The procedure does not take dossiers here now")}
FULL: Described = {507: _problem("The server has no room for files; the draft is untouched")}

_TAG = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "description": 'The ETag of what is changed, e.g. "3"',
    "schema": {"type": "string", "pattern": '^"[0-9]{1,9}"$'},
}
_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "description": "Chosen by the program, once for each thing it wants done; kept for 48 hours",
    "schema": {"type": "string", "pattern": "^[!-~]{1,128}$"},
}
_CURSOR = {
    "name": "cursor",
    "in": "query",
    "description": "`next` of the answer before",
    "schema": {"type": "string", "pattern": "^[A-Za-z0-9_-]*$"},
}
_STATUS = {
    "name": "status",
    "in": "query",
    "description": "Only dossiers in this state",
    "schema": {"type": "string", "enum": [one for one in Status if one is not Status.DRAFT]},
}
_ANSWERS = {
    "type": "object",
    "description": "Question -> answer, as the schema of the part has it; null takes an answer away",
}
_CASES = {"type": "array", "items": {"type": "integer"}, "description": "Numbers from `case_choices`"}
_UPLOAD = {
    "type": "object",
    "required": ["place", "file"],
    "additionalProperties": False,
    "properties": {
        "place": {"type": "string", "description": "From the list of places"},
        "file": {"type": "string", "format": "binary"},
    },
}


def _path(name: str, description: str, **schema: Any) -> Extra:
    kind = schema or {"type": "string", "pattern": "^[A-Za-z0-9._~-]{1,80}$"}
    return {"name": name, "in": "path", "required": True, "description": description, "schema": kind}


def _body(schema: Extra, media: str = "application/json") -> Extra:
    return {"required": True, "content": {media: {"schema": schema}}}


def _shape(shape: type[wire.DossierShape]) -> Extra:
    schema = shape.model_json_schema()
    schema.pop("$defs", None)
    return _body(schema)


ID = _path("id", "Id of a draft or dossier of the account")
PART = _path("part", "Steps 4, 5 and 6 of the journey", type="string", enum=[*get_args(wire.PartName)])
ONE: Extra = {"parameters": [ID]}
DRAFT_LIST: Extra = {"parameters": [_CURSOR]}
DOSSIER_LIST: Extra = {"parameters": [_CURSOR, _STATUS]}
CREATE: Extra = {"parameters": [_KEY], "requestBody": _shape(wire.DraftOrder)}
SCHEMA: Extra = {"parameters": [ID, PART]}
SCHEMA_ANSWER: Described = {
    200: {
        "description": "The schema",
        "content": {"application/schema+json": {"schema": {"type": "object"}}},
    }
}
SAVE: Extra = {"parameters": [ID, _TAG], "requestBody": _body(_ANSWERS)}
SAVE_PAGE: Extra = {
    "parameters": [ID, _path("page", "Id of a page, from `pages`"), _TAG],
    "requestBody": _body(_ANSWERS),
}
CASES: Extra = {"parameters": [ID, _TAG], "requestBody": _body(_CASES)}
FOLLOW: Extra = {"parameters": [ID, _TAG]}
SEND: Extra = {"parameters": [ID, _TAG, _KEY], "requestBody": _shape(wire.Declared)}
UPLOAD: Extra = {"parameters": [ID], "requestBody": _body(_UPLOAD, "multipart/form-data")}
FILE: Extra = {"parameters": [ID, _path("file", "Id of an attached file")]}
WITHDRAW: Extra = {"parameters": [ID, _TAG], "requestBody": _shape(wire.Withdrawal)}
