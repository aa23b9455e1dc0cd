"""Accounts in the database: found by one of three names, unfinished registrations removed."""

from __future__ import annotations

import datetime as dt

import pytest

from dossiers.errors import AbsentError, ConflictError
from dossiers.store import accounts
from dossiers.store.database import Database
from dossiers.store.tables import Account, Consent
from tests.dossier_database import NOW, person


def test_nothing_given_finds_nobody_even_where_accounts_lack_it(database: Database) -> None:
    with database.write() as session:
        session.add(Account(kind="person", state="active", created_at=NOW, changed_at=NOW))
    assert accounts.find(database, None, None) is None


def test_an_unverified_or_shared_phone_number_finds_nobody(database: Database) -> None:
    person(database, "an", phone="+84912345678")
    assert accounts.find(database, None, "+84912345678") is None
    for name in ("binh", "chi"):
        person(database, name, phone="+84987654321", phone_verified_at=NOW)
    assert accounts.find(database, None, "+84987654321") is None


def test_a_number_wins_over_a_phone_that_reads_the_same(database: Database) -> None:
    mine = person(database, "an", number_trace="trace")
    person(database, "binh", phone="+84912345678", phone_verified_at=NOW)
    found = accounts.find(database, None, "+84912345678", ["trace"])
    assert found is not None
    assert found.id == mine


def test_details_are_saved_only_by_who_saw_the_last_ones(database: Database) -> None:
    mine = person(database)
    accounts.save_details(database, mine, 1, {"details": {"full_name": "Một"}}, NOW)
    with pytest.raises(ConflictError) as told:
        accounts.save_details(database, mine, 1, {"details": {"full_name": "Hai"}}, NOW)
    assert told.value.current == 2
    with pytest.raises(AbsentError):
        accounts.save_details(database, "nobody", 1, {}, NOW)


def test_a_registration_without_its_code_is_removed_after_a_day(database: Database) -> None:
    old, young, verified = (
        Account(kind="person", state=state, created_at=at, changed_at=at)
        for state, at in (
            ("unverified", NOW - dt.timedelta(days=1, seconds=1)),
            ("unverified", NOW),
            ("active", NOW - dt.timedelta(days=9)),
        )
    )
    accounts.add_all(database, [old, young, verified])
    consent = Consent(account=old.id, purpose="account", text_version="1-vi", channel="web", given_at=NOW)
    accounts.add_all(database, [consent])
    assert accounts.remove_unverified(database, NOW) == 1
    assert accounts.get(database, young.id).id == young.id
    assert accounts.get(database, verified.id).id == verified.id
    with pytest.raises(AbsentError):
        accounts.get(database, old.id)
    assert accounts.consents(database, old.id) == []
