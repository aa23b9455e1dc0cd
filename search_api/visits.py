"""One request as handlers see it: which generation answers, in which language, on which day; and the answer."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from search_api import problems
from search_api.live import Serving, UnavailableError
from search_api.problems import Problem
from search_api.site import Site
from search_api.words import WORDS, Words, preferred

FRESH, STALE = 60, 600
"""Seconds for which an answer is good without a question, and may still be shown while a new one is fetched."""
CACHE_CONTROL = f"public, max-age={FRESH}, stale-while-revalidate={STALE}"
ENGLISH = "/en"
"""Prefix of the addresses of English pages."""
HTML = "text/html; charset=utf-8"
JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Body:
    """Content of an answer with the headers that depend on it."""

    content: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


class Visit:
    """One request; keeps the generation it began with."""

    def __init__(self, request: Request, *, page: bool, index: bool = True) -> None:
        """`page`: the address tells the language; else the Accept-Language header does.

        Raises UnavailableError where no generation can be read, unless the answer needs no `index`.
        """
        self.request = request
        self.site: Site = request.app.state.site
        self._serving = self.site.live.serving if index else serving_or_none(self.site)
        self.today = self.site.live.today()
        self.page = page
        self.words = page_words(request) if page else api_words(request)

    @property
    def serving(self) -> Serving:
        """The generation that answers; raises UnavailableError where there is none."""
        if self._serving is None:
            raise UnavailableError("none")
        return self._serving

    @property
    def now(self) -> dt.datetime:
        """The present moment in Vietnam; what depends on it belongs into what was `asked`."""
        return self.site.live.now()

    def answer(self, asked: object, make: Callable[[], Body], seconds: float | None = None) -> Response:
        """The answer to what was asked, or 304 where the asker holds it already; `make` is called only then.

        `seconds`: how long the answer stays true at least, where it depends on more than the day; nobody keeps
        it longer.
        """
        headers = {
            "etag": self._tag(asked),
            "cache-control": cache_control(seconds),
            "vary": "Accept-Encoding" if self.page else "Accept-Encoding, Accept-Language",
            "content-language": self.words.lang,
        }
        if holds(self.request, headers["etag"]):
            return Response(status_code=304, headers=headers)
        body = make()
        media = HTML if self.page else JSON
        return Response(body.content, headers={**headers, **body.headers}, media_type=media)

    def html(self, template: str, headers: Mapping[str, str] | None = None, **values: Any) -> Body:
        """A page made from a template."""
        return Body(render(self.request, template, self.words, self._serving, **values), headers or {})

    def _tag(self, asked: object) -> str:
        """Weak: a compressed answer has the same one. The day counts, since what is in force depends on it."""
        shared = (self.site.fingerprint, base_address(self.request), self.words.lang, self.today)
        parts = (*shared, self.request.url.path, asked)
        digest = hashlib.blake2b(repr(parts).encode("utf-8", "replace"), digest_size=8).hexdigest()
        generation = self._serving.edition.id if self._serving else "none"
        return f'W/"{generation}-{digest}"'


def cache_control(seconds: float | None) -> str:
    """How long an answer may be kept that stays true for so many seconds; None: no moment is known to end it."""
    if seconds is None:
        return CACHE_CONTROL
    fresh = max(0, min(FRESH, int(seconds)))
    stale = max(0, min(STALE, int(seconds) - fresh))
    return f"public, max-age={fresh}, stale-while-revalidate={stale}"


def serving_or_none(site: Site) -> Serving | None:
    """The serving generation; None where none can be read."""
    try:
        return site.live.serving
    except UnavailableError:
        return None


def holds(request: Request, tag: str) -> bool:
    """Whether If-None-Match names the tag."""
    given = request.headers.get("if-none-match")
    if not given:
        return False
    return given.strip() == "*" or tag.removeprefix("W/") in {
        one.strip().removeprefix("W/") for one in given.split(",")
    }


def page_words(request: Request) -> Words:
    """The language that the address of a page tells."""
    path = request.url.path
    return WORDS["en" if path == ENGLISH or path.startswith(f"{ENGLISH}/") else "vi"]


def api_words(request: Request) -> Words:
    """The language that the asker prefers."""
    return WORDS[preferred(request.headers.get("accept-language", ""))]


def base_address(request: Request) -> str:
    """Public address of the service without a slash at the end."""
    site: Site = request.app.state.site
    return site.settings.base_url or f"{request.url.scheme}://{request.url.netloc}"


def render(request: Request, template: str, words: Words, serving: Serving | None, **values: Any) -> bytes:
    """A page; `serving` is None where no generation can be read."""
    site: Site = request.app.state.site
    prefix = ENGLISH if words.lang == "en" else ""
    path = request.url.path.removeprefix(prefix) or "/"
    shared = {
        "t": words,
        "prefix": prefix,
        "path": path,
        "base": base_address(request),
        "query_string": request.url.query,
        "version": site.fingerprint,
        "portal": serving.edition.catalog.registers.portal if serving else None,
        "edition": serving.edition if serving else None,
        "has_dossiers": hasattr(request.app.state, "house"),
    }
    return site.templates.get_template(template).render(**shared, **values).encode("utf-8", "replace")


def tell(request: Request, problem: Problem) -> Response:
    """The answer that tells a problem: a page for browsers, else a problem document."""
    accept = request.headers.get("accept", "")
    headers = {**problem.headers, "cache-control": "no-store", "vary": "Accept, Accept-Language"}
    if "text/html" in accept and "json" not in accept:
        content, media, words = _problem_page(request, problem), HTML, page_words(request)
    else:
        words = WORDS["en"] if page_words(request).lang == "en" else api_words(request)
        document = problem.document(words, base_address(request), request.url.path)
        content, media = document, problems.PROBLEM_JSON
    headers["content-language"] = words.lang
    return Response(content, problem.type.status, headers, media)


def _problem_page(request: Request, problem: Problem) -> bytes:
    site: Site = request.app.state.site
    return render(request, "problem.html", page_words(request), serving_or_none(site), problem=problem)
