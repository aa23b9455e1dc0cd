"""The schema of the database and its revisions: which one there is, which one this program needs, how to get there.

A migration is one transaction on both databases: SQLite, too, can take back what it did to tables. Two processes
that migrate at once wait for each other, and the second finds nothing left to do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, text

from dossiers.store.database import Database, told
from dossiers.store.tables import Table

MIGRATIONS = Path(__file__).parent / "migrations"
LOCK = 7_021_936
"""Number of the advisory lock under which PostgreSQL is migrated; any number that nobody else uses."""


def head() -> str:
    """The revision that this program needs."""
    return str(ScriptDirectory.from_config(_config()).get_current_head())


def knows(found: str) -> bool:
    """Whether this program has a revision; a backup of a newer program has one that it lacks."""
    try:
        return ScriptDirectory.from_config(_config()).get_revision(found) is not None
    except CommandError:
        return False


def revision(database: Database) -> str | None:
    """The revision that a database has, None for an empty one; raises DatabaseError."""
    with told(), database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def upgrade(database: Database, to: str = "head") -> tuple[str | None, str | None]:
    """Brings a database to a revision; returns the revisions before and after. Raises DatabaseError."""
    return _migrate(database, command.upgrade, to)


def downgrade(database: Database, to: str = "base") -> tuple[str | None, str | None]:
    """Takes a database back to a revision; what later tables held is lost. Raises DatabaseError."""
    return _migrate(database, command.downgrade, to)


def differences(database: Database) -> list[Any]:
    """Where the tables of a database differ from those the program knows; empty where they are the same."""
    with told(), database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, Table.metadata))


def _migrate(
    database: Database, migrate: Callable[[Config, str], None], to: str
) -> tuple[str | None, str | None]:
    with told(), _alone(database) as connection:
        before = MigrationContext.configure(connection).get_current_revision()
        config = _config()
        config.attributes["connection"] = connection
        migrate(config, to)
        return before, MigrationContext.configure(connection).get_current_revision()


@contextmanager
def _alone(database: Database) -> Iterator[Connection]:
    """A transaction that no other migration runs beside."""
    with database.engine.connect() as connection:
        if database.is_sqlite:
            _set_foreign_keys(connection, "off")
            connection.execution_options(thutuc_begin="BEGIN IMMEDIATE")
        try:
            with connection.begin():
                if not database.is_sqlite:
                    # Waits for a lock as long as every statement, but may work longer than a page may.
                    connection.execute(text("set local statement_timeout = 0"))
                    connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
                yield connection
        finally:
            if database.is_sqlite:
                _set_foreign_keys(connection, "on")


def _set_foreign_keys(connection: Connection, state: str) -> None:
    """SQLite changes a table by making it anew; meanwhile what refers to it refers to nothing."""
    driver: Any = connection.connection.driver_connection
    driver.execute(f"pragma foreign_keys = {state}")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config
