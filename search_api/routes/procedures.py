"""A procedure: the page with every part of it, and the same as data."""

from __future__ import annotations

import datetime as dt

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from indexer.catalog import Offer
from indexer.procedure import Procedure
from indexer.working_calendar import calendar_of
from search_api import wire
from search_api.addresses import address, procedure_url
from search_api.browsing import titles
from search_api.cases import make_checklist
from search_api.chosen import PARAMETERS, Chosen
from search_api.desks import Desks
from search_api.expected import Outlook, outlook
from search_api.finding import Found, find
from search_api.live import Serving
from search_api.parameters import Params, data_params, page_params, read_day
from search_api.related import find_related
from search_api.reporting import report_url
from search_api.sections import sections
from search_api.visits import ENGLISH, Body, Visit


async def page(request: Request) -> Response:
    """The page of a procedure; a code in another spelling leads to the one address it has.

    What it expects of a dossier handed in now holds for a span of time (search_api/expected.py): the beginning of
    the span is part of the tag, and nobody keeps the page beyond its end.
    """
    visit = Visit(request, page=True)
    asked, chosen = request.path_params["code"], Chosen.read(page_params(request, PARAMETERS))
    found = find(visit.serving, asked, chosen.as_of, visit.today)
    if found.procedure.code != asked:
        return to_address(visit, found, chosen.params())
    now = visit.now
    hopes = _outlook(visit, found, chosen, now)
    if hopes is None:
        return visit.answer(chosen, lambda: _page(visit, found, chosen, None))
    left = (hopes.until - now).total_seconds()
    return visit.answer((chosen, hopes.since), lambda: _page(visit, found, chosen, hopes), left)


def to_address(visit: Visit, found: Found, params: Params, below: str = "") -> Response:
    """Leads to the one address that a procedure has, or one below it."""
    prefix = ENGLISH if visit.words.lang == "en" and visit.page else ""
    # Not for ever: another procedure may be given the code that was typed.
    return RedirectResponse(address(f"{prefix}{procedure_url(found.procedure.code)}{below}", params), 302)


def _outlook(visit: Visit, found: Found, chosen: Chosen, now: dt.datetime) -> Outlook | None:
    """What to expect of a dossier handed in now where somebody chose to; None where no date can be told."""
    if found.standing != "in_force" or chosen.as_of not in (None, visit.today):
        return None
    procedure, catalog = found.procedure, visit.serving.edition.catalog
    desk = Desks(procedure, catalog, (), visit.today).find(chosen.place, chosen.agency).desk
    calendar = calendar_of(catalog, desk.agency if desk else procedure.agency)
    hopes = outlook(procedure, calendar, now)
    return hopes if hopes.known else None


def _page(visit: Visit, found: Found, chosen: Chosen, hopes: Outlook | None) -> Body:
    procedure, serving, day = found.procedure, visit.serving, chosen.as_of or visit.today
    catalog = serving.edition.catalog
    links = _links(serving, procedure, day)
    offers = _offers(serving, procedure.code, day)
    subject = visit.words("report.subject", code=procedure.code, generation=serving.edition.id)
    return visit.html(
        "procedure.html",
        found=found,
        p=procedure,
        as_of=chosen.as_of,
        chosen=chosen,
        day=day,
        successors=titles(serving.engine, found.successors),
        where=Desks(procedure, catalog, offers, day).find(chosen.place, chosen.agency),
        checklist=make_checklist(procedure, chosen.cases),
        offers=offers,
        sections=sections(procedure, linked=any(links.values()), expected=hopes is not None),
        outlook=hopes,
        catalog=catalog,
        links=links,
        versions=len(serving.edition.versions(procedure.code)),
        report=report_url(catalog.registers.portal, subject),
    )


def _links(serving: Serving, procedure: Procedure, day: dt.date) -> dict[str, list[tuple[str, str | None]]]:
    """Other procedures by how they hang together with this one."""
    codes = {
        "linked": procedure.linked,
        "related": find_related(serving.engine, procedure, day),
        "replaces": procedure.replaces,
    }
    named = {name: titles(serving.engine, some) for name, some in codes.items()}
    # What is only near helps nobody who cannot open it; what is linked or replaced is a fact all the same.
    return {**named, "related": [(code, title) for code, title in named["related"] if title]}


def _offers(serving: Serving, code: str, day: dt.date) -> list[Offer]:
    return [
        one
        for one in serving.edition.catalog.registers.offers
        if one.procedure == code
        and (one.valid_from is None or one.valid_from <= day)
        and (one.valid_to is None or day <= one.valid_to)
    ]


async def data(request: Request) -> Response:
    """The same as /api/v1/procedures/{code}, beside the page."""
    return answer_data(request)


def answer_data(request: Request) -> Response:
    """A whole procedure as JSON. Found before tags are compared: `If-None-Match: *` asks whether it exists."""
    visit = Visit(request, page=False)
    day = read_day(data_params(request, ("as_of",)))
    found = find(visit.serving, request.path_params["code"], day, visit.today)
    return visit.answer(day, lambda: Body(wire.procedure(found, visit.serving, day or visit.today)))
