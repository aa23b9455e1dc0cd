"""A backup restores to a clean doctor, on either database; a damaged one restores nothing."""

from __future__ import annotations

import io
import json
import os
import stat
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from dossiers import backup, checkup
from dossiers.findings import Level
from dossiers.store import drafts, schema, snapshot
from dossiers.store.database import Database, DatabaseError
from dossiers.store.moves import act
from dossiers.store.sending import send
from dossiers.store.tables import Event, SentCopy, Table
from tests.dossier_database import NOW
from tests.dossier_database import database as other_database
from tests.dossier_files import Shelf
from tests.unit.dossiers.store.test_checkup import SETTINGS, Portal
from tests.unit.dossiers.store.test_moves import withdraw
from tests.unit.dossiers.store.test_sending import draft, sending

other = pytest.fixture(name="other", params=["sqlite", "postgresql"])(other_database.__wrapped__)


@pytest.fixture
def portal(database: Database) -> Portal:
    made = Portal(database)
    mine = drafts.own(database, made.account, made.sent[0])
    act(database, withdraw(mine), NOW)
    return made


@pytest.fixture
def empty(other: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A database without tables, of either kind."""
    if other.is_sqlite:
        # The tables of the fixture stand in a file of the same test: ours lies elsewhere.
        fresh = Database(f"sqlite:///{tmp_path_factory.mktemp('empty')}/sub/new.db")
        yield fresh
        fresh.close()
    else:
        Table.metadata.drop_all(other.engine)
        yield other


def content(database: Database) -> dict[str, list]:
    """Everything that a database holds."""
    with database.read() as session:
        return {
            name: sorted(
                (
                    [getattr(row, column.key) for column in table.columns]
                    for row in session.execute(select(table))
                ),
                key=str,
            )
            for name, table in Table.metadata.tables.items()
        }


def test_a_backup_restores_to_a_clean_doctor(portal: Portal, empty: Database, tmp_path: Path) -> None:
    file, shelf = tmp_path / "all.tar", Shelf()
    made = backup.save(portal.database, portal.shelf, file, NOW)
    assert (len(made.files), made.lost, made.revision) == (2, (), schema.head())
    assert backup.restore(file, empty, shelf) == made
    assert content(empty) == content(portal.database)
    assert shelf.files == portal.shelf.files
    found = list(checkup.examine(SETTINGS, empty, shelf, NOW))
    assert {one.level for one in found} == {Level.OK}


def test_work_goes_on_after_a_restore(portal: Portal, empty: Database, tmp_path: Path) -> None:
    backup.save(portal.database, portal.shelf, tmp_path / "all.tar", NOW)
    shelf = Shelf()
    backup.restore(tmp_path / "all.tar", empty, shelf)
    mine = draft(empty, portal.account)
    assert send(empty, sending(mine, notices=()), NOW)["code"] == "H42-261125-0003"
    assert {one.level for one in checkup.examine(SETTINGS, empty, shelf, NOW)} == {Level.OK}
    with empty.read() as session:
        for table, number in ((Event, 4), (SentCopy, 3)):
            ids = session.scalars(select(table.id)).all()
            assert len(set(ids)) == number


def test_a_backup_is_for_its_owner_only_and_never_overwrites(portal: Portal, tmp_path: Path) -> None:
    file = tmp_path / "all.tar"
    backup.save(portal.database, portal.shelf, file, NOW)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert {path.name for path in tmp_path.iterdir() if path.suffix not in (".db", ".db-wal", ".db-shm")} >= {
        "all.tar"
    }
    assert not [
        path for path in tmp_path.iterdir() if path.name.startswith(".thutuc") or "partial" in path.name
    ]
    before = file.read_bytes()
    with pytest.raises(backup.BackupError) as refused:
        backup.save(portal.database, portal.shelf, file, NOW)
    assert refused.value.key == "exists"
    assert file.read_bytes() == before


def test_a_file_that_is_lost_is_told_and_the_rest_is_kept(portal: Portal, tmp_path: Path) -> None:
    del portal.shelf.files["k0"]
    made = backup.save(portal.database, portal.shelf, tmp_path / "all.tar", NOW)
    assert (set(made.files), len(made.lost)) == ({"k1"}, 1)
    assert backup.check(tmp_path / "all.tar") == made


def test_a_file_uploaded_after_the_copy_of_the_database_is_not_in_the_backup(
    portal: Portal, tmp_path: Path
) -> None:
    portal.shelf.files["later"] = b"x", NOW
    assert "later" not in backup.save(portal.database, portal.shelf, tmp_path / "all.tar", NOW).files


def test_a_place_that_holds_something_is_left_as_it_is(portal: Portal, tmp_path: Path) -> None:
    file = tmp_path / "all.tar"
    backup.save(portal.database, portal.shelf, file, NOW)
    before = content(portal.database)
    with pytest.raises(backup.BackupError) as refused:
        backup.restore(file, portal.database, Shelf())
    assert refused.value.key == "database_not_empty"
    assert content(portal.database) == before
    fresh = Database(f"sqlite:///{tmp_path}/fresh.db")
    with pytest.raises(backup.BackupError) as refused:
        backup.restore(file, fresh, portal.shelf)
    assert refused.value.key == "files_not_empty"
    assert not (tmp_path / "fresh.db").exists()


def rewritten(source: Path, target: Path, change) -> Path:
    """A backup with members changed: `change(name, bytes)` gives the new bytes, or None to leave it out."""
    with tarfile.open(source) as old, tarfile.open(target, "w") as new:
        for member in old:
            kept = change(member.name, old.extractfile(member).read())
            if kept is not None:
                member.size = len(kept)
                new.addfile(member, io.BytesIO(kept))
    return target


@pytest.mark.parametrize("name", ["database.sqlite", "files/k0"])
def test_a_backup_with_a_changed_or_missing_part_restores_nothing(
    portal: Portal, tmp_path: Path, name: str
) -> None:
    backup.save(portal.database, portal.shelf, tmp_path / "all.tar", NOW)
    fresh = Database(f"sqlite:///{tmp_path}/fresh.db")
    changes = {
        "damaged": lambda one, old: old[:-1] + b"?" if one == name else old,
        "incomplete": lambda one, old: None if one == name else old,
    }
    for key, change in changes.items():
        bad, shelf = rewritten(tmp_path / "all.tar", tmp_path / f"{key}.tar", change), Shelf()
        with pytest.raises(backup.BackupError) as refused:
            backup.restore(bad, fresh, shelf)
        assert refused.value.key == key
        assert (shelf.files, snapshot.is_empty(fresh)) == ({}, True)


def test_a_backup_of_a_newer_program_is_refused(portal: Portal, tmp_path: Path) -> None:
    backup.save(portal.database, portal.shelf, tmp_path / "all.tar", NOW)

    def newer(name: str, old: bytes) -> bytes:
        return (
            json.dumps({**json.loads(old), "revision": "9999"}).encode() if name == "manifest.json" else old
        )

    with pytest.raises(backup.BackupError) as refused:
        backup.check(rewritten(tmp_path / "all.tar", tmp_path / "newer.tar", newer))
    assert refused.value.key == "newer"


def test_keys_that_lead_out_of_the_store_are_refused(portal: Portal, tmp_path: Path) -> None:
    backup.save(portal.database, portal.shelf, tmp_path / "all.tar", NOW)

    def hostile(name: str, old: bytes) -> bytes:
        return old.replace(b'"k0"', b'"../../k0"') if name == "manifest.json" else old

    with pytest.raises(backup.BackupError) as refused:
        backup.check(rewritten(tmp_path / "all.tar", tmp_path / "hostile.tar", hostile))
    assert refused.value.key == "unreadable"


@pytest.mark.parametrize("cut", [0, 1, 700, 0.5, 0.9])
def test_a_cut_backup_is_refused(portal: Portal, tmp_path: Path, cut: float) -> None:
    file = tmp_path / "all.tar"
    backup.save(portal.database, portal.shelf, file, NOW)
    size = int(cut if cut >= 1 else cut * file.stat().st_size)
    os.truncate(file, size)
    with pytest.raises(backup.BackupError):
        backup.check(file)


def test_a_database_that_cannot_be_copied_leaves_no_file(portal: Portal, tmp_path: Path, monkeypatch) -> None:
    def fails(*_: object) -> None:
        raise DatabaseError("disk I/O error")

    monkeypatch.setattr(snapshot, "save", fails)
    with pytest.raises(DatabaseError):
        backup.save(portal.database, portal.shelf, tmp_path / "all.tar", NOW)
    assert not list(tmp_path.glob("*all.tar*"))


def test_an_empty_database_is_no_backup(empty: Database, tmp_path: Path) -> None:
    with pytest.raises(backup.BackupError) as refused:
        backup.save(empty, Shelf(), tmp_path / "all.tar", NOW)
    assert refused.value.key == "nothing"
    assert not list(tmp_path.glob("*all.tar*"))
