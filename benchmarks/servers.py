"""Server processes on free ports of this machine, started, waited for and ended."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import THUTUC
from benchmarks.plan import CHECKOUT

HOST = "127.0.0.1"
PATIENCE = 120.0
"""Seconds until a server that does not answer counts as broken."""
_PAUSE = 0.005
"""Seconds between two looks at a server that starts: finer than what is to be measured."""
CONSTANT = (sys.executable, "-m", "benchmarks.constant")


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers."""

    port: int
    process: int
    started: float
    """seconds from the start of the process until it was ready"""

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://{HOST}:{self.port}"

    def get(self, path: str) -> tuple[int, bytes]:
        """Status and body of one answer; raises OSError where there is none."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=30)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as one:
        one.bind((HOST, 0))
        return int(one.getsockname()[1])


@contextmanager
def thutuc(index: Path, command: Sequence[str] = THUTUC, workers: int = 1) -> Iterator[Server]:
    """`thutuc serve` over an index, without its rate limit."""
    port = free_port()
    arguments = ["serve", "--index", str(index), "--port", str(port), "--workers", str(workers)]
    with running([*command, *arguments], port, "/readyz", {"THUTUC_RATE_LIMIT": "off"}) as server:
        yield server


@contextmanager
def running(
    command: Sequence[str], port: int, ready: str, environment: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """Starts a server, waits until a path of it answers 200 and ends it afterwards.

    Raises RuntimeError where it ends by itself and TimeoutError where it stays silent.
    """
    began = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=CHECKOUT,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(Server(port, process.pid, 0.0), ready, process)
        yield Server(port, process.pid, time.perf_counter() - began)
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def _wait(server: Server, path: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode} before it was ready")
        if _answers(server, path):
            return
        time.sleep(_PAUSE)
    raise TimeoutError(f"{server.address}{path} is not ready")


def _answers(server: Server, path: str) -> bool:
    try:
        return server.get(path)[0] == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
