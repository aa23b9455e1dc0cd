"""The history of a dossier: one event a change, each holding the hash of the one before.

The chain covers what happened, who did it and when. Words people typed (a reason) are covered by their hash only,
so that they can be removed without breaking the chain; no other personal data stands in an event.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dossiers.dossier import Action, Actor, Status
from dossiers.store.tables import Event

FIRST = "0" * 64
"""What stands for the hash before the first event."""


def append(
    session: Session,
    dossier: str,
    *,
    action: Action | str,
    before: Status,
    after: Status,
    actor_kind: Actor,
    actor: str | None,
    at: dt.datetime,
    reason: str | None = None,
    data: Mapping[str, Any] | None = None,
) -> Event:
    """Adds an event behind the last one, within the transaction that makes the change."""
    last = session.scalars(
        select(Event).where(Event.dossier == dossier).order_by(Event.number.desc()).limit(1)
    ).one_or_none()
    event = Event(
        dossier=dossier,
        number=last.number + 1 if last else 1,
        action=str(action),
        before=str(before),
        after=str(after),
        actor_kind=str(actor_kind),
        actor=actor,
        at=at.astimezone(dt.UTC),
        reason=reason,
        reason_hash=_text_hash(reason),
        data=dict(data or {}),
        previous_hash=last.hash if last else FIRST,
    )
    event.hash = event_hash(event)
    session.add(event)
    session.flush()
    return event


def event_hash(event: Event) -> str:
    """Hash of an event and of the one before it."""
    content = {
        "dossier": event.dossier,
        "number": event.number,
        "action": event.action,
        "before": event.before,
        "after": event.after,
        "actor_kind": event.actor_kind,
        "actor": event.actor,
        "at": event.at.astimezone(dt.UTC).isoformat(),
        "reason": event.reason_hash,
        "data": event.data,
        "previous": event.previous_hash,
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def broken_at(events: Iterable[Event]) -> int | None:
    """Number of the first event, in order, that does not follow from the one before; None where all do."""
    previous = FIRST
    status: str | None = None
    for number, event in enumerate(events, 1):
        follows = (
            event.number == number and event.previous_hash == previous and status in (None, event.before)
        )
        reason_fits = event.reason is None or _text_hash(event.reason) == event.reason_hash
        if not follows or not reason_fits or event.hash != event_hash(event):
            return number
        previous, status = event.hash, event.after
    return None


def history(session: Session, dossier: str) -> list[Event]:
    """The events of a dossier in order."""
    return list(session.scalars(select(Event).where(Event.dossier == dossier).order_by(Event.number)))


def _text_hash(text: str | None) -> str | None:
    return None if text is None else hashlib.sha256(text.encode()).hexdigest()
