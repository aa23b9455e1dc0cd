"""Builds with worker processes that are killed: nothing lives on, no lock stays held, no file is half written."""

from __future__ import annotations

import random
import signal
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from indexer.cached_files import MANY
from tests.faults.conftest import Form, copy, say
from tests.faults.data import Version, generations, make_version, read, tidy
from tests.faults.nursery import Nursery, children, kill

pytestmark = pytest.mark.faults


@pytest.fixture(scope="module")
def gamma(tmp_path_factory: pytest.TempPathFactory) -> Version:
    """So many procedures that a build starts worker processes."""
    return make_version(tmp_path_factory.mktemp("many") / "Gamma", "Gamma", MANY + 20)


@pytest.fixture(scope="module")
def known(versions: Mapping[str, Version], gamma: Version) -> Mapping[str, Version]:
    """All versions by their marks."""
    return {**versions, gamma.mark: gamma}


def test_a_build_that_is_killed_takes_its_workers_along(
    form: Form, nursery: Nursery, base: Path, known: Mapping[str, Version], tmp_path: Path
) -> None:
    """Wherever the moment lies; a worker that lived on might hold the lock, or write."""
    gamma = known["Gamma"]
    began = time.monotonic()
    whole = nursery.run("build", gamma.data, "--out", copy(base, tmp_path / "whole"))
    took = time.monotonic() - began
    assert whole.code == 0, whole
    pick = random.Random(form.seed)  # noqa: S311 - repeatable on purpose
    killed = with_workers = 0
    for number in range(min(form.kills or 15, 15)):
        root = copy(base, tmp_path / str(number))
        started: list[int] = []

        def killing(pid: int, started: list[int] = started) -> None:
            time.sleep(pick.uniform(0, took))
            started += children(pid)
            kill(pid)

        ending = nursery.run("build", gamma.data, "--out", root, meanwhile=killing)
        assert ending.orphans == 0, ending
        assert read(root, known).state == "ready"
        assert nursery.run("build", known["Alpha"].data, "--out", root).code == 0
        tidy(root)
        killed += ending.code == -signal.SIGKILL
        with_workers += bool(started)
    say(f"builds with workers: {killed} killed, {with_workers} of them with workers alive")
    assert killed > 0


def test_a_build_whose_worker_is_killed_says_so_and_the_old_generation_serves_on(
    nursery: Nursery, base: Path, known: Mapping[str, Version], tmp_path: Path
) -> None:
    root = copy(base, tmp_path / "index")
    before = generations(root)

    def killing(pid: int) -> None:
        while not (workers := [one for one in children(pid) if b"spawn_main" in command(one)]):
            time.sleep(0.001)
        kill(workers[0])

    ending = nursery.run("build", known["Gamma"].data, "--out", root, meanwhile=killing)
    assert ending.code == 1, ending
    assert "Traceback" not in ending.output, ending
    assert str(root) in ending.output, ending
    assert "worker process was killed" in ending.output, ending
    assert ending.orphans == 0
    assert generations(root) == before, ending
    found = read(root, known)
    assert (found.version.mark, found.state) == ("Alpha", "ready"), found


def command(pid: int) -> bytes:
    """The command line of a process."""
    path = Path(f"/proc/{pid}/cmdline")
    return path.read_bytes() if path.exists() else b""
