"""Atom feeds of changed procedures: all, of an agency, of a field."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from starlette.requests import Request
from starlette.responses import Response

from search_api import problems
from search_api.feeding import chosen, feed
from search_api.history import read_history
from search_api.parameters import page_params
from search_api.problems import Problem, RefusedError
from search_api.visits import Body, Visit, base_address
from search_api.xml_bodies import xml_body

MEDIA = "application/atom+xml"
NAME = "/thay-doi.atom"


async def all_changes(request: Request) -> Response:
    """Changes of all procedures."""
    visit = _visit(request)
    return visit.answer(None, lambda: _feed(visit, "/thu-tuc-hanh-chinh", visit.words("feed.title")))


async def agency_changes(request: Request) -> Response:
    """Changes of the procedures that the page of an agency lists."""
    visit = _visit(request)
    catalog, id = visit.serving.edition.catalog, request.path_params["id"]
    if id not in catalog.agencies:
        raise RefusedError(Problem(problems.NOT_FOUND))
    name = catalog.agency_name(id)
    return visit.answer(None, lambda: _of(visit, name, "agency", catalog.served_by(id)))


async def field_changes(request: Request) -> Response:
    """Changes of the procedures of a field."""
    visit = _visit(request)
    catalog, id = visit.serving.edition.catalog, request.path_params["id"]
    if id not in catalog.fields:
        raise RefusedError(Problem(problems.NOT_FOUND))
    return visit.answer(None, lambda: _of(visit, catalog.field_name(id), "field", [id]))


def _visit(request: Request) -> Visit:
    page_params(request, ())
    return Visit(request, page=True)


def _of(visit: Visit, name: str, kind: Literal["agency", "field"], ids: Iterable[str]) -> Body:
    page = _path(visit).removesuffix(NAME)
    return _feed(visit, page, visit.words("feed.title.place", name=name), kind, ids)


def _feed(
    visit: Visit,
    page: str,
    title: str,
    kind: Literal["agency", "field"] | None = None,
    ids: Iterable[str] = (),
) -> Body:
    """A feed; `page` is the path of the page about the same procedures."""
    history = visit.site.kept.of(visit.serving.edition, read_history)
    events = chosen(history, kind, ids)
    base, path = base_address(visit.request), visit.request.url.path
    made = feed(history, events, base=base, path=path, title=title, words=visit.words)
    return xml_body(visit, "machines/feed.xml", MEDIA, feed=made, page=page)


def _path(visit: Visit) -> str:
    """The path without the language."""
    return visit.request.url.path.removeprefix("/en" if visit.words.lang == "en" else "")
