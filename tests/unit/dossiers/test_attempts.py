"""Limits: counted per window, given back, forgotten, ended by time alone."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from dossiers import attempts
from dossiers.attempts import Attempts, Limit, each, network
from dossiers.errors import TooOftenError
from dossiers.sealing import Seals
from dossiers.store.database import Database
from dossiers.store.tables import Attempt
from tests.dossier_database import NOW, database

__all__ = ["database"]
TWO = (Limit("two", 2, 60),)
SEALS = Seals(["key " * 9])


@pytest.fixture
def counted(database: Database) -> Attempts:
    return Attempts(database, SEALS)


def test_one_try_too_many_tells_when_the_window_ends(counted: Attempts) -> None:
    at = NOW + dt.timedelta(seconds=20)
    for _ in range(2):
        counted.take(each(TWO, "an"), at)
    with pytest.raises(TooOftenError) as told:
        counted.take(each(TWO, "an"), at)
    assert told.value.seconds == 40
    counted.take(each(TWO, "binh"), at)
    counted.take(each(TWO, "an"), at + dt.timedelta(seconds=40))


def test_counts_survive_a_restart(counted: Attempts, database: Database) -> None:
    for _ in range(2):
        counted.take(each(TWO, "an"), NOW)
    with pytest.raises(TooOftenError):
        Attempts(Database(database.url), SEALS).take(each(TWO, "an"), NOW)


def test_a_try_that_is_refused_counts_against_every_limit(counted: Attempts) -> None:
    wide = (Limit("wide", 3, 3_600),)
    for _ in range(2):
        counted.take([*each(TWO, "an"), *each(wide, "an")], NOW)
    with pytest.raises(TooOftenError):
        counted.take([*each(TWO, "an"), *each(wide, "an")], NOW)
    with pytest.raises(TooOftenError) as told:
        counted.take(each(wide, "an"), NOW + dt.timedelta(minutes=2))
    assert told.value.seconds > 3_000


def test_what_succeeded_is_given_back(counted: Attempts) -> None:
    for _ in range(5):
        counted.take(each(TWO, "an"), NOW)
        counted.give_back(each(TWO, "an"), NOW)


def test_forgetting_opens_again_for_one_only(counted: Attempts) -> None:
    for who in ("an", "binh"):
        for _ in range(2):
            counted.take(each(TWO, who), NOW)
    counted.forget(each(TWO, "an"))
    counted.take(each(TWO, "an"), NOW)
    with pytest.raises(TooOftenError):
        counted.take(each(TWO, "binh"), NOW)


def test_who_is_counted_stands_nowhere(counted: Attempts, database: Database) -> None:
    counted.take(each(TWO, "an@example.vn 203.0.113.7"), NOW)
    with database.read() as session:
        key = session.scalars(select(Attempt.key)).one()
    assert "example" not in key
    assert "203.0.113.7" not in key


def test_the_wait_of_a_guesser_grows_and_ends_within_an_hour() -> None:
    windows = [limit.seconds for limit in attempts.SIGN_IN]
    rates = [limit.most / limit.seconds for limit in attempts.SIGN_IN]
    assert windows == sorted(windows)
    assert rates == sorted(rates, reverse=True)
    assert max(limit.seconds for limit in (*attempts.SIGN_IN, *attempts.SIGN_IN_ACCOUNT)) <= 3_600


@pytest.mark.parametrize(
    ("address", "counts_as"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("testclient", "testclient"),
    ],
)
def test_a_customers_whole_network_counts_as_one(address: str, counts_as: str) -> None:
    assert network(address) == counts_as
