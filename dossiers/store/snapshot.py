"""The database in one file: a copy as it was at one moment, and back into an empty database of either kind.

The file is an SQLite database whatever the original is, so that a backup of one kind restores into the other.
SQLite is copied by its own backup, page by page; PostgreSQL row by row within one snapshot.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, MetaData, Table, insert, inspect, make_url, select, text

from dossiers.store import schema
from dossiers.store.database import Database, DatabaseError, sqlite_module, told

AT_ONCE = 200
"""Rows copied at a time; a row may hold the PDF of a dossier."""
VERSIONS = "alembic_version"


def is_empty(database: Database) -> bool:
    """Whether a database has no tables yet; raises DatabaseError."""
    if (path := file_of(database)) is not None and not path.exists():
        return True
    with told(), database.engine.connect() as connection:
        return not inspect(connection).get_table_names()


def save(database: Database, target: Path) -> str | None:
    """Copies a database into a file that is not there yet; returns its revision. Raises DatabaseError."""
    if database.is_sqlite:
        _save_pages(database, target)
    else:
        with _opened(target) as copy:
            schema.upgrade(copy, schema.revision(database) or "base")
            with database.snapshot() as session, copy.write() as writing:
                _copy_rows(session.connection(), writing.connection())
    with _opened(target) as copy:
        return schema.revision(copy)


def load(source: Path, database: Database) -> str | None:
    """Copies a file that `save` wrote into an empty database; returns its revision. Raises DatabaseError."""
    with _opened(source) as copy:
        found = schema.revision(copy)
        if database.is_sqlite:
            # Whoever has the empty file open would go on with it.
            database.close()
            _save_pages(copy, file_of(database) or Path())
        else:
            schema.upgrade(database, found or "base")
            with copy.read() as session, database.write() as writing:
                _copy_rows(session.connection(), writing.connection())
                _set_sequences(writing.connection())
    return found


def file_of(database: Database) -> Path | None:
    """The file of an SQLite database; None for any other."""
    name = make_url(database.url).database
    return Path(name) if database.is_sqlite and name and name != ":memory:" else None


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{path}")
    try:
        yield database
    finally:
        database.close()
        # One file without a log beside it: the last connection is closed, all of the log is in the file.
        with contextlib.closing(sqlite_module().connect(path)) as alone:
            alone.execute("pragma journal_mode = delete").fetchone()


def _save_pages(database: Database, target: Path) -> None:
    """SQLite's own online backup; whole and synchronised under its name, or not there."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    partial = target.with_name(f"{target.name}.partial")
    partial.unlink(missing_ok=True)
    os.close(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with told(), database.engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        with contextlib.closing(sqlite_module().connect(partial)) as copy:
            driver.backup(copy)
            copy.execute("pragma journal_mode = delete").fetchone()
            [damage, *_] = copy.execute("pragma quick_check").fetchone()
    if damage != "ok":
        raise DatabaseError(str(damage))
    synchronise(partial)
    partial.rename(target)
    synchronise(target.parent)


def synchronise(path: Path) -> None:
    """Waits until a file, or the names in a folder, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _copy_rows(source: Connection, target: Connection) -> None:
    """All rows of all tables, what others refer to first."""
    there, here = MetaData(), MetaData()
    there.reflect(source)
    here.reflect(target)
    for table in there.sorted_tables:
        if table.name != VERSIONS:
            _copy_table(source, table, target, here.tables[table.name])


def _copy_table(source: Connection, table: Table, target: Connection, copy: Table) -> None:
    rows = source.execution_options(yield_per=AT_ONCE).execute(select(table))
    for part in rows.mappings().partitions(AT_ONCE):
        target.execute(insert(copy), [dict(row) for row in part])


def _set_sequences(connection: Connection) -> None:
    """Numbers that PostgreSQL gives by itself go on after the highest one."""
    tables = MetaData()
    tables.reflect(connection)
    for table in tables.sorted_tables:
        for column in (one for one in table.columns if one.autoincrement is True):
            named = f"pg_get_serial_sequence('{table.name}', '{column.name}')"
            highest = f'coalesce((select max("{column.name}") from "{table.name}"), 0)'  # noqa: S608 - our names
            connection.execute(text(f"select setval({named}, {highest} + 1, false)"))
