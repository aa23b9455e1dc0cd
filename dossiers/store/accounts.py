"""Accounts in the database: found by what people type, registered, changed. One function a transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.orm import Session

from dossiers.errors import AbsentError, ConflictError
from dossiers.store.database import Database
from dossiers.store.tables import Account, Consent, OneTimeCode, Outgoing, SignOn, WebSession

UNVERIFIED_LIFE = dt.timedelta(days=1)
"""How long a registration that nobody ended with its code is kept."""


def get(database: Database, account: str) -> Account:
    """An account that is not deleted; raises AbsentError."""
    with database.read() as session:
        found = session.get(Account, account)
    if found is None or found.state == "deleted":
        raise AbsentError
    return found


def find(
    database: Database, email: str | None, phone: str | None, traces: Sequence[str] = ()
) -> Account | None:
    """The active account of an e-mail address, a verified phone number or a number, in one question.

    A phone number that several accounts share tells none of them.
    """
    ways: list[ColumnElement[bool]] = [Account.number_trace.in_(traces)]
    if email:
        ways.append(Account.email == email)
    if phone:
        ways.append((Account.phone == phone) & Account.phone_verified_at.is_not(None))
    with database.read() as session:
        rows = list(session.scalars(select(Account).where(Account.state == "active", or_(*ways))))
    exact = [row for row in rows if (email and row.email == email) or row.number_trace in traces]
    return exact[0] if len(exact) == 1 else (rows[0] if len(rows) == 1 else None)


def by_email(session: Session, email: str) -> Account | None:
    """The account of an e-mail address, whatever its state."""
    return session.scalars(select(Account).where(Account.email == email)).one_or_none()


def by_trace(session: Session, traces: Sequence[str]) -> Account | None:
    """The account that a number belongs to."""
    return session.scalars(select(Account).where(Account.number_trace.in_(traces)).limit(1)).one_or_none()


def set_password(session: Session, account: str, password_hash: str, now: dt.datetime) -> None:
    """Puts a new password in the place of the old one and ends every sign-in."""
    session.execute(
        update(Account)
        .where(Account.id == account)
        .values(password_hash=password_hash, version=Account.version + 1, changed_at=now)
    )
    session.execute(delete(WebSession).where(WebSession.account == account))


def renew_hash(database: Database, account: str, old: str, new: str) -> None:
    """The same password under newer parameters, unless it changed meanwhile."""
    with database.write() as session:
        session.execute(
            update(Account)
            .where(Account.id == account, Account.password_hash == old)
            .values(password_hash=new)
        )


def save_details(
    database: Database, account: str, version: int, values: dict[str, Any], now: dt.datetime
) -> None:
    """Changes an account that is still at `version`; raises ConflictError, AbsentError, TakenError."""
    with database.write() as session:
        saved = session.execute(
            update(Account)
            .where(Account.id == account, Account.version == version, Account.state == "active")
            .values(**values, version=version + 1, changed_at=now)
        )
        if not saved.rowcount:  # type: ignore[attr-defined]
            found = session.get(Account, account)
            if found is None or found.state != "active":
                raise AbsentError
            raise ConflictError(found.version)


def consents(database: Database, account: str) -> list[Consent]:
    """What somebody agreed to, oldest first."""
    with database.read() as session:
        rows = session.scalars(select(Consent).where(Consent.account == account).order_by(Consent.id))
        return list(rows)


def add_all(database: Database, rows: Sequence[Any]) -> None:
    """Adds rows in one transaction."""
    with database.write() as session:
        session.add_all(rows)


def remove_unverified(database: Database, now: dt.datetime) -> int:
    """Removes registrations that nobody ended with their code; returns how many. For the worker."""
    with database.write() as session:
        old = list(
            session.scalars(
                select(Account.id).where(
                    Account.state == "unverified", Account.created_at < now - UNVERIFIED_LIFE
                )
            )
        )
        session.execute(update(Outgoing).where(Outgoing.account.in_(old)).values(account=None))
        for table in (OneTimeCode, Consent, WebSession, SignOn):
            session.execute(delete(table).where(table.account.in_(old)))
        session.execute(delete(Account).where(Account.id.in_(old)))
    return len(old)
