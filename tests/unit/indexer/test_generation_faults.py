"""Builds that meet, die or lose power: one at a time, the old generation or the new one whole."""

from __future__ import annotations

import multiprocessing
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from indexer.errors import LockHeldError
from indexer.generation import current_generation, lock, readable_generation
from tests.samples import build_index, make_generation, procedure


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "index"


def test_a_second_build_is_turned_away_at_once(root: Path):
    with lock(root), pytest.raises(LockHeldError, match="another build is running"), lock(root):
        pytest.fail("two builds at once")
    with lock(root):
        pass


def _hold(root: str, ready) -> None:
    with lock(Path(root)):
        ready.set()
        signal.pause()


def test_the_lock_of_a_killed_build_is_free(root: Path):
    context = multiprocessing.get_context("spawn")
    ready = context.Event()
    other = context.Process(target=_hold, args=(str(root), ready))
    other.start()
    assert ready.wait(60)
    with pytest.raises(LockHeldError), lock(root):
        pytest.fail("the lock was not held")
    os.kill(other.pid or 0, signal.SIGKILL)
    other.join()
    with lock(root):
        pass


KILLED = """
import os, signal, sys
from pathlib import Path
from tests.samples import build_index, make_generation, procedure
calls, last = 0, int(sys.argv[2])
def dying(name):
    done = getattr(os, name)
    def call(*args, **kwargs):
        global calls
        calls += 1
        if calls == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return done(*args, **kwargs)
    return call
for name in ("fsync", "rename", "replace", "mkdir"):
    setattr(os, name, dying(name))
build_index(Path(sys.argv[1]), [procedure("1.000002", "Bản mới")])
print("calls", calls)
"""


def killed_at(root: Path, call: int) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", KILLED, str(root), str(call)], capture_output=True, text=True, check=False
    )


def test_a_build_killed_anywhere_leaves_the_old_generation_or_the_new_one_whole(tmp_path: Path):
    base = tmp_path / "base"
    old = build_index(base, [procedure("1.000001", "Bản cũ")])
    whole = killed_at(_copy(base, tmp_path / "whole"), 10**9)
    (calls,) = map(int, re.findall(r"calls (\d+)", whole.stdout))
    assert calls > 20
    for call in (1, 3, calls // 2, *range(calls - 4, calls + 1)):
        root = _copy(base, tmp_path / f"killed{call}")
        assert killed_at(root, call).returncode == -signal.SIGKILL
        found, _ = readable_generation(root)
        is_old = found.name == old.name
        assert is_old or call >= calls - 4
        assert current_generation(root) == found
        build_index(root, [procedure("1.000003", "Bản sau")])
        assert not list(root.glob("*.partial"))
        assert readable_generation(root)[1].procedures == 1


def _copy(source: Path, target: Path) -> Path:
    shutil.copytree(source, target)
    return target


def test_everything_is_on_disk_before_the_pointer_moves(root: Path, monkeypatch: pytest.MonkeyPatch):
    """The order of calls: every file and folder, then the new name, then the pointer, its folder last."""
    done: list[str] = []
    real_fsync, real_rename = os.fsync, Path.rename

    def fsync(descriptor: int) -> None:
        done.append(f"fsync {Path(f'/proc/self/fd/{descriptor}').readlink().relative_to(root.parent)}")
        real_fsync(descriptor)

    def rename(path: Path, target: Path) -> Path:
        done.append(f"rename {path.relative_to(root.parent)}")
        return real_rename(path, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Path, "rename", rename)
    folder = make_generation(root, "1")
    files = [f"index/gen-1.partial/{path.relative_to(folder)}" for path in folder.rglob("*")]
    renamed = done.index("rename index/gen-1.partial")
    assert {f"fsync {one}" for one in [*files, "index/gen-1.partial"]} == set(done[:renamed])
    assert done[renamed + 1 :] == [
        "fsync index",
        "fsync index/CURRENT.new",
        "rename index/CURRENT.new",
        "fsync index",
    ]
