"""One request as handlers see it: who asks, in which language, what was typed; and the answer, never cached.

Handlers are plain functions `(Ask) -> Response` that run in a worker thread, since the database blocks. `served`
makes a route of one: it reads the form within its bound and puts the cross-site guard in front.
"""

from __future__ import annotations

import datetime as dt
import hmac
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dossiers.codes import VIETNAM
from dossiers.errors import ForbiddenError, SignInNeededError
from dossiers.files import storing
from dossiers.guard import SAFE_METHODS, Verdict, judge
from dossiers.house import House, Words
from dossiers.sessions import Sessions, SignedIn

PRIVATE = {"cache-control": "private, no-store", "vary": "Cookie"}
"""Headers of every page that depends on who asks."""
SESSION_COOKIE = "thutuc_session"
FORM_COOKIE = "thutuc_form"
"""Before sign-in, forms are tied to this cookie."""
TOKEN_FIELD = "csrf_token"
TOKEN_HEADER = "x-csrf-token"
SMALL_FORM = 64 * 1024
"""Bytes of a form that anybody may send: sign-in, registration."""
MOST_FILES = 50
MOST_FIELDS = 2_000
"""Fields of one form: a repeat of 100 items with 20 questions."""
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Ask:
    """One request of somebody, with the form that came along."""

    request: Request
    house: House
    form: FormData = field(default_factory=FormData)

    @cached_property
    def now(self) -> dt.datetime:
        """The instant of the request."""
        return self.house.now()

    @cached_property
    def words(self) -> Words:
        """The language that the address tells."""
        path = self.request.url.path
        return self.house.words("en" if path == "/en" or path.startswith("/en/") else "vi")

    @property
    def prefix(self) -> str:
        """ "/en" on English pages."""
        return "/en" if self.words.lang == "en" else ""

    @cached_property
    def sessions(self) -> Sessions:
        """Sign-ins."""
        return Sessions(self.house.database, self.house.settings)

    @cached_property
    def signed_in(self) -> SignedIn | None:
        """Who is signed in, if somebody is."""
        token = self.request.cookies.get(self.cookie(SESSION_COOKIE))
        return self.sessions.find(token, self.now) if token else None

    @property
    def somebody(self) -> SignedIn:
        """Who is signed in; raises SignInNeededError where nobody is."""
        if self.signed_in is None:
            path = self.request.url.path
            query = self.request.url.query
            raise SignInNeededError(f"{path}?{query}" if query else path)
        return self.signed_in

    @property
    def token(self) -> str:
        """The token that forms of this page carry."""
        return self.house.seals.sign(f"form {self._tie}")

    @cached_property
    def _tie(self) -> str:
        """What forms are tied to: the sign-in, else a cookie made for that."""
        if self.signed_in is not None:
            return self.signed_in.session.id
        return self.request.cookies.get(self.cookie(FORM_COOKIE)) or secrets.token_urlsafe(16)

    def check_token(self) -> None:
        """Raises ForbiddenError unless the form brought its token."""
        given = self.form.get(TOKEN_FIELD) or self.request.headers.get(TOKEN_HEADER) or ""
        if not isinstance(given, str) or not self.house.seals.is_signed(f"form {self._tie}", given):
            raise ForbiddenError("token")

    def typed(self) -> dict[str, list[str]]:
        """Field name -> what was typed there; files are left out."""
        kept: dict[str, list[str]] = {}
        for name, value in self.form.multi_items():
            if isinstance(value, str) and name != TOKEN_FIELD:
                kept.setdefault(name, []).append(value)
        return kept

    def field(self, name: str) -> str:
        """What was typed in one field, without blanks at its ends."""
        value = self.form.get(name)
        return value.strip() if isinstance(value, str) else ""

    def html(self, template: str, status: int = 200, **values: Any) -> Response:
        """A page; ties forms to a cookie where nobody is signed in."""
        shared = {"ask": self, "token": self.token, "somebody": self.signed_in, "zone": VIETNAM}
        content = self.house.render(self.request, template, self.words, {**shared, **values})
        response = Response(content, status, PRIVATE, HTML)
        if self.signed_in is None:
            self.set_cookie(response, FORM_COOKIE, self._tie)
        return response

    def redirect(self, path: str) -> Response:
        """Post, redirect, get: leads to a page of ours in the language of this one."""
        return RedirectResponse(f"{self.prefix}{path}", 303, PRIVATE)

    def cookie(self, name: str) -> str:
        """Name of a cookie; on https the browser itself guarantees that only this host set it."""
        return f"__Host-{name}" if self._is_https else name

    def set_cookie(self, response: Response, name: str, value: str, seconds: int | None = None) -> None:
        """Sets a cookie that scripts and other sites cannot read."""
        response.set_cookie(
            self.cookie(name), value, seconds, path="/", secure=self._is_https, httponly=True, samesite="lax"
        )

    def drop_cookie(self, response: Response, name: str) -> None:
        """Takes a cookie away."""
        response.delete_cookie(
            self.cookie(name), path="/", secure=self._is_https, httponly=True, samesite="lax"
        )

    @property
    def _is_https(self) -> bool:
        base = self.house.base_address(self.request)
        return self.house.settings.mode == "production" or base.startswith("https:")


