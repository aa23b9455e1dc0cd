"""What the fault tests share: how much to try, two versions of the data, a nursery, an index to fall upon."""

from __future__ import annotations

import logging
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

import pytest
import structlog

from tests.faults.data import Version, make_version
from tests.faults.nursery import Nursery

Case = TypeVar("Case")
SIDE_BY_SIDE = 2
"""Builds at once in a sweep: one a core of the smallest machine this is meant for."""


@dataclass(frozen=True, slots=True)
class Form:
    """How much is tried; chosen by FAULTS=short|full and SEED, which `make faults` sets."""

    kills: int
    """Places a system call, at most; 0: every one"""
    faults: int
    """Places a system call and error, at most; 0: every one"""
    corruptions: int
    seconds: float
    """Of each of the two races of builds and readers"""
    seed: int

    def pick(self, cases: Sequence[Case], most: int, key: object) -> list[Case]:
        """Every k-th case from an offset that the seed gives, at most so many; all for 0."""
        step = max(1, -(-len(cases) // most)) if most else 1
        offset = random.Random(f"{self.seed} {key}").randrange(step)  # noqa: S311 - repeatable on purpose
        return list(cases[offset::step])


SHORT = {"kills": 3, "faults": 1, "corruptions": 60, "seconds": 10.0}
FULL = {"kills": 60, "faults": 10, "corruptions": 500, "seconds": 60.0}
EVERY = {**FULL, "kills": 0, "faults": 0}
FORMS = {"short": SHORT, "full": FULL, "every": EVERY}


@pytest.fixture(scope="session", autouse=True)
def _quiet_log() -> None:
    """Hundreds of refused generations would bury what the tests say."""
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL), cache_logger_on_first_use=False
    )


@pytest.fixture(scope="session")
def form() -> Form:
    chosen = Form(**FORMS[os.environ.get("FAULTS", "full")], seed=int(os.environ.get("SEED", "1")))
    say(f"{chosen}; SEED={chosen.seed} repeats it")
    return chosen


def say(text: str) -> None:
    """Tells how far a long test is; pytest shows it with -s."""
    print(f"  {time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


class Trial(Protocol[Case]):
    """Tries one case; says what happened in a word, or raises what is wrong."""

    def __call__(self, case: Case, /) -> str: ...


def sweep(title: str, cases: Sequence[Case], trial: Trial[Case]) -> dict[str, int]:
    """Tries all cases, two at a time, telling how far it is; how often each word was said."""
    words: dict[str, int] = {}
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        try:
            for done, word in enumerate(pool.map(trial, cases), start=1):
                words[word] = words.get(word, 0) + 1
                if done % 25 == 0 or done == len(cases):
                    say(f"{title}: {done} of {len(cases)} {words}")
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
    return words


@pytest.fixture(scope="session")
def strace() -> None:
    """Skips where strace cannot be used."""
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")
    tried = subprocess.run(["strace", "-qq", "-o", os.devnull, "true"], check=False, stderr=subprocess.PIPE)
    if tried.returncode:
        pytest.skip(f"strace may not trace here: {tried.stderr.decode().strip()}")


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    one = Nursery()
    yield one
    one.close()


@pytest.fixture(scope="session")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Version]:
    """Version of the data by its mark."""
    folder = tmp_path_factory.mktemp("data")
    made = (make_version(folder / mark, mark, count) for mark, count in (("Alpha", 3), ("Beta", 4)))
    return {one.mark: one for one in made}


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory, nursery: Nursery, versions: Mapping[str, Version]) -> Path:
    """An index of version Alpha as one finds it: two older generations, and what a dead build left."""
    root = tmp_path_factory.mktemp("base") / "index"
    for _ in range(3):
        ending = nursery.run("build", versions["Alpha"].data, "--out", root)
        assert ending.code == 0, ending.output
    dead = root / "gen-20260101T000000000000-00000000.partial"
    (dead / "whoosh").mkdir(parents=True)
    (dead / "whoosh" / "half").write_bytes(b"x")
    return root


def copy(source: Path, target: Path) -> Path:
    """A copy that shares the generations with its source, for they are never written again; nothing else."""
    shutil.copytree(source, target, copy_function=os.link, ignore=shutil.ignore_patterns("lock", "CURRENT"))
    shutil.copy(source / "CURRENT", target)
    return target


def options(**given: Any) -> list[str]:
    """Options of strace: `trace="write"` becomes `-e trace=write`."""
    return [part for name, value in given.items() for part in ("-e", f"{name}={value}")]
