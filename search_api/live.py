"""Which generation serves: opens the current one, swaps to a new one without a restart, refuses a damaged one."""

from __future__ import annotations

import asyncio
import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

import structlog

from indexer.errors import DamagedError, GenerationError, IndexerError
from indexer.generation import check, current_generation, first_readable
from search_api.editions import Edition
from search_api.engine import SearchEngine
from search_api.whoosh_engine import Clock, WhooshEngine

State = Literal["ready", "degraded", "unavailable"]
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
MOST_PATIENCE = 256
"""Looks between two tries to open a refused generation, at most: a copy that was not finished, or a file that
could not be read once, mends itself; checking a large damaged one every second would keep a core busy."""
_log = structlog.get_logger(__name__)


class UnavailableError(Exception):
    """There is no generation to answer from."""


def today_in_vietnam() -> dt.date:
    """The present day in Vietnam."""
    return dt.datetime.now(VIETNAM).date()


@dataclass(frozen=True, slots=True)
class Serving:
    """A generation and the engine over it."""

    engine: SearchEngine
    edition: Edition


class Live:
    """Holds the serving generation; requests in flight keep the one they began with."""

    def __init__(self, root: Path, today: Clock = today_in_vietnam, poll_seconds: float = 1.0) -> None:
        self._root = root
        self.today = today
        self._poll_seconds = poll_seconds
        self._serving: Serving | None = None
        self._refused: Path | None = None
        self._patience = self._waited = 0
        self.reason: str | None = None

    @property
    def serving(self) -> Serving:
        """What answers now; raises UnavailableError where nothing can."""
        if self._serving is None:
            raise UnavailableError(self.reason or "not started")
        return self._serving

    @property
    def state(self) -> State:
        """ready; degraded: another generation serves than the pointer should name; unavailable."""
        if self._serving is None:
            return "unavailable"
        return "degraded" if self.reason else "ready"

    def start(self) -> None:
        """Opens the current generation, or the newest older one that is whole."""
        current = current_generation(self._root)
        try:
            self._serving = first_readable(self._root, self._open)
        except GenerationError as error:
            self._refuse(current, str(error))
            return
        folder = self._serving.edition.folder
        if folder == current:
            self._accept()
        else:
            self._refuse(current, f"{current or 'CURRENT'}: refused, {folder.name} serves")

    def refresh(self) -> bool:
        """Looks once for a new generation and swaps to it; True where it did."""
        current = current_generation(self._root)
        if self._serving is not None and current in (None, self._serving.edition.folder):
            if current:
                self._accept()
            return False
        if current and current == self._refused and self._waiting():
            return False
        if self._serving is None:
            self.start()
            return self._serving is not None
        return current is not None and self._swap(current)

    def _swap(self, current: Path) -> bool:
        try:
            self._serving = self._open(current)
        except DamagedError as error:
            if current_generation(self._root) == current:
                self._refuse(current, str(error))
            return False
        self._accept()
        _log.info("index_opened", generation=current.name)
        return True

    def _accept(self) -> None:
        self._refused = self.reason = None
        self._patience = self._waited = 0

    def _refuse(self, folder: Path | None, reason: str) -> None:
        if reason != self.reason:
            _log.error("index_refused", reason=reason)
        again = folder == self._refused
        self._patience = min(2 * self._patience, MOST_PATIENCE) if again and self._patience else 1
        self._refused, self.reason, self._waited = folder, reason, 0

    def _waiting(self) -> bool:
        self._waited += 1
        return self._waited <= self._patience

    async def watch(self) -> None:
        """Looks for a new generation for ever; opening one happens beside the event loop."""
        while True:
            await asyncio.sleep(self._poll_seconds)
            await asyncio.to_thread(self.refresh)

    def _open(self, folder: Path) -> Serving:
        check(folder)
        try:
            edition = Edition(folder)
            return Serving(WhooshEngine(edition, self.today), edition)
        except (OSError, EOFError, ValueError, LookupError, TypeError, IndexerError) as error:
            # Whole, but not what this version reads: the watch must go on.
            raise DamagedError(f"{folder}: cannot be opened ({error!r}); build again") from error
