"""The outbox: claimed once at a time, settled by whoever holds the claim, wiped of what nobody may read later."""

from __future__ import annotations

import threading

import pytest

from dossiers.store import outbox
from dossiers.store.database import Database
from dossiers.store.tables import Outgoing
from tests.dossier_database import NOW
from tests.unit.dossiers.offices import MINUTE, put, row

LETTER = {
    "template": "verify",
    "to": "an@example.vn",
    "values": {"code": "482913", "minutes": 5},
    "lang": "vi",
}
NOTICE = {
    "template": "accepted",
    "to": "an@example.vn",
    "values": {"vi": {"code": "H42-1"}},
    "lang": "vi, en",
}


def test_what_waits_longest_comes_first_and_nothing_comes_before_it_is_due(database: Database) -> None:
    late = put(database, due_at=NOW)
    early = put(database, due_at=NOW - MINUTE)
    put(database, due_at=NOW + MINUTE)
    taken = [outbox.claim(database, NOW) for _ in range(3)]
    assert [one and one.id for one in taken] == [early, late, None]


def test_a_claim_holds_for_its_lease_and_counts_a_try(database: Database) -> None:
    put(database)
    first = outbox.claim(database, NOW)
    assert outbox.claim(database, NOW + outbox.LEASE - MINUTE) is None
    again = outbox.claim(database, NOW + outbox.LEASE)
    assert first and again
    assert (first.tries, again.tries, first.id == again.id) == (1, 2, True)


def test_of_many_workers_at_once_each_gets_another_message(database: Database) -> None:
    put_in = {put(database) for _ in range(12)}
    found: list[str] = []

    def work() -> None:
        while one := outbox.claim(database, NOW):
            found.append(one.id)

    workers = [threading.Thread(target=work) for _ in range(4)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    assert sorted(found) == sorted(put_in)


def test_what_is_done_is_done_with_what_follows(database: Database) -> None:
    message = put(database, "notice", {"event": "sent"})
    taken = outbox.claim(database, NOW)
    follower = Outgoing(kind="email", payload={}, state="waiting", due_at=NOW, created_at=NOW)
    assert taken and outbox.finish(database, taken, [follower], NOW)
    assert (row(database, message).state, row(database, message).payload) == ("done", {"event": "sent"})
    assert row(database, follower.id).state == "waiting"


def test_a_lost_claim_settles_nothing_and_nothing_follows(database: Database) -> None:
    message = put(database)
    slow = outbox.claim(database, NOW)
    quick = outbox.claim(database, NOW + outbox.LEASE)
    assert slow and quick
    follower = Outgoing(id="f", kind="email", payload={}, state="waiting", due_at=NOW, created_at=NOW)
    assert not outbox.finish(database, slow, [follower], NOW)
    assert not outbox.put_off(database, slow, "down", NOW)
    assert not outbox.give_up(database, slow, "down", NOW)
    assert row(database, message).state == "waiting"
    with database.read() as session:
        assert session.get(Outgoing, "f") is None
    assert outbox.finish(database, quick, [], NOW)
    assert not outbox.finish(database, quick, [], NOW)


@pytest.mark.parametrize("payload", [LETTER, NOTICE])
def test_once_sent_neither_address_nor_values_are_kept(
    database: Database, payload: dict[str, object]
) -> None:
    message = put(database, "email", payload)
    taken = outbox.claim(database, NOW)
    assert taken and outbox.finish(database, taken, [], NOW)
    assert row(database, message).payload == {"template": payload["template"], "lang": payload["lang"]}


def test_a_code_outlives_not_even_a_failure(database: Database) -> None:
    message = put(database, "sms", LETTER)
    taken = outbox.claim(database, NOW)
    assert taken and outbox.give_up(database, taken, "expired", NOW)
    kept = row(database, message)
    assert (kept.state, kept.error, "values" in kept.payload) == ("dead", "expired", False)


def test_what_failed_comes_again_when_it_was_put_off_to(database: Database) -> None:
    message = put(database)
    taken = outbox.claim(database, NOW)
    assert taken and outbox.put_off(database, taken, "down", NOW + MINUTE)
    assert (row(database, message).error, outbox.claim(database, NOW)) == ("down", None)
    assert outbox.claim(database, NOW + MINUTE) is not None


def test_what_was_given_up_can_be_tried_again_unless_it_was_wiped(database: Database) -> None:
    ids = [
        put(database, "email", NOTICE),
        put(database, "email", LETTER),
        put(database, "scan", {"file": "f"}),
    ]
    while taken := outbox.claim(database, NOW):
        outbox.give_up(database, taken, "down", NOW)
    assert outbox.revive(database, NOW + MINUTE) == 2
    states = [(row(database, one).state, row(database, one).tries) for one in ids]
    assert states == [("waiting", 0), ("dead", 1), ("waiting", 0)]


def test_how_much_waits_and_for_how_long_can_be_told(database: Database) -> None:
    assert outbox.waiting(database, NOW) == (0, NOW - NOW)
    put(database, due_at=NOW - 3 * MINUTE)
    put(database, due_at=NOW)
    put(database, due_at=NOW + MINUTE)
    assert outbox.waiting(database, NOW) == (2, 3 * MINUTE)
