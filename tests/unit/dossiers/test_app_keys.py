"""Keys in an Authorization header: only whole ones of our make are looked up."""

from __future__ import annotations

import datetime as dt

import pytest

from dossiers import app_keys
from dossiers.store import app_keys as store
from dossiers.store.database import Database
from tests.dossier_database import NOW, database, person

__all__ = ["database"]


def test_a_key_is_found_by_its_text_alone(database: Database) -> None:
    owner = person(database)
    key = app_keys.make(database, owner, "A", 30, NOW)
    found = app_keys.caller_of(database, f"Bearer {key}", NOW)
    assert found is not None
    assert (found.account.id, found.key.name) == (owner, "A")


@pytest.mark.parametrize("form", ["{}", "Basic {}", "Bearer {}x", "Bearer {} {}", "Bearer\n{}", "Bearer"])
def test_anything_else_is_nobody(database: Database, form: str) -> None:
    key = app_keys.make(database, person(database), "A", 30, NOW)
    assert app_keys.caller_of(database, form.format(key, key), NOW) is None


def test_no_two_keys_are_alike_and_all_tell_what_they_are(database: Database) -> None:
    owner = person(database)
    made = {app_keys.make(database, owner, "A", 30, NOW) for _ in range(app_keys.MOST_KEYS)}
    assert len(made) == app_keys.MOST_KEYS
    assert all(str(key).startswith("ttk_") and len(str(key)) == 47 for key in made)
    assert app_keys.make(database, owner, "A", 30, NOW) is None


def test_the_last_use_is_kept_to_the_hour(database: Database) -> None:
    owner = person(database)
    key = app_keys.make(database, owner, "A", 30, NOW)
    for minutes, expected in ((0, 0), (59, 0), (61, 61), (62, 61)):
        app_keys.caller_of(database, f"Bearer {key}", NOW + dt.timedelta(minutes=minutes))
        (kept,) = store.owned(database, owner)
        assert kept.used_at == NOW + dt.timedelta(minutes=expected)
