"""Senders: processes that send their drafts one after the other, each until it is acknowledged, whatever happens.

A sender writes "<dossier> <code>" to its own file once it was told the code; the next one in its place goes on
behind what stands there. The file is written by single calls, which a kill cannot cut.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import signal
import subprocess
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dossiers.store.database import DatabaseError
from dossiers.submit import submit
from tests.faults.nursery import PATIENCE
from tests.faults_dossiers.portal import Errand, Portal, house

MOMENT = 0.5
"""Seconds before an instant that senders begin around."""
REFUSED = 4
"""Exit code of a sender that the database refused."""


@dataclass(frozen=True, slots=True)
class Sender:
    """A process that sends some drafts."""

    pid: int
    go: int
    """Where to write that it may begin"""

    def start(self) -> None:
        os.write(self.go, b"!")
        os.close(self.go)

    def kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> int:
        """Exit code, or the signal as a negative number."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.002)
        self.kill()
        raise TimeoutError(f"sender {self.pid} hangs")


def acknowledged(path: Path) -> dict[str, str]:
    """Dossier -> code, as a sender was told."""
    lines = path.read_text("ascii").splitlines() if path.exists() else []
    told = dict(line.split(" ") for line in lines)
    assert len(told) == len(lines), "a dossier was acknowledged twice to one sender"
    return told


def fork(
    portal: Portal,
    errands: Sequence[Errand],
    told: Path,
    *,
    patient: bool = True,
    until: dt.datetime | None = None,
) -> Sender:
    """A sender that waits for its start. `patient`: tries again when the database refuses. `until`: the first
    draft is sent a moment before that instant, the rest as they come."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(reading)
        return Sender(pid, writing)
    code = 1
    try:
        os.close(writing)
        os.read(reading, 1)
        code = _send_all(portal, errands, told, patient, until)
    finally:
        if code == 1:
            traceback.print_exc()
        # Not a word of pytest's own may be said in the child.
        os._exit(code)


def _send_all(
    portal: Portal, errands: Sequence[Errand], told: Path, patient: bool, until: dt.datetime | None
) -> int:
    mine = house(portal.address, portal.folder)
    done = acknowledged(told)
    file = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    if until is not None:
        time.sleep(max(0.0, (until - dt.datetime.now(dt.UTC)).total_seconds() - MOMENT))
    for one in errands:
        while one.dossier not in done:
            try:
                now = dt.datetime.now(dt.UTC)
                answer = submit(mine, one.account, one.dossier, one.version, key=one.key, now=now)
            except DatabaseError:
                if not patient:
                    return REFUSED
                time.sleep(0.01)
                continue
            os.write(file, f"{one.dossier} {answer['code']}\n".encode("ascii"))
            done[one.dossier] = str(answer["code"])
    return 0


def traced(sender: Sender, options: Sequence[object], trace: Path) -> int:
    """Runs a sender to its end under strace; returns its exit code."""
    command = [
        "strace",
        "-f",
        "-y",
        "-qq",
        "-o",
        str(trace),
        *(str(one) for one in options),
        "-p",
        str(sender.pid),
    ]
    tracer = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    status = Path(f"/proc/{sender.pid}/status")
    while "TracerPid:\t0\n" in status.read_text("ascii", "replace"):
        if tracer.poll() is not None:
            sender.kill()
            raise RuntimeError(f"strace ended with {tracer.returncode}")
        time.sleep(0.001)
    sender.start()
    code = sender.wait()
    tracer.wait(timeout=PATIENCE)
    return code


@contextlib.contextmanager
def running(make: Callable[[int], Sender], number: int) -> Iterator[dict[int, Sender]]:
    """So many senders at work, by place; none is left behind."""
    at_work = {place: make(place) for place in range(number)}
    for one in at_work.values():
        one.start()
    try:
        yield at_work
    finally:
        for one in at_work.values():
            one.kill()
