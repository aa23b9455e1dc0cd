"""Drafts: saved with a version, never lost, never somebody else's."""

from __future__ import annotations

import datetime as dt

import pytest

from dossiers.errors import AbsentError, ConflictError
from dossiers.store import drafts
from dossiers.store.database import Database
from tests.dossier_database import NOW, person
from tests.unit.dossiers.store.test_sending import LIFETIME, PROCEDURE, draft

LATER = NOW + dt.timedelta(days=3)


def save(database: Database, mine, version: int, **changes) -> int:
    return drafts.save(database, mine.account, mine.id, version, changes, lifetime=LIFETIME, now=LATER)


def test_a_saved_draft_is_found_as_it_was_saved(database: Database) -> None:
    mine = draft(database, person(database))
    assert save(database, mine, 1, answers={"name": "Nguyễn Văn Ẩn"}, cases=[1]) == 2
    kept = drafts.own_draft(database, mine.account, mine.id)
    assert (kept.version, kept.answers, kept.cases) == (2, {"name": "Nguyễn Văn Ẩn"}, [1])
    assert kept.expires_at == LATER + dt.timedelta(days=30)


def test_the_second_of_two_devices_learns_of_the_conflict_and_changes_nothing(database: Database) -> None:
    mine = draft(database, person(database))
    save(database, mine, 1, answers={"a": 1})
    with pytest.raises(ConflictError) as refused:
        save(database, mine, 1, answers={"a": 2})
    assert refused.value.current == 2
    assert drafts.own(database, mine.account, mine.id).answers == {"a": 1}


def test_a_draft_of_somebody_else_is_not_there(database: Database) -> None:
    mine, stranger = draft(database, person(database)), person(database, "binh")
    with pytest.raises(AbsentError):
        drafts.own(database, stranger, mine.id)
    with pytest.raises(AbsentError):
        drafts.save(database, stranger, mine.id, 1, {"answers": {}}, lifetime=LIFETIME, now=NOW)
    with pytest.raises(AbsentError):
        drafts.bin_draft(database, stranger, mine.id, NOW)


def test_a_draft_comes_back_from_the_bin(database: Database) -> None:
    mine = draft(database, person(database))
    drafts.bin_draft(database, mine.account, mine.id, NOW)
    with pytest.raises(AbsentError):
        drafts.own_draft(database, mine.account, mine.id)
    drafts.unbin(database, mine.account, mine.id, LIFETIME, LATER)
    assert drafts.own_draft(database, mine.account, mine.id).expires_at == LATER + dt.timedelta(days=30)


def test_the_open_draft_of_a_procedure_is_the_one_changed_last(database: Database) -> None:
    account = person(database)
    older, newer = draft(database, account), draft(database, account)
    drafts.save(database, account, newer.id, 1, {}, lifetime=LIFETIME, now=LATER)
    assert drafts.open_draft(database, account, "1.000001").id == newer.id
    drafts.bin_draft(database, account, newer.id, LATER)
    assert drafts.open_draft(database, account, "1.000001").id == older.id
    assert drafts.open_draft(database, account, "1.000002") is None


def test_a_draft_pins_its_procedure_and_may_follow_a_newer_wording(database: Database) -> None:
    mine = draft(database, person(database))
    assert drafts.stored_procedure(mine) == PROCEDURE
    newer = PROCEDURE.model_copy(update={"name": "Thủ tục thử, tên mới"})
    assert drafts.follow(database, mine, newer, "e", LATER) == 2
    kept = drafts.own(database, mine.account, mine.id)
    assert (drafts.stored_procedure(kept).name, kept.procedure_digest) == (newer.name, "e")
    with pytest.raises(ConflictError):
        drafts.follow(database, mine, newer, "e", LATER)
