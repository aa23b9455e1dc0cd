"""Codes and links that count once: six digits for five minutes and five tries, or a link for half an hour.

A code is bound to the request that asked for it: whoever knows the digits but did not ask gets nowhere. Only a
keyed hash of the digits is kept, whose key is not in the database; a link has 256 bits, so a plain hash does.
"""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from dossiers.sealing import Seals, fingerprint
from dossiers.store.database import Database
from dossiers.store.tables import OneTimeCode

DIGITS = 6
CODE_LIFE = dt.timedelta(minutes=5)
LINK_LIFE = dt.timedelta(minutes=30)
TRIES = 5

Purpose = Literal["verify_email", "verify_phone", "reset", "recover", "change_email", "change_phone"]


@dataclass(frozen=True, slots=True)
class OneTime:
    """Makes codes and links, and redeems them."""

    database: Database
    seals: Seals

    def add_code(
        self, session: Session, account: str, purpose: Purpose, target: str, *, binding: str, now: dt.datetime
    ) -> str:
        """A new code within a transaction; an older one of the same purpose and binding counts no more."""
        code = "".join(str(secrets.randbelow(10)) for _ in range(DIGITS))
        row_id = _row_id(purpose, binding)
        session.execute(delete(OneTimeCode).where(OneTimeCode.id == row_id))
        signed = self.seals.sign(_text(row_id, target, code))
        session.add(_row(row_id, account, purpose, target, code_hash=signed, now=now, life=CODE_LIFE))
        return code

    def add_link(
        self, session: Session, account: str, purpose: Purpose, target: str, *, now: dt.datetime
    ) -> str:
        """The secret of a new link within a transaction; older links of that purpose count no more."""
        session.execute(
            delete(OneTimeCode).where(OneTimeCode.account == account, OneTimeCode.purpose == purpose)
        )
        secret = secrets.token_urlsafe(32)
        row_id, hashed = _row_id(purpose, secret), fingerprint(secret)
        session.add(_row(row_id, account, purpose, target, code_hash=hashed, now=now, life=LINK_LIFE))
        return secret

    def redeem(
        self, session: Session, purpose: Purpose, binding: str, code: str, now: dt.datetime
    ) -> OneTimeCode | None:
        """The row of a right code, which is used up by that; None for a wrong, old, used or foreign one.

        The transaction must be committed in either case: a wrong try counts.
        """
        row = session.scalars(
            select(OneTimeCode).where(OneTimeCode.id == _row_id(purpose, binding)).with_for_update()
        ).one_or_none()
        if row is None or not _is_open(row, now):
            return None
        row.tries += 1
        if not self.seals.is_signed(_text(row.id, row.target, code), row.code_hash):
            return None
        row.used_at = now
        return row

    def find_link(self, purpose: Purpose, secret: str, now: dt.datetime) -> OneTimeCode | None:
        """The row of a link that still counts; looking does not use it up."""
        with self.database.read() as session:
            row = session.get(OneTimeCode, _row_id(purpose, secret))
        return row if row is not None and _is_open(row, now) else None

    def use_link(self, session: Session, purpose: Purpose, secret: str, now: dt.datetime) -> bool:
        """Uses a link up within a transaction; False where it counts no more."""
        used = session.execute(
            update(OneTimeCode)
            .where(OneTimeCode.id == _row_id(purpose, secret))
            .where(OneTimeCode.used_at.is_(None), OneTimeCode.expires_at > now)
            .values(used_at=now)
        )
        return bool(used.rowcount)  # type: ignore[attr-defined]

    def pending(self, purpose: Purpose, binding: str) -> OneTimeCode | None:
        """The row of a code that was asked for, whether it still counts or not."""
        with self.database.read() as session:
            return session.get(OneTimeCode, _row_id(purpose, binding))


def read_code(text: str) -> str:
    """A code as people type it: blanks and dots between the digits do not matter."""
    return "".join(c for c in text if c.isdigit() and c.isascii())


def _is_open(row: OneTimeCode, now: dt.datetime) -> bool:
    return row.used_at is None and row.expires_at > now and row.tries < TRIES


def _row_id(purpose: str, binding: str) -> str:
    return fingerprint(f"{purpose} {binding}")


def _text(row_id: str, target: str, code: str) -> str:
    return f"code {row_id} {target} {code}"


def _row(
    row_id: str,
    account: str,
    purpose: Purpose,
    target: str,
    *,
    code_hash: str,
    now: dt.datetime,
    life: dt.timedelta,
) -> OneTimeCode:
    return OneTimeCode(
        id=row_id,
        account=account,
        purpose=purpose,
        target=target,
        code_hash=code_hash,
        tries=0,
        created_at=now,
        expires_at=now + life,
    )
