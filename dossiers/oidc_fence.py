"""The fence around requests to a provider of identities: one host, no compression, bounds of size and time."""

from __future__ import annotations

import time
from collections.abc import Iterator

import httpx2

from dossiers.errors import SignOnError

MOST_BYTES = 256 * 1024
"""Of an answer; descriptions and lists of keys have some kilobytes."""
MOST_SECONDS = 10.0
"""From request to the last byte of its answer."""
TIMEOUT = httpx2.Timeout(5.0, connect=3.0)
"""Seconds without a sign of the provider."""
_PORTS = {"https": 443, "http": 80}


def origin_of(address: str | httpx2.URL) -> tuple[str, str, int | None]:
    """Scheme, host and port of an address."""
    try:
        url = httpx2.URL(address)
    except httpx2.InvalidURL:
        return ("", "", None)
    return (url.scheme, url.host, url.port or _PORTS.get(url.scheme))


class Fence(httpx2.BaseTransport):
    """Lets requests out to the host of one issuer only, and answers in only within bounds."""

    def __init__(self, issuer: str, inner: httpx2.BaseTransport) -> None:
        """`inner` does the work; it is shared and stays open."""
        self._origin = origin_of(issuer)
        self._inner = inner

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """As of BaseTransport; raises SignOnError before anything leaves for another host."""
        if origin_of(request.url) != self._origin:
            raise SignOnError("setup", "request to another host")
        # A small answer could unpack to a huge one.
        request.headers["accept-encoding"] = "identity"
        ends = time.monotonic() + MOST_SECONDS
        answer = self._inner.handle_request(request)
        if answer.headers.get("content-encoding", "identity") != "identity":
            answer.close()
            raise httpx2.DecodingError("compressed", request=request)
        return httpx2.Response(
            answer.status_code,
            headers=answer.headers,
            stream=Bounded(answer.stream, ends),  # type: ignore[arg-type]
            extensions=answer.extensions,
        )


class Bounded(httpx2.SyncByteStream):
    """The bytes of an answer, up to a size and a moment."""

    def __init__(self, stream: httpx2.SyncByteStream, ends: float) -> None:
        """`ends`: a moment of time.monotonic()."""
        self._stream = stream
        self._ends = ends

    def __iter__(self) -> Iterator[bytes]:
        size = 0
        for part in self._stream:
            size += len(part)
            if size > MOST_BYTES or time.monotonic() > self._ends:
                raise httpx2.ReadError("too large or too slow")
            yield part

    def close(self) -> None:
        """Gives the connection back."""
        self._stream.close()
