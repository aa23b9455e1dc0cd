"""A real server process on a free port of this machine, for tests and tools that need one."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

PATIENCE = 60.0
"""Seconds until a server that does not answer counts as broken; machines may be slow."""


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def serving(
    index: Path, command: Sequence[str] = (), *, log: BinaryIO | None = None, **environment: str
) -> Iterator[str]:
    """Runs `thutuc serve` over an index; gives its address once it is ready and ends it afterwards. What it writes
    goes into `log`, else its errors are shown."""
    port = free_port()
    start = command or (sys.executable, "-c", "from search_api.cli import main; main()")
    process = subprocess.Popen(
        [*start, "serve", "--index", str(index), "--port", str(port)],
        env={**os.environ, **environment},
        stdout=log or subprocess.DEVNULL,
        stderr=log,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until_ready(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def wait_until_ready(address: str, process: subprocess.Popen[bytes]) -> None:
    """Waits until the server says that it is ready; raises where it ends or stays silent."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=5):  # noqa: S310 - loopback
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise TimeoutError(f"{address} is not ready")
