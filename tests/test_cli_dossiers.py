"""`thutuc migrate`, `keys renew`, `doctor`, `backup` and `restore` as an operator runs them, on real folders."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import update
from typer.testing import CliRunner

from dossiers.sealing import Seals
from dossiers.store import schema
from dossiers.store.database import Database
from dossiers.store.tables import Account, Event
from search_api import cli_dossiers
from search_api.cli import app
from search_api.messages.upkeep import HELP, SAID
from tests.dossier_database import person
from tests.faults_dossiers.portal import Portal, house, open_portal

NOW = dt.datetime.now(dt.UTC)
OLD, NEW = "an old k3y of 32 different letters!", "the n3w key, 32 letters as the other"


@pytest.fixture(autouse=True)
def _place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test in a folder of its own, in Vietnamese."""
    run("--lang", "vi", "version")
    monkeypatch.chdir(tmp_path)
    use(monkeypatch, tmp_path)


def use(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setenv("THUTUC_DATABASE", f"sqlite:///{folder}/database/dossiers.db")
    monkeypatch.setenv("THUTUC_FILES", str(folder / "files"))


@pytest.fixture
def portal(tmp_path: Path) -> Portal:
    """A portal with three drafts with a file each, two of them sent."""
    from dossiers.submit import submit

    opened = open_portal(f"sqlite:///{tmp_path}/database/dossiers.db", tmp_path, 3, NOW)
    mine = house(opened.address, tmp_path)
    for one in opened.errands[:2]:
        submit(mine, one.account, one.dossier, one.version, key=one.key, now=NOW)
    mine.database.close()
    return opened


@pytest.fixture
def database(portal: Portal) -> Iterator[Database]:
    made = Database(portal.address)
    yield made
    made.close()


def run(*arguments: object):
    return CliRunner().invoke(app, [str(one) for one in arguments])


def test_migrating_makes_the_tables_and_again_finds_nothing_to_do() -> None:
    first, second = run("migrate"), run("migrate")
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert f"- → {schema.head()}" in first.output
    assert f"đã ở bản {schema.head()}" in second.output


def test_a_database_that_cannot_be_opened_is_named_without_a_traceback(monkeypatch) -> None:
    monkeypatch.setenv("THUTUC_DATABASE", "postgresql://nobody:s3cr3t@127.0.0.1:1/none")
    for command in (["migrate"], ["doctor"], ["keys", "renew"], ["backup", "all.tar"]):
        ending = run(*command)
        assert ending.exit_code == 1, command
        assert "Traceback" not in ending.output
        assert "s3cr3t" not in ending.output


def test_serving_brings_sqlite_up_to_date_in_development(tmp_path: Path) -> None:
    cli_dossiers.make_ready()
    database = Database(f"sqlite:///{tmp_path}/database/dossiers.db")
    assert schema.revision(database) == schema.head()
    database.close()


def test_serving_in_production_refuses_an_old_schema_with_the_command_to_run(monkeypatch) -> None:
    for name, value in {
        "MODE": "production",
        "SECRET_KEYS": json.dumps([NEW]),
        "SMTP": "mail.example.vn:587",
        "BASE_URL": "https://thutuc.example.vn",
        "DOSSIERS": "true",
    }.items():
        monkeypatch.setenv(f"THUTUC_{name}", value)
    ending = run("serve")
    assert ending.exit_code == 2
    assert "thutuc migrate" in ending.output
    assert run("migrate").exit_code == 0
    cli_dossiers.make_ready()


def test_serving_in_production_refuses_a_missing_secret(monkeypatch) -> None:
    for name, value in {"MODE": "production", "BASE_URL": "https://a.vn", "DOSSIERS": "true"}.items():
        monkeypatch.setenv(f"THUTUC_{name}", value)
    ending = run("serve")
    assert ending.exit_code == 2
    assert "THUTUC_SECRET_KEYS" in ending.output


def test_the_doctor_finds_nothing_at_fault_in_a_sound_portal(portal: Portal) -> None:
    ending = run("doctor")
    assert ending.exit_code == 0, ending.output
    assert SAID["doctor_sound"][0] in ending.output
    assert "✗" not in ending.output


def test_the_doctor_tells_programs_what_is_at_fault_and_ends_with_1(
    portal: Portal, database: Database
) -> None:
    with database.write() as session:
        session.execute(update(Event).values(actor="somebody"))
    ending = run("doctor", "--json")
    assert ending.exit_code == 1
    [broken] = [one for one in json.loads(ending.output) if one["level"] == "fault"]
    assert (broken["check"], broken["key"], broken["number"]) == ("history", "history_broken", 2)
    assert "bản sao lưu" in broken["message"]


def test_the_doctor_finds_a_file_that_was_changed_on_the_disk(portal: Portal, tmp_path: Path) -> None:
    kept = next(one for one in (tmp_path / "files").rglob("*") if one.is_file())
    kept.write_bytes(kept.read_bytes()[:-1])
    ending = run("doctor")
    assert ending.exit_code == 1
    assert "✗ files: 1 tệp" in ending.output


def test_the_drill_ends_with_a_clean_doctor_elsewhere(portal: Portal, tmp_path: Path, monkeypatch) -> None:
    made = run("backup", "all.tar")
    assert made.exit_code == 0, made.output
    assert "3 tệp đính kèm" in made.output
    assert run("restore", "all.tar", "--check").exit_code == 0
    assert run("restore", "all.tar").exit_code == 1
    use(monkeypatch, tmp_path / "elsewhere")
    restored = run("restore", "all.tar")
    assert restored.exit_code == 0, restored.output
    assert run("doctor").exit_code == 0
    again = run("restore", "all.tar")
    assert again.exit_code == 1
    assert SAID["backup.database_not_empty"][0] in again.output


def test_a_backup_tells_of_files_that_are_lost(portal: Portal, tmp_path: Path) -> None:
    next(one for one in (tmp_path / "files").rglob("*") if one.is_file()).unlink()
    ending = run("backup", "all.tar")
    assert ending.exit_code == 1
    assert "1 tệp đính kèm không còn" in ending.output
    assert run("restore", "all.tar", "--check").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["restore", "none.tar", "--check"], "none.tar"),
        (["restore", "bad.tar", "--check"], "bad.tar"),
        (["backup", "bad.tar"], "bad.tar"),
        (["backup", "none/all.tar"], "none"),
    ],
)
def test_what_cannot_be_read_or_written_is_named(portal: Portal, arguments: list[str], said: str) -> None:
    Path("bad.tar").write_bytes(b"no tar" * 999)
    ending = run(*arguments)
    assert (ending.exit_code, "Traceback" in ending.output) == (1, False)
    assert said in ending.output


