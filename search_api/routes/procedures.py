"""A procedure: the page with every part of it, and the same as data."""

from __future__ import annotations

import datetime as dt

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from indexer.catalog import Offer
from indexer.procedure import Procedure
from search_api import wire
from search_api.addresses import procedure_url
from search_api.browsing import titles
from search_api.finding import Found, find
from search_api.live import Serving
from search_api.parameters import data_params, page_params, read_day
from search_api.visits import ENGLISH, Body, Visit


async def page(request: Request) -> Response:
    """The page of a procedure; a code in another spelling leads to the one address it has."""
    visit = Visit(request, page=True)
    asked, day = request.path_params["code"], read_day(page_params(request, ("as_of",)))
    found = find(visit.serving, asked, day, visit.today)
    if found.procedure.code != asked:
        prefix = ENGLISH if visit.words.lang == "en" else ""
        # Not for ever: another procedure may be given the code that was typed.
        return RedirectResponse(prefix + procedure_url(found.procedure.code, day), 302)
    return visit.answer(day, lambda: _page(visit, found, day))


def _page(visit: Visit, found: Found, as_of: dt.date | None) -> Body:
    procedure, serving, day = found.procedure, visit.serving, as_of or visit.today
    links = {
        name: titles(serving.engine, getattr(procedure, name)) for name in ("related", "linked", "replaces")
    }
    offers = _offers(serving, procedure.code, day)
    return visit.html(
        "procedure.html",
        found=found,
        p=procedure,
        as_of=as_of,
        day=day,
        successors=titles(serving.engine, found.successors),
        offers=offers,
        sections=_sections(procedure, bool(offers), any(links.values())),
        catalog=serving.edition.catalog,
        links=links,
    )


def _offers(serving: Serving, code: str, day: dt.date) -> list[Offer]:
    return [
        one
        for one in serving.edition.catalog.registers.offers
        if one.procedure == code
        and (one.valid_from is None or one.valid_from <= day)
        and (one.valid_to is None or day <= one.valid_to)
    ]


def _sections(procedure: Procedure, offered: bool, linked: bool) -> list[str]:
    """Parts of the page that have something to show, in their order; those the law prescribes always stand."""
    forms = any(one.form for group in procedure.components for one in group.documents)
    present = {
        "steps": True,
        "methods": True,
        "components": True,
        "applicants": True,
        "agencies": True,
        "results": True,
        "forms": forms or any(one.form for one in procedure.results),
        "requirements": True,
        "legal_bases": True,
        "offers": offered,
        "places": bool(procedure.reception_places),
        "eform": procedure.form is not None,
        "linked": linked,
        "source": True,
    }
    return [name for name, there in present.items() if there]


async def data(request: Request) -> Response:
    """The same as /api/v1/procedures/{code}, beside the page."""
    return answer_data(request)


def answer_data(request: Request) -> Response:
    """A whole procedure as JSON. Found before tags are compared: `If-None-Match: *` asks whether it exists."""
    visit = Visit(request, page=False)
    day = read_day(data_params(request, ("as_of",)))
    found = find(visit.serving, request.path_params["code"], day, visit.today)
    return visit.answer(day, lambda: Body(wire.procedure(found, visit.serving, day or visit.today)))
