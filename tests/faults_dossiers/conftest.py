"""What the fault tests of sending share: how much to try, and a portal full of drafts on either database."""

from __future__ import annotations

import datetime as dt
import os
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.dossier_database import SERVER
from tests.faults.conftest import say, strace
from tests.faults_dossiers.portal import Portal, open_portal

__all__ = ["strace"]


@dataclass(frozen=True, slots=True)
class Form:
    """How much is tried; chosen by FAULTS=short|full."""

    sends: int
    """Dossiers sent while senders are killed"""
    server_sends: int
    """Dossiers sent while the server is killed, which takes seconds to start"""
    life: int
    """How many of them a server gets done between two deaths, about"""
    step: int
    """Every how manieth system call a sender is killed at"""


FORMS = {
    "short": Form(sends=120, server_sends=60, life=4, step=4),
    "full": Form(sends=1_000, server_sends=1_000, life=20, step=1),
}


@pytest.fixture(scope="session")
def form() -> Form:
    chosen = FORMS["short" if os.environ.get("FAULTS") == "short" else "full"]
    say(f"sending: {chosen}")
    return chosen


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database of each kind; on PostgreSQL a schema of its own."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/database/dossiers.db"
        return
    if not SERVER:
        pytest.skip("no PostgreSQL: set THUTUC_TEST_POSTGRES=postgresql://…")
    schema = f"faults_{secrets.token_hex(6)}"
    server = create_engine(SERVER, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f'create schema "{schema}"'))
    yield f"{SERVER}{'&' if '?' in SERVER else '?'}options=-c%20search_path%3D{schema}"
    with server.connect() as connection:
        # A session that a failed test left open must not hold the rest up.
        connection.execute(text("set lock_timeout = '5s'"))
        connection.execute(text(f'drop schema "{schema}" cascade'))
    server.dispose()


Opener = Callable[[int], Portal]


@pytest.fixture
def portal(address: str, tmp_path: Path) -> Opener:
    """A portal with so many drafts that may be sent."""
    return lambda drafts: open_portal(address, tmp_path, drafts, dt.datetime.now(dt.UTC))
