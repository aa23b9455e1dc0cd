"""A procedure in other forms beside its page: JSON-LD for machines that read pages, YAML for editors."""

from __future__ import annotations

import datetime as dt

import orjson
from starlette.requests import Request
from starlette.responses import Response

from indexer.importers.yaml_writer import to_yaml
from search_api.addresses import procedure_url
from search_api.finding import Found, find
from search_api.parameters import data_params, read_day
from search_api.structured import structured
from search_api.visits import Body, Visit, base_address

JSON_LD = "application/ld+json"
YAML = "application/yaml"


async def json_ld(request: Request) -> Response:
    """The procedure as schema.org knows services of governments, with Vietnamese words."""
    visit, found, day = _found(request)
    catalog, base = visit.serving.edition.catalog, base_address(request)

    def make() -> Body:
        content = structured(found.procedure, catalog, base, visit.words)
        return Body(orjson.dumps(content), {"content-type": JSON_LD})

    return visit.answer(day, make)


async def yaml(request: Request) -> Response:
    """The procedure as a file that `thutuc check` reads and people edit."""
    visit, found, day = _found(request)
    code = found.procedure.code

    def make() -> Body:
        address = base_address(request) + procedure_url(code)
        text = to_yaml(found.procedure, [f"{address} ({visit.serving.edition.id})"])
        headers = {
            "content-type": f"{YAML}; charset=utf-8",
            "content-disposition": f'inline; filename="{found.procedure.key}.yaml"',
        }
        return Body(text.encode("utf-8"), headers)

    return visit.answer(day, make)


def _found(request: Request) -> tuple[Visit, Found, dt.date | None]:
    """Found before tags are compared: `If-None-Match: *` asks whether it exists."""
    visit = Visit(request, page=True)
    day = read_day(data_params(request, ("as_of",)))
    return visit, find(visit.serving, request.path_params["code"], day, visit.today), day
