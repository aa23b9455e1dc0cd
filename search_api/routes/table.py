"""Which address is answered by which handler: every page in Vietnamese and, below /en, in English."""

from __future__ import annotations

from starlette.routing import Match, Route
from starlette.types import Scope

from search_api.routes import browse, files, pages, procedures, results
from search_api.visits import ENGLISH

PAGES = {
    "/": pages.home,
    "/tim-kiem": results.results,
    "/thu-tuc-hanh-chinh": browse.entry,
    "/co-quan/{id}": browse.agency,
    "/linh-vuc/{id}": browse.field,
    "/su-kien/{id}": browse.life_event,
    "/thu-tuc/{code}": procedures.page,
    "/gioi-thieu": pages.about,
    "/api": pages.api_description,
    "/loi/{name}": pages.problem_type,
}
FILES = {
    # Before /thu-tuc/{code}, which would take "1.001193.json" for a code.
    "/thu-tuc/{code}.json": procedures.data,
    "/static/{name:path}": files.static,
    "/favicon.ico": files.favicon,
    "/robots.txt": files.robots,
    "/.well-known/security.txt": files.security,
}


class Named(Route):
    """A route that leaves its template in the scope, for the log."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """As of Route, with the route itself beside the endpoint."""
        match, child = super().matches(scope)
        return match, {**child, "route": self} if match is not Match.NONE else child


ROUTES = [
    *(Named(path, handler) for path, handler in FILES.items()),
    *(Named(prefix + path, handler) for prefix in ("", ENGLISH) for path, handler in PAGES.items()),
]
