"""Drafts that end soon: reminded twice, by whichever way there is, without disturbing who is writing."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from dossiers.notices import send_mail
from dossiers.reminders import remind_owners
from dossiers.settings import DossierSettings
from dossiers.store import drafts, notices
from dossiers.store.database import Database
from dossiers.store.tables import Account, Outgoing
from tests.dossier_database import NOW, database, person
from tests.unit.dossiers.offices import PROCEDURE, claimed, make_draft, make_office, sent

__all__ = ["database"]

DAY = dt.timedelta(days=1)
SECOND = dt.timedelta(seconds=1)
END = NOW + 30 * DAY


def waiting(database: Database) -> list[Outgoing]:
    with database.read() as session:
        return list(session.scalars(select(Outgoing).order_by(Outgoing.created_at)))


def test_a_draft_is_reminded_of_seven_days_and_one_day_before_its_end(database: Database) -> None:
    make_draft(database, person(database))
    office = make_office(database)
    moments = [END - 7 * DAY - SECOND, END - 7 * DAY, END - 6 * DAY, END - DAY, END - SECOND, END]
    assert [remind_owners(office, at) for at in moments] == [0, 1, 0, 1, 0, 0]
    assert [one.payload["to"] for one in waiting(database)] == ["an@example.vn"] * 2


def test_who_missed_the_first_reminder_gets_the_last_one_only(database: Database) -> None:
    make_draft(database, person(database))
    office = make_office(database)
    assert [remind_owners(office, END - SECOND) for _ in range(2)] == [1, 0]
    assert len(waiting(database)) == 1


def test_a_draft_that_was_saved_lives_on_and_is_reminded_of_anew(database: Database) -> None:
    draft, office = make_draft(database, person(database)), make_office(database)
    at = END - 7 * DAY
    remind_owners(office, at)
    life = drafts.Lifetime(30, 7)
    drafts.save(database, draft.account, draft.id, draft.version, {"cases": [1]}, lifetime=life, now=at)
    assert [remind_owners(office, one) for one in (at + DAY, at + 23 * DAY)] == [0, 1]


def test_reminding_is_no_change_for_who_is_just_writing(database: Database) -> None:
    draft = make_draft(database, person(database))
    remind_owners(make_office(database), END - DAY)
    assert drafts.own(database, draft.account, draft.id).version == draft.version


def test_neither_what_was_sent_nor_what_is_in_the_bin_is_reminded_of(database: Database) -> None:
    account = person(database)
    sent(database, make_draft(database, account))
    binned = make_draft(database, account)
    drafts.bin_draft(database, account, binned.id, NOW)
    assert remind_owners(make_office(database), END - DAY) == 0


def test_a_life_shorter_than_a_span_has_no_reminder_for_it(database: Database) -> None:
    make_draft(database, person(database))
    short = make_office(database, settings=DossierSettings(draft_days=7))
    assert [remind_owners(short, END - 6 * DAY), remind_owners(short, END - DAY)] == [0, 1]
    shortest = make_office(database, settings=DossierSettings(draft_days=1))
    assert remind_owners(shortest, END - DAY) == 0


def test_an_account_without_an_address_is_reminded_by_text_message(database: Database) -> None:
    account = person(database, phone="+84900000009")
    with database.write() as session:
        session.get_one(Account, account).email = None
    make_draft(database, account)
    remind_owners(make_office(database), END - DAY)
    assert [(one.kind, one.payload["to"]) for one in waiting(database)] == [("sms", "+84900000009")]


def test_the_reminder_says_until_when_and_what_happens_then(database: Database) -> None:
    draft = make_draft(database, person(database))
    office = make_office(database)
    remind_owners(office, END - DAY)
    send_mail(office, claimed("email", waiting(database)[0].payload), END - DAY)
    [mail] = office.mailer.sent  # type: ignore[attr-defined]
    assert mail.subject == "Hồ sơ nháp của bạn còn đến ngày 25/12/2026"
    assert [part in mail.text for part in ("Thủ tục thử", "7 ngày sau đó", f"/nop-ho-so/{draft.id}")] == [
        True
    ] * 3


def test_a_sensitive_procedure_is_not_named_in_a_reminder(database: Database) -> None:
    make_draft(database, person(database), PROCEDURE.model_copy(update={"sensitive": True}))
    office = make_office(database)
    remind_owners(office, END - DAY)
    assert "Thủ tục thử" not in str(waiting(database)[0].payload)


def test_many_drafts_are_reminded_of_in_several_transactions(database: Database) -> None:
    account = person(database)
    for _ in range(notices.AT_ONCE + 1):
        make_draft(database, account)
    assert remind_owners(make_office(database), END - DAY) == notices.AT_ONCE + 1
