"""Rows of the outbox: claimed for a while, then done, put off or given up. One function a transaction.

A claim moves the due time on (`LEASE`) and counts a try, so nothing stays locked while a mail server thinks, and
what a killed worker had claimed comes again. PostgreSQL skips what another is claiming, SQLite lets
one write at a time: several workers do no harm on either. Whoever lost a claim changes nothing any more.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from dossiers.store.database import Database
from dossiers.store.tables import Outgoing

LEASE = dt.timedelta(minutes=10)
"""How long a claim holds: longer than the slowest handler (a mail server that answers late, a large scan)."""
TOLD = frozenset({"email", "sms"})
"""Kinds whose payload names somebody."""
SECRETS = frozenset({"code", "link"})
"""Values that sign somebody in; they outlive neither success nor failure."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A side effect that this worker may do now."""

    id: str
    """Message id: the same at every try."""
    kind: str
    payload: Mapping[str, Any]
    dossier: str | None
    account: str | None
    tries: int
    """This one included."""
    created_at: dt.datetime

    @property
    def values(self) -> Mapping[str, Any]:
        """Values of a letter or message."""
        found: Mapping[str, Any] = self.payload.get("values", {})
        return found


def claim(database: Database, now: dt.datetime) -> Claimed | None:
    """The side effect that waits longest and is due, None where none is."""
    due = (Outgoing.state == "waiting", Outgoing.due_at <= now)
    with database.write() as session:
        row = session.scalars(
            select(Outgoing)
            .where(*due)
            .order_by(Outgoing.due_at, Outgoing.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        ).one_or_none()
        if row is None:
            return None
        row.tries += 1
        row.due_at = now + LEASE
        return Claimed(row.id, row.kind, row.payload, row.dossier, row.account, row.tries, row.created_at)


def finish(database: Database, claimed: Claimed, followers: Iterable[Outgoing], now: dt.datetime) -> bool:
    """Notes that a side effect was done and adds those that follow from it; False where the claim was lost."""
    values = {"state": "done", "done_at": now, "error": None, "payload": _wiped(claimed)}
    with database.write() as session:
        held = _settle(session, claimed, values)
        if held:
            session.add_all(followers)
        return held


def put_off(database: Database, claimed: Claimed, error: str, due_at: dt.datetime) -> bool:
    """Notes a failure (its kind, no personal data) and when to try again; False where the claim was lost."""
    with database.write() as session:
        return _settle(session, claimed, {"error": error, "due_at": due_at})


def give_up(database: Database, claimed: Claimed, error: str, now: dt.datetime) -> bool:
    """Notes that a side effect will not be tried again; False where the claim was lost."""
    values: dict[str, Any] = {"state": "dead", "error": error, "done_at": now}
    if SECRETS & claimed.values.keys():
        values["payload"] = _wiped(claimed)
    with database.write() as session:
        return _settle(session, claimed, values)


def revive(database: Database, now: dt.datetime) -> int:
    """Lets what was given up be tried again, as after a mail server was mended; returns how many.

    What held a code or a link stays dead: it was wiped, and its time is over.
    """
    with database.write() as session:
        rows = session.scalars(select(Outgoing).where(Outgoing.state == "dead").with_for_update()).all()
        whole = [row for row in rows if row.kind not in TOLD or "to" in row.payload]
        for row in whole:
            row.state, row.tries, row.due_at, row.done_at = "waiting", 0, now, None
        return len(whole)


def waiting(database: Database, now: dt.datetime) -> tuple[int, dt.timedelta]:
    """How many side effects are due, and for how long the oldest one has been."""
    with database.read() as session:
        number, oldest = session.execute(
            select(func.count(), func.min(Outgoing.due_at)).where(
                Outgoing.state == "waiting", Outgoing.due_at <= now
            )
        ).one()
    return number, now - oldest if oldest else dt.timedelta()


def _settle(session: Session, claimed: Claimed, values: Mapping[str, Any]) -> bool:
    """Changes a row that is still claimed as it was: another claim would have counted another try."""
    settled: Any = session.execute(
        update(Outgoing)
        .where(Outgoing.id == claimed.id, Outgoing.state == "waiting", Outgoing.tries == claimed.tries)
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    return bool(settled.rowcount)


def _wiped(claimed: Claimed) -> dict[str, Any]:
    """A payload without whom it went to and what it said."""
    gone = ("to", "values") if claimed.kind in TOLD else ()
    return {key: value for key, value in claimed.payload.items() if key not in gone}
