"""The worker: does what is due, its chores by the hour, ends when asked, outlives a database that is down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from sqlalchemy import select, text

from dossiers.errors import StoreError
from dossiers.files import LocalFiles
from dossiers.outbox import Outbox
from dossiers.settings import DossierSettings
from dossiers.store.database import Database, DatabaseError
from dossiers.store.outbox import Claimed
from dossiers.store.tables import Outgoing, SentCopy
from dossiers.worker import CHORES_EVERY, TROUBLE_SECONDS, Worker, make_worker
from tests.dossier_database import NOW, database, person
from tests.unit.dossiers.offices import make_draft, make_office, put, row, sent

__all__ = ["database"]

HOUR = dt.timedelta(hours=1)


class Watch:
    """A clock that waiting moves on; asks for the end after so many waits."""

    def __init__(self, rounds: int) -> None:
        self.now, self.rounds, self.waits = NOW, rounds, list[float]()

    def __call__(self) -> dt.datetime:
        return self.now

    def wait(self, seconds: float) -> bool:
        if seconds:
            self.waits.append(seconds)
            self.now += dt.timedelta(seconds=seconds)
        return len(self.waits) >= self.rounds


def nothing(_claimed: Claimed, _now: dt.datetime) -> Iterable[Outgoing]:
    return ()


def worker(database: Database, watch: Watch, *chores: Callable[[dt.datetime], dict[str, int]]) -> Worker:
    return Worker(Outbox(database, {"email": nothing}), chores, watch, watch.wait)


def test_once_does_the_chores_and_all_that_is_due_then_ends(database: Database) -> None:
    ids = [put(database) for _ in range(3)]
    done = worker(database, Watch(99), lambda _now: {"binned": 2, "files": 0}).once()
    assert done == {"binned": 2, "done": 3}
    assert {row(database, one).state for one in ids} == {"done"}


def test_what_a_chore_orders_is_done_in_the_same_round(database: Database) -> None:
    def order(_now: dt.datetime) -> dict[str, int]:
        put(database)
        return {"reminded": 1}

    assert worker(database, Watch(99), order).once() == {"reminded": 1, "done": 1}


def test_chores_are_done_once_an_hour(database: Database) -> None:
    times: list[dt.datetime] = []

    def chore(now: dt.datetime) -> dict[str, int]:
        times.append(now)
        return {}

    watch = Watch(rounds=3_700)
    worker(database, watch, chore).run()
    assert [one - NOW for one in times] == [n * CHORES_EVERY for n in range(len(times))]
    assert len(times) == int((watch.now - NOW) / CHORES_EVERY) + 1 > 2


def test_the_end_is_heard_at_once_when_nothing_is_due(database: Database) -> None:
    watch = Watch(rounds=1)
    worker(database, watch).run()
    assert len(watch.waits) == 1


def test_the_message_in_hand_is_finished_before_the_end(database: Database) -> None:
    first, second = put(database, due_at=NOW - HOUR), put(database)
    asked: list[bool] = []

    def ask_for_the_end(_claimed: Claimed, _now: dt.datetime) -> Iterable[Outgoing]:
        asked.append(True)
        return ()

    working = Worker(Outbox(database, {"email": ask_for_the_end}), (), lambda: NOW, lambda _s: bool(asked))
    assert working.run() == {"done": 1}
    assert [row(database, one).state for one in (first, second)] == ["done", "waiting"]


def test_a_database_that_is_down_is_waited_for_longer_and_longer(database: Database) -> None:
    failures = [DatabaseError("down")] * (len(TROUBLE_SECONDS) + 1)

    def fragile(_now: dt.datetime) -> dict[str, int]:
        if failures:
            raise failures.pop()
        return {"back": 1}

    watch = Watch(rounds=len(TROUBLE_SECONDS) + 2)
    done = worker(database, watch, fragile).run()
    assert watch.waits[:-1] == [*TROUBLE_SECONDS, TROUBLE_SECONDS[-1]]
    assert (watch.waits[-1] < TROUBLE_SECONDS[0], done) == (True, {"back": 1})


def test_once_tells_that_the_database_is_down(database: Database) -> None:
    def down(_now: dt.datetime) -> dict[str, int]:
        raise DatabaseError("down")

    with pytest.raises(DatabaseError):
        worker(database, Watch(1), down).once()


# The whole worker ------------------------------------------------------------------------------------------


def test_a_dossier_that_was_sent_is_told_of_and_copied(database: Database, tmp_path: Path) -> None:
    office, watch = make_office(database), Watch(1)
    content = b'{"reception":{},"information":{},"answers":{},"cases":[],"files":[]}'
    notices = [("notice", {"event": "sent"}), ("render_copy", {})]
    dossier = sent(database, make_draft(database, person(database)), content, notices)
    assert make_worker(office, LocalFiles(tmp_path), watch, watch.wait).once() == {"done": 3}
    assert [one.subject for one in office.mailer.sent] == [f"Đã gửi hồ sơ {dossier.code}"]  # type: ignore[attr-defined]
    with database.read() as session:
        assert session.scalars(select(SentCopy.kind).order_by(SentCopy.kind)).all() == ["json", "pdf"]


def test_drafts_are_reminded_of_binned_and_removed_as_time_passes(database: Database, tmp_path: Path) -> None:
    make_draft(database, person(database))
    done = []
    for days in (23, 29, 30, 37):
        watch = Watch(1)
        watch.now = NOW + dt.timedelta(days=days)
        done.append(dict(make_worker(make_office(database), LocalFiles(tmp_path), watch, watch.wait).once()))
    told = {"reminded": 1, "done": 1}
    assert done == [told, told, {"binned": 1}, {"drafts": 1}]


def test_a_file_that_no_row_names_is_removed_in_the_end(database: Database, tmp_path: Path) -> None:
    files = LocalFiles(tmp_path)
    files.put("0" * 32, [b"left over"])
    changed = next(files.stored())[1]
    watch = Watch(1)
    done = []
    for days in (1, 3, 5):
        watch.now = changed + dt.timedelta(days=days)
        done.append(dict(make_worker(make_office(database), files, watch, watch.wait).once()))
    assert done == [{}, {"strays": 1}, {"done": 1}]
    assert files.size("0" * 32) is None


class Broken(LocalFiles):
    """A store that does not answer."""

    def stored(self) -> Iterable[tuple[str, dt.datetime]]:  # type: ignore[override]
        raise StoreError(full=False)


def test_a_store_that_does_not_answer_holds_nothing_else_up(database: Database, tmp_path: Path) -> None:
    put(database, "remove_file", {"key": "0" * 32})
    watch = Watch(1)
    assert make_worker(make_office(database), Broken(tmp_path), watch, watch.wait).once() == {"done": 1}


def test_scans_are_ordered_where_a_scanner_is_set_only(database: Database, tmp_path: Path) -> None:
    watch = Watch(1)
    plain = make_worker(make_office(database), LocalFiles(tmp_path), watch, watch.wait)
    scanning = make_office(database, settings=DossierSettings(clamd="127.0.0.1:1"))
    assert len(make_worker(scanning, LocalFiles(tmp_path), watch, watch.wait).chores) == len(plain.chores) + 1


def test_a_database_that_lost_its_tables_is_trouble_and_no_crash(tmp_path: Path) -> None:
    bare = Database(f"sqlite:///{tmp_path}/bare.db")
    with bare.write() as session:
        session.execute(text("create table other (id integer)"))
    watch = Watch(rounds=2)
    assert worker(bare, watch).run() == {}
    assert watch.waits == list(TROUBLE_SECONDS[:2])
    bare.close()
