"""What notices and reminders read and write."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from dossiers.dossier import Status
from dossiers.store.database import Database
from dossiers.store.tables import Account, Dossier, Outgoing

AT_ONCE = 100
"""Drafts reminded of in one transaction: others must be able to write in between."""


def dossier_and_owner(database: Database, dossier: str | None) -> tuple[Dossier, Account] | None:
    """A dossier and its account; None where there is none any more."""
    if dossier is None:
        return None
    with database.read() as session:
        row = session.execute(
            select(Dossier, Account).join(Account, Account.id == Dossier.account).where(Dossier.id == dossier)
        ).one_or_none()
    return (row[0], row[1]) if row else None


def remind(
    database: Database,
    days: Sequence[int],
    letters: Callable[[Dossier, Account], Iterable[Outgoing]],
    now: dt.datetime,
) -> int:
    """Writes `letters` for drafts that end in at most so many days and were not reminded so often; how many.

    `days` falls: (7, 1) reminds twice. Who missed the first gets the second only. Reminding changes no version: who
    is just writing notices nothing.
    """
    reminded = 0
    while days:
        with database.write() as session:
            rows = _ending(session, days, now)
            for draft, account in rows:
                session.add_all(letters(draft, account))
                draft.reminded = _passed(draft, days, now)
        reminded += len(rows)
        if len(rows) < AT_ONCE:
            break
    return reminded


def _ending(session: Session, days: Sequence[int], now: dt.datetime) -> list[tuple[Dossier, Account]]:
    """Some drafts of which the next reminder is due."""
    due = (
        and_(Dossier.reminded <= number, Dossier.expires_at <= now + dt.timedelta(days=left))
        for number, left in enumerate(days)
    )
    rows = session.execute(
        select(Dossier, Account)
        .join(Account, Account.id == Dossier.account)
        .where(Dossier.status == Status.DRAFT, Dossier.binned_at.is_(None), Dossier.expires_at > now)
        .where(or_(*due))
        .order_by(Dossier.expires_at, Dossier.id)
        .limit(AT_ONCE)
        .with_for_update(of=Dossier)
    )
    return [(draft, account) for draft, account in rows]


def _passed(draft: Dossier, days: Sequence[int], now: dt.datetime) -> int:
    """How many of the reminders are due by now."""
    left = (draft.expires_at or now) - now
    return sum(left <= dt.timedelta(days=one) for one in days)
