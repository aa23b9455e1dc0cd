"""Probes: is the process alive, can it answer, has it started."""

from __future__ import annotations

from typing import Any

import orjson
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from search_api.site import Site
from search_api.visits import JSON
from search_api.wire_models import HealthAnswer

router = APIRouter()
ALIVE: dict[int | str, dict[str, Any]] = {200: {"model": HealthAnswer}}
READY: dict[int | str, dict[str, Any]] = {**ALIVE, 503: {"model": HealthAnswer}}


@router.get("/livez", operation_id="livez", response_model=None, responses=ALIVE)
async def livez() -> Response:
    """The process answers; says nothing about the index."""
    return _health("alive", None)


@router.get("/readyz", operation_id="readyz", response_model=None, responses=READY)
async def readyz(request: Request) -> Response:
    """ready; degraded: the newest index was refused and an older one answers; unavailable: none does."""
    live = _site(request).live
    generation = None if live.state == "unavailable" else live.serving.edition.id
    return _health(live.state, generation)


@router.get("/startupz", operation_id="startupz", response_model=None, responses=READY)
async def startupz(request: Request) -> Response:
    """Whether an index has been opened since the process began."""
    live = _site(request).live
    return _health("unavailable" if live.state == "unavailable" else "started", None)


def _site(request: Request) -> Site:
    site: Site = request.app.state.site
    return site


def _health(status: str, generation: str | None) -> Response:
    content = {"status": status} | ({"generation": generation} if generation else {})
    headers = {"cache-control": "no-store"} | ({"retry-after": "5"} if status == "unavailable" else {})
    return Response(orjson.dumps(content), 503 if status == "unavailable" else 200, headers, JSON)
