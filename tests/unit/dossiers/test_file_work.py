"""What the worker does with files: twice does no harm, and no fault makes a file clean."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from dossiers.file_work import FileWork
from dossiers.files import LocalFiles, keep
from dossiers.outbox import DeliveryError
from dossiers.scanning import Scan, Verdict
from dossiers.store import attachments
from dossiers.store.attachments import NewFile, Room
from dossiers.store.database import Database
from dossiers.store.outbox import Claimed
from dossiers.store.tables import Attachment, Table
from tests.dossier_database import NOW, person

ROOM = Room(None, 10, 10, "uploads:x")


class Saying:
    """A scanner that always says the same, and remembers what it was given."""

    def __init__(self, verdict: Verdict) -> None:
        self.verdict = verdict
        self.given: list[bytes] = []

    def scan(self, parts: Iterable[bytes]) -> Verdict:
        self.given.append(b"".join(parts))
        return self.verdict


@pytest.fixture
def work(tmp_path: Path) -> FileWork:
    database = Database(f"sqlite:///{tmp_path}/dossiers.db")
    Table.metadata.create_all(database.engine)
    return FileWork(database, LocalFiles(tmp_path / "files"), Saying(Verdict(Scan.CLEAN)))


def attached(work: FileWork) -> Attachment:
    kept = keep(work.files, [b"giay to"], 100)
    new = NewFile(person(work.database), None, None, "a.pdf", "application/pdf", kept, Scan.PENDING)
    return attachments.add(work.database, new, ROOM, NOW)


def order(kind: str, **payload: str) -> Claimed:
    return Claimed("m", kind, payload, None, None, 1, NOW)


def saying(work: FileWork, scan: Scan, result: str | None = None) -> FileWork:
    return FileWork(work.database, work.files, Saying(Verdict(scan, result)))


def scan_of(work: FileWork, row: Attachment) -> str:
    found = attachments.find(work.database, row.id)
    assert found is not None
    return found.scan


@pytest.mark.parametrize("scan", [Scan.CLEAN, Scan.INFECTED])
def test_a_verdict_is_kept_and_asked_for_once(work: FileWork, scan: Scan) -> None:
    row, work = attached(work), saying(work, scan, "x")
    for _ in range(2):
        assert list(work.handlers["scan"](order("scan", file=row.id), NOW)) == []
    assert scan_of(work, row) == scan
    assert work.scanner.given == [b"giay to"]  # type: ignore[union-attr]


def test_a_scanner_that_cannot_say_is_asked_again_later(work: FileWork) -> None:
    row = attached(work)
    with pytest.raises(DeliveryError) as failed:
        saying(work, Scan.PENDING, "unreachable").scan(order("scan", file=row.id), NOW)
    assert (failed.value.kind, failed.value.lasting) == ("scanner_unreachable", False)
    assert scan_of(work, row) == "pending"


def test_a_worker_without_a_scanner_lets_nothing_pass(work: FileWork) -> None:
    row = attached(work)
    with pytest.raises(DeliveryError, match="no_scanner"):
        FileWork(work.database, work.files, None).scan(order("scan", file=row.id), NOW)
    assert scan_of(work, row) == "pending"


def test_a_damaged_or_lost_file_is_never_clean(work: FileWork, tmp_path: Path) -> None:
    row = attached(work)
    path = tmp_path / "files" / row.key[:2] / row.key
    path.write_bytes(b"evil")
    with pytest.raises(DeliveryError, match="file_damaged"):
        work.scan(order("scan", file=row.id), NOW)
    path.unlink()
    with pytest.raises(DeliveryError, match="file_damaged"):
        work.scan(order("scan", file=row.id), NOW)
    assert scan_of(work, row) == "pending"


def test_a_file_that_was_removed_meanwhile_needs_no_scan(work: FileWork) -> None:
    assert list(work.scan(order("scan", file="gone"), NOW)) == []


def test_a_file_goes_once_no_row_names_it(work: FileWork) -> None:
    row = attached(work)
    work.remove(order("remove_file", key=row.key), NOW)
    assert work.files.size(row.key) == 7
    attachments.set_kept(work.database, row.account, row.id, kept=False, now=NOW)
    for _ in range(2):
        assert list(work.handlers["remove_file"](order("remove_file", key=row.key), NOW)) == []
    assert work.files.size(row.key) is None


def test_an_order_that_names_no_key_removes_nothing(work: FileWork, tmp_path: Path) -> None:
    beside = tmp_path / "beside"
    beside.write_text("x")
    assert list(work.remove(order("remove_file", key="../beside"), NOW)) == []
    assert beside.exists()
