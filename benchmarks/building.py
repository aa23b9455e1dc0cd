"""One run of `thutuc build`, watched from outside: time, processor time, memory."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from benchmarks import machine
from benchmarks.corpus import THUTUC, Corpus
from benchmarks.plan import CHECKOUT

_PAUSE = 0.1
"""Seconds between two looks at memory: peaks last longer, and looking costs milliseconds."""


class BuildError(Exception):
    """The build failed; says what it said last."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build took."""

    wall: float
    """seconds, from starting the command to its end"""
    cpu: float
    """seconds of user and system time of all its processes"""
    peak: float
    """MB, largest sum of PSS over its processes seen at one moment"""
    report: dict[str, Any]
    """its own report, with the seconds of each part"""


def build(corpus: Corpus) -> Built:
    """Builds a corpus into its index folder; raises BuildError."""
    command = [*THUTUC, "build", str(corpus.data), "--out", str(corpus.index), "--json"]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        began = time.perf_counter()
        process = subprocess.Popen(command, cwd=CHECKOUT, stdout=out, stderr=err)
        status, cpu, peak = _watch(process)
        wall = time.perf_counter() - began
        out.seek(0)
        err.seek(0)
        if status:
            raise BuildError(
                f"thutuc build ended with {status}: {err.read()[-500:].decode('utf-8', 'replace')}"
            )
        return Built(wall, cpu, peak, orjson.loads(out.read()))


def rate_file(corpus: Corpus) -> Path:
    """Where the procedures a second of the last build of a corpus from nothing are kept."""
    return corpus.index.with_name("build_rate")


def _watch(process: subprocess.Popen[bytes]) -> tuple[int, float, float]:
    """Exit code, processor seconds and peak memory of a process with all it starts."""
    peak = 0.0
    while True:
        ended, status, usage = os.wait4(process.pid, os.WNOHANG)
        if ended:
            process.returncode = os.waitstatus_to_exitcode(status)
            return process.returncode, usage.ru_utime + usage.ru_stime, peak
        peak = max(peak, sum(machine.memory(one).pss for one in machine.tree(process.pid)))
        time.sleep(_PAUSE)
