"""An office for tests: a small catalogue, mails and messages that are only kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Any

from dossiers.mail import Mail
from dossiers.messages import TABLES
from dossiers.office import Office
from dossiers.outbox import DeliveryError
from dossiers.settings import DossierSettings
from dossiers.sms_gateway import ConsoleGateway, Sms
from dossiers.store import drafts
from dossiers.store.database import Database
from dossiers.store.outbox import Claimed
from dossiers.store.sending import Sending, send
from dossiers.store.tables import Dossier, Outgoing
from indexer.catalog import Catalog, Registers
from indexer.procedure import Procedure
from search_api.words import WORDS
from tests.dossier_database import NOW
from tests.unit.dossiers.forms import FORM

REGISTERS = Registers.model_validate_json(
    """{"portal": {"name": "Cổng mẫu", "name_en": "Sample portal", "short_name": "Cổng mẫu", "ident_code": "H42"},
  "kinds": [{"id": "ubnd-cap-xa", "name": "Ủy ban nhân dân cấp xã", "level": "commune"}],
  "agencies": [{"id": "ubnd-phu-ly", "name": "Ủy ban nhân dân phường Phủ Lý", "kind": "ubnd-cap-xa",
    "level": "commune"}],
  "areas": [{"code": "37", "name": "Tỉnh Ninh Bình", "kind": "province"}]}"""
)
CATALOG = Catalog(REGISTERS)
PROCEDURE = Procedure.model_validate(
    {
        "code": "1.000001",
        "name": "Thủ tục thử có tên dài",
        "short_name": "Thủ tục thử",
        "agency": "ubnd-cap-xa",
        "field": "ho-tich",
        "levels": ("commune",),
        "form": FORM,
        "methods": (
            {"channel": "online", "terms": ({"duration": 3, "unit": "working_day"},)},
            {"channel": "in_person", "terms": ({"duration": 30, "unit": "day"},)},
        ),
        "components": (
            {"documents": ({"code": "don", "name": "Đơn đề nghị", "required": True},), "applies": "always"},
        ),
        "source": {"url": "https://example.vn/"},
    },
    strict=False,
)
SPOKEN = {lang: words.extended(TABLES[lang]) for lang, words in WORDS.items()}
RECEPTION = {
    "applicant_kind": "person",
    "full_name": "Nguyễn Văn An",
    "citizen_id": "037090000001",
    "phone": "+84912345678",
    "email": "an.rieng@example.vn",
}


@dataclass
class Post:
    """Keeps mails instead of sending them; fails as often as it is told to."""

    sent: list[Mail] = field(default_factory=list)
    failures: list[DeliveryError] = field(default_factory=list)

    def send(self, mail: Mail) -> None:
        if self.failures:
            raise self.failures.pop(0)
        self.sent.append(mail)


class Telephone(ConsoleGateway):
    """Keeps messages instead of printing them."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[Sms] = []

    def send(self, sms: Sms) -> None:
        self.sent.append(sms)


def make_office(database: Database, **changes: Any) -> Office:
    """An office over a database; its mailer is a Post, its gateway a Telephone."""
    plain = Office(
        settings=DossierSettings(),
        database=database,
        catalog=lambda: CATALOG,
        find_procedure=lambda _code, _day: None,
        words=lambda lang: SPOKEN["en" if lang == "en" else "vi"],
        base="https://thutuc.example.vn",
        mailer=Post(),
        gateway=Telephone(),
    )
    return replace(plain, **changes)


def make_draft(database: Database, account: str, procedure: Procedure = PROCEDURE, **parts: Any) -> Dossier:
    """A draft with who applies and how they want to be told."""
    prefilled: dict[Any, Any] = {
        "reception": RECEPTION,
        "information": {"receive_by": "post", "notify_by": ["email"]},
        **parts,
    }
    return drafts.create(
        database,
        account,
        procedure,
        digest="d",
        agency="ubnd-phu-ly",
        receiving_agency="ubnd-phu-ly",
        lifetime=drafts.Lifetime(30, 7),
        now=NOW,
        prefilled=prefilled,
    )


def sent(database: Database, draft: Dossier, copy: bytes = b"{}", notices: Any = ()) -> Dossier:
    """The same draft, sent."""
    sending = Sending(
        account=draft.account,
        dossier=draft.id,
        version=draft.version,
        key=f"send-{draft.id}",
        body_hash="b",
        ident_code="H42",
        copy=copy,
        files=(),
        notices=notices,
    )
    send(database, sending, NOW)
    return drafts.own(database, draft.account, draft.id)


def claimed(kind: str, payload: dict[str, Any], **changes: Any) -> Claimed:
    """A message in hand."""
    plain = Claimed(id="m1", kind=kind, payload=payload, dossier=None, account=None, tries=1, created_at=NOW)
    return replace(plain, **changes)


def put(database: Database, kind: str = "email", payload: dict[str, Any] | None = None, **more: Any) -> str:
    """A message in the outbox, due now; returns its id."""
    values: dict[str, Any] = {"state": "waiting", "due_at": NOW, "created_at": NOW, **more}
    row = Outgoing(kind=kind, payload=payload if payload is not None else {"to": "an@example.vn"}, **values)
    with database.write() as session:
        session.add(row)
    return row.id


def row(database: Database, message: str) -> Outgoing:
    """A message of the outbox as it is kept now."""
    with database.read() as session:
        found = session.get(Outgoing, message)
    assert found is not None
    return found


MINUTE = dt.timedelta(minutes=1)
