"""Which address is answered by which handler: every page in Vietnamese and, below /en, in English."""

from __future__ import annotations

from starlette.routing import Match, Route
from starlette.types import Scope

from search_api.routes import (
    alternates,
    browse,
    dumps,
    embedding,
    feeds,
    files,
    opensearch,
    pages,
    papers,
    procedures,
    results,
    sitemaps,
    versions,
)
from search_api.visits import ENGLISH

PAGES = {
    "/": pages.home,
    "/tim-kiem": results.results,
    "/thu-tuc-hanh-chinh": browse.entry,
    "/co-quan/{id}": browse.agency,
    "/linh-vuc/{id}": browse.field,
    "/su-kien/{id}": browse.life_event,
    "/thu-tuc/{code}": procedures.page,
    "/thu-tuc/{code}/phien-ban": versions.page,
    "/gioi-thieu": pages.about,
    "/huong-dan": pages.guide,
    "/api": pages.api_description,
    "/du-lieu": dumps.page,
    "/nhung": embedding.generator,
    "/loi/{name}": pages.problem_type,
}
FILES = {
    # Before /thu-tuc/{code}, which would take "1.001193.json" for a code.
    "/thu-tuc/{code}.json": procedures.data,
    "/thu-tuc/{code}.jsonld": alternates.json_ld,
    "/thu-tuc/{code}.yaml": alternates.yaml,
    "/thu-tuc/{code}/to-khai.pdf": papers.blank_form,
    "/du-lieu/thu-tuc.jsonl.gz": dumps.jsonl,
    "/du-lieu/thu-tuc.csv": dumps.csv,
    "/du-lieu/datapackage.json": dumps.descriptor,
    "/sitemap.xml": sitemaps.whole,
    "/sitemap-{number}.xml": sitemaps.part,
    "/widget/versions.json": embedding.versions,
    "/widget/{version}/thutuc-search.js": embedding.script,
    "/static/{name:path}": files.static,
    "/favicon.ico": files.favicon,
    "/robots.txt": files.robots,
    "/.well-known/security.txt": files.security,
}


MACHINES = {
    "/thay-doi.atom": feeds.all_changes,
    "/co-quan/{id}/thay-doi.atom": feeds.agency_changes,
    "/linh-vuc/{id}/thay-doi.atom": feeds.field_changes,
    "/opensearch.xml": opensearch.description,
    "/opensearch/goi-y": opensearch.suggest,
}
"""For programs, but with words for people: in both languages, as pages are."""


class Named(Route):
    """A route that leaves its template in the scope, for the log."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """As of Route, with the route itself beside the endpoint."""
        match, child = super().matches(scope)
        return match, {**child, "route": self} if match is not Match.NONE else child


ROUTES = [
    *(Named(path, handler) for path, handler in FILES.items()),
    *(
        Named(prefix + path, handler)
        for prefix in ("", ENGLISH)
        for path, handler in (MACHINES | PAGES).items()
    ),
]
