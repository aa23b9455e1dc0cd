"""Officers' one-time passwords."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pyotp
import pytest

from dossiers import officers
from dossiers.officers import Officer, SecondStep, matching_step, new_secret
from dossiers.sealing import Seals
from dossiers.store.accounts import get
from dossiers.store.database import Database, TakenError
from tests.dossier_database import NOW, database

__all__ = ["database"]
SEALS = Seals(["key " * 9])
OFFICER = Officer("Can-Bo@example.vn", "Lê Văn Mẫu", "clerk", "ubnd-cap-xa")


def test_only_the_present_half_minute_counts() -> None:
    secret = new_secret()
    code = pyotp.TOTP(secret).at(NOW)
    assert matching_step(secret, code, NOW) == int(NOW.timestamp()) // 30
    for seconds in (-1, 30):
        assert matching_step(secret, code, NOW + dt.timedelta(seconds=seconds)) is None
    assert matching_step(secret, "", NOW) is None


def test_a_code_that_comes_twice_at_a_time_counts_once(database: Database) -> None:
    account, _ = officers.create(database, OFFICER, NOW)
    step, secret = SecondStep(database, SEALS), new_secret()
    assert step.enrol(get(database, account), secret, pyotp.TOTP(secret).at(NOW), NOW)
    later = NOW + dt.timedelta(seconds=30)
    code, officer = pyotp.TOTP(secret).at(later), get(database, account)
    with ThreadPoolExecutor(4) as pool:
        came = list(pool.map(lambda _: step.matches(officer, code, later), range(4)))
    assert sorted(came) == [False, False, False, True]


def test_a_second_device_never_replaces_the_first(database: Database) -> None:
    account, _ = officers.create(database, OFFICER, NOW)
    step, first, second = SecondStep(database, SEALS), new_secret(), new_secret()
    before = get(database, account)
    assert step.enrol(before, first, pyotp.TOTP(first).at(NOW), NOW)
    assert not step.enrol(before, second, pyotp.TOTP(second).at(NOW), NOW)
    kept = get(database, account)
    assert SEALS.open(str(kept.totp_sealed)) == first
    assert first not in str(kept.totp_sealed)


def test_an_address_has_one_account(database: Database) -> None:
    officers.create(database, OFFICER, NOW)
    with pytest.raises(TakenError):
        officers.create(database, OFFICER, NOW)
    assert [one.email for one in officers.listed(database)] == ["can-bo@example.vn"]
