"""Keys of programs: made, listed, found, ended. One function a transaction."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import delete, func, select, update

from dossiers.errors import AbsentError
from dossiers.store.database import Database
from dossiers.store.tables import Account, AppKey

SEEN_EVERY = dt.timedelta(hours=1)
"""How exactly the last use is kept: not every request writes."""


def add(database: Database, key: AppKey, most: int) -> bool:
    """Keeps a new key; False where its account has `most` of them already."""
    with database.write() as session:
        # Two at once could both find the last place free.
        session.scalars(select(Account.id).where(Account.id == key.account).with_for_update()).one()
        count = session.scalars(
            select(func.count()).select_from(AppKey).where(AppKey.account == key.account)
        ).one()
        if count < most:
            session.add(key)
        return count < most


def owned(database: Database, account: str) -> list[AppKey]:
    """The keys of an account, newest first; those that ended by themselves are among them."""
    with database.read() as session:
        rows = session.scalars(
            select(AppKey).where(AppKey.account == account).order_by(AppKey.created_at.desc(), AppKey.id)
        )
        return list(rows)


def find(database: Database, fingerprint: str, now: dt.datetime) -> tuple[AppKey, Account] | None:
    """The key of a fingerprint with its active account; None where there is none, or its time is over."""
    with database.read() as session:
        found = session.execute(
            select(AppKey, Account)
            .join(Account, Account.id == AppKey.account)
            .where(AppKey.fingerprint == fingerprint, AppKey.expires_at > now, Account.state == "active")
        ).one_or_none()
    if found is None:
        return None
    key, account = found
    if key.used_at is None or now - key.used_at > SEEN_EVERY:
        _see(database, key.id, now)
    return key, account


def _see(database: Database, key: str, now: dt.datetime) -> None:
    with database.write() as session:
        session.execute(update(AppKey).where(AppKey.id == key).values(used_at=now))


def end(database: Database, account: str, key: str) -> None:
    """Ends a key of an account; raises AbsentError."""
    with database.write() as session:
        ended = session.execute(delete(AppKey).where(AppKey.id == key, AppKey.account == account))
        if not ended.rowcount:  # type: ignore[attr-defined]
            raise AbsentError
