"""Which passwords may be chosen, how they are compared."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from argon2 import PasswordHasher

from dossiers import passwords
from dossiers.passwords import AT_ONCE, PASSWORDS, Check, Passwords, fault

QUICK = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.mark.parametrize(
    ("password", "rule"),
    [
        ("bảy chữ", "too_short"),
        ("tám chữ ạ", None),
        ("x y" * 43, "too_long"),
        ("dài vừa " * 16, None),
        ("password1", "common"),
        ("PASSWORD1", "common"),
        ("mật khẩu 2026", "common"),
        ("anhyeuem123", "common"),
        ("11111111", "common"),
        ("abababab", "common"),
        ("12345678", "common"),
        ("876543210", "common"),
        ("qwertyuiop", "common"),
        ("con mèo trèo cây cau", None),
    ],
)
def test_short_long_and_common_passwords_are_refused(password: str, rule: str | None) -> None:
    assert fault(password) == rule


@pytest.mark.parametrize(
    ("password", "rule"),
    [
        ("nguyenthimau1", "own"),
        ("Nguyễn Thị Mẫu!", "own"),
        ("an.nguyen@example.vn", None),
        ("an.nguyen.1", "own"),
        ("036190000001", "own"),
        ("02091990ab", "own"),
        ("nguyenthimau và con mèo", None),
    ],
)
def test_ones_own_name_number_and_birthday_make_no_password(password: str, rule: str | None) -> None:
    own = ["Nguyễn Thị Mẫu", "036190000001", "an.nguyen@example.vn", "02091990"]
    assert fault(password, own) == rule


def test_a_password_fits_however_its_letters_are_composed() -> None:
    assert QUICK.check(QUICK.hash("hoa sen nở"), "hoa sen nở").right


def test_blanks_at_the_ends_belong_to_a_password() -> None:
    assert not QUICK.check(QUICK.hash(" hoa sen nở "), "hoa sen nở").right


def test_an_unknown_account_is_compared_as_well_and_never_right() -> None:
    assert PASSWORDS.check(None, "hoa sen nở") == Check(False)
    stand_in = passwords._NOTHING_FITS
    assert not PasswordHasher().check_needs_rehash(stand_in), "as dear as a real one"


def test_a_damaged_hash_fits_nothing() -> None:
    assert QUICK.check("$argon2id$damaged", "hoa sen nở") == Check(False)


def test_no_more_than_four_are_computed_at_once() -> None:
    now, most, lock = 0, 0, threading.Lock()
    together = threading.Barrier(AT_ONCE, timeout=5)

    class Counting(PasswordHasher):
        def hash(self, password: Any, *, salt: Any = None) -> str:
            nonlocal now, most
            with lock:
                now += 1
                most = max(most, now)
            together.wait()
            with lock:
                now -= 1
            return ""

    counted = Passwords(Counting())
    threads = [threading.Thread(target=counted.hash, args=("x",)) for _ in range(3 * AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == AT_ONCE
