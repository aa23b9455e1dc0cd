"""The entrance, and the pages that explain: about, the API, kinds of problems."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from search_api import problems
from search_api.browsing import examples, titles
from search_api.problems import Problem, RefusedError
from search_api.visits import Body, Visit

MOST_ENTRIES = 12
"""Procedures, agencies and fields on the entrance; the browse page has them all."""


async def home(request: Request) -> Response:
    """The entrance: search box, what is wanted most, life events, ways to browse."""
    visit = Visit(request, page=True)
    return visit.answer(visit.serving.counts.day, lambda: _home(visit))


def _home(visit: Visit) -> Body:
    registers = visit.serving.edition.catalog.registers
    known = visit.serving.counts
    return visit.html(
        "home.html",
        popular=titles(visit.serving.engine, registers.popular[:MOST_ENTRIES]),
        examples=examples(visit.serving.engine, visit.serving.edition.catalog, registers.popular),
        events=registers.events,
        agencies=known.top_agencies(MOST_ENTRIES),
        fields=known.top_fields(MOST_ENTRIES),
        total=known.total,
    )


async def about(request: Request) -> Response:
    """What this site is and is not, and where its data come from."""
    visit = Visit(request, page=True, index=False)
    return visit.answer(None, lambda: visit.html("about.html"))


async def guide(request: Request) -> Response:
    """How to use the portal; a part is shown when what it tells of exists."""
    visit = Visit(request, page=True)
    return visit.answer(visit.site.settings.dossiers, lambda: _guide(visit))


def _guide(visit: Visit) -> Body:
    registers = visit.serving.edition.catalog.registers
    shown = examples(visit.serving.engine, visit.serving.edition.catalog, registers.popular)
    return visit.html("help.html", examples=shown, some=visit.serving.edition.codes[:1])


async def api_description(request: Request) -> Response:
    """The API for people, made from its own description."""
    visit = Visit(request, page=True, index=False)
    return visit.answer(None, lambda: visit.html("api.html", description=request.app.openapi()))


async def problem_type(request: Request) -> Response:
    """What a kind of problem means and what to do."""
    visit = Visit(request, page=True, index=False)
    kind = problems.TYPES.get(request.path_params["name"])
    if kind is None:
        raise RefusedError(Problem(problems.NOT_FOUND))
    return visit.answer(None, lambda: visit.html("problem_type.html", kind=kind))
