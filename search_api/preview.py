"""`thutuc serve --preview`: the site over a data folder that is being edited, with its complaints on the pages.

Around the service, not in it: a source of generations for `create_app`, and a layer that adds to finished pages.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import orjson
import structlog
from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from search_api.drafts import Drafts, Findings
from search_api.live import Live, Serving, State
from search_api.routes.table import Named
from search_api.visits import ENGLISH, HTML, page_words, render, serving_or_none
from search_api.watching import PAUSE

PAGE = "/xem-thu"
STATE = "/xem-thu/trang-thai"
"""Number of the last look, for the script that shows pages anew."""
_PROCEDURE = re.compile(r"(?:/en)?/thu-tuc/([^/]+)")
_MAIN = re.compile(rb"<main\b[^>]*>")
_log = structlog.get_logger(__name__)


class Preview:
    """Where answers come from: what was built of the folder last."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._live = Live(drafts.index)

    @property
    def found(self) -> Findings:
        """What the last look found."""
        return self._drafts.found

    @property
    def serving(self) -> Serving:
        """What answers now; raises UnavailableError while nothing could be built."""
        return self._live.serving

    @property
    def state(self) -> State:
        """ready, degraded or unavailable."""
        return self._live.state

    def today(self) -> dt.date:
        """The present day in Vietnam."""
        return self._live.today()

    def now(self) -> dt.datetime:
        """The present moment in Vietnam."""
        return self._live.now()

    def look(self) -> None:
        """Builds what stands on disk and serves it."""
        found = self._drafts.look_again()
        if found.fault is not None:
            _log.error("preview_not_built", reason=str(found.fault))
        self._live.refresh()

    async def watch(self) -> None:
        """Looks at the folder for ever; building happens beside the event loop."""
        while True:
            await asyncio.sleep(PAUSE)
            if await asyncio.to_thread(self._drafts.stale):
                await asyncio.to_thread(self.look)


def with_preview(app: FastAPI, preview: Preview) -> FastAPI:
    """Adds the pages of a preview to a service, and its notices to every page."""

    async def overview(request: Request) -> Response:
        return Response(_overview(request, preview.found), media_type=HTML)

    async def state(request: Request) -> Response:
        return Response(orjson.dumps({"number": preview.found.number}), media_type="application/json")

    routes = {PAGE: overview, ENGLISH + PAGE: overview, STATE: state}
    app.router.routes[:0] = [Named(path, handler) for path, handler in routes.items()]
    app.add_middleware(_Notices, told=lambda: preview.found, of=app)
    return app


def _overview(request: Request, found: Findings) -> bytes:
    serving = serving_or_none(request.app.state.site)
    return render(request, "preview/overview.html", page_words(request), serving, found=found)


class _Notices:
    """Puts complaints on finished pages; nothing is kept by browsers, since it may change at any moment."""

    def __init__(self, app: ASGIApp, *, told: Callable[[], Findings], of: FastAPI) -> None:
        self._app = app
        self._told = told
        self._of = of

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        asked = {**scope, "headers": [one for one in scope["headers"] if one[0] != b"if-none-match"]}
        request = Request({**asked, "app": self._of})
        await self._app(asked, receive, _Page(send, lambda body: self._with_notice(request, body)))

    def _with_notice(self, request: Request, body: bytes) -> bytes:
        found, words = self._told(), page_words(request)
        named = _PROCEDURE.fullmatch(request.url.path)
        code = named[1] if named else None
        values: dict[str, Any] = {"found": found, "code": code, "own": found.about(code) if code else ()}
        serving = serving_or_none(self._of.state.site)
        head, notice = (
            render(request, f"preview/{name}.html", words, serving, **values) for name in ("head", "notice")
        )
        body = body.replace(b"</head>", head + b"</head>", 1)
        return _MAIN.sub(lambda main: main[0] + notice, body, count=1)


class _Page:
    """A `send` that holds a page back until it is whole and changes it; other answers pass through."""

    def __init__(self, send: Send, change: Callable[[bytes], bytes]) -> None:
        self._send = send
        self._change = change
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=list(message["headers"]))
            headers["cache-control"] = "no-store"
            del headers["etag"]
            message = {**message, "headers": headers.raw}
            if headers.get("content-type", "").startswith("text/html"):
                self._start = message
                return
        if self._start is None:
            await self._send(message)
            return
        self._body += message.get("body", b"")
        if not message.get("more_body"):
            await self._finish(self._start)

    async def _finish(self, start: Message) -> None:
        # HEAD has no body to change.
        body = self._change(self._body) if self._body else b""
        headers = MutableHeaders(raw=start["headers"])
        if body:
            headers["content-length"] = str(len(body))
        await self._send({**start, "headers": headers.raw})
        await self._send({"type": "http.response.body", "body": body})
