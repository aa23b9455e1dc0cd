"""What was asked: parsed and bounded once, always valid afterwards."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from indexer.procedure import Level, OnlineLevel
from indexer.text import tokenize

LONGEST_QUERY = 1_200
"""Code points after NFC; 490 official titles have more than 32 words and the longest has 1,094 letters."""
MOST_TOKENS = 256
"""Tokens of a query."""
LONGEST_ID = 80
"""Letters of an id that are looked at: no agency or field has a longer one."""
MOST_VALUES = 20
"""Values of one filter."""
MOST_PER_PAGE = 50
MOST_PAGES = 50
"""Depth bound: nobody reads on, and crawlers must not make us sort forever."""
DEFAULT_PER_PAGE = 10
MOST_SUGGESTIONS = 20
DEFAULT_SUGGESTIONS = 8
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
UNKNOWN = "unknown"
"""Value of a filter or facet for procedures that do not state it."""


class Sort(StrEnum):
    """Order of hits."""

    RELEVANCE = "relevance"
    NAME = "name"
    UPDATED = "updated"


@dataclass(frozen=True, slots=True)
class BadParameter:
    """What is wrong with one parameter: its name, which rule, the words of the message."""

    parameter: str
    rule: str
    values: tuple[tuple[str, object], ...] = ()


class BadQuery(ValueError):  # noqa: N818 - the design's name; it is an answer to the asker, not a fault
    """The parameters cannot be used; carries every problem."""

    def __init__(self, problems: Iterable[BadParameter]) -> None:
        self.problems = tuple(problems)
        super().__init__(", ".join(f"{one.parameter}: {one.rule}" for one in self.problems))


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """A search: text, filters (several values of one filter are alternatives), order and page."""

    text: str = ""
    agency: tuple[str, ...] = ()
    field: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    online_level: tuple[str, ...] = ()
    as_of: dt.date | None = None
    """Day on which procedures must be in force; None is today."""
    status: str = "in_force"
    """in_force, or all: abolished and replaced ones too"""
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    per_page: int = DEFAULT_PER_PAGE
    explain: bool = False
    """Whether to tell what each step of understanding and each factor of the ranking did."""
    without: tuple[str, ...] = ()
    """Steps of understanding and factors of the ranking to leave out, for comparisons."""

    @classmethod
    def from_params(cls, params: Iterable[tuple[str, str]]) -> SearchQuery:
        """Reads request parameters; raises BadQuery with every problem found."""
        reader = _Reader(params, allowed=SEARCH_PARAMETERS)
        query = cls(
            text=reader.text("q"),
            agency=reader.many("agency"),
            field=reader.many("field"),
            level=reader.choices("level", tuple(Level)),
            online_level=reader.choices("online_level", (*OnlineLevel, UNKNOWN)),
            as_of=reader.day("as_of"),
            status=reader.choice("status", ("in_force", "all"), "in_force"),
            sort=Sort(reader.choice("sort", tuple(Sort), Sort.RELEVANCE)),
            page=reader.number("page", 1, MOST_PAGES, 1),
            per_page=reader.number("per_page", 1, MOST_PER_PAGE, DEFAULT_PER_PAGE),
            explain=reader.choice("explain", ("0", "1"), "0") == "1",
            without=reader.choices("without", SWITCHES),
        )
        reader.finish()
        return query

    def on_page(self, page: int) -> SearchQuery:
        """The same search on another page."""
        return replace(self, page=page)

    def literally(self) -> SearchQuery:
        """The same search without mending slips."""
        return replace(self, without=tuple(dict.fromkeys((*self.without, "repair"))))

    def params(self) -> list[tuple[str, str]]:
        """Request parameters that give this query again; defaults are left out."""
        given: list[tuple[str, str]] = [("q", self.text)] if self.text else []
        for name in ("agency", "field", "level", "online_level", "without"):
            given += [(name, value) for value in getattr(self, name)]
        rest = {
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "status": self.status if self.status != "in_force" else None,
            "sort": self.sort.value if self.sort is not Sort.RELEVANCE else None,
            "page": str(self.page) if self.page != 1 else None,
            "per_page": str(self.per_page) if self.per_page != DEFAULT_PER_PAGE else None,
            "explain": "1" if self.explain else None,
        }
        return given + [(name, value) for name, value in rest.items() if value is not None]


@dataclass(frozen=True, slots=True)
class SuggestQuery:
    """A query that is still being typed."""

    prefix: str
    agency: tuple[str, ...] = ()
    field: tuple[str, ...] = ()
    limit: int = DEFAULT_SUGGESTIONS

    @classmethod
    def from_params(cls, params: Iterable[tuple[str, str]]) -> SuggestQuery:
        """Reads request parameters; raises BadQuery with every problem found."""
        reader = _Reader(params, allowed=SUGGEST_PARAMETERS)
        query = cls(
            prefix=reader.text("q"),
            agency=reader.many("agency"),
            field=reader.many("field"),
            limit=reader.number("limit", 1, MOST_SUGGESTIONS, DEFAULT_SUGGESTIONS),
        )
        reader.finish()
        return query


SWITCHES = (
    *("code", "telex", "frames", "routing", "words", "repair", "prefix"),
    *("coverage", "named", "names", "letters", "prior"),
)
"""Steps of understanding, in their order, and factors of the ranking that a query can do without."""

SEARCH_PARAMETERS = (
    "q",
    "agency",
    "field",
    "level",
    "online_level",
    "as_of",
    "status",
    "sort",
    "page",
    "per_page",
    "explain",
    "without",
)
SUGGEST_PARAMETERS = ("q", "limit", "agency", "field")


def clean(text: str) -> str:
    """A typed text as NFC without control characters and lone surrogates, blanks collapsed at the ends."""
    visible = "".join(" " if unicodedata.category(c) in ("Cc", "Cs") else c for c in text)
    return unicodedata.normalize("NFC", visible).strip()


def unknown_parameters(names: Iterable[str], allowed: Sequence[str]) -> list[BadParameter]:
    """What is wrong with names that are not allowed, each told once."""
    rule = "unknown_parameter" if allowed else "no_parameters"
    values = (("allowed", ", ".join(allowed)),) if allowed else ()
    unknown = dict.fromkeys(name for name in names if name not in allowed)
    return [BadParameter(clean(name)[:60], rule, values) for name in unknown]


class _Reader:
    """Reads parameters one by one and collects what is wrong with them."""

    def __init__(self, params: Iterable[tuple[str, str]], allowed: tuple[str, ...]) -> None:
        self._values: dict[str, list[str]] = {}
        for name, value in params:
            self._values.setdefault(name, []).append(value)
        self._problems = unknown_parameters(self._values, allowed)

    def finish(self) -> None:
        if self._problems:
            raise BadQuery(self._problems)

    def _complain(self, parameter: str, rule: str, **values: object) -> None:
        self._problems.append(BadParameter(parameter, rule, tuple(values.items())))

    def _one(self, name: str) -> str:
        values = self._values.get(name, [])
        if len(values) > 1:
            self._complain(name, "given_twice")
        return clean(values[0])[: LONGEST_QUERY + 1] if values else ""

    def text(self, name: str) -> str:
        value = self._one(name)
        if len(value) > LONGEST_QUERY:
            self._complain(name, "too_long", most=LONGEST_QUERY)
        elif len(tokenize(value)) > MOST_TOKENS:
            self._complain(name, "too_many_words", most=MOST_TOKENS)
        return value

    def many(self, name: str) -> tuple[str, ...]:
        cut = (clean(clean(value)[:LONGEST_ID]) for value in self._values.get(name, []))
        values = tuple(dict.fromkeys(value for value in cut if value))
        if len(values) > MOST_VALUES:
            self._complain(name, "too_many_values", most=MOST_VALUES)
        return values

    def choices(self, name: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
        values = self.many(name)
        if any(value not in allowed for value in values):
            self._complain(name, "not_allowed", allowed=", ".join(allowed))
        return values

    def choice(self, name: str, allowed: tuple[str, ...], default: str) -> str:
        value = self._one(name) or default
        if value in allowed:
            return value
        self._complain(name, "not_allowed", allowed=", ".join(allowed))
        return default

    def number(self, name: str, least: int, most: int, default: int) -> int:
        value = self._one(name)
        if not value:
            return default
        if value.isascii() and value.isdigit() and len(value) < 10 and least <= int(value) <= most:
            return int(value)
        self._complain(name, "number_range", least=least, most=most)
        return default

    def day(self, name: str) -> dt.date | None:
        value = self._one(name)
        if not value:
            return None
        try:
            # Python would also take 20260105 and 2026-W01-1.
            return dt.date.fromisoformat(value if _DAY.fullmatch(value) else "")
        except ValueError:
            self._complain(name, "not_a_day")
            return None
