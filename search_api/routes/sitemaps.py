"""Site maps: one file, or where there are many pages an index of files."""

from __future__ import annotations

import math

from starlette.requests import Request
from starlette.responses import Response

from search_api import problems
from search_api.history import read_history
from search_api.parameters import page_params
from search_api.problems import Problem, RefusedError
from search_api.site_map import PER_FILE, Place, places
from search_api.visits import Body, Visit
from search_api.xml_bodies import xml_body

MEDIA = "application/xml"


async def whole(request: Request) -> Response:
    """The site map, or the index of its files."""
    visit = _visit(request)
    return visit.answer(None, lambda: _whole(visit))


def _whole(visit: Visit) -> Body:
    found = _places(visit)
    if len(found) <= PER_FILE:
        return xml_body(visit, "machines/sitemap.xml", MEDIA, places=found)
    files = [
        Place(f"/sitemap-{number + 1}.xml", max(one.changed for one in _part(found, number)))
        for number in range(math.ceil(len(found) / PER_FILE))
    ]
    return xml_body(visit, "machines/sitemap_index.xml", MEDIA, files=files)


async def part(request: Request) -> Response:
    """One file of a site map that has several."""
    visit = _visit(request)
    asked = request.path_params["number"]
    number = int(asked) - 1 if asked.isascii() and asked.isdigit() and len(asked) < 6 else -1
    found = _part(_places(visit), number) if number >= 0 else []
    if not found:
        raise RefusedError(Problem(problems.NOT_FOUND))
    return visit.answer(number, lambda: xml_body(visit, "machines/sitemap.xml", MEDIA, places=found))


def _visit(request: Request) -> Visit:
    page_params(request, ())
    return Visit(request, page=True)


def _places(visit: Visit) -> list[Place]:
    return places(visit.serving, visit.site.kept.of(visit.serving.edition, read_history))


def _part(found: list[Place], number: int) -> list[Place]:
    return found[number * PER_FILE : (number + 1) * PER_FILE]
