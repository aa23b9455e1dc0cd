"""All procedures as files to take away, their description, and the page that explains them."""

from __future__ import annotations

from starlette.concurrency import iterate_in_threadpool, run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from search_api import csv_rows, dumping
from search_api.dumping import CSV, JSONL, Dumps, make_dumps, package
from search_api.parameters import data_params, page_params
from search_api.visits import CACHE_CONTROL, JSON, Body, Visit, base_address, holds


async def page(request: Request) -> Response:
    """What there is to take away, under which licence, and how to follow changes."""
    visit = Visit(request, page=True)
    page_params(request, ())
    total = len(set(visit.serving.edition.codes))
    return visit.answer(None, lambda: visit.html("data.html", total=total, columns=list(csv_rows.COLUMNS)))


async def jsonl(request: Request) -> Response:
    """Every procedure whole, one a line."""
    return await _file(request, JSONL)


async def csv(request: Request) -> Response:
    """The main facts of every procedure as a spreadsheet."""
    return await _file(request, CSV)


async def descriptor(request: Request) -> Response:
    """The description of the two files."""
    visit = Visit(request, page=True)
    data_params(request, ())
    dumps = await _dumps(visit)

    def make() -> Body:
        content = package(visit.serving.edition, dumps, base_address(request), visit.words)
        return Body(content, {"content-type": JSON})

    return visit.answer(None, make)


async def _file(request: Request, name: str) -> Response:
    """A file in pieces. Its tag names the generation and the program: neither day nor language is in it."""
    visit = Visit(request, page=True)
    data_params(request, ())
    headers = {
        "etag": f'"{visit.serving.edition.id}-{visit.site.fingerprint}"',
        "cache-control": CACHE_CONTROL,
    }
    if holds(request, headers["etag"]):
        return Response(status_code=304, headers=headers)
    dump = (await _dumps(visit)).files[name]
    headers |= {
        "content-length": str(dump.size),
        "content-disposition": f'attachment; filename="{name}"',
    }
    pieces = iterate_in_threadpool(dump.pieces())
    return StreamingResponse(pieces, headers=headers, media_type=dumping.MEDIA_TYPES[name])


async def _dumps(visit: Visit) -> Dumps:
    """The files, made beside the event loop."""
    return await run_in_threadpool(visit.site.kept.of, visit.serving.edition, make_dumps)
