"""Identity numbers under a new key: sealed anew and found by new traces, so that the old key can be thrown away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from dossiers.sealing import SealError, Seals
from dossiers.store.database import Database
from dossiers.store.tables import Account

AT_ONCE = 200
"""Accounts a transaction: sign-ins must be able to write in between."""


@dataclass(frozen=True, slots=True)
class Renewed:
    """How many accounts have their numbers under the newest key, and which none of the keys opens."""

    accounts: int
    locked: tuple[str, ...]


def renew(database: Database, seals: Seals) -> Renewed:
    """Seals all identity numbers and second factors under the newest key; may be called again at any time.

    What somebody changed meanwhile is left as it is: whatever is written now is under the newest key already.
    """
    done, locked, last = 0, [], ""
    while True:
        with database.write() as session:
            batch = _batch(session, last)
            for account in batch:
                try:
                    _renew(session, account, seals)
                    done += 1
                except SealError:
                    locked.append(account.id)
        if len(batch) < AT_ONCE:
            return Renewed(done, tuple(locked))
        last = batch[-1].id


def stale(database: Database, seals: Seals) -> tuple[int, int]:
    """(Accounts whose number is found by an older key's trace, accounts that no key opens)."""
    with database.read() as session:
        rows = session.execute(
            select(Account.number_sealed, Account.number_trace).where(Account.number_sealed.is_not(None))
        ).all()
    old = locked = 0
    for sealed, trace in rows:
        try:
            # Without a trace another account is found by that number (accounts.py).
            old += trace is not None and seals.trace(seals.open(str(sealed))) != trace
        except SealError:
            locked += 1
    return old, locked


def _batch(session: Session, last: str) -> list[Account]:
    has_secret = Account.number_sealed.is_not(None) | Account.totp_sealed.is_not(None)
    rows = select(Account).where(has_secret, Account.id > last).order_by(Account.id).limit(AT_ONCE)
    return list(session.scalars(rows))


def _renew(session: Session, account: Account, seals: Seals) -> None:
    number, totp = account.number_sealed, account.totp_sealed
    changes: dict[str, Any] = {"totp_sealed": seals.renew(totp)} if totp else {}
    if number:
        changes["number_sealed"] = seals.renew(number)
    if number and account.number_trace:
        changes["number_trace"] = seals.trace(seals.open(number))
    representative = account.details.get("representative_number")
    if representative:
        changes["details"] = {**account.details, "representative_number": seals.renew(representative)}
    session.execute(
        update(Account)
        .where(
            Account.id == account.id,
            Account.version == account.version,
            Account.number_sealed.is_not_distinct_from(number),
            Account.totp_sealed.is_not_distinct_from(totp),
        )
        .values(**changes)
        .execution_options(synchronize_session=False)
    )
