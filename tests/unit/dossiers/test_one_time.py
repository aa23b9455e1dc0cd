"""Codes and links: once, bound, in time, few tries; nothing in the database gives them away."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from dossiers.one_time import TRIES, OneTime, read_code
from dossiers.sealing import Seals
from dossiers.store.database import Database
from dossiers.store.tables import OneTimeCode
from tests.dossier_database import NOW, database, person

__all__ = ["database"]


@pytest.fixture
def one_time(database: Database) -> OneTime:
    return OneTime(database, Seals(["key " * 9]))


def add(one_time: OneTime, account: str, binding: str = "browser", target: str = "an@example.vn") -> str:
    with one_time.database.write() as session:
        return one_time.add_code(session, account, "verify_email", target, binding=binding, now=NOW)


def redeem(one_time: OneTime, code: str, binding: str = "browser", at: dt.datetime = NOW) -> str | None:
    with one_time.database.write() as session:
        row = one_time.redeem(session, "verify_email", binding, code, at)
        return row.target if row else None


def test_a_right_code_counts_once(one_time: OneTime) -> None:
    code = add(one_time, person(one_time.database))
    assert len(code) == 6
    assert code.isdigit()
    assert redeem(one_time, code) == "an@example.vn"
    assert redeem(one_time, code) is None


def test_a_code_of_another_browser_purpose_or_time_is_nothing(one_time: OneTime) -> None:
    code = add(one_time, person(one_time.database))
    assert redeem(one_time, code, "another browser") is None
    with one_time.database.write() as session:
        assert one_time.redeem(session, "change_email", "browser", code, NOW) is None
    assert redeem(one_time, code, at=NOW + dt.timedelta(minutes=5)) is None
    assert redeem(one_time, code, at=NOW + dt.timedelta(minutes=4, seconds=59)) is not None


def test_the_fifth_wrong_try_is_the_last(one_time: OneTime) -> None:
    code = add(one_time, person(one_time.database))
    wrong = f"{(int(code) + 1) % 1_000_000:06}"
    for _ in range(TRIES - 1):
        assert redeem(one_time, wrong) is None
    assert redeem(one_time, code) is not None, "four wrong tries leave one"
    code = add(one_time, person(one_time.database, "binh"), "second")
    wrong = f"{(int(code) + 1) % 1_000_000:06}"
    for _ in range(TRIES):
        assert redeem(one_time, wrong, "second") is None
    assert redeem(one_time, code, "second") is None


def test_digits_do_not_stand_in_the_database(one_time: OneTime) -> None:
    code = add(one_time, person(one_time.database))
    with one_time.database.read() as session:
        row = session.scalars(select(OneTimeCode)).one()
    assert code not in row.code_hash
    other = Seals(["another " * 5])
    assert not other.is_signed(f"code {row.id} {row.target} {code}", row.code_hash)


def test_a_code_still_fits_after_the_keys_were_rotated(one_time: OneTime) -> None:
    code = add(one_time, person(one_time.database))
    rotated = OneTime(one_time.database, Seals(["newer " * 7, "key " * 9]))
    assert redeem(rotated, code) == "an@example.vn"


def test_a_link_counts_once_for_half_an_hour(one_time: OneTime) -> None:
    account = person(one_time.database)
    with one_time.database.write() as session:
        secret = one_time.add_link(session, account, "reset", "an@example.vn", now=NOW)
    late = NOW + dt.timedelta(minutes=30)
    assert one_time.find_link("reset", secret, late) is None
    assert one_time.find_link("recover", secret, NOW) is None
    assert one_time.find_link("reset", secret, NOW) is not None
    with one_time.database.write() as session:
        assert one_time.use_link(session, "reset", secret, NOW)
        assert not one_time.use_link(session, "reset", secret, NOW)
    assert one_time.find_link("reset", secret, NOW) is None


@pytest.mark.parametrize("typed", ["123456", " 123 456 ", "12.34-56"])
def test_blanks_between_the_digits_do_not_matter(typed: str) -> None:
    assert read_code(typed) == "123456"
