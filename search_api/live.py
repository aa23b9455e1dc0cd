"""Which generation serves: opens the current one, swaps to a new one without a restart, refuses a damaged one."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import structlog

from indexer.errors import DamagedError, GenerationError, IndexerError
from indexer.generation import current_generation, first_readable
from search_api import ahead
from search_api.browsing import Counts, count
from search_api.clock import now_in_vietnam, today_in_vietnam
from search_api.editions import Edition
from search_api.engine import SearchEngine
from search_api.query import SearchQuery
from search_api.whoosh_engine import Clock, WhooshEngine

State = Literal["ready", "degraded", "unavailable"]
MOST_PATIENCE = 1_024
"""Looks between two tries to open a refused generation, at most: a copy that was not finished, or a file that
could not be read once, mends itself; checking a large damaged one at every look would keep a core busy."""
_log = structlog.get_logger(__name__)


class UnavailableError(Exception):
    """There is no generation to answer from."""


@dataclass(frozen=True, slots=True)
class Serving:
    """A generation, the engine over it, and how many procedures there are to browse on the present day."""

    engine: SearchEngine
    edition: Edition
    counts: Counts


def opened(folder: Path, today: Clock) -> Serving:
    """Checks a generation against its manifest and opens it; raises DamagedError."""
    ahead.check(folder)
    try:
        edition = Edition(folder)
        engine = WhooshEngine(edition, today)
        # Unknown words make all that is made when first asked for: no visitor shall wait for it.
        engine.search(SearchQuery("xyz zyx"))
        return Serving(engine, edition, count(edition, today()))
    except (OSError, EOFError, ValueError, LookupError, TypeError, IndexerError) as error:
        # Whole, but not what this version reads: the watch must go on.
        raise DamagedError("not_opened", path=folder, reason=repr(error)) from error


class Live:
    """Holds the serving generation; requests in flight keep the one they began with."""

    def __init__(
        self,
        root: Path,
        today: Clock = today_in_vietnam,
        poll_seconds: float = 0.25,
        now: Callable[[], dt.datetime] = now_in_vietnam,
    ) -> None:
        self._root = root
        self.today = today
        self.now = now
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
        """Looks once for a new generation and swaps to it; True where it did. Counts anew on a new day."""
        swapped = self._look()
        self._keep_day()
        return swapped

    def _look(self) -> bool:
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

    def _keep_day(self) -> None:
        served, day = self._serving, self.today()
        if served is not None and served.counts.day != day:
            self._serving = replace(served, counts=count(served.edition, day))

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
        return opened(folder, self.today)