def test_after_renewal_the_old_key_is_not_needed(portal: Portal, database: Database, monkeypatch) -> None:
    old, number = Seals([OLD]), "037090001234"
    one = person(database, "binh", number_sealed=old.seal(number), number_trace=old.trace(number))
    monkeypatch.setenv("THUTUC_SECRET_KEYS", json.dumps([NEW, OLD]))
    ending = run("keys", "renew")
    assert (ending.exit_code, "1 tài khoản" in ending.output) == (0, True)
    with database.read() as session:
        assert Seals([NEW]).open(session.get(Account, one).number_sealed) == number


def test_a_number_that_no_key_opens_ends_with_1(portal: Portal, database: Database, monkeypatch) -> None:
    person(database, "binh", number_sealed=Seals([OLD]).seal("1"), number_trace="t")
    monkeypatch.setenv("THUTUC_SECRET_KEYS", json.dumps([NEW]))
    assert run("keys", "renew").exit_code == 1


def test_a_setting_that_cannot_be_read_is_named_and_a_secret_is_not_shown(monkeypatch) -> None:
    monkeypatch.setenv("THUTUC_SECRET_KEYS", "s3cr3t-and-no-list")
    ending = run("migrate")
    assert ending.exit_code == 2
    assert "THUTUC_SECRET_KEYS" in ending.output
    assert "s3cr3t" not in ending.output


@pytest.mark.parametrize("command", ["migrate", "doctor", "backup", "restore"])
def test_help_suffices(command: str) -> None:
    shown = " ".join(run(command, "--help").output.split())
    assert all(word in shown for word in HELP[command][0].split()[:6])
