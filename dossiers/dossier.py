"""What a dossier is, which moves it may make and what each move needs: the one table that everything asks.

Our states are finer than the ten national codes (TrangThaiHoSo): `NATIONAL` maps them. A move is an event with
actor, time and reason; nothing else changes a state. What a move does to the clock stands beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """Where a dossier stands."""

    DRAFT = "draft"
    SENT = "sent"
    ASKED_AT_RECEPTION = "asked_at_reception"
    """Something is missing; it has not been accepted yet."""
    SUPPLIED_AT_RECEPTION = "supplied_at_reception"
    """What was missing came in; it waits for reception again."""
    REFUSED = "refused"
    ACCEPTED = "accepted"
    PROCESSING = "processing"
    ASKED = "asked"
    """A supplement is wanted of an accepted dossier."""
    PAYMENT_ASKED = "payment_asked"
    WITHDRAWN = "withdrawn"
    SUSPENDED = "suspended"
    STOPPED = "stopped"
    FINISHED = "finished"
    RETURNED = "returned"


class Actor(StrEnum):
    """Who may make a move."""

    APPLICANT = "applicant"
    FRONT_OFFICER = "front_officer"
    CASE_OFFICER = "case_officer"
    APPROVER = "approver"
    CLERK = "clerk"
    SYSTEM = "system"


class Action(StrEnum):
    """What was done."""

    SEND = "send"
    ACCEPT = "accept"
    REFUSE = "refuse"
    START = "start"
    ASK_SUPPLEMENT = "ask_supplement"
    SUPPLY = "supply"
    ASK_PAYMENT = "ask_payment"
    PAID = "paid"
    WITHDRAW = "withdraw"
    SUSPEND = "suspend"
    RESUME = "resume"
    STOP = "stop"
    FINISH = "finish"
    RETURN = "return"


class Clock(StrEnum):
    """What a move does to the time an agency has."""

    NONE = "none"
    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    END = "end"


class Need(StrEnum):
    """What a move must bring along."""

    COMPLETE = "complete"
    """The journey is complete: form and papers without a fault."""
    REASON = "reason"
    ASKED_ITEMS = "asked_items"
    """Which questions or papers are to be supplemented."""
    AMOUNT = "amount"
    RESULT = "result"
    """A result file, or the note that the result is on paper."""


@dataclass(frozen=True, slots=True)
class Transition:
    """One allowed move."""

    action: Action
    before: Status
    after: Status
    actors: frozenset[Actor]
    needs: frozenset[Need] = frozenset()
    clock: Clock = Clock.NONE


NATIONAL: dict[Status, int | None] = {
    Status.DRAFT: None,
    Status.SENT: 1,
    Status.ACCEPTED: 2,
    Status.REFUSED: 3,
    Status.PROCESSING: 4,
    Status.ASKED_AT_RECEPTION: 5,
    Status.SUPPLIED_AT_RECEPTION: 5,
    Status.ASKED: 5,
    Status.PAYMENT_ASKED: 6,
    Status.WITHDRAWN: 7,
    Status.SUSPENDED: 8,
    Status.STOPPED: 8,
    Status.FINISHED: 9,
    Status.RETURNED: 10,
}
"""Our state -> the national status code; a draft has none."""

FINAL = frozenset({Status.REFUSED, Status.WITHDRAWN, Status.STOPPED, Status.RETURNED})
"""States that nothing leaves."""

_APPLICANT = frozenset({Actor.APPLICANT})
_FRONT = frozenset({Actor.FRONT_OFFICER})
_CASE = frozenset({Actor.CASE_OFFICER, Actor.APPROVER})
_ANY_OFFICER = _FRONT | _CASE
_RECEPTION = (Status.SENT, Status.SUPPLIED_AT_RECEPTION)
_WORK = (Status.ACCEPTED, Status.PROCESSING)
_OPEN = (*_RECEPTION, Status.ASKED_AT_RECEPTION, *_WORK, Status.ASKED)


def _moves(
    action: Action,
    before: tuple[Status, ...],
    after: Status,
    actors: frozenset[Actor],
    *needs: Need,
    clock: Clock = Clock.NONE,
) -> list[Transition]:
    return [Transition(action, one, after, actors, frozenset(needs), clock) for one in before]


TRANSITIONS: tuple[Transition, ...] = (
    *_moves(Action.SEND, (Status.DRAFT,), Status.SENT, _APPLICANT | _FRONT, Need.COMPLETE),
    *_moves(Action.ACCEPT, _RECEPTION, Status.ACCEPTED, _FRONT, clock=Clock.START),
    *_moves(Action.REFUSE, _RECEPTION, Status.REFUSED, _FRONT, Need.REASON),
    *_moves(
        Action.ASK_SUPPLEMENT,
        _RECEPTION,
        Status.ASKED_AT_RECEPTION,
        _FRONT,
        Need.REASON,
        Need.ASKED_ITEMS,
    ),
    *_moves(Action.SUPPLY, (Status.ASKED_AT_RECEPTION,), Status.SUPPLIED_AT_RECEPTION, _APPLICANT | _FRONT),
    *_moves(Action.STOP, (Status.ASKED_AT_RECEPTION,), Status.STOPPED, _FRONT | {Actor.SYSTEM}, Need.REASON),
    *_moves(Action.START, (Status.ACCEPTED,), Status.PROCESSING, _ANY_OFFICER),
    *_moves(
        Action.ASK_SUPPLEMENT,
        _WORK,
        Status.ASKED,
        _ANY_OFFICER,
        Need.REASON,
        Need.ASKED_ITEMS,
        clock=Clock.PAUSE,
    ),
    *_moves(Action.SUPPLY, (Status.ASKED,), Status.PROCESSING, _APPLICANT | _FRONT, clock=Clock.RESUME),
    *_moves(Action.ASK_PAYMENT, _WORK, Status.PAYMENT_ASKED, _ANY_OFFICER, Need.AMOUNT, clock=Clock.PAUSE),
    *_moves(
        Action.PAID,
        (Status.PAYMENT_ASKED,),
        Status.PROCESSING,
        _ANY_OFFICER | {Actor.SYSTEM},
        clock=Clock.RESUME,
    ),
    *_moves(Action.SUSPEND, _WORK, Status.SUSPENDED, _CASE, Need.REASON, clock=Clock.PAUSE),
    *_moves(Action.RESUME, (Status.SUSPENDED,), Status.PROCESSING, _CASE, clock=Clock.RESUME),
    *_moves(
        Action.STOP,
        (*_WORK, Status.ASKED, Status.PAYMENT_ASKED, Status.SUSPENDED),
        Status.STOPPED,
        _CASE | {Actor.SYSTEM},
        Need.REASON,
        clock=Clock.END,
    ),
    *_moves(Action.WITHDRAW, _OPEN, Status.WITHDRAWN, _APPLICANT, Need.REASON, clock=Clock.END),
    *_moves(
        Action.FINISH,
        _WORK,
        Status.FINISHED,
        frozenset({Actor.APPROVER, Actor.CASE_OFFICER}),
        Need.RESULT,
        clock=Clock.END,
    ),
    *_moves(Action.RETURN, (Status.FINISHED,), Status.RETURNED, _FRONT | {Actor.CLERK, Actor.SYSTEM}),
)
"""Every move there is. Reasons are obligatory for national codes 3, 5, 7 and 8."""

_BY_MOVE = {(move.before, move.action): move for move in TRANSITIONS}


class NotAllowedError(Exception):
    """A move that the table does not have, or that this actor may not make."""

    def __init__(self, status: Status, action: Action, actor: Actor) -> None:
        super().__init__(f"{actor} may not {action} a dossier that is {status}")
        self.status, self.action, self.actor = status, action, actor


def transition(status: Status, action: Action, actor: Actor) -> Transition:
    """The move that an actor wants to make; raises NotAllowedError where there is none."""
    move = _BY_MOVE.get((status, action))
    if move is None or actor not in move.actors:
        raise NotAllowedError(status, action, actor)
    return move


def allowed(status: Status, actor: Actor) -> list[Action]:
    """What an actor may do now, in the order of the table."""
    return [move.action for move in TRANSITIONS if move.before is status and actor in move.actors]
