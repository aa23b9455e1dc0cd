"""`thutuc worker`: works off the outbox, and once an hour does the chores of the house.

Several may run. The end is asked for, never forced: the message in hand is finished first.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

import structlog

from dossiers.errors import StoreError
from dossiers.file_work import FileWork
from dossiers.files import FileStore
from dossiers.notices import send_mail, send_sms, tell
from dossiers.office import Office
from dossiers.outbox import Handler, Outbox
from dossiers.receipts import render_copy
from dossiers.reminders import remind_owners
from dossiers.scanning import scanner_of
from dossiers.store.accounts import remove_unverified
from dossiers.store.attachments import order_scans
from dossiers.store.database import DatabaseError
from dossiers.store.retention import remove_strays, tidy

POLL_SECONDS = 2.0
"""How soon a message leaves after it was written; the question is one look into an index."""
TROUBLE_SECONDS = (5.0, 15.0, 60.0)
"""Waits while the database does not answer, the last one again and again."""
CHORES_EVERY = dt.timedelta(hours=1)
_log = structlog.get_logger(__name__)

Chore = Callable[[dt.datetime], Mapping[str, int]]
"""Something to do now and then, harmless when done twice; returns what -> how many."""


@dataclass
class Worker:
    """Works until it is asked to stop."""

    outbox: Outbox
    chores: tuple[Chore, ...]
    now: Callable[[], dt.datetime]
    wait: Callable[[float], bool]
    """Waits so many seconds, or until the end is asked for: then True, at once."""
    done: Counter[str] = field(default_factory=Counter)
    """What was done so far: messages by outcome, chores by what they did."""
    _next_chores: dt.datetime | None = None

    def once(self) -> Counter[str]:
        """Does the chores and what is due, then ends; returns what was done. Raises DatabaseError."""
        self._do_chores()
        self._work_off()
        return self.done

    def run(self) -> Counter[str]:
        """Works until the end is asked for; waits and goes on where the database does not answer."""
        trouble = 0
        while True:
            try:
                self.once()
                pause, trouble = POLL_SECONDS, 0
            except DatabaseError as error:
                _log.error("database_down", error=str(error))
                pause = TROUBLE_SECONDS[min(trouble, len(TROUBLE_SECONDS) - 1)]
                trouble += 1
            if self.wait(pause):
                return self.done

    def _work_off(self) -> None:
        self.done += self.outbox.work_off(self.now, lambda: self.wait(0))

    def _do_chores(self) -> None:
        now = self.now()
        if self._next_chores is not None and now < self._next_chores:
            return
        for chore in self.chores:
            found = {name: number for name, number in chore(now).items() if number}
            self.done.update(found)
            if found:
                _log.info("chores_done", **found)
        self._next_chores = now + CHORES_EVERY


def make_worker(
    office: Office, files: FileStore, now: Callable[[], dt.datetime], wait: Callable[[float], bool]
) -> Worker:
    """The worker of a house with all its handlers and chores."""
    scanner = scanner_of(office.settings)
    handlers: dict[str, Handler] = {
        "email": partial(send_mail, office),
        "sms": partial(send_sms, office),
        "notice": partial(tell, office),
        "render_copy": partial(render_copy, office),
        **FileWork(office.database, files, scanner).handlers,
    }
    chores: list[Chore] = [
        lambda at: {"reminded": remind_owners(office, at)},
        lambda at: tidy(office.database, office.settings, at),
        lambda at: {"registrations": remove_unverified(office.database, at)},
        lambda at: {"strays": _order_strays(office, files, at)},
    ]
    if scanner is not None:
        chores.append(lambda at: {"scans": order_scans(office.database, at)})
    return Worker(Outbox(office.database, handlers), tuple(chores), now, wait)


def _order_strays(office: Office, files: FileStore, now: dt.datetime) -> int:
    """Orders the removal of files that no row names; none while the store does not answer."""
    try:
        return remove_strays(office.database, files.stored(), now)
    except StoreError as error:
        _log.error("store_down", full=error.full)
        return 0
