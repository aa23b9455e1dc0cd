"""Bounds on what a request may cost before anything reads it: address, headers, body, number of requests."""

from __future__ import annotations

import ipaddress
import math
import re
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from functools import lru_cache

from limits import RateLimitItem, parse_many
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from search_api import problems
from search_api.problems import Problem, RefusedError

LONGEST_ADDRESS = 24 * 1024
"""Bytes of path and query. A legal query has 1,200 code points: at most 15,600 bytes when every letter is typed
as a base and two marks, each percent-encoded; the rest is room for 40 filters. httptools ends at 64 KiB."""
LARGEST_HEADERS = 16 * 1024
"""Bytes of all header names and values; httptools alone would take 5 MB."""
LARGEST_BODY = 64 * 1024
"""Bytes of a body, but for the few addresses that take more (`larger`)."""
EXEMPT = ("/livez", "/readyz", "/startupz", "/static/", "/widget/", "/favicon.ico", "/robots.txt")
"""Paths that are never refused for their number: probes, and what every page brings along."""
_ORIGIN = re.compile(r"https?://[a-z0-9.:\[\]-]{1,200}")

Tell = Callable[[Problem, Scope, Receive, Send], Awaitable[None]]
"""Sends a problem as the answer."""
Larger = Callable[[Scope], int]
"""Bytes that a request may bring along where it may bring more than others, else 0."""


class Bounds:
    """Refuses foreign host names, and addresses, headers and bodies that are too large."""

    def __init__(
        self, app: ASGIApp, tell: Tell, hosts: tuple[str, ...], larger: Sequence[Larger] = ()
    ) -> None:
        """`larger` may grow until the first request. Larger bodies are passed on as they come, never held here."""
        self._app = app
        self._tell = tell
        self._hosts = hosts
        self._larger = larger

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or answers it with the problem."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = max((larger(scope) for larger in self._larger), default=0)
        problem = _too_large(scope, max(most, LARGEST_BODY)) or self._foreign(scope)
        if problem is None and most > LARGEST_BODY:
            receive = _counting(receive, most)
        elif problem is None and _has_body(scope):
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


def _too_large(scope: Scope, most: int) -> Problem | None:
    if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > LONGEST_ADDRESS:
        return Problem(problems.ADDRESS_TOO_LONG, {"most": LONGEST_ADDRESS // 1024})
    if sum(len(name) + len(value) for name, value in scope["headers"]) > LARGEST_HEADERS:
        return Problem(problems.HEADERS_TOO_LARGE, {"most": LARGEST_HEADERS // 1024})
    length = header(scope, b"content-length")
    if length.isdecimal() and int(length[:20]) > most:
        return Problem(problems.TOO_LARGE, {"most": most // 1024})
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


def _counting(receive: Receive, most: int) -> Receive:
    """Passes a body on as it comes; beyond `most` bytes, RefusedError is raised for whoever reads it."""
    read = 0

    async def counted() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > most:
            raise RefusedError(Problem(problems.TOO_LARGE, {"most": most // 1024}))
        return message

    return counted


def _replay(message: Message, receive: Receive) -> Receive:
    waiting = [message]

    async def replayed() -> Message:
        return waiting.pop() if waiting else await receive()

    return replayed


class RateLimit:
    """Refuses addresses that ask too often. Counts per process: the limit of the service is that many times
    the number of workers."""

    def __init__(self, app: ASGIApp, tell: Tell, rate: str, origin_rate: str = "off") -> None:
        """`rate` is that of one address, `origin_rate` that of all visitors of one other site together."""
        self._app = app
        self._tell = tell
        self._items, self._origin_items = (
            [] if one == "off" else parse_many(one) for one in (rate, origin_rate)
        )
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or answers 429 with Retry-After."""
        wait = self._wait(scope) if scope["type"] == "http" else 0
        if wait:
            problem = Problem(problems.TOO_MANY, {"seconds": wait}, headers={"retry-after": str(wait)})
            await self._tell(problem, scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _wait(self, scope: Scope) -> int:
        """Seconds until the address may ask again; 0: now."""
        if scope["path"].startswith(EXEMPT):
            return 0
        for item, key in self._counted(scope):
            if not self._limiter.hit(item, key):
                reset = self._limiter.get_window_stats(item, key).reset_time
                return max(1, math.ceil(reset - time.time()))
        return 0

    def _counted(self, scope: Scope) -> Iterator[tuple[RateLimitItem, str]]:
        """What a request counts for."""
        if self._items:
            key = counted_address((scope.get("client") or ("local", 0))[0])
            yield from ((item, key) for item in self._items)
        origin = origin_of(scope) if self._origin_items else ""
        if origin:
            yield from ((item, f"origin {origin}") for item in self._origin_items)


def origin_of(scope: Scope) -> str:
    """The site whose page asks for data, as its browser says; empty where none does. Programs can say anything,
    so nothing depends on it but counting."""
    given = header(scope, b"origin") if scope["path"].startswith("/api/") else ""
    return given if _ORIGIN.fullmatch(given) else ""


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
