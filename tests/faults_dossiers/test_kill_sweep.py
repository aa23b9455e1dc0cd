"""A sender killed at each system call of sending: the dossier was sent whole or not at all, and a retry tells."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest

from tests.faults.conftest import options, say
from tests.faults.tracing import Place, parse, places
from tests.faults_dossiers.conftest import Form, Opener
from tests.faults_dossiers.portal import Portal
from tests.faults_dossiers.senders import acknowledged, fork, traced

pytestmark = [pytest.mark.faults, pytest.mark.usefixtures("strace")]
DISK = "openat,pwrite64,write,fdatasync,fsync,ftruncate,unlink,pread64,read,fcntl"
NET = "sendto,recvfrom,sendmsg,recvmsg"


def calls_of_one_send(opened: Portal, tmp_path: Path) -> list[Place]:
    """The calls by which one draft is sent: on the files of SQLite, or to and from PostgreSQL."""
    trace = tmp_path / "trace"
    is_sqlite = opened.address.startswith("sqlite")
    sender = fork(opened, opened.errands[:1], tmp_path / "told-first")
    assert traced(sender, ["-s", 0, *options(trace=DISK if is_sqlite else NET)], trace) == 0
    calls = list(parse(trace.read_text("utf-8", "replace").splitlines()))
    if not is_sqlite:
        numbers: Counter[str] = Counter()
        found = []
        for call in calls:
            numbers[call.name] += 1
            found.append(Place(call.name, numbers[call.name], ""))
        return found
    folder = opened.folder / "database"
    return [*places(calls, folder), *places(calls, folder, reading=True)]


def test_wherever_a_sender_is_killed_the_retry_finds_the_dossier_sent_once(
    form: Form, portal: Opener, tmp_path: Path
) -> None:
    opened = portal(200)
    chosen = calls_of_one_send(opened, tmp_path)[:: form.step][:199]
    say(f"kill sweep: {len(chosen)} of the calls of one sending")
    assert len(chosen) > 4
    told: dict[str, str] = acknowledged(tmp_path / "told-first")
    words: Counter[str] = Counter()
    for number, place in enumerate(chosen, 1):
        path = tmp_path / f"told-{number}"
        errand = opened.errands[number : number + 1]
        injected = options(trace=place.name, inject=f"{place.name}:signal=SIGKILL:when={place.number}")
        code = traced(fork(opened, errand, path), injected, tmp_path / "trace")
        before = acknowledged(path)
        retry = fork(opened, errand, path)
        retry.start()
        assert retry.wait() == 0, place
        after = acknowledged(path)
        assert len(after) == 1, place
        assert not before or before == after, place
        told |= after
        words["killed" if code == -9 else "not reached"] += 1
    say(f"kill sweep: {dict(words)}")
    assert words["killed"] > len(chosen) // 2
    opened.check(told, dt.datetime.now(dt.UTC))
