"""Personal data typed through a whole journey stands in no log line, address, header, metric or exception.

A real server process, since its log is what operators keep. The values are such as stand nowhere else, so that each
can be looked for in every way in which it may be written.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus, unquote_plus

import httpx2
import pytest
from sqlalchemy import select

from dossiers import app_keys
from dossiers.store.database import Database
from dossiers.store.tables import Account, Outgoing
from indexer.build import build_generation
from tests.running import serving
from tests.web.dossiers.conftest import CHECKOUT, FIREFOX, fill_in
from tests.web.dossiers.program import ANSWERS, INFORMATION, Program
from tests.web.dossiers.program import RECEPTION as GIVEN
from tests.web.dossiers.walking import BIRTH_PAGES, RECEPTION, Walker
from tests.web.dossiers.walking import INFORMATION as WISHES

NUMBER, PHONE, EMAIL = "036190987651", "0987650123", "hoang.yen.zq@canary.example"
ACCOUNT = "hoang.yen.zq"
NAME, CHILD, STREET = "Quách Thị Hoàng Yến", "Quách Sẻ Nâu", "Ngõ Chích Chòe 77"
FILE, REASON, PASSWORD = "chich-bong.png", "Lý do vành khuyên", "sáo sậu bay qua 7 ngõ"
CANARIES = (
    NUMBER,
    PHONE[1:],
    ACCOUNT,
    "canary.example",
    NAME,
    "Quách Thị",
    "Hoàng Yến",
    CHILD,
    STREET,
    FILE,
    REASON,
    PASSWORD,
)
PERSON = {
    "full_name": NAME,
    "birth_date": "02/09/1990",
    "sex": "female",
    "paper_kind": "citizen_id",
    "citizen_id": NUMBER,
    "phone": PHONE,
    "email": EMAIL,
    "address.province": "37",
    "address.commune": "Phường Hoa Lư",
    "address.street": STREET,
    "new_password": PASSWORD,
    "consent": "yes",
}


@dataclass
class Witness:
    """A running service, and everything it said besides the contents of its answers."""

    address: str
    database: Database
    log: Path
    seen: list[str] = field(default_factory=list)
    lines: int = 0
    told: list[str] = field(default_factory=list)
    """Metrics and probes."""

    def client(self) -> httpx2.Client:
        """A browser whose addresses and answers' headers are noted."""
        hooks = {"response": [self._note]}
        headers = {"user-agent": FIREFOX, "sec-fetch-site": "same-origin", "accept": "text/html,*/*;q=0.8"}
        return httpx2.Client(base_url=self.address, headers=headers, event_hooks=hooks, timeout=60)

    def _note(self, response: httpx2.Response) -> None:
        self.seen += [str(response.request.url), *response.headers.values()]
        self.lines += 1

    def code(self) -> str:
        """The code that was sent last."""
        with self.database.read() as session:
            rows = session.scalars(select(Outgoing).order_by(Outgoing.created_at)).all()
        return str(
            [row for row in rows if "code" in row.payload.get("values", {})][-1].payload["values"]["code"]
        )


@pytest.fixture(scope="module")
def witness(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Witness]:
    """The service after a whole life: registration, journeys by page and by program, refusals, a broken store."""
    folder = tmp_path_factory.mktemp("canaries")
    build_generation(CHECKOUT / "data", folder / "index")
    url = f"sqlite:///{folder}/dossiers.db"
    given = {
        "THUTUC_DOSSIERS": "true",
        "THUTUC_DATABASE": url,
        "THUTUC_FILES": str(folder / "files"),
        "THUTUC_RATE_LIMIT": "off",
        "THUTUC_LOG_LEVEL": "debug",
    }
    log = folder / "log"
    with log.open("wb") as file, serving(folder / "index", log=file, **given) as address:
        seen = Witness(address, Database(url), log)
        _live(seen, folder)
        seen.database.close()
    yield seen


def _live(witness: Witness, folder: Path) -> None:
    client: Any = witness.client()
    assert fill_in(client, "/tai-khoan/dang-ky", PERSON).status_code == 303
    assert fill_in(client, "/tai-khoan/xac-minh", {"code": witness.code()}).status_code == 303
    _refused(client)
    _by_pages(client)
    with witness.database.read() as session:
        owner = session.scalars(select(Account.id)).one()
    key = app_keys.make(witness.database, owner, "Sổ tay", 30, dt.datetime.now(dt.UTC))
    program = Program(witness.client(), str(key))  # type: ignore[arg-type]
    _by_program(program)
    _broken(client, program, folder)
    witness.told = [client.get(path).text for path in ("/metrics", "/livez", "/readyz", "/startupz")]


def _refused(client: Any) -> None:
    """What is typed wrong, or where it does not belong."""
    assert fill_in(client, "/tai-khoan/chi-tiet", {**PERSON, "citizen_id": f"{NUMBER}9"}).status_code == 422
    other = httpx2.Client(base_url=client.base_url, headers=client.headers, timeout=60)
    failed = {"who": EMAIL, "password": PASSWORD[:-1]}
    assert fill_in(other, "/tai-khoan/dang-nhap", failed).status_code in (422, 429)  # type: ignore[arg-type]