Handler = Callable[[Ask], Response]
Table = Mapping[str, Mapping[str, Any]]
"""Path -> method -> endpoint, made by `served`."""


def served(handler: Handler, *, form_bytes: int = 256 * 1024, token: bool | None = None) -> Any:
    """The route of a handler.

    `form_bytes` bounds one field of the form. `token`: True always asks for the token (sign-in, registration),
    None only where no header tells where the request comes from, False never (gateways without cookies).
    """

    async def endpoint(request: Request) -> Response:
        house: House = request.app.state.house
        verdict = judge(
            request.method, request.headers, own_origin(house, request), house.settings.trusted_origins
        )
        if verdict is Verdict.REFUSE:
            raise ForbiddenError("cross_site")
        form = FormData()
        if request.method not in SAFE_METHODS:
            if not _is_small(request):
                await run_in_threadpool(lambda: Ask(request, house).somebody)
            with storing():
                form = await request.form(
                    max_files=MOST_FILES, max_fields=MOST_FIELDS, max_part_size=form_bytes
                )
        ask = Ask(request, house, form)
        return await run_in_threadpool(_guarded, handler, ask, verdict, token)

    endpoint.__name__ = getattr(handler, "__name__", "endpoint")
    return endpoint


def _is_small(request: Request) -> bool:
    """Whether a form is small enough to be read of anybody; larger ones are read of who is signed in."""
    length = request.headers.get("content-length", "")
    return length.isdecimal() and int(length[:20]) <= SMALL_FORM


def _guarded(handler: Handler, ask: Ask, verdict: Verdict, token: bool | None) -> Response:
    unsafe = ask.request.method not in SAFE_METHODS
    if unsafe and (token or (token is None and verdict is Verdict.ASK_TOKEN and ask.request.cookies)):
        ask.check_token()
    return handler(ask)


def own_origin(house: House, request: Request) -> str:
    """Scheme and host of this service as the browser sees them."""
    parts = urlsplit(house.base_address(request))
    return f"{parts.scheme}://{parts.netloc}"


def safe_next(path: str) -> str:
    """A path of ours to go on to, or "" where it leads elsewhere ("//host", "/\\\\host", "https:host")."""
    parts = urlsplit(path)
    clean = (
        path.startswith("/") and not path.startswith(("//", "/\\")) and not parts.scheme and not parts.netloc
    )
    return path if clean and not any(c in path for c in "\\\r\n\t") else ""


def sign_in_path(next_path: str, prefix: str = "") -> str:
    """Where somebody signs in before going on."""
    return f"{prefix}/tai-khoan/dang-nhap?next={quote(next_path, safe='/')}"


def is_same(one: str, other: str) -> bool:
    """Whether two secrets are equal, compared in constant time."""
    return hmac.compare_digest(one.encode(), other.encode())


def merged(*parts: Mapping[str, Any]) -> dict[str, Any]:
    """Values of several parts of a page; a later one wins."""
    return {key: value for part in parts for key, value in part.items()}
