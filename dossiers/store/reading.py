"""What is read of a dossier besides itself: its history and the copies of what was sent."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from dossiers import events
from dossiers.store.database import Database
from dossiers.store.tables import Event, SentCopy


def history(database: Database, dossier: str) -> list[Event]:
    """The events of a dossier in order."""
    with database.read() as session:
        return events.history(session, dossier)


def copies(database: Database, dossier: str) -> Sequence[SentCopy]:
    """The copies of what was sent, first sending first."""
    with database.read() as session:
        rows = session.scalars(
            select(SentCopy)
            .where(SentCopy.dossier == dossier)
            .order_by(SentCopy.number, SentCopy.kind, SentCopy.id)
        )
        return list(rows)
