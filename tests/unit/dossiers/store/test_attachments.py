"""Rows of files: only in one's own drafts, within bounds, never without a file and never two for one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import select

from dossiers.errors import AbsentError, ConflictError, RefusedFileError
from dossiers.files import Kept, new_key
from dossiers.scanning import Scan, Verdict
from dossiers.store import attachments, drafts
from dossiers.store.attachments import DAY, LEAST_KIB, NewFile, Room
from dossiers.store.database import Database
from dossiers.store.retention import FILE_DELAY, ORPHAN_AGE, remove_orphans
from dossiers.store.sending import send
from dossiers.store.tables import Account, Attachment, Dossier, Outgoing
from tests.dossier_database import NOW, person
from tests.unit.dossiers.store.test_sending import draft, sending

ROOM = Room(files=2, dossier_mb=3, day_mb=8, day_key="uploads:x")
MIB = 1 << 20


def new(mine: Dossier, place: str = "0.a", size: int = MIB, scan: Scan = Scan.NOT_SCANNED) -> NewFile:
    kept = Kept(new_key(), size, "0" * 64)
    return NewFile(mine.account, mine.id, place, "giấy.pdf", "application/pdf", kept, scan)


def paper(account: str, size: int = MIB) -> NewFile:
    kept = Kept(new_key(), size, "0" * 64)
    return NewFile(account, None, None, "giấy.pdf", "application/pdf", kept, Scan.NOT_SCANNED)


def orders(database: Database, kind: str) -> list[Outgoing]:
    with database.read() as session:
        return list(session.scalars(select(Outgoing).where(Outgoing.kind == kind)))


@pytest.fixture
def mine(database: Database) -> Dossier:
    return draft(database, person(database))


def test_an_attached_file_is_found_at_its_place(database: Database, mine: Dossier) -> None:
    row = attachments.add(database, new(mine), ROOM, NOW)
    attachments.add(database, new(mine, "form.photo"), ROOM, NOW)
    found = attachments.by_place(database, mine.id)
    assert {place: len(files) for place, files in found.items()} == {"0.a": 1, "form.photo": 1}
    assert found["0.a"][0].id == row.id
    assert not row.in_locker


def test_the_bounds_of_place_and_dossier_hold(database: Database, mine: Dossier) -> None:
    for place in ("0.a", "0.a", "0.b"):
        attachments.add(database, new(mine, place), ROOM, NOW)
    with pytest.raises(RefusedFileError, match="too_many"):
        attachments.add(database, new(mine, "0.a", 1), ROOM, NOW)
    with pytest.raises(RefusedFileError, match="dossier_full"):
        attachments.add(database, new(mine, "0.b", 1), ROOM, NOW)
    assert sum(map(len, attachments.by_place(database, mine.id).values())) == 3


def test_what_was_removed_again_counts_for_the_day_and_the_next_day_begins_anew(
    database: Database, mine: Dossier
) -> None:
    for _ in range(8):
        row = attachments.add(database, new(mine), ROOM, NOW)
        attachments.detach(database, mine.account, mine.id, row.id, NOW)
    with pytest.raises(RefusedFileError, match="day_full"):
        attachments.add(database, new(mine, size=1), ROOM, NOW)
    assert attachments.used_today(database, ROOM.day_key, NOW) == 8 * 1024
    tomorrow = NOW + dt.timedelta(seconds=DAY)
    assert attachments.used_today(database, ROOM.day_key, tomorrow) == 0
    attachments.add(database, new(mine), ROOM, tomorrow)


def test_tiny_files_count_too_so_that_their_number_is_bounded(database: Database, mine: Dossier) -> None:
    attachments.add(database, new(mine, size=1), ROOM, NOW)
    assert attachments.used_today(database, ROOM.day_key, NOW) == LEAST_KIB


def test_what_is_sent_binned_or_somebody_else_s_takes_no_files(database: Database, mine: Dossier) -> None:
    stranger = person(database, "binh")
    with pytest.raises(AbsentError):
        attachments.add(database, replace(new(mine), account=stranger), ROOM, NOW)
    other = draft(database, mine.account)
    drafts.bin_draft(database, mine.account, other.id, NOW)
    with pytest.raises(AbsentError):
        attachments.add(database, new(other), ROOM, NOW)
    row = attachments.add(database, new(mine), ROOM, NOW)
    send(database, sending(mine, files=(row.id,)), NOW)
    for act in (
        lambda: attachments.add(database, new(mine), ROOM, NOW),
        lambda: attachments.detach(database, mine.account, mine.id, row.id, NOW),
    ):
        with pytest.raises(AbsentError):
            act()
    assert [one.id for one in attachments.by_place(database, mine.id)["0.a"]] == [row.id]


def test_files_of_somebody_else_are_not_there(database: Database, mine: Dossier) -> None:
    row = attachments.add(database, new(mine), ROOM, NOW)
    stranger = draft(database, person(database, "binh"))
    for act in (
        lambda: attachments.own(database, stranger.account, row.id),
        lambda: attachments.detach(database, stranger.account, mine.id, row.id, NOW),
        lambda: attachments.detach(database, stranger.account, stranger.id, row.id, NOW),
        lambda: attachments.set_kept(database, stranger.account, row.id, kept=False, now=NOW),
        lambda: attachments.detach(database, mine.account, draft(database, mine.account).id, row.id, NOW),
    ):
        with pytest.raises(AbsentError):
            act()
    assert attachments.own(database, mine.account, row.id).dossier == mine.id


def test_a_removed_file_goes_a_day_after_its_row(database: Database, mine: Dossier) -> None:
    row = attachments.add(database, new(mine), ROOM, NOW)
    assert attachments.detach(database, mine.account, mine.id, row.id, NOW) == "0.a"
    assert attachments.find(database, row.id) is None
    [order] = orders(database, "remove_file")
    assert (order.payload, order.due_at) == ({"key": row.key}, NOW + FILE_DELAY)
    assert not attachments.is_named(database, row.key)


def test_a_paper_of_the_locker_outlives_the_draft_and_goes_when_it_is_taken_out(
    database: Database, mine: Dossier
) -> None:
    row = attachments.add(database, new(mine), ROOM, NOW)
    assert attachments.set_kept(database, mine.account, row.id, kept=True, now=NOW) == "0.a"
    attachments.detach(database, mine.account, mine.id, row.id, NOW)
    assert [one.id for one in attachments.locker(database, mine.account)] == [row.id]
    assert orders(database, "remove_file") == []
    attachments.set_kept(database, mine.account, row.id, kept=False, now=NOW)
    assert attachments.locker(database, mine.account) == []
    assert len(orders(database, "remove_file")) == 1


def test_taking_a_paper_out_of_the_locker_leaves_it_in_its_dossier(database: Database, mine: Dossier) -> None:
    row = attachments.add(database, new(mine), ROOM, NOW)
    for kept in (True, False):
        attachments.set_kept(database, mine.account, row.id, kept=kept, now=NOW)
    assert attachments.own(database, mine.account, row.id).dossier == mine.id
    assert orders(database, "remove_file") == []


def test_the_locker_has_bounds_of_its_own(database: Database, mine: Dossier) -> None:
    attachments.add(database, new(mine), ROOM, NOW)
    for _ in range(2):
        assert attachments.add(database, paper(mine.account), ROOM, NOW).in_locker
    with pytest.raises(RefusedFileError, match="too_many"):
        attachments.add(database, paper(mine.account), ROOM, NOW)


def test_a_pending_file_orders_its_scan_with_its_row(database: Database, mine: Dossier) -> None:
    row = attachments.add(database, new(mine, scan=Scan.PENDING), ROOM, NOW)
    [order] = orders(database, "scan")
    assert order.payload == {"file": row.id}
    attachments.set_verdict(database, row.id, Verdict(Scan.INFECTED, "Eicar"))
    kept = attachments.find(database, row.id)
    assert kept is not None
    assert (kept.scan, kept.scan_result) == ("infected", "Eicar")
    with pytest.raises(AbsentError):
        attachments.set_kept(database, mine.account, row.id, kept=True, now=NOW)


def test_missing_scans_are_ordered_once_files_from_before_the_scanner_included(
    database: Database, mine: Dossier
) -> None:
    waiting = attachments.add(database, new(mine, scan=Scan.PENDING), ROOM, NOW)
    before = attachments.add(database, new(mine), ROOM, NOW)
    clean = attachments.add(database, new(mine, "0.b"), ROOM, NOW)
    attachments.set_verdict(database, clean.id, Verdict(Scan.CLEAN))
    assert attachments.order_scans(database, NOW) == 1
    assert attachments.order_scans(database, NOW) == 0
    assert {order.payload["file"] for order in orders(database, "scan")} == {waiting.id, before.id}
    kept = attachments.find(database, before.id)
    assert kept is not None
    assert kept.scan == "pending"
    with database.write() as session:
        for order in session.scalars(select(Outgoing).where(Outgoing.kind == "scan")):
            order.state = "dead"
    assert attachments.order_scans(database, NOW) == 2


def test_a_refused_file_leaves_no_row_and_no_count(database: Database, mine: Dossier) -> None:
    with pytest.raises(RefusedFileError):
        attachments.add(database, new(mine, size=4 * MIB), ROOM, NOW)
    assert attachments.used_today(database, ROOM.day_key, NOW) == 0
    with database.read() as session:
        assert session.scalars(select(Attachment.id)).all() == []
        assert session.scalars(select(Account.id)).all() == [mine.account]


def test_a_file_that_came_after_the_draft_was_read_keeps_it_from_being_sent(
    database: Database, mine: Dossier
) -> None:
    row = attachments.add(database, new(mine), ROOM, NOW)
    late = attachments.add(database, new(mine, "0.b"), ROOM, NOW)
    with pytest.raises(ConflictError):
        send(database, sending(mine, files=(row.id,)), NOW)
    assert attachments.own(database, mine.account, late.id).sent_at is None


def test_files_that_nobody_asks_for_any_more_stay_behind(database: Database, mine: Dossier) -> None:
    row, left, kept = (
        attachments.add(database, new(mine, place), ROOM, NOW) for place in ("0.a", "0.b", "0.c")
    )
    attachments.set_kept(database, mine.account, kept.id, kept=True, now=NOW)
    send(database, sending(mine, files=(row.id,), left_behind=(left.id, kept.id)), NOW)
    assert [one.id for one in attachments.by_place(database, mine.id)["0.a"]] == [row.id]
    assert attachments.own(database, mine.account, left.id).dossier is None
    assert remove_orphans(database, NOW + ORPHAN_AGE) == 1
    assert [one.id for one in attachments.locker(database, mine.account)] == [kept.id]
