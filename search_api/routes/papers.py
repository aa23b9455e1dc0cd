"""Sheets of a procedure to print."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from indexer.eform import EForm
from printing.sheet import Sheet
from search_api import problems
from search_api.addresses import procedure_url
from search_api.blank_forms import make_sheet
from search_api.finding import Found, find
from search_api.history import built_at
from search_api.parameters import page_params, read_day
from search_api.problems import Problem, RefusedError
from search_api.routes.procedures import to_address
from search_api.visits import Body, Visit, base_address
from search_api.words import WORDS

KEPT = 32
"""Sheets kept, some 30 KB each: to draw one takes a fifth of a second."""
PDF = "application/pdf"
NAME = "/to-khai.pdf"


@lru_cache(KEPT)
def _draw(sheet: Sheet, lang: str, made_at: dt.datetime) -> bytes:
    # Loaded with the first sheet: the library takes a tenth of a second that no start should wait for.
    from printing.blank import draw  # noqa: PLC0415

    return draw(sheet, lang, made_at)


async def blank_form(request: Request) -> Response:
    """The electronic form of a procedure as a sheet to fill in by hand, in Vietnamese as the form is."""
    visit = Visit(request, page=True)
    asked, params = request.path_params["code"], page_params(request, ("as_of",))
    day = read_day(params)
    found = find(visit.serving, asked, day, visit.today)
    form = found.procedure.form
    if form is None:
        raise RefusedError(Problem(problems.NOT_FOUND))
    if found.procedure.code != asked:
        return to_address(visit, found, params, NAME)
    # Beside the event loop: others need not wait for it.
    return await run_in_threadpool(visit.answer, day, lambda: _body(visit, found, form))


def _body(visit: Visit, found: Found, form: EForm) -> Body:
    headers = {
        "content-type": PDF,
        "content-disposition": f'inline; filename="to-khai-{found.procedure.code}.pdf"',
        "content-language": "vi",
        "x-robots-tag": "noindex",
    }
    edition = visit.serving.edition
    made_at = dt.datetime.fromisoformat(built_at(edition.id))
    return Body(_draw(_sheet(visit, found, form), "vi", made_at), headers)


def _sheet(visit: Visit, found: Found, form: EForm) -> Sheet:
    page = base_address(visit.request) + procedure_url(found.procedure.code)
    portal = visit.serving.edition.catalog.registers.portal
    return make_sheet(found.procedure, form, portal, WORDS["vi"], page)
