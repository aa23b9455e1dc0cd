"""The copies of what was sent: the JSON as it was sent, and the PDF that is made of it once."""

from __future__ import annotations

import datetime as dt
import hashlib

from sqlalchemy import select

from dossiers.store.database import Database, TakenError
from dossiers.store.tables import Dossier, SentCopy

PDF = "application/pdf"


def unprinted(database: Database, dossier: str, number: int) -> tuple[Dossier, SentCopy] | None:
    """A dossier and its JSON copy of a number, where that was not printed yet; else None."""
    with database.read() as session:
        kinds = {
            copy.kind: copy
            for copy in session.scalars(
                select(SentCopy).where(SentCopy.dossier == dossier, SentCopy.number == number)
            )
        }
        found = session.get(Dossier, dossier)
    return None if found is None or "json" not in kinds or "pdf" in kinds else (found, kinds["json"])


def add_print(database: Database, source: SentCopy, content: bytes, now: dt.datetime) -> bool:
    """Keeps the PDF of a JSON copy for good; False where somebody else was faster, whose PDF stays."""
    printed = SentCopy(
        dossier=source.dossier,
        number=source.number,
        kind="pdf",
        media_type=PDF,
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        created_at=now,
    )
    try:
        with database.write() as session:
            session.add(printed)
    except TakenError:
        return False
    return True
