"""Which account an identity of single sign-on opens: found, tied and untied. The key is (issuer, subject)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from dossiers.errors import SignOnError
from dossiers.store.database import Database
from dossiers.store.tables import Account, Outgoing, SignOn


def find(database: Database, issuer: str, subject: str) -> Account | None:
    """The account of an identity; one whose registration was never ended with its code does not count."""
    with database.read() as session:
        return session.scalars(
            select(Account)
            .join(SignOn, SignOn.account == Account.id)
            .where(SignOn.issuer == issuer, SignOn.subject == subject, Account.state != "unverified")
        ).one_or_none()


def of_account(database: Database, account: str, issuer: str) -> SignOn | None:
    """The identity at a provider that opens an account."""
    with database.read() as session:
        return session.scalars(_tied(account, issuer)).one_or_none()


def attach(session: Session, account: str, issuer: str, subject: str, now: datetime) -> None:
    """Ties an identity to an account, in the place of a registration that was never ended.

    Raises SignOnError: "taken" where it opens another account, "other_identity" where another one opens this.
    """
    if session.scalars(_tied(account, issuer)).one_or_none() is not None:
        raise SignOnError("other_identity")
    found = session.execute(
        select(SignOn, Account.state)
        .join(Account, Account.id == SignOn.account)
        .where(SignOn.issuer == issuer, SignOn.subject == subject)
    ).one_or_none()
    if found is not None:
        if found[1] != "unverified":
            raise SignOnError("taken")
        session.delete(found[0])
        session.flush()
    session.add(SignOn(account=account, issuer=issuer, subject=subject, created_at=now))


def link(
    database: Database,
    account: str,
    issuer: str,
    subject: str,
    *,
    letters: Sequence[Outgoing],
    now: datetime,
) -> None:
    """Ties an identity to an account whose owner proved to be one, and tells; raises as `attach`."""
    with database.write() as session:
        attach(session, account, issuer, subject, now)
        session.add_all(letters)


def detach(database: Database, account: str, issuer: str) -> None:
    """Unties an account from its identity at a provider."""
    with database.write() as session:
        session.execute(delete(SignOn).where(SignOn.account == account, SignOn.issuer == issuer))


def _tied(account: str, issuer: str) -> Select[SignOn]:
    return select(SignOn).where(SignOn.account == account, SignOn.issuer == issuer)
