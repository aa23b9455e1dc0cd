"""Builds that are killed: readers find the old generation or the new one, whole; the next build cleans up."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.faults.conftest import Form, copy, options, say, sweep
from tests.faults.data import Version, generations, read, tidy
from tests.faults.nursery import Nursery
from tests.faults.tracing import TRACED, Place, parse, places

pytestmark = [pytest.mark.faults, pytest.mark.usefixtures("strace")]


def test_a_build_killed_at_any_call_leaves_one_whole_generation_and_the_next_build_cleans_up(
    form: Form, nursery: Nursery, base: Path, versions: Mapping[str, Version], tmp_path: Path
) -> None:
    found = changing_places(nursery, copy(base, tmp_path / "whole"), versions["Beta"])
    names = sorted({place.name for place in found})
    chosen = [
        place
        for name in names
        for place in form.pick([one for one in found if one.name == name], form.kills, name)
    ]
    say(f"kills: {len(chosen)} of the {len(found)} calls that change something: {', '.join(names)}")
    assert {"openat", "write", "fsync", "rename", "unlinkat", "mkdir", "flock"} <= set(names)

    def trial(place: Place) -> str:
        root = copy(base, tmp_path / f"{place.name}-{place.number}")
        word = killed(nursery, root, place, versions)
        shutil.rmtree(root)
        return word

    words = sweep("kills", chosen, trial)
    assert words.get("Alpha", 0) > words.get("Beta", 0) > 0
    # A place that no process reaches twice in the same way is none; nearly all must be.
    assert words.get("not killed", 0) <= len(chosen) // 20


def changing_places(nursery: Nursery, root: Path, version: Version) -> list[Place]:
    """Every call by which a build changes something below its index folder."""
    trace = root.parent / "trace"
    followed = ["-y", "-s", 0, "-o", trace, *options(trace=TRACED)]
    ending = nursery.run("build", version.data, "--out", root, strace=followed)
    assert ending.code == 0, ending.output
    with trace.open(encoding="utf-8") as lines:
        return places(parse(lines), root)


def killed(nursery: Nursery, root: Path, place: Place, versions: Mapping[str, Version]) -> str:
    """Kills a build of Beta over Alpha at a place; which version is found afterwards."""
    injected = options(trace=place.name, inject=f"{place.name}:signal=SIGKILL:when={place.number}")
    before = generations(root)
    ending = nursery.run("build", versions["Beta"].data, "--out", root, strace=["-o", "/dev/null", *injected])
    assert ending.orphans == 0, (place, ending)
    found = read(root, versions)
    assert found.state == "ready", (place, found)
    assert (found.version.mark == "Alpha") == (found.generation in before), (place, found)
    again = nursery.run("build", versions["Alpha"].data, "--out", root)
    assert again.code == 0, (place, again)
    after = read(root, versions)
    assert (after.version.mark, after.state) == ("Alpha", "ready"), (place, after)
    assert after.generation not in before, place
    tidy(root)
    return found.version.mark if ending.code == -signal.SIGKILL else "not killed"
