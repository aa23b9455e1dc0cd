"""Migrations lead to the tables that the program knows, up and down, whoever runs them."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import inspect

from dossiers.store import schema
from dossiers.store.database import Database
from dossiers.store.tables import Table
from tests.dossier_database import person
from tests.unit.dossiers.store.test_sending import draft


@pytest.fixture
def empty(database: Database) -> Database:
    """A database without a table."""
    Table.metadata.drop_all(database.engine)
    return database


def names(database: Database) -> set[str]:
    return set(inspect(database.engine).get_table_names()) - {"alembic_version"}


def test_an_empty_database_has_no_revision(empty: Database) -> None:
    assert schema.revision(empty) is None
    assert schema.differences(empty)


def test_the_migrated_schema_is_that_of_the_tables(empty: Database) -> None:
    assert schema.upgrade(empty) == (None, schema.head())
    assert schema.differences(empty) == []
    assert names(empty) == set(Table.metadata.tables)
    found = {one["name"] for table in names(empty) for one in inspect(empty.engine).get_foreign_keys(table)}
    assert found == {
        one.name for table in Table.metadata.tables.values() for one in table.foreign_key_constraints
    }


def test_the_way_back_leaves_nothing(empty: Database) -> None:
    schema.upgrade(empty)
    assert schema.downgrade(empty) == (schema.head(), None)
    assert names(empty) == set()
    assert schema.upgrade(empty) == (None, schema.head())


def test_a_migrated_database_is_left_as_it_is(empty: Database) -> None:
    schema.upgrade(empty)
    mine = draft(empty, person(empty))
    assert schema.upgrade(empty) == (schema.head(), schema.head())
    with empty.read() as session:
        assert session.get(type(mine), mine.id).procedure_code == "1.000001"


def test_two_processes_that_migrate_at_once_make_the_tables_once(empty: Database) -> None:
    done: list[tuple[str | None, str | None]] = []
    threads = [threading.Thread(target=lambda: done.append(schema.upgrade(empty))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done, key=str) == [(schema.head(), schema.head()), (None, schema.head())]


def test_foreign_keys_hold_after_a_migration(empty: Database) -> None:
    schema.upgrade(empty)
    if empty.is_sqlite:
        with empty.engine.connect() as connection:
            assert connection.exec_driver_sql("pragma foreign_keys").scalar() == 1
