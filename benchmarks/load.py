"""Load on a server by wrk: requests a second and waiting times, each request another path."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.plan import Plan
from benchmarks.servers import Server

NO_WRK = "wrk is absent (Debian: `apt-get install wrk`)"
_SCRIPT = Path(__file__).with_name("distinct.lua")
_WARM_SECONDS = 1
_MICROSECONDS = 1e6


class LoadError(Exception):
    """wrk could not measure, or the server answered with errors."""


@dataclass(frozen=True, slots=True)
class Load:
    """What a server bore."""

    per_second: float
    p50: float
    """milliseconds"""
    p99: float
    """milliseconds"""
    repeated: int
    """requests beyond the distinct ones"""


def available() -> bool:
    """Whether wrk can be run."""
    return shutil.which("wrk") is not None


def press(server: Server, paths: Sequence[str], plan: Plan) -> Load:
    """Presses a server for the seconds of the plan, after a warm-up with the first paths.

    Raises LoadError where an answer was no 2xx or did not come.
    """
    file = plan.work / "paths.txt"
    file.write_text("".join(f"{path}\n" for path in paths), "utf-8")
    warm, *_ = _wrk(server, file, 0, _WARM_SECONDS, plan)
    requests, duration, errors, p50, p99 = _wrk(server, file, warm, plan.seconds, plan)
    if errors:
        raise LoadError(f"{server.address}{paths[0]}: {errors} of {requests} requests failed")
    repeated = max(0, warm + requests - len(paths))
    return Load(requests / (duration / _MICROSECONDS), p50 / 1e3, p99 / 1e3, repeated)


def _wrk(server: Server, file: Path, skip: int, seconds: int, plan: Plan) -> list[int]:
    command = ["wrk", "-t1", f"-c{plan.connections}", f"-d{seconds}s", "--timeout", "30s"]
    command += ["-s", str(_SCRIPT), server.address, "--", str(file), str(skip)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    for line in done.stdout.splitlines():
        if line.startswith("RESULT "):
            return [int(one) for one in line.split()[1:]]
    raise LoadError(f"wrk ended with {done.returncode}: {done.stderr.strip()}")
