"""Dossiers of an account, piece by piece: newest first, going on behind the last one that was seen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import and_, or_, select

from dossiers.store.database import Database
from dossiers.store.tables import Dossier


class Seen(NamedTuple):
    """The last dossier that was seen: when it was made, and its id."""

    created_at: dt.datetime
    id: str


def listed(
    database: Database, account: str, statuses: Collection[str], after: Seen | None, most: int
) -> list[Dossier]:
    """At most so many dossiers of an account in these states; what lies in the bin is left out."""
    wanted = (
        select(Dossier)
        .where(Dossier.account == account, Dossier.status.in_(statuses), Dossier.binned_at.is_(None))
        .order_by(Dossier.created_at.desc(), Dossier.id.desc())
        .limit(most)
    )
    if after is not None:
        at, last = after
        older = or_(Dossier.created_at < at, and_(Dossier.created_at == at, Dossier.id < last))
        wanted = wanted.where(older)
    with database.read() as session:
        return list(session.scalars(wanted))
