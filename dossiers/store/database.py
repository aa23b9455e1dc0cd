"""The database: one connection rule for SQLite and PostgreSQL, reading and writing transactions.

SQLite runs with a write-ahead log and full synchronisation, and both are read back: a switch that failed silently
would go on accepting dossiers that a power loss forgets. A write begins with BEGIN IMMEDIATE, so that a
transaction never fails half-way because another one writes.
"""

from __future__ import annotations

import importlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, OperationalError
from sqlalchemy.orm import Session, sessionmaker

BUSY_MILLISECONDS = 5_000
"""How long a write waits for another one before the answer is 503."""
STATEMENT_MILLISECONDS = 10_000
_NOT_UNIQUE = ("23505", "SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY")
_DAMAGED, _NO_DATABASE = "SQLITE_CORRUPT", "SQLITE_NOTADB"
"""What SQLite calls a file that is damaged, or that is no database."""
FAULTY_FROM, FAULTY_TO = (3, 7, 0), (3, 51, 2)
"""SQLite versions in which two connections that write and checkpoint at once may damage the file."""


class DatabaseError(Exception):
    """The database cannot be used: locked, down, full, or not in the mode that keeps what was acknowledged."""


class TakenError(Exception):
    """A row with the same unique value is there already: an e-mail address, a number, a key."""


class StatementError(Exception):
    """The database refused a statement: a fault of ours. Its text, which may hold what was typed, is left out."""


class Database:
    """Opens transactions; made once a process."""

    def __init__(self, url: str) -> None:
        """`url` is sqlite:///PATH or postgresql://…; nothing is opened yet."""
        self.url = url
        self.is_sqlite = make_url(url).get_backend_name() == "sqlite"
        self.engine = _sqlite(url) if self.is_sqlite else _postgresql(url)
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A transaction that only reads; raises DatabaseError where the database does not answer."""
        with told(), self._sessions() as session:
            yield session

    @contextmanager
    def snapshot(self) -> Iterator[Session]:
        """As `read`, but everything is read as it was at the first statement, whoever writes meanwhile."""
        with told(), self._sessions() as session:
            if not self.is_sqlite:
                session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A transaction that writes: committed at the end, rolled back by any error.

        Raises DatabaseError where the database does not answer. What comes after this block may acknowledge.
        """
        with told(), self._sessions() as session, session.begin():
            session.connection(execution_options={"thutuc_begin": "BEGIN IMMEDIATE"})
            yield session

    def close(self) -> None:
        """Gives all connections back."""
        self.engine.dispose()


@contextmanager
def told() -> Iterator[None]:
    """Turns the errors of a driver into ours; a text of theirs may hold what somebody typed."""
    try:
        yield
    except IntegrityError as error:
        kind = TakenError if _is_taken(error) else StatementError
        raise kind(_cause(error)) from None
    except (OperationalError, InterfaceError) as error:
        raise DatabaseError(_cause(error)) from None
    except DBAPIError as error:
        is_down = error.connection_invalidated or _DAMAGED in _cause(error) or _NO_DATABASE in _cause(error)
        raise (DatabaseError if is_down else StatementError)(_cause(error)) from None


def _cause(error: DBAPIError) -> str:
    """Kind of a database error without its text, which may hold what somebody typed."""
    code = getattr(error.orig, "sqlstate", None) or getattr(error.orig, "sqlite_errorname", None)
    return f"{type(error.orig).__name__} {code or ''}".strip()


def _is_taken(error: IntegrityError) -> bool:
    """Whether a unique value is there already; pysqlite3 tells that by the beginning of its text alone."""
    return _cause(error).endswith(_NOT_UNIQUE) or str(error.orig).startswith("UNIQUE constraint failed")


def sqlite_module() -> ModuleType:
    """Python's own sqlite3, or pysqlite3 where the own one is inside the faulty range."""
    if not is_faulty(sqlite3.sqlite_version_info):
        return sqlite3
    try:
        return importlib.import_module("pysqlite3")
    except ImportError:
        return sqlite3


def is_faulty(version: tuple[int, ...]) -> bool:
    """Whether an SQLite version is one that may damage its file under two writers."""
    return FAULTY_FROM <= version[:3] <= FAULTY_TO


def _sqlite(url: str) -> Engine:
    path = make_url(url).database
    if path and path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    engine = create_engine(
        url,
        module=sqlite_module(),
        hide_parameters=True,
        connect_args={"timeout": BUSY_MILLISECONDS / 1000},
    )

    @event.listens_for(engine, "connect")
    def connect(connection: Any, _record: Any) -> None:
        # The driver's own transactions would begin with a plain BEGIN: we begin ours ourselves.
        connection.isolation_level = None
        _set_pragmas(connection)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if not connection.in_nested_transaction():
            connection.exec_driver_sql(connection.get_execution_options().get("thutuc_begin", "BEGIN"))

    return engine


def _set_pragmas(connection: Any) -> None:
    memory = connection.execute("pragma database_list").fetchone()[2] == ""
    wanted = {"journal_mode": "memory" if memory else "wal", "synchronous": 2, "foreign_keys": 1}
    connection.execute(f"pragma busy_timeout = {BUSY_MILLISECONDS}")
    for name, value in wanted.items():
        connection.execute(f"pragma {name} = {value}").fetchone()
        found = connection.execute(f"pragma {name}").fetchone()[0]
        if found != value:
            raise DatabaseError(f"{name} is {found}, not {value}")


def _postgresql(url: str) -> Engine:
    given = str(make_url(url).query.get("options", ""))
    limits = f"-c statement_timeout={STATEMENT_MILLISECONDS} -c lock_timeout={BUSY_MILLISECONDS}"
    return create_engine(
        url,
        pool_size=10,
        max_overflow=10,
        pool_timeout=BUSY_MILLISECONDS / 1000,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={
            "options": f"{given} {limits} -c timezone=UTC",
            "connect_timeout": BUSY_MILLISECONDS // 1000,
        },
    )
