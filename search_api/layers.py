"""The outermost layer: request id, HEAD, headers that every answer carries, cross-origin reading, access log."""

from __future__ import annotations

import re
import secrets
import time

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from search_api.limiting import header, origin_of

SECURITY_HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (
        b"content-security-policy",
        b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        b"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    (b"cross-origin-opener-policy", b"same-origin"),
)
HSTS = (b"strict-transport-security", b"max-age=31536000; includeSubDomains")
CORS: tuple[tuple[bytes, bytes], ...] = (
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"ETag, Link, Retry-After, X-Request-ID"),
)
"""For everybody and without credentials, so no `Vary: Origin`, which would split shared caches."""
WIDGET = "/widget/"
"""Beginning of the addresses of the box for other sites."""
CROSS_ORIGIN = (b"cross-origin-resource-policy", b"cross-origin")
"""Pages that isolate themselves (COEP) may load what carries it."""
PREFLIGHT: tuple[tuple[bytes, bytes], ...] = (
    (b"access-control-allow-methods", b"GET, HEAD"),
    (b"access-control-allow-headers", b"Accept, Accept-Language, If-None-Match, X-Request-ID"),
    (b"access-control-max-age", b"86400"),
)
PRIVATE = "/api/v1/me"
"""Where programs work with what belongs to one person."""
PERSONAL = tuple(
    f"{prefix}/{name}"
    for prefix in ("", "/en")
    for name in ("tai-khoan", "nop-ho-so", "ho-so", "giay-to", "can-bo")
)
"""Beginnings of the pages of one person."""
PUBLIC = (".json", ".jsonld", ".yaml", ".jsonl.gz", ".csv", ".atom")
"""Endings of data beside pages."""
_REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
_log = structlog.get_logger("thutuc.access")


class Frame:
    """Wraps everything else."""

    def __init__(self, app: ASGIApp, *, https_only: bool) -> None:
        self._app = app
        self._fixed = (*SECURITY_HEADERS, HSTS) if https_only else SECURITY_HEADERS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request; HEAD is GET without the body."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, request_id = time.perf_counter(), _request_id(scope)
        extra = [*self._fixed, (b"x-request-id", request_id.encode("ascii"))]
        extra += CORS if is_public_data(scope["path"]) else ()
        extra += (CROSS_ORIGIN,) if scope["path"].startswith(WIDGET) else ()
        inner = {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope
        framed = _Framed(send, extra, bodiless=inner is not scope)
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                await self._dispatch(inner, receive, framed)
            finally:
                _write_line(inner, scope["method"], framed.status, time.perf_counter() - began)

    async def _dispatch(self, scope: Scope, receive: Receive, send: Send) -> None:
        preflight = scope["method"] == "OPTIONS" and header(scope, b"access-control-request-method")
        if preflight and is_public_data(scope["path"]):
            await send({"type": "http.response.start", "status": 204, "headers": [*PREFLIGHT]})
            await send({"type": "http.response.body", "body": b""})
        else:
            await self._app(scope, receive, send)


class _Framed:
    """A `send` that adds headers the answer does not have, drops the body for HEAD and remembers the status."""

    def __init__(self, send: Send, extra: list[tuple[bytes, bytes]], *, bodiless: bool) -> None:
        self._send = send
        self._extra = extra
        self._bodiless = bodiless
        self.status = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            own = list(message.get("headers", ()))
            names = {name.lower() for name, _ in own}
            message = {**message, "headers": own + [one for one in self._extra if one[0] not in names]}
        elif message["type"] == "http.response.body" and self._bodiless:
            message = {**message, "body": b""}
        await self._send(message)


def is_public_data(path: str) -> bool:
    """Whether pages of other origins may read an address."""
    if path == PRIVATE or path.startswith((*PERSONAL, f"{PRIVATE}/")):
        return False
    return path.startswith(("/api/", WIDGET)) or path.endswith(PUBLIC)


def _request_id(scope: Scope) -> str:
    """The id a front server gave, else a new one."""
    given = header(scope, b"x-request-id")
    return given if _REQUEST_ID.fullmatch(given) else secrets.token_hex(8)


def _write_line(scope: Scope, method: str, status: int, seconds: float) -> None:
    """One line a request. The route's template instead of the path, no query and no address: what somebody
    looked for is nobody's business. The site whose box asked, since operators count those."""
    route = getattr(scope.get("route"), "path", None)
    asked_from = {"origin": origin} if (origin := origin_of(scope)) else {}
    _log.info("request", method=method, route=route, status=status, ms=round(seconds * 1000, 2), **asked_from)
