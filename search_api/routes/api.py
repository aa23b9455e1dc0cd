"""The JSON API, version 1: every route is one call of the engine and one shape of wire.py."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from search_api import wire, wire_models
from search_api.addresses import page_links
from search_api.parameters import data_params
from search_api.query import SEARCH_PARAMETERS, SUGGEST_PARAMETERS, SearchQuery, SuggestQuery
from search_api.routes import procedures
from search_api.routes.descriptions import (
    AS_OF,
    CODE,
    FAILURES,
    GONE,
    NOT_CHANGED,
    NOT_FOUND,
    SEARCH,
    SUGGEST,
)
from search_api.visits import Body, Visit, base_address

router = APIRouter(prefix="/api/v1")


def _answers(model: Any, *more: dict[int | str, dict[str, Any]]) -> dict[int | str, dict[str, Any]]:
    described: dict[int | str, dict[str, Any]] = {200: {"model": model}, **NOT_CHANGED, **FAILURES}
    for one in more:
        described |= one
    return described


@router.get(
    "/search",
    operation_id="search",
    response_model=None,
    responses=_answers(wire_models.SearchAnswer),
    openapi_extra=SEARCH,
)
async def search(request: Request) -> Response:
    """Procedures that fit a query, best first, with facets to narrow it by."""
    visit = Visit(request, page=False)
    query = SearchQuery.from_params(data_params(request, SEARCH_PARAMETERS))

    def make() -> Body:
        page = visit.serving.engine.search(query)
        return Body(
            wire.search_page(page, visit.words), page_links(base_address(request), request.url.path, page)
        )

    return visit.answer(query, make)


@router.get(
    "/suggest",
    operation_id="suggest",
    response_model=None,
    responses=_answers(wire_models.SuggestAnswer),
    openapi_extra=SUGGEST,
)
async def suggest(request: Request) -> Response:
    """Procedures, agencies and fields that complete what was typed so far."""
    visit = Visit(request, page=False)
    query = SuggestQuery.from_params(data_params(request, SUGGEST_PARAMETERS))
    return visit.answer(query, lambda: Body(wire.suggestions(visit.serving.engine.suggest(query))))


@router.get(
    "/procedures/{code}",
    operation_id="get_procedure",
    response_model=None,
    responses=_answers(wire_models.ProcedureAnswer, NOT_FOUND, GONE),
    openapi_extra={"parameters": [CODE, AS_OF]},
)
async def procedure(request: Request) -> Response:
    """A whole procedure by its code, in any spelling; `as_of` asks for the version in force on a day."""
    return procedures.answer_data(request)


@router.get(
    "/agencies",
    operation_id="list_agencies",
    response_model=None,
    responses=_answers(list[wire_models.Place]),
)
async def agencies(request: Request) -> Response:
    """All agencies and kinds of agencies with the number of their procedures."""
    visit = Visit(request, page=False)
    data_params(request, ())
    counts = visit.serving.counts
    return visit.answer(counts.day, lambda: Body(wire.agencies(counts)))


@router.get(
    "/fields",
    operation_id="list_fields",
    response_model=None,
    responses=_answers(list[wire_models.Place]),
)
async def fields(request: Request) -> Response:
    """All fields with the number of their procedures."""
    visit = Visit(request, page=False)
    data_params(request, ())
    counts = visit.serving.counts
    return visit.answer(counts.day, lambda: Body(wire.fields(counts)))
