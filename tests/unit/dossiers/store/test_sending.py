"""From draft to sent: all or nothing, once, without gaps."""

from __future__ import annotations

import datetime as dt
import threading
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from dossiers import events
from dossiers.errors import AbsentError, ConflictError, ReusedKeyError
from dossiers.store import drafts
from dossiers.store.database import Database
from dossiers.store.sending import Sending, send
from dossiers.store.tables import Attachment, Counter, Dossier, Outgoing, SentCopy
from indexer.procedure import Procedure
from tests.dossier_database import NOW, person

PROCEDURE = Procedure.model_validate_json(
    '{"code": "1.000001", "name": "Thủ tục thử", "agency": "ubnd-cap-xa", "field": "ho-tich",'
    ' "levels": ["commune"], "source": {"url": "https://example.vn/"}}'
)
LIFETIME = drafts.Lifetime(30, 7)


def draft(database: Database, account: str) -> Dossier:
    return drafts.create(
        database,
        account,
        PROCEDURE,
        digest="d",
        agency="ubnd-phuong-phu-ly",
        receiving_agency="ubnd-phuong-phu-ly",
        lifetime=LIFETIME,
        now=NOW,
    )


def sending(dossier: Dossier, **changes: object) -> Sending:
    plain = Sending(
        account=dossier.account,
        dossier=dossier.id,
        version=dossier.version,
        key=f"send-{dossier.id}",
        body_hash="b",
        ident_code="H42",
        copy=b'{"answers": {}}',
        files=(),
        notices=(("email", {"template": "sent"}),),
    )
    return replace(plain, **changes)


def count(database: Database, table: type) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(table))


def test_a_sent_dossier_has_code_event_copy_and_notice(database: Database) -> None:
    mine = draft(database, person(database))
    answer = send(database, sending(mine), NOW)
    assert answer == {"id": mine.id, "code": "H42-261125-0001", "sent_at": NOW.isoformat()}
    with database.read() as session:
        [event] = events.history(session, mine.id)
        assert (event.before, event.after, event.actor) == ("draft", "sent", mine.account)
        assert events.broken_at([event]) is None
        assert session.scalars(select(SentCopy.content)).one() == b'{"answers": {}}'
        assert session.scalars(select(Outgoing.kind)).all() == ["email"]
    kept = drafts.own(database, mine.account, mine.id)
    assert (kept.status, kept.code, kept.expires_at) == ("sent", "H42-261125-0001", None)


def test_the_same_key_gives_the_same_answer_and_sends_once(database: Database) -> None:
    mine = draft(database, person(database))
    first = send(database, sending(mine), NOW)
    again = send(database, sending(mine), NOW + dt.timedelta(hours=1))
    assert again == first
    assert count(database, Outgoing) == 1


def test_the_same_key_with_another_body_is_refused(database: Database) -> None:
    mine = draft(database, person(database))
    send(database, sending(mine), NOW)
    with pytest.raises(ReusedKeyError):
        send(database, sending(mine, body_hash="c"), NOW)


def test_keys_of_two_accounts_are_apart(database: Database) -> None:
    one, other = draft(database, person(database)), draft(database, person(database, "binh"))
    codes = {send(database, sending(mine, key="k"), NOW)["code"] for mine in (one, other)}
    assert codes == {"H42-261125-0001", "H42-261125-0002"}


def test_a_draft_that_changed_meanwhile_is_a_conflict_and_nothing_is_kept(database: Database) -> None:
    mine = draft(database, person(database))
    drafts.save(database, mine.account, mine.id, 1, {"answers": {"a": 1}}, lifetime=LIFETIME, now=NOW)
    with pytest.raises(ConflictError) as refused:
        send(database, sending(mine), NOW)
    assert refused.value.current == 2
    assert [count(database, table) for table in (Counter, SentCopy, Outgoing)] == [0, 0, 0]


def test_a_sent_dossier_cannot_be_sent_again_under_another_key(database: Database) -> None:
    mine = draft(database, person(database))
    send(database, sending(mine), NOW)
    with pytest.raises(ConflictError):
        send(database, sending(mine, key="other", version=2), NOW)


def test_nobody_sends_what_is_somebody_elses(database: Database) -> None:
    mine, stranger = draft(database, person(database)), person(database, "binh")
    with pytest.raises(AbsentError):
        send(database, sending(mine, account=stranger), NOW)


def test_a_draft_in_the_bin_cannot_be_sent(database: Database) -> None:
    mine = draft(database, person(database))
    drafts.bin_draft(database, mine.account, mine.id, NOW)
    with pytest.raises(AbsentError):
        send(database, sending(mine, version=2), NOW)


def test_a_file_that_vanished_is_a_conflict(database: Database) -> None:
    mine = draft(database, person(database))
    with pytest.raises(ConflictError):
        send(database, sending(mine, files=("gone",)), NOW)
    assert count(database, Counter) == 0


def test_the_files_that_go_along_are_marked(database: Database) -> None:
    mine = draft(database, person(database))
    paper = Attachment(
        account=mine.account, dossier=mine.id, place="0.a", name="a.pdf", media_type="application/pdf",
        size=1, sha256="s", key="k", scan="clean", created_at=NOW,
    )  # fmt: skip
    with database.write() as session:
        session.add(paper)
    send(database, sending(mine, files=(paper.id,)), NOW)
    with database.read() as session:
        assert session.get(Attachment, paper.id).sent_at == NOW


def test_the_day_of_a_code_is_the_day_in_vietnam(database: Database) -> None:
    late = dt.datetime(2026, 12, 31, 17, 0, tzinfo=dt.UTC)
    account = person(database)
    before = send(database, sending(draft(database, account)), late - dt.timedelta(seconds=1))
    after = send(database, sending(draft(database, account)), late)
    assert (before["code"], after["code"]) == ("H42-261231-0001", "H42-270101-0001")


def test_many_clients_at_once_get_unique_codes_without_gaps(database: Database) -> None:
    account = person(database)
    mine = [draft(database, account) for _ in range(24)]
    codes: list[str] = []

    def work(part: list[Dossier]) -> None:
        codes.extend(send(database, sending(one), NOW)["code"] for one in part)

    threads = [threading.Thread(target=work, args=(mine[i::8],)) for i in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(codes) == [f"H42-261125-{i:04}" for i in range(1, 25)]


def test_one_key_sent_by_many_at_once_gives_one_dossier(database: Database) -> None:
    mine = draft(database, person(database))
    answers: list[dict] = []
    threads = [
        threading.Thread(target=lambda: answers.append(send(database, sending(mine), NOW))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 8
    assert all(answer == answers[0] for answer in answers)
    assert count(database, SentCopy) == 1
