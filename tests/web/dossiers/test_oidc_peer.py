"""Single sign-on against a provider that is not ours: npm's oidc-provider, run by Node (`make oidc`).

The provider's own pages are walked through as a browser does; the application and the provider talk over the wire.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import httpx2
import pytest

from dossiers.routes.newcomers import LINK
from dossiers.routes.registration import VERIFY
from dossiers.routes.single_sign_on import BACK, COMPLETE, DEPARTURES, START
from dossiers.settings import DossierSettings
from dossiers.store import sign_ons
from tests.dossier_database import NOW, person
from tests.running import free_port
from tests.web.dossiers.conftest import Clock, fill_in
from tests.web.dossiers.test_single_sign_on import (  # noqa: F401  # hashed: a fixture
    PASSWORD,
    REST,
    code_of,
    failed,
    hashed,
    tied,
)

PEER = Path(__file__).resolve().parents[2] / "oidc"
HERE = "http://testserver"
SECRET = "a-secret-of-the-client"  # noqa: S105
OLDEST_NODE = 20
PATIENCE = 60.0
_ACTION = re.compile(r'action="([^"]+)"')
_PROMPT = re.compile(r'name="prompt" value="(\w+)"')
_ABORT = re.compile(r'href="([^"]+/abort)"')


def missing() -> str:
    """Why the provider cannot run here, or ""."""
    node = shutil.which("node")
    if node is None:
        return f"no Node: install Node {OLDEST_NODE} or newer"
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    if int(version.removeprefix("v").partition(".")[0]) < OLDEST_NODE:
        return f"Node {version.strip()} is older than {OLDEST_NODE}"
    return "" if (PEER / "node_modules" / "oidc-provider").is_dir() else "no oidc-provider: run `make oidc`"


pytestmark = pytest.mark.skipif(bool(missing()), reason=missing())


@dataclass
class Peer:
    """The provider, and the browser of somebody there."""

    issuer: str
    browser: httpx2.Client = field(default_factory=httpx2.Client)

    def twist(self, how: str) -> None:
        """Has the next id tokens signed as no honest provider would."""
        assert httpx2.post(f"{self.issuer}/twist/{how}").status_code == 204

    def authorize(self, address: str, subject: str, *, cancel: bool = False) -> str:
        """Somebody types a name and agrees, or stops; returns the path that leads back to us."""
        for _ in range(20):
            answer = self.browser.get(address)
            while answer.is_redirect:
                address = urljoin(address, answer.headers["location"])
                if address.startswith(HERE):
                    return address.removeprefix(HERE)
                answer = self.browser.get(address)
            address = self._go_on(address, answer.text, subject, cancel)
        raise AssertionError("the provider does not lead back")

    def _go_on(self, address: str, page: str, subject: str, cancel: bool) -> str:
        if cancel:
            return urljoin(address, _ABORT.findall(page)[0])
        typed = {"prompt": _PROMPT.findall(page)[0], "login": subject, "password": "x"}
        answer = self.browser.post(urljoin(address, _ACTION.findall(page)[0]), data=typed)
        assert answer.is_redirect, answer.text
        return urljoin(address, answer.headers["location"])


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """A provider for all tests of this module."""
    port = free_port()
    process = subprocess.Popen(
        ["node", "provider.mjs", str(port), f"{HERE}{BACK}"],
        cwd=PEER,
        env={**os.environ, "CLIENT_SECRET": SECRET},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(f"http://127.0.0.1:{port}", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert process.poll() is None, "the provider ended"
        try:
            httpx2.get(f"{address}/jwks")
        except httpx2.TransportError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(address)


@pytest.fixture
def peer(issuer: str) -> Iterator[Peer]:
    """The provider, honest, with a browser that is not signed in there."""
    peer = Peer(issuer)
    peer.twist("")
    with peer.browser:
        yield peer


@pytest.fixture
def clock() -> Clock:
    """The provider's tokens carry the real hour."""
    clock = Clock()
    clock.now = dt.datetime.now(dt.UTC)
    return clock


@pytest.fixture
def dossier_settings(tmp_path: Path, issuer: str) -> DossierSettings:
    return DossierSettings(
        files=str(tmp_path / "files"),
        oidc_issuer=issuer,
        oidc_client_id="thutuc",
        oidc_client_secret=SECRET,
    )


@pytest.fixture
def sign_on(peer: Peer, clock: Clock) -> Callable[..., str]:
    """The whole way there and back; returns where it leads."""

    def go(client: Any, subject: str = "an-1990", start: str = START, **more: Any) -> str:
        back = leave(client, peer, subject, start, **more)
        clock.now = dt.datetime.now(dt.UTC) if more.get("real", True) else clock.now
        answer = client.get(back)
        assert answer.status_code == 303
        return str(answer.headers["location"])

    return go


