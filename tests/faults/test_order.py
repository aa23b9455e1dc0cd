"""A real `thutuc build` under strace, from the start of Python to its end: the order that a power cut needs."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.faults.conftest import copy, options, say
from tests.faults.data import Version, read
from tests.faults.power_loss import violations
from tests.faults.tracing import CHANGING, SYNCING, WRITING, events, parse

pytestmark = [pytest.mark.faults, pytest.mark.usefixtures("strace")]


@pytest.mark.parametrize("first", [True, False], ids=["the first build", "over older generations"])
def test_a_power_cut_can_destroy_nothing_that_the_pointer_names(
    base: Path, versions: Mapping[str, Version], tmp_path: Path, first: bool
) -> None:
    root, trace = tmp_path / "index", tmp_path / "trace"
    if not first:
        copy(base, root)
    followed = ["-f", "-y", "-s", "0", "-o", str(trace), *options(trace=f"{CHANGING},{WRITING},{SYNCING}")]
    command = [sys.executable, "-c", "from search_api.cli import main; main()"]
    build = ["build", str(versions["Beta"].data), "--out", str(root)]
    subprocess.run(["strace", *followed, *command, *build], check=True, capture_output=True)
    with trace.open(encoding="utf-8", errors="replace") as lines:
        done = [event for event in events(parse(lines)) if event.path.startswith(str(tmp_path))]
    assert violations(done, str(root)) == []
    kinds = {kind: sum(event.kind == kind for event in done) for kind in sorted({e.kind for e in done})}
    say(f"power cut: {kinds}")
    assert min(kinds["sync"], kinds["write"]) > 100
    assert read(root, versions).version.mark == "Beta"
