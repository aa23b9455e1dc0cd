"""Working off: again after a failure, later each time, and not for ever."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import pairwise

import pytest

from dossiers.outbox import FIRST_PAUSE, LONGEST_PAUSE, MOST_TRIES, DeliveryError, Outbox, pause
from dossiers.store.database import Database
from dossiers.store.outbox import LEASE, Claimed, claim
from dossiers.store.tables import Outgoing
from tests.dossier_database import NOW, database
from tests.unit.dossiers.offices import put, row

__all__ = ["database"]


class Handling:
    """Fails with what it is given, then does its work; remembers ids and times."""

    def __init__(self, *failures: DeliveryError) -> None:
        self.failures = list(failures)
        self.seen: list[str] = []

    def __call__(self, claimed: Claimed, now: dt.datetime) -> Iterable[Outgoing]:
        self.seen.append(claimed.id)
        if self.failures:
            raise self.failures.pop(0)
        return ()


class Hours:
    """A clock that is moved on by hand."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> dt.datetime:
        return self.now


def test_everything_due_is_done_once(database: Database) -> None:
    put_in = {put(database) for _ in range(3)}
    handling = Handling()
    tally = Outbox(database, {"email": handling}).work_off(Hours())
    assert (tally, set(handling.seen), len(handling.seen)) == ({"done": 3}, put_in, 3)


def test_a_failure_is_tried_again_after_its_pause_under_the_same_id(database: Database) -> None:
    message, clock = put(database), Hours()
    handling = Handling(DeliveryError("down"))
    outbox = Outbox(database, {"email": handling}, chance=lambda: 1.0)
    assert outbox.work_off(clock) == {"put_off": 1}
    assert outbox.work_off(clock) == {}
    clock.now += FIRST_PAUSE
    assert outbox.work_off(clock) == {"done": 1}
    assert (handling.seen, row(database, message).error) == ([message, message], None)


def test_what_fails_for_good_is_given_up_at_once(database: Database) -> None:
    message = put(database)
    handling = Handling(DeliveryError("recipient_550", lasting=True))
    assert Outbox(database, {"email": handling}).work_off(Hours()) == {"given_up": 1}
    assert (row(database, message).state, row(database, message).error) == ("dead", "recipient_550")


def test_what_keeps_failing_is_given_up_after_so_many_tries(database: Database) -> None:
    message, clock = put(database), Hours()
    handling = Handling(*(DeliveryError("down") for _ in range(99)))
    outbox = Outbox(database, {"email": handling})
    for _ in range(MOST_TRIES + 3):
        outbox.work_off(clock)
        clock.now += LONGEST_PAUSE
    assert (len(handling.seen), row(database, message).state) == (MOST_TRIES, "dead")


def test_a_message_that_kills_workers_is_given_up_too(database: Database) -> None:
    message, clock = put(database), Hours()
    for _ in range(MOST_TRIES):
        assert claim(database, clock.now)
        clock.now += LEASE
    handling = Handling()
    assert Outbox(database, {"email": handling}).work_off(clock) == {"given_up": 1}
    assert (handling.seen, row(database, message).error) == ([], "killed")


def test_a_kind_that_nobody_knows_yet_waits_for_a_newer_program(database: Database) -> None:
    message = put(database, "pigeon", {})
    assert Outbox(database, {}).work_off(Hours()) == {"put_off": 1}
    assert (row(database, message).state, row(database, message).error) == ("waiting", "unknown_kind")


def test_the_end_is_heard_between_two_messages(database: Database) -> None:
    for _ in range(3):
        put(database)
    handling = Handling()
    Outbox(database, {"email": handling}).work_off(Hours(), lambda: len(handling.seen) == 2)
    assert len(handling.seen) == 2


def test_a_worker_that_was_overtaken_changes_nothing(database: Database) -> None:
    message, clock = put(database), Hours()

    def slow(claimed: Claimed, now: dt.datetime) -> Iterable[Outgoing]:
        assert claim(database, now + LEASE)
        return ()

    assert Outbox(database, {"email": slow}).work_off(clock) == {"lost": 1}
    assert (row(database, message).state, row(database, message).tries) == ("waiting", 2)


def test_pauses_grow_up_to_the_longest_and_spread_below_themselves() -> None:
    longest = [pause(tries, 1.0) for tries in range(1, MOST_TRIES + 1)]
    assert longest[0] == FIRST_PAUSE
    assert all(one <= following for one, following in pairwise(longest))
    assert longest[-1] == LONGEST_PAUSE
    assert pause(3, 0.0) == pause(3, 1.0) / 2


@pytest.mark.parametrize("secret", ["482913", "an@example.vn"])
def test_the_log_holds_neither_codes_nor_addresses(
    database: Database, secret: str, capsys: pytest.CaptureFixture[str]
) -> None:
    payload = {"template": "verify", "to": "an@example.vn", "values": {"code": "482913", "minutes": 5}}
    put(database, "email", payload)
    put(database, "email", payload)
    Outbox(database, {"email": Handling(DeliveryError("down"))}).work_off(Hours())
    printed = capsys.readouterr()
    assert "outbox_failed" in printed.out + printed.err
    assert secret not in printed.out + printed.err
