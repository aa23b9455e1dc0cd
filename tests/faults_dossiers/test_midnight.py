"""Sixteen senders at once around midnight: the codes of both days are unique and without gaps."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.conftest import say
from tests.faults.nursery import CHECKOUT, PATIENCE
from tests.faults_dossiers.conftest import Opener
from tests.faults_dossiers.portal import Errand, Portal
from tests.faults_dossiers.senders import acknowledged, fork, running

pytestmark = pytest.mark.faults
SENDERS = 16
EACH = 6
MIDNIGHT = dt.datetime(2027, 1, 1, tzinfo=dt.timezone(dt.timedelta(hours=7)))
START = "2026-12-31 23:59:40"
"""Leaves twenty seconds to start under a false clock; then the senders wait for midnight."""


def test_around_midnight_codes_are_unique_and_without_gaps(portal: Opener, tmp_path: Path) -> None:
    if shutil.which("faketime") is None:
        pytest.skip("faketime is not installed")
    opened = portal(SENDERS * EACH)
    errands = [f"{one.account} {one.dossier} {one.version}" for one in opened.errands]
    (tmp_path / "errands").write_text("\n".join(errands), "ascii")
    done = subprocess.run(
        [
            "faketime",
            START,
            sys.executable,
            "-c",
            "from tests.faults_dossiers.test_midnight import main; main()",
            opened.address,
            str(tmp_path),
        ],
        cwd=CHECKOUT,
        env={**os.environ, "TZ": "Asia/Ho_Chi_Minh"},
        timeout=PATIENCE,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    told = {}
    for place in range(SENDERS):
        told |= acknowledged(tmp_path / f"told-{place}")
    say(f"midnight: {done.stdout.strip()}")
    by_day = {
        day: sorted(code for code in told.values() if f"-{day}-" in code) for day in ("261231", "270101")
    }
    for day, codes in by_day.items():
        assert codes == [f"H42-{day}-{number:04}" for number in range(1, len(codes) + 1)]
        assert codes, "nothing was sent on one side of midnight"
    assert sum(len(codes) for codes in by_day.values()) == len(opened.errands)
    opened.check(told, MIDNIGHT + dt.timedelta(minutes=1))


def main() -> None:
    """Under the false clock: sixteen senders, half of whose drafts wait for the other side of midnight."""
    address, folder = sys.argv[1], Path(sys.argv[2])
    lines = (folder / "errands").read_text("ascii").splitlines()
    errands = [Errand(*line.split(" ")[:2], int(line.split(" ")[2])) for line in lines]  # type: ignore[misc]
    opened = Portal(address, folder, tuple(errands))

    def make(place: int):
        return fork(opened, errands[place::SENDERS], folder / f"told-{place}", until=MIDNIGHT)

    with running(make, SENDERS) as at_work:
        codes = [one.wait() for one in at_work.values()]
    print(f"{len(errands)} sent by {SENDERS}, clock {dt.datetime.now(dt.UTC):%H:%M:%S} UTC")
    sys.exit(max(codes))
