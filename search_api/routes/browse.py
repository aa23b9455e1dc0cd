"""Browsing without a query: by agency then field, by field, by life event."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from indexer.catalog import Agency, AgencyKind, LifeEvent
from search_api import problems
from search_api.canonical import list_params
from search_api.directory import Directory, alphabetical
from search_api.parameters import page_params
from search_api.problems import Problem, RefusedError
from search_api.query import LONGEST_ID, SearchQuery, Sort, clean
from search_api.routes.results import page_numbers
from search_api.visits import Body, Visit

PER_PAGE = 20
LOOK_UP = "name"
"""Parameter of the boxes that look an agency or a field up by its name."""
LISTED = 12
"""Entries of a list before the rest is folded away, and from which on a look-up by name is offered."""
MOST = 60
"""Fields of an agency, agencies of a field: a page of hundreds is too heavy for a phone."""


async def entry(request: Request) -> Response:
    """All agencies and all fields that have procedures, or those that are called as was typed."""
    visit = Visit(request, page=True)
    name = _look_up(request, (LOOK_UP,))
    return visit.answer((visit.serving.counts.day, name), lambda: _entry(visit, name))


def _entry(visit: Visit, name: str) -> Body:
    counts = visit.serving.counts
    directory = Directory(counts)
    return visit.html(
        "browse.html",
        name=name,
        total=counts.total,
        groups=() if name else directory.roots(),
        fields=sorted(counts.top_fields(), key=lambda entry: alphabetical(entry[1])),
        named=directory.named(name) if name else None,
        listed=LISTED,
    )


async def agency(request: Request) -> Response:
    """One agency or kind: its fields, and its procedures, all or those of a field."""
    visit = Visit(request, page=True)
    found = visit.serving.edition.catalog.agencies.get(request.path_params["id"])
    name = _look_up(request, ("field", "page", LOOK_UP))
    query = _query(request, "field", "page", LOOK_UP)
    if found is None:
        raise RefusedError(Problem(problems.NOT_FOUND))
    asked = replace(query, agency=(found.id,))
    return visit.answer((asked, name), lambda: _agency(visit, asked, found, name))


def _agency(visit: Visit, query: SearchQuery, found: Agency | AgencyKind, name: str) -> Body:
    directory = Directory(visit.serving.counts)
    everything = directory.below(found.id)
    values = {
        "groups": directory.below(found.id, name) if name else everything,
        "units": sum(len(group.rows) for group in everything),
        "name": name,
    }
    return _place(visit, "agency.html", query, "field", place=found, **values)


async def field(request: Request) -> Response:
    """One field: the agencies that carry its procedures out, and the procedures."""
    visit = Visit(request, page=True)
    found = visit.serving.edition.catalog.fields.get(request.path_params["id"])
    query = _query(request, "agency", "page")
    if found is None:
        raise RefusedError(Problem(problems.NOT_FOUND))
    asked = replace(query, field=(found.id,))
    return visit.answer(asked, lambda: _place(visit, "field.html", asked, "agency", place=found))


def _look_up(request: Request, allowed: tuple[str, ...]) -> str:
    """The name typed into a box of a list; raises BadQuery for parameters that are not allowed."""
    given = [value for name, value in page_params(request, allowed) if name == LOOK_UP]
    return clean(clean(given[-1])[:LONGEST_ID]) if given else ""


def _query(request: Request, *allowed: str) -> SearchQuery:
    given = page_params(request, allowed)
    query = SearchQuery.from_params([one for one in given if one[0] != LOOK_UP])
    return replace(query, sort=Sort.NAME, per_page=PER_PAGE)


def _place(visit: Visit, template: str, query: SearchQuery, narrower: str, **more: Any) -> Body:
    page = visit.serving.engine.search(query)
    chosen = getattr(query, narrower)
    params = [(narrower, one) for one in chosen]
    numbers = page_numbers(page, lambda number: [*params, ("page", str(number))])
    canonical = list_params(page, narrower, visit.serving.edition.catalog)
    values = {
        "page": page,
        "narrower": narrower,
        "chosen": chosen,
        "numbers": numbers,
        "canonical": canonical,
    }
    shared = {"today": visit.today, "catalog": visit.serving.edition.catalog, "listed": LISTED, "most": MOST}
    return visit.html(template, **values, **shared, **more)


async def life_event(request: Request) -> Response:
    """A turn in life and the procedures it brings."""
    visit = Visit(request, page=True)
    events = {one.id: one for one in visit.serving.edition.catalog.registers.events}
    event = events.get(request.path_params["id"])
    if event is None:
        raise RefusedError(Problem(problems.NOT_FOUND))
    return visit.answer(None, lambda: _life_event(visit, event))


def _life_event(visit: Visit, event: LifeEvent) -> Body:
    found = [(code, visit.serving.engine.get(code)) for code in event.procedures]
    return visit.html("event.html", event=event, listed=found, catalog=visit.serving.edition.catalog)
