"""The page of results: hits, filters as a form, ways on where nothing was found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from indexer.catalog import Catalog
from search_api.addresses import address, page_links
from search_api.browsing import titles
from search_api.loosening import shorter
from search_api.parameters import Params, page_params
from search_api.query import MOST_PAGES, SEARCH_PARAMETERS, SearchQuery, Sort
from search_api.results import FacetValue, SearchPage
from search_api.visits import Body, Visit, base_address
from search_api.words import Words

PATH = "/tim-kiem"
SHOWN = 6
"""Values of a filter before the rest is folded away; chosen ones are always shown."""
FOLDED = 40
"""Values folded away; rarer ones are found by browsing. A page of hundreds of boxes is too heavy for a phone."""
FILTERS = ("agency", "field", "level", "online_level")
NEAR = 2
"""Pages linked on either side of the present one."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter."""

    id: str
    name: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter with the values it can have, those to fold away apart."""

    name: str
    choices: tuple[Choice, ...]
    folded: tuple[Choice, ...]
    left: int
    """How many more there are"""


@dataclass(frozen=True, slots=True)
class PageNumber:
    """A link to a page of the results; `rel` is prev, next or empty."""

    number: int
    params: Params
    rel: str = ""


async def results(request: Request) -> Response:
    """Procedures that fit a query."""
    visit = Visit(request, page=True)
    query = SearchQuery.from_params(page_params(request, SEARCH_PARAMETERS))
    return visit.answer(query, lambda: _results(visit, query))


def _results(visit: Visit, query: SearchQuery) -> Body:
    page = visit.serving.engine.search(query)
    registers = visit.serving.edition.catalog.registers
    links = page_links(base_address(visit.request), visit.request.url.path, page)
    empty = page.total == 0
    return visit.html(
        "results.html",
        {**links, "x-robots-tag": "noindex"},
        page=page,
        canonical=query.params(),
        sorts=[(one, replace(query.on_page(1), sort=one).params()) for one in _sorts(visit, query)],
        filters=filters(page, visit.serving.edition.catalog, visit.words),
        active=active_filters(query, visit.serving.edition.catalog, visit.words),
        numbers=page_numbers(page, lambda number: query.on_page(number).params()),
        shorter=shorter(visit.serving.engine, query) if empty or not page.confident else (),
        popular=titles(visit.serving.engine, registers.popular[:SHOWN]) if empty else (),
        fields=visit.serving.counts.top_fields(SHOWN) if empty else (),
    )


def _sorts(visit: Visit, query: SearchQuery) -> list[Sort]:
    """Orders to choose from: by day of change only where a procedure tells one, or it was asked for."""
    dated = query.sort is Sort.UPDATED or bool(visit.serving.edition.columns.updated.any())
    return [one for one in Sort if dated or one is not Sort.UPDATED]


def filters(page: SearchPage, catalog: Catalog, words: Words) -> list[Filter]:
    """The filters of an answer; a value that is chosen stays, even where nothing has it."""
    return [_filter(name, page, catalog, words) for name in FILTERS]


def _filter(name: str, page: SearchPage, catalog: Catalog, words: Words) -> Filter:
    chosen: tuple[str, ...] = getattr(page.query, name)
    values: Sequence[FacetValue] = getattr(page.facets, name)
    found = {value.id: value.count for value in values}
    counted = found | {one: 0 for one in chosen if one not in found}
    choices = [
        Choice(id, value_name(name, id, catalog, words), count, id in chosen) for id, count in counted.items()
    ]
    choices.sort(key=lambda one: not one.chosen)
    shown = max(SHOWN, len(chosen))
    folded = tuple(choices[shown : shown + FOLDED])
    return Filter(name, tuple(choices[:shown]), folded, len(choices) - shown - len(folded))


def value_name(name: str, value: str, catalog: Catalog, words: Words) -> str:
    """What people call a value of a filter."""
    if name == "agency":
        return catalog.agency_name(value)
    if name == "field":
        return catalog.field_name(value)
    return words(f"{name}.{value}")


def active_filters(query: SearchQuery, catalog: Catalog, words: Words) -> list[tuple[str, str, str]]:
    """(name of the filter, its value for people, address without it)"""
    first, active = query.on_page(1), []
    for name in FILTERS:
        for value in getattr(query, name):
            rest = tuple(one for one in getattr(query, name) if one != value)
            changed: dict[str, Any] = {name: rest}
            without = replace(first, **changed).params()
            active.append((name, value_name(name, value, catalog, words), address(PATH, without)))
    if query.as_of:
        without = replace(first, as_of=None).params()
        active.append(("as_of", words.day(query.as_of), address(PATH, without)))
    if query.status != "in_force":
        without = replace(first, status="in_force").params()
        active.append(("status", words(f"status.{query.status}"), address(PATH, without)))
    return active


def page_numbers(page: SearchPage, params: Callable[[int], Params]) -> list[PageNumber]:
    """Links to the pages: before, the first, those near, the last, next."""
    last, here = min(page.pages, MOST_PAGES), page.query.page
    if last < 2 or here > last:
        return []
    near = sorted({1, last, *range(max(1, here - NEAR), min(last, here + NEAR) + 1)})
    numbers = [PageNumber(one, params(one)) for one in near]
    before = [PageNumber(here - 1, params(here - 1), "prev")] if here > 1 else []
    after = [PageNumber(here + 1, params(here + 1), "next")] if here < last else []
    return [*before, *numbers, *after]
