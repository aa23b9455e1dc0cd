"""Work in other processes: results in the order of the tasks, few of them waiting at any time.

Processes, not threads: analysis is pure Python. They are spawned, never forked, since the caller may have
threads; what they need is pickled to them once.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from types import TracebackType
from typing import Any, Self, TypeVar

_Task = TypeVar("_Task")
_Made = TypeVar("_Made")

MOST_WORKERS = 8
"""Each takes some 100 MB; beyond this the one process that joins the results is the slow one."""


def cores() -> int:
    """Number of cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Workers:
    """Processes that run functions; `count` 0 or 1 runs everything in this one."""

    def __init__(self, count: int | None = None) -> None:
        self.count = min(cores() if count is None else count, MOST_WORKERS)
        self._pool: ProcessPoolExecutor | None = None
        if self.count > 1:
            spawn = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self.count, spawn, _prepare)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def start(self) -> None:
        """Starts the processes now, so that they are there when they are needed."""
        if self._pool is not None:
            for _ in range(self.count):
                self.submit(os.getpid)

    def submit(self, function: Callable[..., _Made], *arguments: Any) -> Future[_Made]:
        """Runs a function of a module in another process; without processes it runs now.

        Raises ChildProcessError where a process was killed.
        """
        if self._pool is not None:
            return _submitted(self._pool, function, *arguments)
        done: Future[_Made] = Future()
        done.set_result(function(*arguments))
        return done

    def map(self, function: Callable[[_Task], _Made], tasks: Iterable[_Task]) -> Iterator[_Made]:
        """Results in the order of the tasks; two tasks a process are under way, no more."""
        waiting: deque[Future[_Made]] = deque()
        for task in tasks:
            waiting.append(self.submit(function, task))
            if len(waiting) > 2 * self.count:
                yield result(waiting.popleft())
        while waiting:
            yield result(waiting.popleft())


def result(made: Future[_Made]) -> _Made:
    """The result of a task; raises what it raised, ChildProcessError where its process was killed."""
    try:
        return made.result()
    except BrokenProcessPool as error:
        raise _killed() from error


def _submitted(pool: ProcessPoolExecutor, function: Callable[..., _Made], *arguments: Any) -> Future[_Made]:
    try:
        return pool.submit(function, *arguments)
    except BrokenProcessPool as error:
        raise _killed() from error
    except OSError as error:
        if error.errno is not None:
            raise
        # "handle is closed": the pool broke while it was starting its processes.
        raise _killed() from error


def _killed() -> ChildProcessError:
    return ChildProcessError("a worker process was killed; is there enough memory?")


def _prepare() -> None:
    """Makes a new process a worker: it leaves Ctrl+C to its parent and dies with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_die_with_parent, daemon=True).start()
    # Tasks make many values and no cycles: looking for cycles would take a tenth of the time.
    gc.disable()


def _die_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
