"""What went wrong, as RFC 9457 problem documents: the closed list of types and the document itself.

Every type has a page at `/loi/{name}`, so that the `type` of a document can be opened.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

import orjson

from search_api.addresses import procedure_url
from search_api.query import BadParameter, BadQuery
from search_api.words import Words

PROBLEM_JSON = "application/problem+json"
MOST_ERRORS = 20
"""Wrong parameters listed; an address can hold thousands, and nobody mends them one by one."""

MOST_PIECES = 200
"""Wrong answers listed: more than a long form has questions; a list of items can have thousands."""


@dataclass(frozen=True, slots=True)
class ProblemType:
    """A kind of problem: the last part of the address of its page, and its status code."""

    name: str
    status: int


BAD_REQUEST = ProblemType("yeu-cau-sai", 400)
WRONG_HOST = ProblemType("sai-ten-mien", 400)
SIGN_IN_NEEDED = ProblemType("can-dang-nhap", 401)
FORBIDDEN = ProblemType("khong-duoc-phep", 403)
NOT_FOUND = ProblemType("khong-tim-thay", 404)
NOT_IN_FORCE = ProblemType("khong-co-hieu-luc", 404)
NOT_ALLOWED = ProblemType("sai-phuong-thuc", 405)
CHANGED_MEANWHILE = ProblemType("da-bi-sua", 409)
REPLACED = ProblemType("da-thay-the", 410)
TOO_LARGE = ProblemType("noi-dung-qua-lon", 413)
ADDRESS_TOO_LONG = ProblemType("dia-chi-qua-dai", 414)
NOT_NOW = ProblemType("chua-lam-duoc", 409)
KEY_REUSED = ProblemType("khoa-da-dung", 422)
WRONG_CONTENT = ProblemType("noi-dung-sai", 422)
VERSION_NEEDED = ProblemType("can-so-phien-ban", 428)
INCOMPLETE = ProblemType("ho-so-chua-du", 422)
TOO_MANY = ProblemType("qua-nhieu-yeu-cau", 429)
HEADERS_TOO_LARGE = ProblemType("tieu-de-qua-lon", 431)
BROKEN = ProblemType("loi-he-thong", 500)
UNAVAILABLE = ProblemType("tam-ngung", 503)
STORE_DOWN = ProblemType("chua-luu-duoc", 503)
STORE_FULL = ProblemType("het-cho-luu", 507)

TYPES: dict[str, ProblemType] = {
    one.name: one
    for one in (
        BAD_REQUEST,
        WRONG_HOST,
        SIGN_IN_NEEDED,
        FORBIDDEN,
        NOT_FOUND,
        NOT_IN_FORCE,
        NOT_ALLOWED,
        CHANGED_MEANWHILE,
        NOT_NOW,
        REPLACED,
        TOO_LARGE,
        ADDRESS_TOO_LONG,
        KEY_REUSED,
        WRONG_CONTENT,
        INCOMPLETE,
        VERSION_NEEDED,
        TOO_MANY,
        HEADERS_TOO_LARGE,
        BROKEN,
        UNAVAILABLE,
        STORE_DOWN,
        STORE_FULL,
    )
}
_BY_STATUS = {404: NOT_FOUND, 405: NOT_ALLOWED}
"""Types of what the web framework itself refuses."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One occurrence: its type, the values its words need, what else the document says."""

    type: ProblemType
    values: Mapping[str, object] = field(default_factory=dict)
    errors: tuple[BadParameter, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    successors: tuple[str, ...] = ()
    """Codes of the procedures that took the place of the one asked for."""
    pieces: tuple[Mapping[str, str], ...] = ()
    """More errors, worded already: {"pointer" or "parameter", "message", "code"}."""

    def title(self, words: Words) -> str:
        """What kind of problem it is, in a few words."""
        return words(f"problem.{self.type.name}.title")

    def detail(self, words: Words) -> str:
        """What happened here and how to mend it."""
        values = {
            name: words.day(value) if isinstance(value, dt.date) else value
            for name, value in self.values.items()
        }
        return words(f"problem.{self.type.name}.detail", **values)

    def messages(self, words: Words) -> list[dict[str, str]]:
        """The wrong parameters and pieces of content, each with its message and the code of the rule."""
        told = [
            {
                "parameter": one.parameter,
                "message": words(f"error.{one.rule}", **dict(one.values)),
                "code": one.rule,
            }
            for one in self.errors[:MOST_ERRORS]
        ]
        return told + [dict(one) for one in self.pieces[:MOST_PIECES]]

    def document(self, words: Words, base: str, instance: str) -> bytes:
        """The problem document; `base` is the public address of the service, `instance` the path asked for."""
        content: dict[str, object] = {
            "type": f"{base}/loi/{self.type.name}",
            "title": self.title(words),
            "status": self.type.status,
            "detail": self.detail(words),
            "instance": instance,
        }
        if self.errors or self.pieces:
            content["errors"] = self.messages(words)
        if self.successors:
            content["replaced_by"] = [{"code": one, "url": procedure_url(one)} for one in self.successors]
        return orjson.dumps(content)


class RefusedError(Exception):
    """A request cannot be answered; carries the problem to tell."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.type.name)


def of_query(error: BadQuery) -> Problem:
    """The problem of parameters that cannot be used."""
    ordered = sorted(error.problems, key=lambda one: (one.parameter, one.rule))
    return Problem(BAD_REQUEST, errors=tuple(ordered))


def of_status(status: int, headers: Mapping[str, str] | None = None) -> Problem:
    """The problem for a status code of the web framework."""
    known = _BY_STATUS.get(status, BAD_REQUEST if status < 500 else BROKEN)
    kept = dict(headers or {})
    if kept.get("Allow") == "GET":
        kept["Allow"] = "GET, HEAD"  # layers.py answers HEAD wherever there is GET
    return Problem(known, headers=kept)
