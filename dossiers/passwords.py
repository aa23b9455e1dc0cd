"""Passwords: which ones may be chosen, how they are kept and compared.

Kept as Argon2id with the defaults of argon2-cffi (64 MiB, t=3, p=4); at most four are computed at once, since each
takes that memory. An unknown account costs the same time as a known one: a hash that nothing fits stands in.
"""

from __future__ import annotations

import hashlib
import re
import threading
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Literal

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 8, 128
"""Characters of a password (ASVS 5.0 6.2.1, 6.2.9 ask for at least 8 and at least 64)."""
AT_ONCE = 4
DIGEST_BYTES = 6
"""Bytes of SHA-256 kept of each common password: 5,000 of them meet a good one by chance once in 10^10."""
FEWEST_SIGNS = 4
"""Different characters a password has at least: "11111111" and "abababab" are guessed first."""
LONGEST_REST = 3
"""Letters that may be added to one's own name or number without making a password of it."""
_RUNS = ("01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm")
_EVERYDAY = re.compile(
    "matkhau|password|admin|anhyeuem|emyeuanh|yeuem|yeuanh|iloveyou|khongbiet|vietnam|hanoi|saigon|giadinh|"
    "dichvucong|congdan|thutuc|hoso|mothaiba|taikhoan|khongco|conyeu|yeuthuong"
)
"""Words, without marks and blanks, that with some digits make up many a password."""
_NOTHING_FITS = (
    "$argon2id$v=19$m=65536,t=3,p=4$cqrjumuh4J8mIEuQbvYd7w$4dTXyOcsZGOYAYJmaYM3kcNx3mXjMk3vy0oE7ct2kL4"
)

Rule = Literal["too_short", "too_long", "common", "own"]


@dataclass(frozen=True, slots=True)
class Check:
    """Whether a password is right; `renewed` is a new hash where the old one is of older parameters."""

    right: bool
    renewed: str | None = None


@dataclass(frozen=True, slots=True)
class Passwords:
    """Hashes and compares; one a process, since it bounds how many are computed at once."""

    hasher: PasswordHasher = field(default_factory=PasswordHasher)
    gate: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(AT_ONCE))

    def hash(self, password: str) -> str:
        """A password as it is kept."""
        with self.gate:
            return self.hasher.hash(_kept(password))

    def check(self, hashed: str | None, password: str) -> Check:
        """Compares a password with a hash; None (an unknown account) takes as long and is never right."""
        with self.gate:
            right = self._fits(hashed or _NOTHING_FITS, password) and hashed is not None
        if not right or hashed is None or not self.hasher.check_needs_rehash(hashed):
            return Check(right)
        return Check(right, self.hash(password))

    def _fits(self, hashed: str, password: str) -> bool:
        try:
            return self.hasher.verify(hashed, _kept(password)[: LONGEST * 4])
        except (VerificationError, InvalidHashError):
            return False


PASSWORDS = Passwords()


def fault(password: str, own: Iterable[str] = ()) -> Rule | None:
    """Why a password may not be chosen; `own`: name, numbers and addresses of whoever chooses it."""
    kept = _kept(password)
    if len(kept) < SHORTEST:
        return "too_short"
    if len(kept) > LONGEST:
        return "too_long"
    plain = kept.casefold()
    if is_common(plain):
        return "common"
    return "own" if any(_is_own(plain, one) for one in own) else None


def is_common(plain: str) -> bool:
    """Whether a password in small letters is among those that are tried first."""
    if len(set(plain)) < FEWEST_SIGNS or any(plain in run or plain in run[::-1] for run in _RUNS):
        return True
    core = re.sub(r"[\W\d_]+$", "", _without_marks(plain)).replace(" ", "")
    return bool(_EVERYDAY.fullmatch(core)) or _digest(plain) in _common()


def _is_own(plain: str, one: str) -> bool:
    """Whether a password is little more than a word of one's own."""
    word = re.sub(r"[\W_]+", "", _without_marks(one.casefold().partition("@")[0]))
    bare = re.sub(r"[\W_]+", "", _without_marks(plain))
    return len(word) >= FEWEST_SIGNS and word in bare and len(bare) - len(word) <= LONGEST_REST


def _kept(password: str) -> str:
    """The same password however the keyboard composes its letters (NFC); nothing is cut off."""
    return unicodedata.normalize("NFC", password)


def _without_marks(text: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return bare.replace("đ", "d")


def _digest(plain: str) -> bytes:
    return hashlib.sha256(plain.encode()).digest()[:DIGEST_BYTES]


@cache
def _common() -> frozenset[bytes]:
    """Digests of the 5,000 commonest passwords of eight letters and more (NOTICE names the source)."""
    packed = resources.files("dossiers").joinpath("common_passwords.bin").read_bytes()
    return frozenset(packed[at : at + DIGEST_BYTES] for at in range(0, len(packed), DIGEST_BYTES))
