"""What goes and when: drafts by the bin, files after their rows, keys after their time; the sent stays."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from dossiers.errors import ConflictError
from dossiers.settings import DossierSettings
from dossiers.store import drafts, retention
from dossiers.store.database import Database
from dossiers.store.sending import send
from dossiers.store.tables import (
    Answered,
    Attachment,
    Attempt,
    Dossier,
    OneTimeCode,
    Outgoing,
    Reading,
    WebSession,
)
from tests.dossier_database import NOW, person
from tests.unit.dossiers.store.test_sending import LIFETIME, count, draft, sending

DAY = dt.timedelta(days=1)
HOUR = dt.timedelta(hours=1)
SECOND = dt.timedelta(seconds=1)


def paper(database: Database, account: str, dossier: str | None, key: str, **more: object) -> str:
    """An attachment; returns its id."""
    given = {
        "place": "0.a", "name": "a.pdf", "media_type": "application/pdf", "size": 1, "sha256": "s",
        "scan": "clean", "created_at": NOW, **more,
    }  # fmt: skip
    row = Attachment(account=account, dossier=dossier, key=key, **given)
    with database.write() as session:
        session.add(row)
    return row.id


def ordered(database: Database) -> dict[str, dt.datetime]:
    """Key of each file to remove -> when."""
    with database.read() as session:
        rows = session.scalars(select(Outgoing).where(Outgoing.kind == "remove_file"))
        return {one.payload["key"]: one.due_at for one in rows}


def test_a_draft_goes_into_the_bin_when_it_expires_and_not_before(database: Database) -> None:
    mine = draft(database, person(database))
    end = mine.expires_at
    assert retention.bin_expired(database, end - SECOND) == 0
    assert retention.bin_expired(database, end) == 1
    assert retention.bin_expired(database, end + DAY) == 0
    kept = drafts.own(database, mine.account, mine.id)
    assert (kept.binned_at, kept.version) == (end, 2)


def test_a_draft_leaves_the_bin_for_good_after_its_days_with_its_files(database: Database) -> None:
    mine = draft(database, person(database))
    paper(database, mine.account, mine.id, "k1")
    drafts.bin_draft(database, mine.account, mine.id, NOW)
    assert retention.empty_bin(database, 7, NOW + 7 * DAY - SECOND) == 0
    assert retention.empty_bin(database, 7, NOW + 7 * DAY) == 1
    assert (count(database, Dossier), count(database, Attachment)) == (0, 0)
    assert ordered(database) == {"k1": NOW + 8 * DAY}


def test_a_draft_that_came_back_from_the_bin_stays(database: Database) -> None:
    mine = draft(database, person(database))
    drafts.bin_draft(database, mine.account, mine.id, NOW)
    drafts.unbin(database, mine.account, mine.id, LIFETIME, NOW + DAY)
    assert retention.empty_bin(database, 7, NOW + 8 * DAY) == 0
    assert drafts.own_draft(database, mine.account, mine.id).binned_at is None


def test_a_paper_of_the_locker_outlives_the_draft_it_was_used_in(database: Database) -> None:
    mine = draft(database, person(database))
    kept = paper(database, mine.account, mine.id, "k1", in_locker=True)
    drafts.bin_draft(database, mine.account, mine.id, NOW)
    assert retention.empty_bin(database, 7, NOW + 7 * DAY) == 1
    with database.read() as session:
        row = session.get(Attachment, kept)
    assert (row.dossier, row.place) == (None, None)
    assert ordered(database) == {}


def test_what_refers_to_a_removed_draft_does_not_stand_in_its_way(database: Database) -> None:
    mine, officer = draft(database, person(database)), person(database, "binh")
    with database.write() as session:
        session.add(Reading(actor=officer, dossier=mine.id, what="page", at=NOW))
        session.add(
            Outgoing(kind="email", payload={}, dossier=mine.id, state="done", due_at=NOW, created_at=NOW)
        )
    drafts.bin_draft(database, mine.account, mine.id, NOW)
    assert retention.empty_bin(database, 7, NOW + 7 * DAY) == 1
    assert count(database, Outgoing) == 1


def test_more_drafts_than_one_transaction_takes_are_all_removed(database: Database, monkeypatch) -> None:
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    account = person(database)
    for _ in range(5):
        drafts.bin_draft(database, account, draft(database, account).id, NOW)
    assert retention.empty_bin(database, 7, NOW + 7 * DAY) == 5
    assert count(database, Dossier) == 0


def test_a_sent_dossier_and_its_files_stay(database: Database) -> None:
    mine = draft(database, person(database))
    file = paper(database, mine.account, mine.id, "k1")
    send(database, sending(mine, files=(file,)), NOW)
    retention.tidy(database, DossierSettings(), NOW + 1000 * DAY)
    kept = drafts.own(database, mine.account, mine.id)
    assert (kept.status, kept.binned_at) == ("sent", None)
    assert drafts.attached(database, mine.id) == {"0.a": 1}
    assert ordered(database) == {}


def test_a_file_of_no_dossier_goes_after_48_hours(database: Database) -> None:
    account = person(database)
    paper(database, account, None, "orphan")
    paper(database, account, None, "locker", in_locker=True)
    paper(database, account, draft(database, account).id, "used")
    assert retention.remove_orphans(database, NOW + 48 * HOUR - SECOND) == 0
    assert retention.remove_orphans(database, NOW + 48 * HOUR) == 1
    assert ordered(database) == {"orphan": NOW + 48 * HOUR + retention.FILE_DELAY}
    assert count(database, Attachment) == 2


def test_a_file_without_a_row_is_ordered_away_once_when_it_is_old(database: Database) -> None:
    paper(database, person(database), None, "known")
    old, young = NOW - 48 * HOUR, NOW - 48 * HOUR + SECOND
    stored = [("known", old), ("stray", old), ("young", young)]
    assert retention.remove_strays(database, stored, NOW) == 1
    assert retention.remove_strays(database, stored, NOW) == 0
    assert set(ordered(database)) == {"stray"}


def test_keys_codes_attempts_sign_ins_and_letters_are_forgotten_after_their_time(database: Database) -> None:
    account = person(database)
    with database.write() as session:
        session.add(Answered(account=account, key="k", body_hash="b", answer={}, at=NOW))
        session.add(Attempt(key="login:x", window=1, count=3, expires_at=NOW + HOUR))
        session.add(
            OneTimeCode(
                account=account, purpose="reset", target="t", code_hash="h",
                created_at=NOW, expires_at=NOW + HOUR,
            )
        )  # fmt: skip
        session.add(
            WebSession(
                id="s", account=account, device="d", created_at=NOW, seen_at=NOW, expires_at=NOW + 12 * HOUR
            )
        )
        for state in ("done", "dead"):
            session.add(
                Outgoing(kind="email", payload={}, state=state, due_at=NOW, created_at=NOW, done_at=NOW)
            )
    nothing = {"attempts": 0, "one_time_codes": 0, "answered": 0, "web_sessions": 0, "outbox": 0}
    assert retention.forget(database, NOW + HOUR - SECOND) == nothing
    assert retention.forget(database, NOW + 13 * HOUR) == {**nothing, "attempts": 1, "web_sessions": 1}
    assert retention.forget(database, NOW + 48 * HOUR) == {**nothing, "answered": 1, "one_time_codes": 1}
    assert retention.forget(database, NOW + 30 * DAY) == {**nothing, "outbox": 1}
    assert count(database, Outgoing) == 1


def test_a_retry_after_its_key_was_forgotten_does_not_send_twice(database: Database) -> None:
    mine = draft(database, person(database))
    send(database, sending(mine), NOW)
    retention.forget(database, NOW + 48 * HOUR)
    with pytest.raises(ConflictError):
        send(database, sending(mine), NOW + 48 * HOUR)
    with database.read() as session:
        assert session.scalars(select(Dossier.code)).all() == ["H42-261125-0001"]


def test_tidying_tells_what_it_did_and_finds_nothing_more_the_second_time(database: Database) -> None:
    mine = draft(database, person(database))
    first = retention.tidy(database, DossierSettings(), mine.expires_at)
    again = retention.tidy(database, DossierSettings(), mine.expires_at)
    assert first["binned"] == 1
    assert set(again.values()) == {0}
