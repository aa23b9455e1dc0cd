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
from indexer.generation import check, current_generation, readable_generation
from search_api.editions import Edition
from search_api.engine import SearchEngine
from search_api.whoosh_engine import Clock, WhooshEngine

State = Literal["ready", "degraded", "unavailable"]
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
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
        try:
            folder, _ = readable_generation(self._root)
            self._serving = self._open(folder)
        except GenerationError as error:
            self.reason = str(error)
            _log.warning("no_index", reason=str(error))
            return
        self._refused = self.reason = None
        current = current_generation(self._root)
        if folder != current:
            self._refused, self.reason = current, f"{current or 'CURRENT'}: refused, {folder.name} serves"

    def refresh(self) -> bool:
        """Looks once for a new generation and swaps to it; True where it did."""
        current = current_generation(self._root)
        if self._serving is None:
            self.start()
            return self._serving is not None
        if current == self._serving.edition.folder:
            self._refused = self.reason = None
            return False
        if current is None or current == self._refused:
            return False
        try:
            check(current)
            self._serving = self._open(current)
        except DamagedError as error:
            self._refused, self.reason = current, str(error)
            _log.error("index_refused", reason=str(error))
            return False
        self._refused = self.reason = None
        _log.info("index_opened", generation=current.name)
        return True

    async def watch(self) -> None:
        """Looks for a new generation for ever; opening one happens beside the event loop."""
        while True:
            await asyncio.sleep(self._poll_seconds)
            await asyncio.to_thread(self.refresh)

    def _open(self, folder: Path) -> Serving:
        try:
            edition = Edition(folder)
            return Serving(WhooshEngine(edition, self.today), edition)
        except (OSError, EOFError, ValueError, LookupError, TypeError, IndexerError) as error:
            # Whole, but not what this version reads: the watch must go on.
            raise DamagedError(f"{folder}: cannot be opened ({error!r}); build again") from error
