"""Style sheet, pictures, and the small files that robots look for."""

from __future__ import annotations

import datetime as dt
import re

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from search_api import problems
from search_api.problems import Problem, RefusedError
from search_api.site import Site
from search_api.visits import ENGLISH, base_address, holds

FOREVER = "public, max-age=31536000, immutable"
"""For addresses that carry the fingerprint: another content has another address."""
AN_HOUR = "public, max-age=3600"
CLOSED = ("/tim-kiem", "/ho-so", "/nop-ho-so", "/can-bo", "/opensearch/")
"""Pages robots keep out of, in both languages: endless combinations of filters, and what belongs to one person."""
CLOSED_DATA = ("/api/",)
_HASHED = re.compile(r"\.[0-9a-f]{8}\.woff2$")
"""Names that carry the beginning of the SHA-256 of their content: style sheets name fonts without a query."""
CONTACT_DAYS = 180
"""How long the contact of security.txt holds (RFC 9116 asks for less than a year)."""


async def static(request: Request) -> Response:
    """A static file; the whole list is known from the start, so no path reaches the file system."""
    return _file(request, request.path_params["name"])


async def favicon(request: Request) -> Response:
    """The icon, for browsers that look here."""
    return _file(request, "favicon.svg")


def _file(request: Request, name: str) -> Response:
    site: Site = request.app.state.site
    if name not in site.files:
        raise RefusedError(Problem(problems.NOT_FOUND))
    content, media = site.files[name]
    named = request.query_params.get("v") == site.fingerprint or _HASHED.search(name)
    headers = {"cache-control": FOREVER if named else AN_HOUR, "etag": f'"{site.fingerprint}"'}
    if holds(request, headers["etag"]):
        return Response(status_code=304, headers=headers)
    return Response(content, headers=headers, media_type=media)


async def robots(request: Request) -> Response:
    """What robots should leave alone."""
    closed = [prefix + path for prefix in ("", ENGLISH) for path in CLOSED] + [*CLOSED_DATA]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    lines += ["", f"Sitemap: {base_address(request)}/sitemap.xml"]
    return PlainTextResponse("\n".join(lines) + "\n", headers={"cache-control": AN_HOUR})


async def security(request: Request) -> Response:
    """Whom to tell of a weakness (RFC 9116); there only where a contact is set."""
    site: Site = request.app.state.site
    contact = site.settings.security_contact
    if not contact:
        raise RefusedError(Problem(problems.NOT_FOUND))
    ends = site.live.today() + dt.timedelta(days=CONTACT_DAYS)
    lines = [
        f"Contact: {contact}",
        f"Expires: {ends}T00:00:00+07:00",
        "Preferred-Languages: vi, en",
        f"Canonical: {base_address(request)}/.well-known/security.txt",
    ]
    return PlainTextResponse("\n".join(lines) + "\n", headers={"cache-control": AN_HOUR})
