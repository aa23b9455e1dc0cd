"""Known and unknown cost the same: as many hashes, as many writes, the same status (ASVS 5.0 6.3.8)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import Connection, event

from dossiers.passwords import Check, Passwords
from dossiers.store.database import Database
from tests.dossier_database import NOW, person
from tests.web.dossiers.conftest import fill_in
from tests.web.dossiers.test_registration import PERSON

KNOWN, UNKNOWN = "an@example.vn", "ai@example.vn"
FORGOT, RECOVER = "/tai-khoan/quen-mat-khau", "/tai-khoan/khoi-phuc"


@dataclass
class Work:
    """What a request costs that can be measured from outside."""

    hashes: int = 0
    writes: int = 0


@pytest.fixture
def working(database: Database, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Any]:
    """Counts hashes (none is really computed) and transactions that write."""
    work = Work()

    def hashing(self: Passwords, password: str) -> str:
        work.hashes += 1
        return "$argon2id$"

    def checking(self: Passwords, hashed: str | None, password: str) -> Check:
        work.hashes += 1
        return Check(False)

    monkeypatch.setattr(Passwords, "hash", hashing)
    monkeypatch.setattr(Passwords, "check", checking)

    @event.listens_for(database.engine, "begin")
    def count(connection: Connection) -> None:
        # What Database.write sets, on either database.
        work.writes += "thutuc_begin" in connection.get_execution_options()

    @contextmanager
    def measured() -> Iterator[Work]:
        work.hashes = work.writes = 0
        yield work

    return measured


@pytest.mark.parametrize(
    ("path", "known", "unknown"),
    [
        ("/tai-khoan/dang-nhap", {"account": KNOWN, "password": "x"}, {"account": UNKNOWN, "password": "x"}),
        ("/tai-khoan/dang-ky", {**PERSON, "email": KNOWN}, {**PERSON, "email": UNKNOWN}),
        (FORGOT, {"account": KNOWN}, {"account": UNKNOWN}),
        (FORGOT, {"account": "0912345678"}, {"account": "0987654321"}),
        (RECOVER, {"email": KNOWN, "number": "036190000001"}, {"email": UNKNOWN, "number": "036190000001"}),
    ],
    ids=["sign-in", "registration", "reset by mail", "reset by phone", "lost phone"],
)
def test_known_and_unknown_cannot_be_told_apart(  # noqa: PLR0917
    visitor, database, house, working, path: str, known: dict[str, str], unknown: dict[str, str]
) -> None:
    person(
        database,
        phone="+84912345678",
        phone_verified_at=NOW,
        password_hash="$argon2id$",  # noqa: S106
        number_sealed=house.seals.seal("036190000001"),
        number_trace=house.seals.trace("036190000001"),
    )
    seen = []
    for given in (known, unknown):
        with working() as work:
            answer = fill_in(visitor(), path, given)
            seen.append((answer.status_code, answer.headers.get("location"), work.hashes, work.writes))
    assert seen[0] == seen[1]
    assert seen[0][0] in (303, 422)
    assert seen[0][3] > 0
