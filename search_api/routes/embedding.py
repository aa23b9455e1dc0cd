"""The box on other sites: its script in all versions, their hashes, and the page that makes the lines to paste."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from search_api import problems, releases
from search_api.embedding import PARAMETERS, TARGETS, THEMES, VERSIONS, Box, frame_policy, host_policy, policy
from search_api.parameters import page_params
from search_api.problems import Problem, RefusedError
from search_api.releases import Release
from search_api.routes.files import FOREVER
from search_api.site import Site
from search_api.visits import Body, Visit, base_address, holds

NEWEST = "public, max-age=3600, stale-while-revalidate=86400"
"""Pages that follow a major version get what is mended within a day."""
SHOWN = "v1"
"""Version of the widget that pages are told to use."""
FRAME_HEIGHT = 420
"""Pixels: label, box and five suggestions."""


async def script(request: Request) -> Response:
    """The widget in the version that the address names."""
    site: Site = request.app.state.site
    version = request.path_params["version"]
    found = releases.find(site.files, version)
    if found is None:
        raise RefusedError(Problem(problems.NOT_FOUND))
    kept = FOREVER if releases.is_exact(version) else NEWEST
    return _file(request, found.name, kept, found.integrity)


async def versions(request: Request) -> Response:
    """All released versions with the hash of each."""
    site: Site = request.app.state.site
    record = site.files[releases.RECORD][0]
    return _file(request, releases.RECORD, NEWEST, releases.integrity(record))


def _file(request: Request, name: str, kept: str, tag: str) -> Response:
    site: Site = request.app.state.site
    content, media = site.files[name]
    headers = {"cache-control": kept, "etag": f'"{tag}"'}
    if holds(request, headers["etag"]):
        return Response(status_code=304, headers=headers)
    return Response(content, headers=headers, media_type=media)


async def generator(request: Request) -> Response:
    """The lines to paste, with the box they make; with `frame=1` the box alone, for a page of another site."""
    visit = Visit(request, page=True)
    box = Box.from_params(page_params(request, PARAMETERS))
    answer = visit.answer(box, lambda: _frame(visit, box) if box.frame else _page(visit, box))
    # A 304 renews the headers that a browser keeps, so it carries the policy too.
    ancestors = visit.site.settings.frame_ancestors if box.frame else None
    answer.headers["content-security-policy"] = policy(ancestors)
    return answer


def _page(visit: Visit, box: Box) -> Body:
    base, counts = base_address(visit.request), visit.serving.counts
    by_name = {"agency": counts.top_agencies(), "field": counts.top_fields()}
    return visit.html(
        "embedding/generator.html",
        box=box,
        newest=_newest(visit),
        places={name: sorted(list_, key=lambda one: one[1]) for name, list_ in by_name.items()},
        choices={"theme": THEMES, "target": TARGETS, "version": VERSIONS},
        host_policy=host_policy(base),
        frame_policy=frame_policy(base),
        height=FRAME_HEIGHT,
        shown=SHOWN,
    )


def _frame(visit: Visit, box: Box) -> Body:
    headers = {"x-robots-tag": "noindex"}
    return visit.html("embedding/frame.html", headers, box=box, shown=SHOWN)


def _newest(visit: Visit) -> Release:
    found = releases.find(visit.site.files, SHOWN)
    if found is None:
        raise LookupError(SHOWN)
    return found
