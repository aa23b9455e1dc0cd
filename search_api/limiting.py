"""Bounds on what a request may cost before anything reads it: address, headers, body, number of requests."""

from __future__ import annotations

import ipaddress
import math
import time
from collections.abc import Awaitable, Callable
from functools import lru_cache

from limits import parse_many
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from search_api import problems
from search_api.problems import Problem

LONGEST_ADDRESS = 24 * 1024
"""Bytes of path and query. A legal query has 1,200 code points: at most 15,600 bytes when every letter is typed
as a base and two marks, each percent-encoded; the rest is room for 40 filters. httptools ends at 64 KiB."""
LARGEST_HEADERS = 16 * 1024
"""Bytes of all header names and values; httptools alone would take 5 MB."""
LARGEST_BODY = 64 * 1024
"""Bytes of a body. Nothing reads one yet; what is sent along is thrown away, but not endlessly."""
EXEMPT = ("/livez", "/readyz", "/startupz", "/static/", "/favicon.ico", "/robots.txt")
"""Paths that are never refused for their number: probes, and what every page brings along."""

Tell = Callable[[Problem, Scope, Receive, Send], Awaitable[None]]
"""Sends a problem as the answer."""


class Bounds:
    """Refuses foreign host names, and addresses, headers and bodies that are too large."""

    def __init__(self, app: ASGIApp, tell: Tell, hosts: tuple[str, ...]) -> None:
        self._app = app
        self._tell = tell
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or answers it with the problem."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        problem = _too_large(scope) or self._foreign(scope)
        if problem is None and _has_body(scope):
            problem, receive = await _read_body(receive)
        if problem is None:
            await self._app(scope, receive, send)
        else:
            await self._tell(problem, scope, receive, send)

    def _foreign(self, scope: Scope) -> Problem | None:
        if "*" in self._hosts:
            return None
        host = header(scope, b"host").rsplit(":", 1)[0].lower()
        for pattern in self._hosts:
            if host == pattern or (pattern.startswith("*.") and host.endswith(pattern[1:])):
                return None
        return Problem(problems.WRONG_HOST)


def header(scope: Scope, name: bytes) -> str:
    """The first header of a name, in small letters; empty where there is none."""
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


def _too_large(scope: Scope) -> Problem | None:
    if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > LONGEST_ADDRESS:
        return Problem(problems.ADDRESS_TOO_LONG, {"most": LONGEST_ADDRESS // 1024})
    if sum(len(name) + len(value) for name, value in scope["headers"]) > LARGEST_HEADERS:
        return Problem(problems.HEADERS_TOO_LARGE, {"most": LARGEST_HEADERS // 1024})
    length = header(scope, b"content-length")
    if length.isdecimal() and int(length[:20]) > LARGEST_BODY:
        return Problem(problems.TOO_LARGE, {"most": LARGEST_BODY // 1024})
    return None


def _has_body(scope: Scope) -> bool:
    return bool(header(scope, b"transfer-encoding")) or header(scope, b"content-length") not in ("", "0")


async def _read_body(receive: Receive) -> tuple[Problem | None, Receive]:
    """Reads a whole body within the bound and gives it back as one message; chunks tell no length before."""
    body = b""
    more = True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > LARGEST_BODY:
            return Problem(problems.TOO_LARGE, {"most": LARGEST_BODY // 1024}), receive
    return None, _replay({"type": "http.request", "body": body, "more_body": False}, receive)


def _replay(message: Message, receive: Receive) -> Receive:
    waiting = [message]

    async def replayed() -> Message:
        return waiting.pop() if waiting else await receive()

    return replayed


class RateLimit:
    """Refuses addresses that ask too often. Counts per process: the limit of the service is that many times
    the number of workers."""

    def __init__(self, app: ASGIApp, tell: Tell, rate: str) -> None:
        self._app = app
        self._tell = tell
        self._items = [] if rate == "off" else parse_many(rate)
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or answers 429 with Retry-After."""
        wait = self._wait(scope) if scope["type"] == "http" and self._items else 0
        if wait:
            problem = Problem(problems.TOO_MANY, {"seconds": wait}, headers={"retry-after": str(wait)})
            await self._tell(problem, scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _wait(self, scope: Scope) -> int:
        """Seconds until the address may ask again; 0: now."""
        if scope["path"].startswith(EXEMPT):
            return 0
        key = counted_address((scope.get("client") or ("local", 0))[0])
        for item in self._items:
            if not self._limiter.hit(item, key):
                reset = self._limiter.get_window_stats(item, key).reset_time
                return max(1, math.ceil(reset - time.time()))
        return 0


@lru_cache(maxsize=4096)
def counted_address(address: str) -> str:
    """What an address counts as: IPv6 by its /64, since one customer is given a whole one."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv4Address):
        return address
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((int(parsed) >> 64 << 64, 64)))
