"""Databases for tests: SQLite in a folder of its own, and PostgreSQL where THUTUC_TEST_POSTGRES names a server.

Each test gets an empty database. On PostgreSQL it is a schema of its own in the database that is named.
"""

from __future__ import annotations

import datetime as dt
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from dossiers.store.database import Database
from dossiers.store.tables import Account, Table

NOW = dt.datetime(2026, 11, 25, 3, 0, tzinfo=dt.UTC)
"""Ten in the morning in Vietnam, a Wednesday."""
SERVER = os.environ.get("THUTUC_TEST_POSTGRES", "")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database with all tables."""
    if request.param == "postgresql" and not SERVER:
        pytest.skip("no PostgreSQL: set THUTUC_TEST_POSTGRES=postgresql://…")
    maker = on_postgresql() if request.param == "postgresql" else on_sqlite(tmp_path)
    yield from maker


def on_sqlite(folder: Path) -> Iterator[Database]:
    """A database in a folder, with all tables."""
    database = Database(f"sqlite:///{folder}/dossiers.db")
    Table.metadata.create_all(database.engine)
    yield database
    database.close()


def on_postgresql() -> Iterator[Database]:
    """A schema of its own on the server that is named, with all tables."""
    schema = f"test_{secrets.token_hex(6)}"
    server = create_engine(SERVER, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f'create schema "{schema}"'))
    separator = "&" if "?" in SERVER else "?"
    database = Database(f"{SERVER}{separator}options=-c%20search_path%3D{schema}")
    Table.metadata.create_all(database.engine)
    yield database
    database.close()
    with server.connect() as connection:
        connection.execute(text(f'drop schema "{schema}" cascade'))
    server.dispose()


def person(database: Database, name: str = "an", **more: object) -> str:
    """An active account of a person; returns its id."""
    account = Account(
        kind="person", state="active", email=f"{name}@example.vn", created_at=NOW, changed_at=NOW, **more
    )
    with database.write() as session:
        session.add(account)
    return account.id
