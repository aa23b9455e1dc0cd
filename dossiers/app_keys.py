"""Keys with which programs of an account's owner call the API: shown once, kept as a fingerprint, ended at will."""

from __future__ import annotations

import datetime as dt
import re
import secrets
from dataclasses import dataclass

from dossiers.sealing import fingerprint
from dossiers.store import app_keys
from dossiers.store.database import Database
from dossiers.store.tables import Account, AppKey

BEGINNING = "ttk_"
"""How every key begins, so that whoever finds one in a program's source knows what it opens."""
KEY_BYTES = 32
DAYS = (30, 90, 365)
"""How long a key may live; none lives for good."""
MOST_KEYS = 20
LONGEST_NAME = 60
_BEARER = re.compile(rf"[Bb]earer +({BEGINNING}[A-Za-z0-9_-]{{20,100}}) *")


@dataclass(frozen=True, slots=True)
class Caller:
    """Whose program calls, by which key."""

    account: Account
    key: AppKey


def make(database: Database, account: str, name: str, days: int, now: dt.datetime) -> str | None:
    """A new key; returns its text, which nobody can show again, or None where there are enough already."""
    text = BEGINNING + secrets.token_urlsafe(KEY_BYTES)
    row = AppKey(
        account=account,
        name=name,
        fingerprint=fingerprint(text),
        created_at=now,
        expires_at=now + dt.timedelta(days=days),
    )
    return text if app_keys.add(database, row, MOST_KEYS) else None


def caller_of(database: Database, authorization: str, now: dt.datetime) -> Caller | None:
    """Whose key an Authorization header carries; None where it carries none that is good now."""
    found = _BEARER.fullmatch(authorization)
    known = app_keys.find(database, fingerprint(found.group(1)), now) if found else None
    return Caller(known[1], known[0]) if known else None
