"""A disk that fails or is full: no acknowledgement, the draft stays, reading works, and later all goes on."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from dossiers.store.database import Database
from dossiers.store.drafts import own, own_draft
from tests.faults.conftest import options, say
from tests.faults.tracing import Call, parse
from tests.faults_dossiers.portal import Portal, open_portal
from tests.faults_dossiers.senders import REFUSED, acknowledged, fork, traced

pytestmark = pytest.mark.faults
SYNC = "fsync,fdatasync"
"""SQLite calls either, as it was built."""


@pytest.fixture
def opened(tmp_path: Path) -> Portal:
    """SQLite only: what PostgreSQL does with its disk is its own."""
    return open_portal(f"sqlite:///{tmp_path}/database/dossiers.db", tmp_path, 40, dt.datetime.now(dt.UTC))


def calls(trace: Path, names: str) -> list[Call]:
    return [
        one for one in parse(trace.read_text("utf-8", "replace").splitlines()) if one.name in names.split(",")
    ]


@pytest.mark.usefixtures("strace")
@pytest.mark.parametrize(
    ("name", "error", "lasting"),
    [
        (SYNC, "EIO", ""),
        (SYNC, "EIO", "+"),
        ("pwrite64", "ENOSPC", "+"),
        ("pwrite64", "EIO", "+"),
    ],
)
def test_what_did_not_reach_the_disk_is_not_acknowledged(
    opened: Portal, tmp_path: Path, name: str, error: str, lasting: str
) -> None:
    errands = iter(opened.errands)
    told, trace = {}, tmp_path / "trace"
    tried = failed = 0
    for number in range(1, 9):
        errand, path = [next(errands)], tmp_path / f"told-{number}"
        injected = options(trace=name, inject=f"{name}:error={error}:when={number}{lasting}")
        code = traced(fork(opened, errand, path, patient=False), injected, trace)
        hit = [one for one in calls(trace, name) if one.injected]
        if not hit:
            break
        tried += 1
        # SQLite leaves a failing sync of its folder unnoticed: the names in it were there before.
        if any(not Path(path).is_dir() for one in hit for path in one.paths):
            failed += 1
            assert (code, acknowledged(path)) == (REFUSED, {}), hit
            database = Database(opened.address)
            assert own(database, errand[0].account, errand[0].dossier).status in ("draft", "sent")
            database.close()
        retry = fork(opened, errand, path)
        retry.start()
        assert retry.wait() == 0
        told |= acknowledged(path)
    say(f"{name} {error}{lasting}: {failed} of {tried} places refused")
    assert failed > 0
    opened.check(told, dt.datetime.now(dt.UTC))


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A folder on a small file system in memory."""
    folder = tmp_path / "small"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(folder)]
    if os.geteuid() or shutil.which("mount") is None or subprocess.run(command, check=False).returncode:
        pytest.skip("only root may mount a small file system")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def resize(folder: Path, size: str | int) -> None:
    subprocess.run(["mount", "-o", f"remount,size={size}", str(folder)], check=True)


def test_on_a_full_disk_drafts_stay_and_can_be_read_and_later_be_sent(small: Path, tmp_path: Path) -> None:
    opened = open_portal(f"sqlite:///{small}/database/dossiers.db", small, 60, dt.datetime.now(dt.UTC))
    found = os.statvfs(small)
    used = (found.f_blocks - found.f_bfree) * found.f_frsize
    resize(small, used + 128 * 1024)
    path = tmp_path / "told"
    sender = fork(opened, opened.errands, path, patient=False)
    sender.start()
    assert sender.wait() == REFUSED
    sent = acknowledged(path)
    say(f"disk full: {len(sent)} of {len(opened.errands)} sent before")
    database = Database(opened.address)
    for one in opened.errands:
        if one.dossier in sent:
            assert own(database, one.account, one.dossier).code == sent[one.dossier]
        else:
            assert own_draft(database, one.account, one.dossier).answers == {}
    database.close()
    resize(small, "64m")
    sender = fork(opened, opened.errands, path)
    sender.start()
    assert sender.wait() == 0
    assert len(acknowledged(path)) == len(opened.errands)
    opened.check(acknowledged(path), dt.datetime.now(dt.UTC))
