"""A portal with drafts that only wait to be sent: what senders are given, and what must be true at the end."""

from __future__ import annotations

import datetime as dt
import io
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from sqlalchemy import select

from dossiers.checkup import examine
from dossiers.files import keep, open_files, pieces
from dossiers.findings import Level
from dossiers.house import House
from dossiers.sealing import Seals
from dossiers.settings import DossierSettings
from dossiers.store import drafts, schema
from dossiers.store.database import Database
from dossiers.store.tables import Attachment, Dossier
from indexer.catalog import Area, Catalog, Registers
from indexer.portal import Portal as PortalRecord
from indexer.procedure import Procedure
from tests.dossier_database import person

PROCEDURE = Procedure.model_validate_json(
    '{"code": "1.000001", "name": "Thủ tục thử", "agency": "ubnd-cap-xa", "field": "ho-tich",'
    ' "levels": ["commune"], "source": {"url": "https://example.vn/"},'
    ' "components": [{"documents": [{"code": "a", "name": "Giấy tờ"}]}]}'
)
AGENCY = "ubnd-phuong-hoa-lu"
AREAS = (
    Area(code="37", name="Tỉnh Ninh Bình", kind="province"),
    Area(code="14464", name="Phường Hoa Lư", kind="ward", parent="37"),
)
CATALOG = Catalog(
    Registers(portal=PortalRecord(name="Cổng thử", short_name="Thử", ident_code="H42"), areas=AREAS)
)
RECEPTION = {
    "applicant_kind": "person",
    "full_name": "Nguyễn Văn An",
    "citizen_id": "037090001234",
    "birth_date": "1990-02-03",
    "phone": "+84912345678",
    "address": {"province": "37", "commune": "14464", "street": "1 Lê Lợi"},
    "on_behalf": False,
}
INFORMATION = {"receive_by": "counter", "notify_by": ["email"], "has_authorised": False}


@dataclass(frozen=True, slots=True)
class Errand:
    """A draft that somebody wants to send, and the key that goes with it."""

    account: str
    dossier: str
    version: int

    @property
    def key(self) -> str:
        return f"send-{self.dossier}"


def house(address: str, folder: Path) -> House:
    """What `submit` needs of the service; the database is opened at its first use, so that a fork has its own."""

    def absent(*_: object) -> object:
        raise AssertionError("sending asks for no page")

    settings = DossierSettings(database=address, files=str(folder / "files"))
    lent: dict[str, Any] = {
        "settings": settings,
        "database": Database(address),
        "seals": Seals(settings.keys),
        "files": open_files(settings),
        "catalog": lambda: CATALOG,
        "now": lambda: dt.datetime.now(dt.UTC),
    }
    return House(**{one.name: lent.get(one.name, absent) for one in fields(House)})


@dataclass(frozen=True, slots=True)
class Portal:
    """A database, a folder, and the errands in it."""

    address: str
    folder: Path
    errands: tuple[Errand, ...]

    def check(self, acknowledged: Mapping[str, str], now: dt.datetime) -> None:
        """What must hold however the senders ended. `acknowledged`: dossier -> the code its sender was told."""
        database = Database(self.address)
        try:
            self._check(database, acknowledged, now)
        finally:
            database.close()

    def _check(self, database: Database, acknowledged: Mapping[str, str], now: dt.datetime) -> None:
        with database.read() as session:
            kept = dict(session.execute(select(Dossier.id, Dossier.code)).all())
        lost = {one: code for one, code in acknowledged.items() if kept.get(one) != code}
        assert lost == {}, "acknowledged, and not there under that code"
        twice = [code for code, number in Counter(kept.values()).items() if code and number > 1]
        assert twice == []
        settings = DossierSettings(database=self.address, files=str(self.folder / "files"))
        found = examine(settings, database, open_files(settings), now)
        assert [one for one in found if one.level is Level.FAULT] == []


def open_portal(address: str, folder: Path, number: int, now: dt.datetime) -> Portal:
    """An empty database filled with one account and drafts that have a file each."""
    database = Database(address)
    schema.upgrade(database)
    account = person(database)
    settings = DossierSettings(files=str(folder / "files"))
    made = [_draft(database, settings, account, now) for _ in range(number)]
    database.close()
    return Portal(address, folder, tuple(made))


def _draft(database: Database, settings: DossierSettings, account: str, now: dt.datetime) -> Errand:
    draft = drafts.create(
        database, account, PROCEDURE, digest="d", agency=AGENCY, receiving_agency=AGENCY,
        lifetime=drafts.Lifetime(30, 7), now=now, prefilled={"reception": RECEPTION, "information": INFORMATION},
    )  # fmt: skip
    file = keep(open_files(settings), pieces(io.BytesIO(b"%PDF-1.7 " + draft.id.encode())), 1 << 20)
    row = Attachment(
        account=account, dossier=draft.id, place="0.a", name="a.pdf", media_type="application/pdf",
        size=file.size, sha256=file.sha256, key=file.key, scan="clean", created_at=now,
    )  # fmt: skip
    with database.write() as session:
        session.add(row)
    return Errand(account, draft.id, draft.version)
