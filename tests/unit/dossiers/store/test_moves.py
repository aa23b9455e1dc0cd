"""Moves of sent dossiers: only what the table allows, with what it needs, once, and all or nothing."""

from __future__ import annotations

import datetime as dt
import threading
from dataclasses import replace

import pytest
from sqlalchemy import select

from dossiers import events
from dossiers.dossier import TRANSITIONS, Action, Actor, Need, NotAllowedError, Status
from dossiers.errors import AbsentError, ConflictError
from dossiers.store import drafts
from dossiers.store.database import Database
from dossiers.store.moves import MissingError, Move, act
from dossiers.store.sending import send
from dossiers.store.tables import Dossier, Outgoing
from tests.dossier_database import NOW, person
from tests.unit.dossiers.store.test_sending import draft, sending

LATER = NOW + dt.timedelta(hours=2)
BROUGHT = {"items": ["0.chung-sinh"], "amount": 15_000, "result": True}


def sent(database: Database, account: str | None = None) -> Dossier:
    mine = draft(database, account or person(database))
    send(database, sending(mine), NOW)
    return drafts.own(database, mine.account, mine.id)


def withdraw(dossier: Dossier, **changes: object) -> Move:
    plain = Move(
        dossier.id, dossier.version, Action.WITHDRAW, Actor.APPLICANT, dossier.account, reason="Đổi ý"
    )
    return replace(plain, **changes)


def accept(dossier: Dossier, **changes: object) -> Move:
    return replace(Move(dossier.id, dossier.version, Action.ACCEPT, Actor.FRONT_OFFICER, None), **changes)


def test_a_move_changes_state_version_history_and_leaves_a_notice(database: Database) -> None:
    mine = sent(database)
    event = act(database, withdraw(mine), LATER)
    kept = drafts.own(database, mine.account, mine.id)
    assert (kept.status, kept.version, kept.changed_at) == ("withdrawn", mine.version + 1, LATER)
    with database.read() as session:
        history = events.history(session, mine.id)
        notices = session.scalars(select(Outgoing.payload).where(Outgoing.due_at == LATER)).all()
    assert [one.action for one in history] == ["send", "withdraw"]
    assert history[-1].reason == "Đổi ý"
    assert events.broken_at(history) is None
    assert notices == [{"event": "withdrawn", "action": "withdraw", "number": event.number}]


def test_of_two_who_saw_the_same_version_the_second_learns_of_the_conflict(database: Database) -> None:
    mine = sent(database)
    act(database, accept(mine), LATER)
    with pytest.raises(ConflictError) as refused:
        act(database, withdraw(mine), LATER)
    assert refused.value.current == mine.version + 1
    assert drafts.own(database, mine.account, mine.id).status == "accepted"


def test_of_many_moves_at_once_one_is_made(database: Database) -> None:
    mine = sent(database)
    ended: list[str] = []

    def work() -> None:
        try:
            ended.append(act(database, withdraw(mine), LATER).after)
        except ConflictError:
            ended.append("conflict")

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ended) == ["conflict"] * 5 + ["withdrawn"]
    with database.read() as session:
        assert events.broken_at(events.history(session, mine.id)) is None


def test_nobody_withdraws_what_is_somebody_elses(database: Database) -> None:
    mine, stranger = sent(database), person(database, "binh")
    for move in (
        withdraw(mine, actor=stranger),
        withdraw(mine, actor=None),
        replace(withdraw(mine), dossier="?"),
    ):
        with pytest.raises(AbsentError):
            act(database, move, LATER)
    assert drafts.own(database, mine.account, mine.id).status == "sent"


def test_a_move_that_the_table_lacks_is_refused(database: Database) -> None:
    mine = sent(database)
    with pytest.raises(NotAllowedError):
        act(database, accept(mine, action=Action.FINISH), LATER)
    with pytest.raises(NotAllowedError):
        act(database, accept(mine, actor_kind=Actor.CLERK), LATER)


def test_a_draft_is_not_sent_by_this_way(database: Database) -> None:
    mine = draft(database, person(database))
    with pytest.raises(NotAllowedError):
        act(database, withdraw(mine, action=Action.SEND), LATER)
    assert drafts.own(database, mine.account, mine.id).code is None


@pytest.mark.parametrize("reason", [None, "", "  "])
def test_withdrawing_needs_a_reason(database: Database, reason: str | None) -> None:
    mine = sent(database)
    with pytest.raises(MissingError) as refused:
        act(database, withdraw(mine, reason=reason), LATER)
    assert refused.value.need is Need.REASON
    assert drafts.own(database, mine.account, mine.id).version == mine.version


@pytest.mark.parametrize("amount", [None, 0, -1, "15000", True])
def test_asking_for_payment_needs_an_amount_in_dong(database: Database, amount: object) -> None:
    mine = sent(database)
    act(database, accept(mine), LATER)
    ask = accept(mine, version=mine.version + 1, action=Action.ASK_PAYMENT, data={"amount": amount})
    with pytest.raises(MissingError):
        act(database, ask, LATER)
    assert act(database, replace(ask, data=BROUGHT), LATER).after == "payment_asked"


@pytest.mark.parametrize(
    "allowed",
    [one for one in TRANSITIONS if one.action is not Action.SEND],
    ids=lambda one: f"{one.before}-{one.action}",
)
def test_every_move_of_the_table_can_be_made_and_fails_without_what_it_needs(
    database: Database, allowed
) -> None:
    mine = sent(database)
    with database.write() as session:
        session.get(Dossier, mine.id).status = allowed.before
    actor_kind = sorted(allowed.actors)[0]
    actor = mine.account if actor_kind is Actor.APPLICANT else None
    whole = Move(mine.id, mine.version, allowed.action, actor_kind, actor, reason="Lý do", data=BROUGHT)
    for need in allowed.needs:
        poor = replace(whole, reason=None) if need is Need.REASON else replace(whole, data={})
        with pytest.raises(MissingError):
            act(database, poor, LATER)
    assert Status(act(database, whole, LATER).after) is allowed.after
