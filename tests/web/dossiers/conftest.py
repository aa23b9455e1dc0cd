"""The whole application with accounts and dossiers over the bundled data, with a clock that tests set."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import select
from starlette.testclient import TestClient

from dossiers.house import House
from dossiers.routes.asking import SESSION_COOKIE
from dossiers.sessions import Sessions
from dossiers.settings import DossierSettings
from dossiers.store.database import Database
from dossiers.store.tables import Outgoing
from indexer.build import build_generation
from search_api.app import create_app
from search_api.browsing import count
from search_api.editions import Edition
from search_api.lending import joining
from search_api.live import Live, Serving
from search_api.settings import Settings
from search_api.whoosh_engine import WhooshEngine
from tests.dossier_database import NOW, SERVER, on_postgresql, on_sqlite, person

CHECKOUT = Path(__file__).resolve().parents[3]
TODAY = dt.date(2026, 11, 25)
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
BROWSER = {"accept": "text/html,*/*;q=0.8", "sec-fetch-site": "same-origin", "user-agent": FIREFOX}
"""What a browser sends along with a form of ours."""
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class Clock:
    """The hour that the application believes; moves on only when told."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> dt.datetime:
        return self.now

    def pass_(self, **span: float) -> None:
        """Lets time pass: pass_(minutes=5)."""
        self.now += dt.timedelta(**span)


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The bundled data as a live generation on a fixed day; nobody may change it."""
    root = tmp_path_factory.mktemp("bundled")
    build_generation(CHECKOUT / "data", root)
    folder = next(root.glob("gen-*"))
    edition = Edition(folder)
    serving = Serving(WhooshEngine(edition, lambda: TODAY), edition, count(edition, TODAY))
    return SimpleNamespace(
        serving=serving, state="ready", today=lambda: TODAY, now=lambda: NOW, watch=Live(folder).watch
    )


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty database with all tables: on PostgreSQL where THUTUC_TEST_POSTGRES names a server."""
    yield from on_postgresql() if SERVER else on_sqlite(tmp_path)


@pytest.fixture
def dossier_settings(tmp_path: Path) -> DossierSettings:
    """Settings of accounts and dossiers; a test module may override this."""
    return DossierSettings(files=str(tmp_path / "files"))


@pytest.fixture
def application(bundled: Any, database: Database, dossier_settings: DossierSettings, clock: Clock) -> FastAPI:
    join = joining(dossier_settings, database, clock)
    return create_app(Settings(rate_limit="off"), bundled, join=join)


@pytest.fixture
def house(application: FastAPI) -> House:
    """What the service lends, over the same database and clock."""
    lent: House = application.state.house
    return lent


@pytest.fixture
def visitor(application: FastAPI) -> Callable[[], TestClient]:
    """A new browser each time, not signed in; does not follow redirects."""

    def come() -> TestClient:
        return TestClient(application, follow_redirects=False, headers=BROWSER)

    return come


@pytest.fixture
def portal(visitor: Callable[[], TestClient]) -> TestClient:
    """A browser that is not signed in."""
    return visitor()


@pytest.fixture
def signed_in(
    database: Database, house: House, visitor: Callable[[], TestClient]
) -> Callable[..., TestClient]:
    """`signed_in()` or `signed_in(account)`: a new browser in which somebody is signed in; `.account` is the id."""

    def sign_in(account: str | None = None, **more: Any) -> TestClient:
        account = account or person(database, **more)
        token = Sessions(database, house.settings).open(account, FIREFOX, house.now())
        client = visitor()
        set_session(client, token)
        client.account = account  # type: ignore[attr-defined]
        return client

    return sign_in


def set_session(client: TestClient, token: str) -> None:
    """Puts a sign-in into a browser, in the place of the one it has."""
    client.cookies.set(SESSION_COOKIE, token, domain="testserver.local", path="/")


def token_of(text: str) -> str:
    """The form token of a page."""
    found = _TOKEN.search(text)
    assert found, "the page has no form token"
    return found.group(1)


def fill_in(client: TestClient, path: str, values: dict[str, Any] | None = None) -> Any:
    """Opens a page and sends its form with values; returns the answer."""
    page = client.get(path)
    assert page.status_code == 200, (path, page.status_code)
    return client.post(path, data={"csrf_token": token_of(page.text), **(values or {})})


def outbox(database: Database, kind: str | None = None) -> list[Outgoing]:
    """What waits to be sent, oldest first."""
    with database.read() as session:
        rows = session.scalars(select(Outgoing).order_by(Outgoing.created_at, Outgoing.id))
        return [row for row in rows if kind in (None, row.kind)]
