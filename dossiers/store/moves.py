"""The one way in which a sent dossier changes its state: version, history and notice in one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from dossiers import events
from dossiers.dossier import Action, Actor, Need, NotAllowedError, Status, Transition, transition
from dossiers.errors import AbsentError, ConflictError
from dossiers.store.database import Database
from dossiers.store.tables import Dossier, Event, Outgoing


@dataclass(frozen=True, slots=True)
class Move:
    """What somebody wants to do to a dossier, which they saw at a version."""

    dossier: str
    version: int
    action: Action
    actor_kind: Actor
    actor: str | None
    """Account, None for the system. An applicant's must be the owner."""
    reason: str | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    """What the move needs besides: "items" (keys of questions and papers), "amount" (đồng), "result" (id of an
    attachment, or True for paper). No personal data: the history keeps it for good."""
    notices: Sequence[tuple[str, Mapping[str, Any]]] = ()
    """(kind, payload) of what follows besides the notice of the change itself."""


class MissingError(Exception):
    """A move did not bring what it needs; carries the need."""

    def __init__(self, need: Need) -> None:
        super().__init__(str(need))
        self.need = need


def _is_amount(given: Any) -> bool:
    return isinstance(given, int) and not isinstance(given, bool) and given > 0


_BROUGHT: dict[Need, Callable[[Move], bool]] = {
    Need.REASON: lambda move: bool((move.reason or "").strip()),
    Need.ASKED_ITEMS: lambda move: bool(move.data.get("items")),
    Need.AMOUNT: lambda move: _is_amount(move.data.get("amount")),
    Need.RESULT: lambda move: bool(move.data.get("result")),
}
"""How to tell that a move brought what it needs; whether a dossier is complete, sending judges (submit.py)."""


def act(database: Database, move: Move, now: dt.datetime) -> Event:
    """Makes a move; returns its event.

    Raises AbsentError (no such dossier, or an applicant's that is not the owner), NotAllowedError (the table has no
    such move for this actor), MissingError, ConflictError (it changed meanwhile), DatabaseError. Sending has its
    own way: store/sending.py.
    """
    with database.write() as session:
        return act_within(session, move, now)


def act_within(session: Session, move: Move, now: dt.datetime) -> Event:
    """As `act`, within a transaction that changes something else as well."""
    dossier = _found(session, move)
    if dossier.version != move.version:
        raise ConflictError(dossier.version)
    allowed = transition(Status(dossier.status), move.action, move.actor_kind)
    _check(allowed, move)
    _take(session, dossier, allowed, now)
    event = events.append(
        session,
        dossier.id,
        action=move.action,
        before=allowed.before,
        after=allowed.after,
        actor_kind=move.actor_kind,
        actor=move.actor,
        at=now,
        reason=move.reason,
        data=move.data,
    )
    session.add_all(_outgoing(dossier, kind, payload, now) for kind, payload in (_told(event), *move.notices))
    return event


def _found(session: Session, move: Move) -> Dossier:
    found = session.get(Dossier, move.dossier)
    if found is None or (move.actor_kind is Actor.APPLICANT and found.account != move.actor):
        raise AbsentError
    return found


def _check(allowed: Transition, move: Move) -> None:
    if Need.COMPLETE in allowed.needs:
        raise NotAllowedError(allowed.before, move.action, move.actor_kind)
    for need in sorted(allowed.needs):
        if not _BROUGHT[need](move):
            raise MissingError(need)


def _take(session: Session, dossier: Dossier, allowed: Transition, now: dt.datetime) -> None:
    """Writes the new state, if nobody did meanwhile: PostgreSQL lets two transactions read the same version."""
    taken = session.execute(
        update(Dossier)
        .where(Dossier.id == dossier.id, Dossier.version == dossier.version)
        .values(status=allowed.after, version=dossier.version + 1, changed_at=now)
        .execution_options(synchronize_session=False)
    )
    if not taken.rowcount:  # type: ignore[attr-defined]
        current = session.scalars(select(Dossier.version).where(Dossier.id == dossier.id)).one()
        raise ConflictError(current)


def _told(event: Event) -> tuple[str, dict[str, Any]]:
    """The notice that every move causes; who is told, how and whether at all is for notices.py."""
    return "notice", {"event": event.after, "action": event.action, "number": event.number}


def _outgoing(dossier: Dossier, kind: str, payload: Mapping[str, Any], now: dt.datetime) -> Outgoing:
    return Outgoing(
        kind=kind,
        payload=dict(payload),
        dossier=dossier.id,
        account=dossier.account,
        state="waiting",
        due_at=now,
        created_at=now,
    )
