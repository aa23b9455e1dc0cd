"""The doctor finds what is wrong, says it once, and finds nothing where nothing is."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from sqlalchemy import delete, text, update

from dossiers import checkup
from dossiers.errors import StoreError
from dossiers.findings import Level
from dossiers.messages import TABLES
from dossiers.messages.checkup import CHECKUP
from dossiers.sealing import Seals
from dossiers.settings import DossierSettings
from dossiers.store import drafts, schema
from dossiers.store.database import Database
from dossiers.store.sending import send
from dossiers.store.tables import Attachment, Counter, Dossier, Event, Outgoing, SentCopy, Table
from tests.dossier_database import NOW, person
from tests.dossier_files import Shelf, attach
from tests.unit.dossiers.store.test_sending import draft, sending

HOUR = dt.timedelta(hours=1)
OLD_KEY = "an0ther-k3y-0f-32-different-letters"
SETTINGS = DossierSettings(
    mode="production", secret_keys=("k3y-0f-32-different-letters-abcd",), smtp="mail.example.vn:587",
    database="sqlite:///absent.db", files="absent",
)  # fmt: skip


class Portal:
    """Two sent dossiers with a file each, one draft."""

    def __init__(self, database: Database) -> None:
        Table.metadata.drop_all(database.engine)
        schema.upgrade(database)
        self.database, self.shelf = database, Shelf()
        self.account = person(database)
        self.sent = [self._send(f"k{n}") for n in range(2)]
        draft(database, self.account)

    def _send(self, key: str) -> str:
        mine = draft(self.database, self.account)
        file = attach(self.database, self.shelf, self.account, mine.id, key)
        send(self.database, sending(mine, files=(file,), notices=()), NOW)
        return mine.id

    def examine(self, now: dt.datetime = NOW, settings: DossierSettings = SETTINGS) -> dict[str, Level]:
        """Key -> level of everything that is not as it should be."""
        found = list(checkup.examine(settings, self.database, self.shelf, now))
        for one in found:
            for words in TABLES.values():
                assert words[f"doctor.{one.key}"].format(**one.values)
        return {one.key: one.level for one in found if one.level is not Level.OK}

    def change(self, *statements) -> None:
        with self.database.write() as session:
            for one in statements:
                session.execute(one)


@pytest.fixture
def portal(database: Database) -> Portal:
    return Portal(database)


def test_nothing_is_found_where_nothing_is_wrong(portal: Portal) -> None:
    assert portal.examine() == {}


def test_every_check_says_so_when_all_is_well(portal: Portal) -> None:
    found = {one.check for one in checkup.examine(SETTINGS, portal.database, portal.shelf, NOW)}
    engine = "sqlite" if portal.database.is_sqlite else "database"
    assert found == {
        engine, "secrets", "schema", "history", "codes", "copies", "outbox", "clock", "files"
    }  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        update(Event).values(actor="somebody"),
        update(Event).values(at=NOW - HOUR),
        update(Event).values(data={"copy": "0"}),
        update(Event).values(previous_hash="1" * 64),
        update(Event).values(number=2),
    ],
    ids=["actor", "time", "data", "chain", "number"],
)
def test_an_edited_history_is_found(portal: Portal, change) -> None:
    portal.change(change)
    assert portal.examine() == {"history_broken": Level.FAULT}


def test_a_removed_history_and_an_edited_state_are_found(portal: Portal) -> None:
    portal.change(delete(Event).where(Event.dossier == portal.sent[0]))
    assert portal.examine() == {"history_differs": Level.FAULT}
    portal.change(update(Dossier).where(Dossier.id == portal.sent[1]).values(status="accepted"))
    assert portal.examine() == {"history_differs": Level.FAULT}


def test_a_gap_an_extra_and_a_missing_code_are_found(portal: Portal) -> None:
    portal.change(update(Counter).values(number=3))
    assert portal.examine() == {"codes_gap": Level.FAULT}
    portal.change(update(Counter).values(number=1))
    assert portal.examine() == {"codes_gap": Level.FAULT}
    portal.change(update(Dossier).where(Dossier.id == portal.sent[1]).values(code=None))
    assert portal.examine() == {"codes_missing": Level.FAULT}


def test_a_changed_and_a_missing_copy_are_found(portal: Portal) -> None:
    portal.change(update(SentCopy).where(SentCopy.dossier == portal.sent[0]).values(content=b"{}"))
    assert portal.examine() == {"copies_changed": Level.FAULT}
    portal.change(delete(SentCopy))
    assert portal.examine() == {"copies_missing": Level.FAULT}


def test_a_missing_a_changed_and_an_unreadable_file_are_found(portal: Portal) -> None:
    content, at = portal.shelf.files.pop("k0")
    assert portal.examine() == {"files_missing": Level.FAULT}
    for changed in (content + b"x", b"x" + content[1:], b""):
        portal.shelf.files["k0"] = changed, at
        assert portal.examine() == {"files_changed": Level.FAULT}
    portal.shelf.faulty.add("k0")
    assert portal.examine() == {"files_unreadable": Level.FAULT}


def test_a_store_that_cannot_be_listed_is_one_finding(portal: Portal, monkeypatch) -> None:
    def fails(shelf: Shelf) -> None:
        raise StoreError(full=False)

    monkeypatch.setattr(Shelf, "stored", fails)
    assert portal.examine() == {"files_down": Level.FAULT}


def test_a_file_without_a_row_is_found_when_it_is_old(portal: Portal) -> None:
    portal.shelf.files["stray"] = b"x", NOW
    assert portal.examine(NOW + 95 * HOUR) == {}
    assert portal.examine(NOW + 97 * HOUR) == {"files_stray": Level.WARNING}


def test_work_that_piles_up_or_was_given_up_is_found(portal: Portal) -> None:
    waiting = Outgoing(kind="email", payload={}, state="waiting", due_at=NOW, created_at=NOW)
    with portal.database.write() as session:
        session.add(waiting)
    assert portal.examine(NOW + HOUR) == {}
    assert portal.examine(NOW + 2 * HOUR) == {"outbox_old": Level.FAULT}
    portal.change(update(Outgoing).values(state="dead"))
    assert portal.examine(NOW) == {"outbox_dead": Level.FAULT}


def test_work_that_is_due_later_does_not_count_as_waiting(portal: Portal) -> None:
    later = Outgoing(kind="remove_file", payload={}, state="waiting", due_at=NOW + 24 * HOUR, created_at=NOW)
    with portal.database.write() as session:
        session.add(later)
    assert portal.examine(NOW + 23 * HOUR) == {}


def test_a_file_that_waits_long_for_its_scan_is_told(portal: Portal) -> None:
    portal.change(update(Attachment).values(scan="pending"))
    assert portal.examine(NOW + 2 * HOUR) == {"files_pending": Level.WARNING}


def test_a_clock_that_went_back_is_found(portal: Portal) -> None:
    assert portal.examine(NOW - HOUR) == {"clock_behind": Level.FAULT}


def test_an_old_schema_ends_the_examination(portal: Portal) -> None:
    schema.downgrade(portal.database)
    assert portal.examine() == {"schema_old": Level.FAULT}


def test_numbers_under_an_old_or_a_lost_key_are_told(portal: Portal) -> None:
    old, number = Seals([OLD_KEY]), "037090001234"
    person(portal.database, "binh", number_sealed=old.seal(number), number_trace=old.trace(number))
    assert portal.examine() == {"numbers_locked": Level.FAULT}
    both = SETTINGS.model_copy(update={"secret_keys": (*SETTINGS.secret_keys, *_secrets(OLD_KEY))})
    assert portal.examine(settings=both) == {"numbers_old": Level.WARNING}


def _secrets(*keys: str) -> tuple:
    return DossierSettings(secret_keys=keys).secret_keys


def test_settings_that_are_not_for_production_are_told(portal: Portal) -> None:
    assert portal.examine(settings=SETTINGS.model_copy(update={"mode": "development"})) == {
        "development": Level.WARNING
    }
    bare = SETTINGS.model_copy(update={"secret_keys": ()})
    assert portal.examine(settings=bare) == {"no_secret": Level.FAULT}


def test_a_database_that_cannot_be_opened_is_one_finding(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_bytes(b"this is no database, but it is long enough to look like one" * 9)
    database = Database(f"sqlite:///{tmp_path}/x.db")
    found = [one.key for one in checkup.examine(SETTINGS, database, Shelf(), NOW)]
    assert found == ["secrets", "database_down"]


def test_a_damaged_page_is_found(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/x.db")
    portal = Portal(database)
    database.close()
    content = bytearray((tmp_path / "x.db").read_bytes())
    for at in range(4096, len(content), 4096):
        content[at : at + 8] = b"\xff" * 8
    (tmp_path / "x.db").write_bytes(content)
    assert set(portal.examine()) & {"sqlite_damaged", "database_down"}


def test_a_reference_to_nothing_is_found(database: Database) -> None:
    if not database.is_sqlite:
        pytest.skip("PostgreSQL lets nobody switch foreign keys off")
    portal = Portal(database)
    with database.engine.connect() as connection:
        connection.connection.driver_connection.execute("pragma foreign_keys = off")
        connection.execute(text("update attachments set dossier = 'gone' where key = 'k0'"))
        connection.commit()
        connection.connection.driver_connection.execute("pragma foreign_keys = on")
    assert portal.examine() == {"sqlite_orphans": Level.FAULT}


def test_places_that_are_open_to_others_or_full_are_told(tmp_path: Path, monkeypatch) -> None:
    folder = tmp_path / "files"
    folder.mkdir(mode=0o755)
    settings = SETTINGS.model_copy(update={"files": str(folder)})
    assert [one.key for one in checkup.places(settings)] == ["place_open"]
    folder.chmod(0o700)
    assert list(checkup.places(settings)) == []
    monkeypatch.setattr(checkup, "LEAST_FREE", 1 << 60)
    assert [one.key for one in checkup.places(settings)] == ["place_scarce"]


def test_drafts_are_no_concern_of_histories(portal: Portal) -> None:
    drafts.bin_draft(portal.database, portal.account, draft(portal.database, portal.account).id, NOW)
    assert portal.examine() == {}


def test_both_languages_name_the_same_values() -> None:
    for vietnamese, english in CHECKUP.values():
        assert set(re.findall(r"\{(\w+)\}", vietnamese)) == set(re.findall(r"\{(\w+)\}", english))
