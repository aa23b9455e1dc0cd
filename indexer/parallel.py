"""Work in other processes: results in the order of the tasks, few of them waiting at any time.

Processes, not threads: analysis is pure Python. They are spawned, never forked, since the caller may have
threads; what they need is pickled to them once.

Not `concurrent.futures`: a process killed while its pool still starts others makes the pool of Python 3.11 fail
in a thread of its own or wait for ever, and a build must end with one clear sentence. Here each process has a
pipe and nothing else is shared, so that its end is simply the end of the pipe.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Any, Generic, Self, TypeVar, cast

_Task = TypeVar("_Task")
_Made = TypeVar("_Made")

MOST_WORKERS = 8
"""Each takes some 100 MB; beyond this the one process that joins the results is the slow one."""

MUCH = 32 << 20
"""Bytes from which on threads are worth their start."""
_KILLED = "a worker process was killed; is there enough memory?"


def cores() -> int:
    """Number of cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Making(Generic[_Made]):
    """A task that was given to workers."""

    def __init__(self, workers: Workers, call: Callable[[], object]) -> None:
        self._workers = workers
        self.call = call
        self._done = False
        self._made: Any = None
        self._error: BaseException | None = None

    def finish(self, made: object, error: BaseException | None) -> None:
        """Takes what came of it."""
        self._done, self._made, self._error = True, made, error

    def result(self) -> _Made:
        """What the function returned; raises what it raised, ChildProcessError where its process was killed."""
        while not self._done:
            self._workers.receive()
        if self._error is not None:
            raise self._error
        return cast(_Made, self._made)


class _Worker:
    """One process and the pipe to it."""

    def __init__(self) -> None:
        spawn = multiprocessing.get_context("spawn")
        self.connection, theirs = spawn.Pipe()
        self.process: SpawnProcess = spawn.Process(target=_work, args=(theirs,), daemon=True)
        self.at: Making[Any] | None = None
        try:
            self.process.start()
        finally:
            theirs.close()

    def end(self, *, kill: bool) -> None:
        """Closes the pipe, at which an idle process ends by itself."""
        self.connection.close()
        if self.process.pid is not None:
            if kill:
                self.process.kill()
            self.process.join()


class Workers:
    """Processes that run functions; `count` 0 or 1 runs everything in this one.

    To be used by one thread. A result waits in its process until somebody asks for any result.
    """

    def __init__(self, count: int | None = None) -> None:
        self.count = min(cores() if count is None else count, MOST_WORKERS)
        self._workers: list[_Worker] = []
        self._waiting: deque[Making[Any]] = deque()
        self._broken = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._waiting.clear()
        while self._workers:
            worker = self._workers.pop()
            worker.end(kill=error is not None or worker.at is not None)

    def start(self, most: int = MOST_WORKERS) -> None:
        """Starts up to so many processes now, so that they are there when they are needed."""
        while len(self._workers) < min(self.count, most) and self.count > 1:
            with self._guarded():
                self._workers.append(_Worker())

    def submit(self, function: Callable[..., _Made], *arguments: Any) -> Making[_Made]:
        """Runs a function of a module in another process; without processes it runs now.

        Raises ChildProcessError where a process was killed.
        """
        making: Making[_Made] = Making(self, _Call(function, arguments))
        if self.count > 1:
            busy = sum(worker.at is not None for worker in self._workers)
            self.start(busy + len(self._waiting) + 1)
            self._waiting.append(making)
            self._hand_out()
        else:
            making.finish(function(*arguments), None)
        return making

    def map(self, function: Callable[[_Task], _Made], tasks: Iterable[_Task]) -> Iterator[_Made]:
        """Results in the order of the tasks; two tasks a process are under way, no more."""
        waiting: deque[Making[_Made]] = deque()
        for task in tasks:
            waiting.append(self.submit(function, task))
            if len(waiting) > 2 * self.count:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def receive(self) -> None:
        """Waits until a process is done with its task. Raises ChildProcessError where one was killed."""
        at_work = {worker.connection: worker for worker in self._workers if worker.at is not None}
        if not at_work:
            raise ChildProcessError("the worker processes were stopped before the task was done")
        with self._guarded():
            for connection in wait(list(at_work)):
                worker = at_work[cast("Connection[Any, Any]", connection)]
                made, error = worker.connection.recv()
                if worker.at is not None:
                    worker.at.finish(made, error)
                worker.at = None
        self._hand_out()

    def _hand_out(self) -> None:
        for worker in self._workers:
            if worker.at is None and self._waiting:
                worker.at = self._waiting.popleft()
                with self._guarded():
                    worker.connection.send(worker.at.call)

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """The end of a pipe is the end of a process; after it no task is taken any more."""
        if self._broken:
            raise ChildProcessError(_KILLED)
        try:
            yield
        except (EOFError, ConnectionError) as error:
            self._broken = True
            raise ChildProcessError(_KILLED) from error


class _Call:
    """A function and what it is called with; pickled as such."""

    def __init__(self, function: Callable[..., object], arguments: tuple[Any, ...]) -> None:
        self._function, self._arguments = function, arguments

    def __call__(self) -> object:
        return self._function(*self._arguments)


def _work(connection: Connection[Any, Any]) -> None:
    """What a worker process does: one task after the other, until the pipe is closed.

    It leaves Ctrl+C to its parent and dies with it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_die_with_parent, daemon=True).start()
    # Tasks make many values and no cycles: looking for cycles would take a tenth of the time.
    gc.disable()
    with suppress(EOFError, ConnectionError):
        while True:
            connection.send(_outcome(connection.recv()))


def _outcome(call: Callable[[], object]) -> tuple[object, BaseException | None]:
    try:
        return call(), None
    except Exception as error:
        # Whatever it is, it is raised again in the process that asked.
        error.add_note("In a worker process:\n" + traceback.format_exc())
        return None, error


@contextmanager
def aside(work: Callable[[], _Made], *, threaded: bool) -> Iterator[Callable[[], _Made]]:
    """Runs something in a thread while the block runs, for work that mostly leaves Python to others: files that
    are written, arrays that are computed. What the block is given waits for it and returns what it made, or raises
    what it raised; the block never ends before it. Not `threaded`: all of it happens before the block begins."""
    if not threaded:
        made = work()
        yield lambda: made
        return
    with ThreadPoolExecutor(1) as thread:
        yield thread.submit(work).result


@contextmanager
def side_by_side(sizes: Iterable[int]) -> Iterator[Callable[..., Iterable[Any]]]:
    """`map` for files or arrays of these sizes, by threads where there is much to hash, to write or to sort, which
    leaves the others alone."""
    if sum(sizes) < MUCH:
        yield map
        return
    with ThreadPoolExecutor(cores()) as threads:
        yield threads.map


@contextmanager
def uncollected() -> Iterator[None]:
    """Keeps Python from looking for cycles: a build makes many values that live to its end, and no cycles."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def _die_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
