"""Real disks that are full: a small file system in memory where root may mount one, a limit of bytes a file."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.faults.conftest import Form, say
from tests.faults.data import Version, generations, read
from tests.faults.nursery import Nursery

pytestmark = pytest.mark.faults
SMALL = "2m"
"""Less than a build of the small data needs beside an older one."""
ROOM = "64m"


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A folder on a file system of 64 MiB, to be made smaller."""
    folder = tmp_path / "small"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", str(folder)]
    if os.geteuid() or shutil.which("mount") is None or subprocess.run(command, check=False).returncode:
        pytest.skip("only root may mount a small file system")
    yield folder
    # What an engine has open is closed with it, and caches in it may hold it until somebody looks for cycles.
    gc.collect()
    subprocess.run(["umount", str(folder)], check=True)


def resize(folder: Path, size: str | int) -> None:
    command = ["mount", "-o", f"remount,size={size}", str(folder)]
    subprocess.run(command, check=True)


def used(folder: Path) -> int:
    """Bytes in use."""
    found = os.statvfs(folder)
    return (found.f_blocks - found.f_bfree) * found.f_frsize


def names(root: Path) -> set[Path]:
    """All that stands in an index but the cache, which keeps what a build that failed has analysed."""
    return {path for path in root.rglob("*") if "cache" not in path.parts}


def test_the_first_build_on_a_full_disk_leaves_nothing(
    nursery: Nursery, versions: Mapping[str, Version], small: Path
) -> None:
    root = small / "index"
    resize(small, 512 * 1024)
    ending = nursery.run("build", versions["Alpha"].data, "--out", root)
    assert ending.code == 1, ending
    assert str(root) in ending.output
    assert generations(root) == set()
    resize(small, ROOM)
    assert nursery.run("build", versions["Alpha"].data, "--out", root).code == 0
    assert read(root, versions).state == "ready"


def test_wherever_the_disk_fills_up_the_old_generation_serves_and_the_build_says_so(
    form: Form, nursery: Nursery, versions: Mapping[str, Version], small: Path
) -> None:
    root = small / "index"
    assert nursery.run("build", versions["Alpha"].data, "--out", root).code == 0
    before, filled = names(root), used(small)
    needed = filled + filled // 3
    steps = form.pick(list(range(0, needed, needed // 48)), form.faults * 4, "disk")
    full = 0
    for free in steps:
        resize(small, filled + free)
        ending = nursery.run("build", versions["Beta"].data, "--out", root)
        found = read(root, versions)
        if ending.code == 0:
            assert (found.version.mark, found.state) == ("Beta", "ready")
            break
        full += 1
        assert "Traceback" not in ending.output, (free, ending)
        assert str(root) in ending.output, (free, ending)
        assert (found.version.mark, found.state) == ("Alpha", "ready"), (free, found)
        assert names(root) == before, (free, ending)
    say(f"disk full: {full} of {len(steps)} sizes")
    assert full > 0
    resize(small, ROOM)
    assert nursery.run("build", versions["Beta"].data, "--out", root).code == 0
    assert read(root, versions).version.mark == "Beta"


@pytest.mark.parametrize("largest", [0, 1, 1000, 4096, 50_000, 200_000])
def test_a_limit_of_bytes_a_file_keeps_the_old_generation(
    nursery: Nursery, versions: Mapping[str, Version], tmp_path: Path, largest: int
) -> None:
    root = tmp_path / "index"
    assert nursery.run("build", versions["Alpha"].data, "--out", root).code == 0
    before = generations(root)
    ending = nursery.run("build", versions["Beta"].data, "--out", root, largest_file=largest)
    assert ending.code == 1, (largest, ending)
    # The limit holds for what the build prints, too: 0 and 1 leave no room for a message.
    assert largest < 1000 or str(root) in ending.output, (largest, ending)
    assert generations(root) == before, largest
    assert read(root, versions).version.mark == "Alpha"
