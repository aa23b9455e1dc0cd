"""A draft made once, however often the request for it comes: by its Idempotency-Key."""

from __future__ import annotations

import datetime as dt

from dossiers.store.database import Database, TakenError
from dossiers.store.sending import answer_of
from dossiers.store.tables import Answered, Dossier


def create_once(database: Database, draft: Dossier, key: str, body_hash: str, now: dt.datetime) -> str:
    """Keeps a new draft and returns its id, or the id of the draft that the same request made before.

    Raises ReusedKeyError where the key came with another body.
    """
    answered = Answered(account=draft.account, key=key, body_hash=body_hash, answer={"id": draft.id}, at=now)
    try:
        with database.write() as session:
            known = answer_of(session, draft.account, key, body_hash)
            if known is not None:
                return str(known["id"])
            session.add_all((draft, answered))
            return draft.id
    except TakenError:
        with database.read() as session:
            known = answer_of(session, draft.account, key, body_hash)
        if known is None:
            raise
        return str(known["id"])
