"""Rules that ranking must keep at 100 %: names lead to their procedures, and of two procedures one comes first.

What a procedure is called is read from the index itself, so that a new procedure brings its own rules. The order
of two stands in a file: columns query, first, second, policy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.catalog import Catalog
from indexer.procedure import Procedure
from search_api.engine import SearchEngine
from search_api.judging.figures import codes_of
from search_api.judging.sets import JudgementError, read_rows
from search_api.query import MOST_PER_PAGE, SearchQuery
from search_api.results import SearchPage

COLUMNS = ("query", "first", "second", "policy")
EVERYDAY = 2
"""Aliases of a popular procedure that must lead to it: the writer puts the most used ones first."""
LOCAL = ".000.00.00.H40"
"""Ending of a local version of a code."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A query, the procedure that must come first, and for an order of two the one that must come later."""

    kind: str
    """title, short_name, code, everyday or order"""
    query: str
    first: str
    second: str | None = None
    policy: str = ""
    """Why, in a sentence"""


def read_order(path: Path) -> list[Rule]:
    """Reads the file of orders; raises JudgementError with path and line, FileNotFoundError without a file."""
    found: list[Rule] = []
    for line, row in read_rows(path, COLUMNS):
        if not all(value.strip() for value in row):
            raise JudgementError(path, line, "judgement_row", COLUMNS)
        query, first, second, policy = row
        found.append(Rule("order", query, first, second, policy))
    return found


def named(procedures: Iterable[Procedure], catalog: Catalog) -> Iterator[Rule]:
    """The rules that names make: every title, short name and code, and everyday names of popular procedures."""
    popular = set(catalog.registers.popular)
    for one in procedures:
        yield Rule("title", one.name, one.code)
        if one.short_name:
            yield Rule("short_name", one.short_name, one.code)
        yield from (Rule("code", spelled, one.code) for spelled in _spellings(one.code))
        if one.code in popular:
            yield from (Rule("everyday", alias, one.code) for alias in _aliases(one, catalog)[:EVERYDAY])


def _spellings(code: str) -> tuple[str, ...]:
    return code, code.replace(".", ""), code.replace(".", ","), code + LOCAL


def _aliases(procedure: Procedure, catalog: Catalog) -> tuple[str, ...]:
    shared = catalog.registers.aliases.get(procedure.code)
    return (*procedure.aliases, *(shared.aliases if shared else ()))


def broken(engine: SearchEngine, rules: Iterable[Rule]) -> Iterator[tuple[Rule, tuple[str, ...]]]:
    """Rules that do not hold, with the codes that came first instead."""
    for rule in rules:
        # Names of what is over are names, too: a page about it says that it is.
        page = engine.search(SearchQuery(text=rule.query, status="all", per_page=MOST_PER_PAGE))
        if not _holds(rule, page):
            yield rule, tuple(hit.card.code for hit in page.hits[:3])


def _holds(rule: Rule, page: SearchPage) -> bool:
    if rule.second is None:
        return bool(page.hits) and rule.first in codes_of(page.hits[0])
    order = _flat(page)
    return rule.first in order and rule.second not in order[: order.index(rule.first)]


def _flat(page: SearchPage) -> Sequence[str]:
    """Codes in the order shown; variants stand behind the card they are part of."""
    return [code for hit in page.hits for code in (hit.card.code, *(one.code for one in hit.variants))]