def leave(client: Any, peer: Peer, subject: str = "an-1990", start: str = START, **more: Any) -> str:
    """Off to the provider and through its pages; returns the path that leads back."""
    answer = client.get(start)
    assert answer.headers["location"].startswith(f"{peer.issuer}/auth?")
    return peer.authorize(answer.headers["location"], subject, **more)


def known(database: Any, peer: Peer, subject: str = "an-1990", **more: Any) -> str:
    """An account that the identity opens."""
    account = person(database, **more)
    sign_ons.link(database, account, peer.issuer, subject, letters=(), now=NOW)
    return account


def test_somebody_new_completes_the_details_once_and_is_known_from_then_on(
    portal, visitor, database, sign_on
) -> None:
    assert sign_on(portal) == COMPLETE
    page = portal.get(COMPLETE).text
    for told in ("Nguyễn Thị An", "04/05/1990", "0912 345 678", "an@example.vn"):
        assert f'value="{told}"' in page
    assert fill_in(portal, COMPLETE, REST).headers["location"] == VERIFY
    done = fill_in(portal, VERIFY, {"code": code_of(database)})
    assert done.headers["location"] == "/tai-khoan?xong=dang-ky"
    assert list(tied(database)) == ["an-1990"]
    assert sign_on(visitor(), start=f"{START}?next=/ho-so") == "/ho-so"


def test_an_account_is_linked_for_its_password_only(
    portal,
    visitor,
    database,
    sign_on,
    hashed,  # noqa: F811
) -> None:
    account = person(database, password_hash=hashed)  # the provider tells the same address
    assert sign_on(portal) == COMPLETE
    wrong = fill_in(portal, LINK, {"account": "an@example.vn", "password": "sai mật khẩu"})
    assert (wrong.status_code, tied(database)) == (422, {})
    right = fill_in(portal, LINK, {"account": "an@example.vn", "password": PASSWORD})
    assert (right.status_code, tied(database)) == (303, {"an-1990": account})
    assert sign_on(visitor()) == "/tai-khoan"


def test_somebody_else_there_is_somebody_else_here(portal, database, peer, sign_on) -> None:
    known(database, peer)
    assert sign_on(portal, "binh-1991") == COMPLETE


def test_whoever_stops_there_is_told_so_here(portal, sign_on) -> None:
    assert sign_on(portal, cancel=True) == failed("cancelled")


def test_a_code_counts_once_there(portal, database, peer) -> None:
    known(database, peer)
    back = leave(portal, peer)
    cookie = portal.cookies[DEPARTURES]
    assert portal.get(back).headers["location"] == "/tai-khoan"
    assert portal.get(back).headers["location"] == failed("lost")
    portal.cookies.set(DEPARTURES, cookie, domain="testserver.local", path="/")
    assert portal.get(back).headers["location"] == failed("refused")


def test_the_code_of_another_browser_is_no_use_here(visitor, database, peer) -> None:
    """An attacker's code under one's own state: the provider misses the secret behind its challenge."""
    known(database, peer)
    mine, theirs = visitor(), visitor()
    stolen = parse_qs(urlsplit(leave(theirs, peer)).query)
    own = parse_qs(urlsplit(leave(mine, peer)).query)
    answer = {"code": stolen["code"][0], "state": own["state"][0], "iss": peer.issuer}
    assert mine.get(BACK, params=answer).headers["location"] == failed("refused")


def test_a_state_of_another_browser_leads_nowhere(visitor, database, peer) -> None:
    known(database, peer)
    mine, theirs = visitor(), visitor()
    leave(mine, peer)
    assert mine.get(leave(theirs, peer)).headers["location"] == failed("lost")


@pytest.mark.parametrize(
    "how",
    ["nonce", "no-nonce", "issuer", "audience", "expired", "none", "unsigned", "foreign-key", "absent"],
)
def test_a_token_that_is_not_proved_signs_nobody_in(portal, database, peer, sign_on, how: str) -> None:
    known(database, peer)
    peer.twist(how)
    assert sign_on(portal) == failed("untrusted")
    assert portal.get("/tai-khoan").status_code == 303


def test_a_token_is_too_old_an_hour_and_a_minute_later(portal, database, peer, clock) -> None:
    known(database, peer)
    clock.pass_(minutes=62)  # the application's clock alone
    assert portal.get(leave(portal, peer)).headers["location"] == failed("untrusted")


def test_a_wrong_secret_of_ours_is_a_fault_of_the_setup(peer) -> None:
    answer = httpx2.post(
        f"{peer.issuer}/token", data={"grant_type": "authorization_code"}, auth=("thutuc", "wrong")
    )
    assert answer.json()["error"] == "invalid_client"
