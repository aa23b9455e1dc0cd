"""create_app: the only place of the service where everything meets."""

from __future__ import annotations

import asyncio
import contextlib
import gc
from collections.abc import AsyncIterator, Callable
from typing import Any

import structlog
from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from search_api import problems
from search_api.cli_words import SAID
from search_api.description import describing
from search_api.layers import Frame
from search_api.limiting import Bounds, RateLimit
from search_api.live import Live, UnavailableError
from search_api.logs import configure_logs
from search_api.problems import Problem, RefusedError
from search_api.query import BadQuery
from search_api.routes import api, health, table
from search_api.settings import Settings
from search_api.site import Source, make_site
from search_api.visits import tell

RETRY_SECONDS = "5"
"""When to ask again while there is no index: a build of the bundled data takes about that long."""

PROBLEMS: dict[type[Exception], Callable[[Any], Problem]] = {
    BadQuery: problems.of_query,
    RefusedError: lambda error: error.problem,
    UnavailableError: lambda error: Problem(problems.UNAVAILABLE, headers={"retry-after": RETRY_SECONDS}),
    HTTPException: lambda error: problems.of_status(error.status_code, error.headers),
}
"""Errors that are an answer, and the problem each one tells."""

_log = structlog.get_logger(__name__)


def create_app(
    settings: Settings, live: Source | None = None, *, join: Callable[[FastAPI], None] | None = None
) -> FastAPI:
    """The whole service; `live` stands in for the index folder of the settings in tests. `join` adds accounts and
    dossiers (lending.py); without it the service is look-up only.

    Raises ValueError, with the words of the command line, where the settings are unsafe.
    """
    if settings.unsafe:
        raise ValueError(SAID[settings.unsafe][settings.lang == "en"])
    source = live or _open(settings)
    app = FastAPI(
        title="thutuc",
        version="1",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=_watching(source),
    )
    app.state.site = make_site(settings, source)
    for error in PROBLEMS:
        app.add_exception_handler(error, _answer_problem)
    # The last one added is the outermost.
    app.add_middleware(
        RateLimit, tell=_tell, rate=settings.rate_limit, origin_rate=settings.origin_rate_limit
    )
    app.state.larger = []
    app.add_middleware(Bounds, tell=_tell, hosts=settings.allowed_hosts, larger=app.state.larger)
    app.add_middleware(Guard)
    app.add_middleware(Frame, https_only=settings.mode == "production")
    app.include_router(api.router)
    app.include_router(health.router)
    app.router.routes.extend(table.ROUTES)
    if join is not None:
        join(app)
    app.openapi = describing(app)  # type: ignore[method-assign]
    return app


def create_app_from_environment() -> FastAPI:
    """The service as the environment sets it; what the server process calls."""
    settings = Settings()
    configure_logs(settings.log_level)
    if settings.rate_limit == "off":
        _log.warning("rate_limit_off")
    # What is loaded by now lives as long as the process; `serve` looked for no cycles so far.
    gc.freeze()
    app = create_app(settings, join=_joining(settings))
    gc.enable()
    return app


def _joining(settings: Settings) -> Callable[[FastAPI], None] | None:
    """Accounts and dossiers where the settings ask for them; else nothing of theirs is even loaded."""
    if not settings.dossiers:
        return None
    from search_api.lending import joining_from_environment  # noqa: PLC0415

    return joining_from_environment()


def _open(settings: Settings) -> Live:
    live = Live(settings.index, poll_seconds=settings.poll_seconds)
    live.start()
    return live


def _watching(source: Source) -> Callable[[FastAPI], contextlib.AbstractAsyncContextManager[None]]:
    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        watch = asyncio.create_task(source.watch())
        yield
        watch.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await watch

    return lifespan


async def _answer_problem(request: Request, error: Exception) -> Response:
    known = next(kind for kind in type(error).__mro__ if kind in PROBLEMS)
    return tell(request, PROBLEMS[known](error))


async def _tell(problem: Problem, scope: Scope, receive: Receive, send: Send) -> None:
    await tell(Request(scope, receive), problem)(scope, receive, send)


class Guard:
    """Answers 500 for whatever nobody foresaw; the one place that catches everything."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on; an answer that has begun cannot be taken back, so its error goes on."""
        begun = False

        async def watched(message: Any) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception:
            if scope["type"] != "http" or begun:
                raise
            _log.exception("unforeseen")
            await _tell(Problem(problems.BROKEN), scope, receive, send)
