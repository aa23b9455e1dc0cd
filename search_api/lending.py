"""Where search and dossiers meet: what the service lends to accounts and dossiers (dossiers/house.py).

Part of app.py, loaded only where dossiers are on, since a look-up service needs no database.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Any

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import Scope

from dossiers import errors
from dossiers.files import open_files
from dossiers.house import House, Listed, Listing, Words
from dossiers.messages import TABLES
from dossiers.routes import api
from dossiers.routes.asking import sign_in_path
from dossiers.routes.attachments import upload_paths
from dossiers.routes.table import ROUTES
from dossiers.sealing import Seals
from dossiers.settings import DossierSettings
from dossiers.single_sign_on import provider_of
from dossiers.store.database import Database, DatabaseError
from indexer.procedure import Procedure
from search_api import problems
from search_api.browsing import Entry
from search_api.cli_words import SAID
from search_api.engine import SearchEngine
from search_api.limiting import header
from search_api.problems import Problem
from search_api.query import SearchQuery, Sort
from search_api.site import Site
from search_api.visits import ENGLISH, api_words, base_address, render, serving_or_none, tell
from search_api.words import WORDS

RETRY_SECONDS = "5"
LARGEST_FORM = 1 << 20
"""Bytes of a page of an e-form without its files: long lists of long answers."""
LISTED_AT_ONCE = "20"
"""Procedures on a page of a list to choose from, as on the pages for browsing."""
PROBLEMS: dict[type[Exception], Callable[[Any], Problem]] = {
    errors.AbsentError: lambda _: Problem(problems.NOT_FOUND),
    errors.ForbiddenError: lambda _: Problem(problems.FORBIDDEN),
    errors.ConflictError: lambda error: Problem(
        problems.CHANGED_MEANWHILE, headers={"etag": f'"{error.current}"'}
    ),
    errors.ReusedKeyError: lambda _: Problem(problems.KEY_REUSED),
    errors.VersionNeededError: lambda _: Problem(problems.VERSION_NEEDED),
    errors.WrongHeaderError: lambda error: Problem(problems.BAD_REQUEST, pieces=error.pieces),
    errors.WrongContentError: lambda error: Problem(problems.WRONG_CONTENT, pieces=error.pieces),
    errors.UnreadyDraftError: lambda error: Problem(problems.INCOMPLETE, pieces=error.pieces),
    errors.NotNowError: lambda error: Problem(problems.NOT_NOW, pieces=error.pieces),
    errors.TooOftenError: lambda error: Problem(
        problems.TOO_MANY, {"seconds": error.seconds}, headers={"retry-after": str(error.seconds)}
    ),
    errors.StoreError: lambda error: Problem(problems.STORE_FULL if error.full else problems.STORE_DOWN),
    DatabaseError: lambda _: Problem(problems.STORE_DOWN, headers={"retry-after": RETRY_SECONDS}),
}
"""Errors of dossiers that are an answer, and the problem each one tells."""


def joining_from_environment() -> Callable[[FastAPI], None]:
    """What adds accounts and dossiers as the environment sets them."""
    return joining(DossierSettings())


def joining(
    settings: DossierSettings,
    database: Database | None = None,
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
) -> Callable[[FastAPI], None]:
    """What adds accounts and dossiers to an application; `database` and `now` are given in tests.

    Raises ValueError, with the words of the command line, where the settings are unsafe.
    """
    if settings.unsafe:
        raise ValueError(SAID[settings.unsafe][0])
    if settings.oidc_issuer:
        provider_of(settings)  # a missing extra shows now, not at the first sign-in

    def join(app: FastAPI) -> None:
        app.state.house = make_house(app.state.site, settings, database or Database(settings.database), now)
        app.state.larger.append(_uploading(app.state.site))
        for kind, problem in PROBLEMS.items():
            app.add_exception_handler(kind, _teller(problem))
        app.add_exception_handler(errors.SignInNeededError, _to_sign_in)
        app.router.routes.extend(ROUTES)
        app.include_router(api.router)

    return join


def make_house(
    site: Site, settings: DossierSettings, database: Database, now: Callable[[], dt.datetime]
) -> House:
    """What the service lends, for pages (app.py) and for the commands that work without them (cli_worker.py)."""
    spoken = {lang: words.extended(TABLES[lang]) for lang, words in WORDS.items()}

    def find(code: str, day: dt.date) -> Procedure | None:
        return site.live.serving.engine.get(code, day)

    def rendered(request: Request, template: str, words: Words, values: Mapping[str, Any]) -> bytes:
        return render(request, template, spoken[words.lang], serving_or_none(site), **values)

    def agencies() -> list[Entry]:
        return site.live.serving.counts.top_agencies()

    def listed(agency: str, text: str, page: int) -> Listing:
        return _listing(site.live.serving.engine, agency, text, page)

    return House(
        settings=settings,
        database=database,
        seals=Seals(settings.keys),
        files=open_files(settings),
        catalog=lambda: site.live.serving.edition.catalog,
        find_procedure=find,
        agencies=agencies,
        list_procedures=listed,
        language=lambda request: api_words(request).lang,
        words=lambda lang: spoken["en" if lang == "en" else "vi"],
        render=rendered,
        base_address=base_address,
        now=now,
    )


def _listing(engine: SearchEngine, agency: str, text: str, page: int) -> Listing:
    """Procedures as dossiers list them to be chosen; raises BadQuery for a text or page out of bounds."""
    order = Sort.RELEVANCE if text else Sort.NAME
    given = {"agency": agency, "q": text, "page": str(page), "per_page": LISTED_AT_ONCE, "sort": order.value}
    found = engine.search(SearchQuery.from_params((name, value) for name, value in given.items() if value))
    items = tuple(Listed(hit.card.code, hit.card.short_name or hit.card.name) for hit in found.hits)
    return Listing(items, found.total, found.pages)


def _uploading(site: Site) -> Callable[[Scope], int]:
    """Bytes of a request that brings files: a full dossier at once, since a page without scripts sends them so."""
    pattern = re.compile(f"{upload_paths()}|{api.LARGE}")

    def most(scope: Scope) -> int:
        if scope["method"] not in ("POST", "PUT") or not pattern.fullmatch(scope["path"]):
            return 0
        if scope["method"] == "PUT" or not header(scope, b"content-type").startswith("multipart/form-data"):
            return LARGEST_FORM
        serving = serving_or_none(site)
        uploads = serving.edition.catalog.registers.portal.uploads if serving else None
        return LARGEST_FORM + (uploads.max_dossier_mb << 20) if uploads else 0

    return most


def _teller(problem: Callable[[Any], Problem]) -> Any:
    async def handler(request: Request, error: Exception) -> Response:
        return tell(request, problem(error))

    return handler


async def _to_sign_in(request: Request, error: Exception) -> Response:
    """The sign-in page, which leads back; programs get a problem."""
    if request.url.path.startswith("/api/"):
        headers = {"www-authenticate": "Bearer"}
        return tell(request, Problem(problems.SIGN_IN_NEEDED, headers=headers))
    prefix = ENGLISH if request.url.path.startswith(f"{ENGLISH}/") else ""
    wanted = error.next_path if isinstance(error, errors.SignInNeededError) else "/"
    return RedirectResponse(sign_in_path(wanted, prefix), 303, {"cache-control": "private, no-store"})