def _by_pages(client: Any) -> None:
    walker = Walker(client).begin()
    who = {**RECEPTION, "full_name": NAME, "citizen_id": NUMBER, "phone": PHONE, "email": EMAIL}
    assert walker.fill("tiep-nhan", {**who, "birth_date": f"{NAME}"}).status_code == 422
    assert walker.fill("tiep-nhan", {**who, "address.street": STREET}).status_code == 303
    assert walker.fill("thong-tin", WISHES).status_code == 303
    for page, values in BIRTH_PAGES.items():
        own = {
            "requester": {"requester_name": NAME, "requester_phone": PHONE},
            "child": {"child_name": CHILD},
        }
        assert walker.fill(f"bieu-mau/{page}", {**values, **own.get(page, {})}).status_code == 303
    assert walker.attach("0.to-khai", FILE).status_code in (303, 404)
    walker.papers()
    assert walker.send().status_code == 303
    for page in ("", "/bien-nhan", "/in", "/du-lieu", "/tai-ve.zip", "/da-gui/json"):
        assert client.get(f"/ho-so/{walker.dossier}{page}").status_code == 200
    stale = {"version": "99", "reason": REASON}
    assert fill_in(client, f"/ho-so/{walker.dossier}/rut", stale).status_code == 409
    assert client.get(f"/nop-ho-so/{NAME}").status_code == 404


def _by_program(program: Program) -> None:
    who = {**GIVEN, "full_name": NAME, "citizen_id": NUMBER, "phone": PHONE}
    program.begin()
    assert program.save("reception", {**who, "email": PHONE}).status_code == 422
    assert program.save("reception", {**who, "email": EMAIL}).status_code == 200
    assert program.save("information", INFORMATION).status_code == 200
    assert (
        program.save("answers", {**ANSWERS, "child_name": CHILD, "requester_name": NAME}).status_code == 200
    )
    for one in program.call("GET", program.path("/files")).json()["places"]:
        if one["required"]:
            assert program.upload(one["place"], FILE).status_code == 201
    assert program.send().status_code == 200
    path = f"/dossiers/{program.draft}/withdraw"
    version = program.call("GET", f"/dossiers/{program.draft}").json()["version"]
    assert program.call("POST", path, {"reason": REASON}, version=version).status_code == 200


def _broken(client: Any, program: Program, folder: Path) -> None:
    """Faults while what was typed is written and read: a column is gone, a row holds what it must not."""
    walker = Walker(client).begin(new="yes")
    data = {
        **walker.open("tiep-nhan").fields,
        "full_name": NAME,
        "citizen_id": NUMBER,
        "phone": PHONE,
        "then": "next",
    }
    with _changed(folder, "alter table dossiers rename column reception to gone"):
        assert client.post(walker.path("tiep-nhan"), data=data).status_code == 503
        saved = program.call("PUT", f"/drafts/{walker.dossier}/reception", {"full_name": NAME}, version=1)
        assert saved.status_code == 503
    with _changed(folder, "alter table dossiers rename column gone to reception"):
        pass
    with _changed(folder, "update dossiers set reception = ?", json.dumps([NAME, NUMBER, PHONE, EMAIL])):
        assert client.get(walker.path("tiep-nhan")).status_code == 500
        assert program.call("GET", f"/drafts/{walker.dossier}").status_code == 500
        assert program.call("GET", f"/dossiers/{program.draft}").status_code == 500
    with _changed(folder, "update accounts set number_sealed = ?", NUMBER):
        assert client.get("/tai-khoan").status_code == 500


@contextmanager
def _changed(folder: Path, statement: str, *values: str) -> Iterator[None]:
    """After a change behind the back of the service."""
    connection = sqlite3.connect(folder / "dossiers.db", timeout=30)
    with connection:
        connection.execute(statement, values)
    connection.close()
    yield


def test_nothing_personal_stands_in_the_log(witness) -> None:
    said = _spelled(witness.log.read_text("utf-8", "replace"))
    assert [one for one in CANARIES if _spelled(one) in said] == []


def test_the_log_had_something_to_tell(witness) -> None:
    lines = [line for line in witness.log.read_text("utf-8").splitlines() if line.startswith("{")]
    events = [json.loads(line) for line in lines]
    requests = [one for one in events if one["event"] == "request"]
    assert len(requests) >= witness.lines > 60
    assert {one["event"] for one in events} >= {"request", "unforeseen"}
    templates = {one["route"] for one in requests}
    assert {"/nop-ho-so/{id}/tiep-nhan", "/api/v1/me/drafts/{id}/reception", "/ho-so/{id}/rut"} <= templates


def test_nothing_personal_stands_in_addresses_and_headers(witness) -> None:
    for one in witness.seen:
        if unquote_plus(one) == f"{witness.address}/nop-ho-so/{NAME}":
            continue  # typed into the address by the test itself: the log must not tell it
        assert not [canary for canary in CANARIES if canary != FILE and _spelled(canary) in _spelled(one)], (
            one
        )


def test_nothing_personal_stands_in_metrics_and_probes(witness) -> None:
    said = _spelled(" ".join(witness.told))
    assert "ready" in said
    assert [one for one in CANARIES if _spelled(one) in said] == []


def test_the_search_for_canaries_finds_them_however_they_are_written() -> None:
    ways = (NAME, NAME.upper(), unicodedata.normalize("NFD", NAME), quote_plus(NAME), json.dumps(NAME))
    assert all(_spelled(NAME) in _spelled(f'{{"x": {way}}}') for way in ways)
    assert _spelled(PHONE[1:]) in _spelled("+84 987 650 123")


def _spelled(text: str) -> str:
    """A text without the ways in which it may be written: escapes of JSON and of addresses, composition, case."""
    plain = unquote_plus(re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text))
    return unicodedata.normalize("NFC", plain).casefold().replace(" ", "")
