"""`thutuc worker` and `thutuc demo` as an operator runs them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import select
from typer.testing import CliRunner, Result

from dossiers.store.database import Database
from dossiers.store.tables import Outgoing
from search_api.cli import app
from tests.running import PATIENCE
from tests.samples import build_index, procedure
from tests.unit.dossiers.offices import put, row

LETTER = {"template": "deleted", "to": "an@example.vn", "values": {}, "lang": "vi"}
START = [sys.executable, "-c", "from search_api.cli import main; main()"]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(one) for one in arguments])


def work(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Runs the worker in a process of its own, whose log is its own."""
    command = [*START, "worker", *(str(one) for one in arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("index")
    build_index(root, [procedure()])
    return root


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    """An empty database that the commands use."""
    url = f"sqlite:///{tmp_path}/thutuc.db"
    monkeypatch.setenv("THUTUC_DATABASE", url)
    monkeypatch.setenv("THUTUC_FILES", str(tmp_path / "files"))
    run("--lang", "vi", "version")
    assert run("migrate").exit_code == 0
    return Database(url)


def test_once_prints_letters_where_there_is_no_mail_server_and_ends(index: Path, database: Database) -> None:
    message = put(database, "email", LETTER)
    told = work("--once", "--index", index)
    assert told.returncode == 0, told.stderr
    assert "Subject: Tài khoản đã xóa" in told.stdout
    assert ["THUTUC_SMTP" in told.stderr, "Xong 1 việc; chờ thử lại 0; bỏ 0." in told.stderr] == [True, True]
    assert row(database, message).state == "done"


def test_a_mail_server_that_is_down_leaves_the_letter_waiting(
    index: Path, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THUTUC_SMTP", "127.0.0.1:1")
    message = put(database, "email", LETTER)
    told = work("--once", "--index", index)
    assert (told.returncode, "chờ thử lại 1" in told.stderr) == (0, True)
    assert (row(database, message).state, row(database, message).error) == ("waiting", "connectionrefused")


def test_a_mail_server_that_cannot_be_read_ends_the_start(
    index: Path, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THUTUC_SMTP", "mail:smtp")
    told = work("--once", "--index", index)
    assert (told.returncode, "THUTUC_SMTP" in told.stderr) == (2, True)


def test_what_was_given_up_is_tried_again_when_asked_for(index: Path, database: Database) -> None:
    message = put(database, "email", LETTER, state="dead", error="connectionrefused", tries=12)
    assert work("--once", "--index", index).returncode == 0
    assert row(database, message).state == "dead"
    told = work("--once", "--retry-given-up", "--index", index)
    assert (row(database, message).state, "Thử lại 1 việc" in told.stderr) == ("done", True)


def test_without_an_index_the_worker_says_how_to_make_one(tmp_path: Path, database: Database) -> None:
    told = work("--once", "--index", tmp_path / "none")
    assert (told.returncode, "thutuc build" in told.stderr) == (1, True)


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_a_running_worker_sends_what_comes_and_ends_when_asked(
    index: Path, database: Database, ending: signal.Signals
) -> None:
    process = subprocess.Popen(
        [*START, "worker", "--index", str(index)], env=os.environ, stdout=subprocess.DEVNULL
    )
    try:
        message = put(database, "email", LETTER)
        until = time.monotonic() + PATIENCE
        while row(database, message).state != "done":
            assert time.monotonic() < until
            assert process.poll() is None
            time.sleep(0.1)
        process.send_signal(ending)
        assert process.wait(PATIENCE) == 0
    finally:
        process.kill()


def test_two_workers_send_each_letter_once(index: Path, database: Database, tmp_path: Path) -> None:
    put_in = {put(database, "email", LETTER) for _ in range(40)}
    outputs = [tmp_path / f"{n}.txt" for n in range(2)]
    workers = [
        subprocess.Popen(
            [*START, "worker", "--once", "--index", str(index)], env=os.environ, stdout=one.open("w")
        )
        for one in outputs
    ]
    assert [one.wait(PATIENCE) for one in workers] == [0, 0]
    printed = sum(one.read_text().count("Subject:") for one in outputs)
    with database.read() as session:
        done = set(session.scalars(select(Outgoing.id).where(Outgoing.state == "done")))
    assert (printed, done) == (40, put_in)


def test_data_without_procedures_to_try_out_make_no_demo(index: Path, database: Database) -> None:
    told = run("demo", "--index", index)
    assert (told.exit_code, "thutuc build" in told.stderr) == (1, True)


def test_the_demo_prints_people_and_what_to_do_next(database: Database, tmp_path: Path) -> None:
    from indexer.build import build_generation

    build_generation(Path(__file__).resolve().parents[1] / "data", tmp_path / "index")
    told = run("demo", "--index", tmp_path / "index", "--json")
    assert told.exit_code == 0, told.output
    printed = json.loads(told.stdout)
    assert (len(printed["people"]), len(printed["sent"]) >= 5, printed["drafts"] >= 3) == (5, True, True)
    again = run("demo", "--index", tmp_path / "index")
    assert (again.exit_code, "đã có tài khoản" in again.stderr.lower()) == (1, True)
