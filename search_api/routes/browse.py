"""Browsing without a query: by agency then field, by field, by life event."""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from search_api import problems
from search_api.browsing import titles
from search_api.parameters import page_params
from search_api.problems import Problem, RefusedError
from search_api.query import SearchQuery, Sort
from search_api.routes.results import page_numbers
from search_api.visits import Body, Visit

PER_PAGE = 20


async def entry(request: Request) -> Response:
    """All agencies and all fields that have procedures."""
    visit = Visit(request, page=True)
    counts = visit.serving.counts
    return visit.answer(counts.day, lambda: visit.html("browse.html", counts=counts))


async def agency(request: Request) -> Response:
    """One agency or kind: its fields, and its procedures, all or those of a field."""
    visit = Visit(request, page=True)
    found = visit.serving.edition.catalog.agencies.get(request.path_params["id"])
    query = _query(request, "field")
    if found is None:
        raise RefusedError(Problem(problems.NOT_FOUND))
    asked = replace(query, agency=(found.id,))
    return visit.answer(asked, lambda: _place(visit, "agency.html", asked, found, "field"))


async def field(request: Request) -> Response:
    """One field: the agencies that carry its procedures out, and the procedures."""
    visit = Visit(request, page=True)
    found = visit.serving.edition.catalog.fields.get(request.path_params["id"])
    query = _query(request, "agency")
    if found is None:
        raise RefusedError(Problem(problems.NOT_FOUND))
    asked = replace(query, field=(found.id,))
    return visit.answer(asked, lambda: _place(visit, "field.html", asked, found, "agency"))


def _query(request: Request, narrower: str) -> SearchQuery:
    query = SearchQuery.from_params(page_params(request, (narrower, "page")))
    return replace(query, sort=Sort.NAME, per_page=PER_PAGE)


def _place(visit: Visit, template: str, query: SearchQuery, place: object, narrower: str) -> Body:
    page = visit.serving.engine.search(query)
    chosen = getattr(query, narrower)
    params = [(narrower, one) for one in chosen]
    numbers = page_numbers(page, lambda number: [*params, ("page", str(number))])
    canonical = [*params, ("page", str(query.page))] if query.page > 1 else params
    values = {"place": place, "page": page, "narrower": narrower, "chosen": chosen, "numbers": numbers}
    return visit.html(
        template, **values, canonical=canonical, today=visit.today, catalog=visit.serving.edition.catalog
    )


async def life_event(request: Request) -> Response:
    """A turn in life and the procedures it brings."""
    visit = Visit(request, page=True)
    events = {one.id: one for one in visit.serving.edition.catalog.registers.events}
    event = events.get(request.path_params["id"])
    if event is None:
        raise RefusedError(Problem(problems.NOT_FOUND))
    return visit.answer(
        None,
        lambda: visit.html("event.html", event=event, listed=titles(visit.serving.engine, event.procedures)),
    )
