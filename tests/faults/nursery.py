"""Builds by the thousand: one process imports the program once, then forks a child for each `thutuc` command.

A child waits until it is told to go: so strace can take hold of it first and counts only the calls of the
command, not those of Python's start. Beside each child a keeper waits for its end and for processes that it
left behind.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

CHECKOUT = Path(__file__).resolve().parents[2]
PATIENCE = 120.0
"""Seconds until a command that does not end counts as hanging; strace makes it ten times slower."""
ORPHANS_END = 10.0
"""Seconds in which the processes of a killed build must have ended as well."""
_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER of <linux/prctl.h>


@dataclass(frozen=True, slots=True)
class Ending:
    """How a command ended: exit code (negative: the signal), what it printed, how many processes outlived it."""

    code: int
    output: str
    orphans: int


class Nursery:
    """The client: runs `thutuc` commands. Threads may share one."""

    def __init__(self) -> None:
        self._asking, asked = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with asked:
            descriptor = asked.fileno()
            self._process = subprocess.Popen(
                [sys.executable, "-c", f"from tests.faults.nursery import main; main({descriptor})"],
                cwd=CHECKOUT,
                pass_fds=[descriptor],
                # Sets in the same order: the Nth call is the same one in every child.
                env={**os.environ, "PYTHONHASHSEED": "0", "THUTUC_LANG": "en"},
            )

    def close(self) -> None:
        """Ends the process; commands that still run go on."""
        self._asking.close()
        self._process.wait(timeout=PATIENCE)

    def run(
        self,
        *args: object,
        strace: Sequence[object] = (),
        largest_file: int | None = None,
        meanwhile: Callable[[int], None] = lambda pid: None,
    ) -> Ending:
        """Runs a command to its end: under strace with those options, with a limit of bytes a file; `meanwhile`
        is told its process id once it runs."""
        with (
            tempfile.TemporaryFile() as output,
            self._started(output.fileno(), args, largest_file) as channel,
        ):
            pid = int(channel.recv(99))
            tracer = _attach(pid, strace) if strace else None
            channel.send(b"go")
            meanwhile(pid)
            code, orphans = json.loads(channel.recv(99))
            if tracer:
                tracer.wait(timeout=PATIENCE)
            output.seek(0)
            return Ending(code, output.read().decode("utf-8", "replace"), orphans)

    def _started(self, output: int, args: Sequence[object], largest_file: int | None) -> socket.socket:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            job = json.dumps({"args": [str(one) for one in args], "largest_file": largest_file})
            socket.send_fds(self._asking, [job.encode("utf-8")], [theirs.fileno(), output])
        ours.settimeout(PATIENCE)
        return ours


def kill(pid: int) -> None:
    """Kills a process, if it still runs, as kill -9 does."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def children(pid: int) -> list[int]:
    """Processes that a process has started, while it runs."""
    try:
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]
    except FileNotFoundError:
        return []


def _attach(pid: int, options: Sequence[object]) -> subprocess.Popen[bytes]:
    command = ["strace", "-f", "-qq", *(str(one) for one in options), "-p", str(pid)]
    tracer = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    while "TracerPid:\t0\n" in Path(f"/proc/{pid}/status").read_text("ascii", "replace"):
        if tracer.poll() is not None:
            raise RuntimeError(f"strace ended with {tracer.returncode}")
        time.sleep(0.001)
    return tracer


def main(descriptor: int) -> None:
    """The nursery itself: serves until the client hangs up."""
    import search_api.building  # noqa: F401 - once for all children
    from search_api.cli import main as thutuc

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # The kernel buries the keepers.
    asked = socket.socket(fileno=descriptor)
    while True:
        message, descriptors, *_ = socket.recv_fds(asked, 1 << 16, 2)
        if not message:
            return
        if os.fork() == 0:
            asked.close()
            if _keep(json.loads(message), *descriptors):
                return thutuc()
        for one in descriptors:
            os.close(one)


def _keep(job: dict[str, object], channel_descriptor: int, output: int) -> bool:
    """True in the child, once it may go; the keeper never returns."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setsid()
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    channel = socket.socket(fileno=channel_descriptor)
    pid = os.fork()
    if pid:
        _tell_ending(pid, channel)
    channel.recv(9)
    channel.close()
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.close(output)
    if job["largest_file"] is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (job["largest_file"], resource.RLIM_INFINITY))
    sys.argv = ["thutuc", *job["args"]]
    return True


def _tell_ending(pid: int, channel: socket.socket) -> NoReturn:
    channel.send(str(pid).encode("ascii"))
    _, status = os.waitpid(pid, 0)
    code = os.waitstatus_to_exitcode(status)
    channel.send(json.dumps([code, _orphans()]).encode("ascii"))
    os._exit(0)


def _orphans() -> int:
    """Waits for what the child left behind; how many had to be killed."""
    end = time.monotonic() + ORPHANS_END
    killed: set[int] = set()
    while True:
        try:
            ended, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return len(killed)
        if ended == 0:
            time.sleep(0.005)
        if time.monotonic() > end:
            for one in set(children(os.getpid())) - killed:
                kill(one)
                killed.add(one)
