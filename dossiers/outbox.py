"""Works off the outbox: each side effect at least once, again after a failure, given up after so many.

Handlers do one kind. They may run twice for one message (a worker can be killed after the mail went out and before
that was noted), so each is idempotent by the message's id. Within one handler failure is one of two: it may pass
(the server is down) or it will not (there is no such mailbox).
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import structlog

from dossiers.store import outbox as store
from dossiers.store.database import Database
from dossiers.store.outbox import Claimed
from dossiers.store.tables import Outgoing

MOST_TRIES = 12
"""With the pauses below some fifteen hours: a night in which nobody mends the mail server."""
FIRST_PAUSE = dt.timedelta(seconds=30)
LONGEST_PAUSE = dt.timedelta(hours=6)
_RANDOM = secrets.SystemRandom()
_log = structlog.get_logger(__name__)


class DeliveryError(Exception):
    """A side effect failed: `kind` in one word without personal data; `lasting` where trying again is no use."""

    def __init__(self, kind: str, *, lasting: bool = False) -> None:
        super().__init__(kind)
        self.kind, self.lasting = kind, lasting


Handler = Callable[[Claimed, dt.datetime], Iterable[Outgoing]]
"""Does one message; returns the messages that follow from it. Raises DeliveryError, DatabaseError."""


def pause(tries: int, chance: float) -> dt.timedelta:
    """How long to wait after so many failures: twice as long each time, between half of it and all of it.

    `chance` from 0 to 1 spreads what failed together, so that it does not come back together.
    """
    whole = min(FIRST_PAUSE * int(2 ** (tries - 1)), LONGEST_PAUSE)
    return whole * (0.5 + chance / 2)


@dataclass(frozen=True)
class Outbox:
    """The outbox of a database and who handles what."""

    database: Database
    handlers: Mapping[str, Handler]
    chance: Callable[[], float] = _RANDOM.random

    def work_off(
        self, now: Callable[[], dt.datetime], stop: Callable[[], bool] = lambda: False
    ) -> Counter[str]:
        """Does what is due until nothing is or `stop` says so; how many were done, put off, given up, lost.

        Raises DatabaseError.
        """
        tally: Counter[str] = Counter()
        while not stop():
            claimed = store.claim(self.database, now())
            if claimed is None:
                break
            tally[self._do(claimed, now)] += 1
        return tally

    def _do(self, claimed: Claimed, now: Callable[[], dt.datetime]) -> str:
        try:
            followers = self._handler(claimed)(claimed, now())
        except DeliveryError as error:
            return self._fail(claimed, error, now())
        held = store.finish(self.database, claimed, followers, now())
        _log.info("outbox_done", id=claimed.id, kind=claimed.kind, tries=claimed.tries, held=held)
        return "done" if held else "lost"

    def _handler(self, claimed: Claimed) -> Handler:
        """Raises DeliveryError where a message is no good, or nobody handles its kind: newer programs have more."""
        if claimed.tries > MOST_TRIES:
            # Its last try never came back: something about it kills workers.
            raise DeliveryError("killed", lasting=True)
        if claimed.kind not in self.handlers:
            raise DeliveryError("unknown_kind")
        return self.handlers[claimed.kind]

    def _fail(self, claimed: Claimed, error: DeliveryError, now: dt.datetime) -> str:
        over = error.lasting or claimed.tries >= MOST_TRIES
        log = _log.error if over else _log.warning
        log(
            "outbox_failed",
            id=claimed.id,
            kind=claimed.kind,
            tries=claimed.tries,
            error=error.kind,
            over=over,
        )
        if over:
            return "given_up" if store.give_up(self.database, claimed, error.kind, now) else "lost"
        due_at = now + pause(claimed.tries, self.chance())
        return "put_off" if store.put_off(self.database, claimed, error.kind, due_at) else "lost"
