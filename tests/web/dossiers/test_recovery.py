"""Forgotten passwords and lost phones."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest

from dossiers.store.accounts import get
from tests.dossier_database import NOW, person
from tests.web.dossiers.conftest import fill_in, outbox
from tests.web.dossiers.test_sign_in import PASSWORD, enter, hashed

__all__ = ["hashed"]
FORGOT, RESET = "/tai-khoan/quen-mat-khau", "/tai-khoan/dat-lai"
RECOVER = "/tai-khoan/khoi-phuc"
NEW = "mùa thu lá vàng rơi"


def link_in(database: Any) -> str:
    """Path and query of the newest link that was sent."""
    rows = [row for row in outbox(database, "email") if "link" in row.payload["values"]]
    parts = urlsplit(rows[-1].payload["values"]["link"])
    return f"{parts.path}?{parts.query}"


def test_a_link_sets_a_new_password_once_and_ends_every_sign_in(
    portal, visitor, signed_in, database, hashed
) -> None:
    account = person(database, password_hash=hashed)
    elsewhere = signed_in(account)
    assert fill_in(portal, FORGOT, {"account": "an@example.vn"}).headers["location"] == "/tai-khoan/da-gui"
    link = link_in(database)
    moved = portal.get(link)
    assert (moved.status_code, moved.headers["location"]) == (303, RESET), "the secret leaves the address"
    assert fill_in(portal, RESET, {"new_password": NEW}).status_code == 303
    assert elsewhere.get("/tai-khoan").status_code == 303
    assert enter(visitor(), "an@example.vn", PASSWORD).status_code == 422
    assert enter(visitor(), "an@example.vn", NEW).status_code == 303
    late = visitor()
    late.get(link)
    assert late.get(RESET).status_code == 410, "a link counts once"
    assert outbox(database, "email")[-1].payload["template"] in ("password_changed", "reset")


def test_opening_the_link_uses_nothing_up(visitor, database, hashed) -> None:
    person(database, password_hash=hashed)
    fill_in(visitor(), FORGOT, {"account": "an@example.vn"})
    scanner, owner = visitor(), visitor()
    for client in (scanner, owner):
        client.get(link_in(database))
        assert client.get(RESET).status_code == 200
    assert fill_in(owner, RESET, {"new_password": NEW}).status_code == 303


def test_a_link_ends_after_half_an_hour(portal, database, hashed, clock) -> None:
    person(database, password_hash=hashed)
    fill_in(portal, FORGOT, {"account": "an@example.vn"})
    clock.pass_(minutes=30)
    portal.get(link_in(database))
    assert portal.get(RESET).status_code == 410


def test_a_newer_link_takes_the_place_of_an_older_one(portal, visitor, database, hashed, clock) -> None:
    person(database, password_hash=hashed)
    fill_in(portal, FORGOT, {"account": "an@example.vn"})
    old = link_in(database)
    clock.pass_(minutes=1)
    fill_in(portal, FORGOT, {"account": "an@example.vn"})
    client = visitor()
    client.get(old)
    assert client.get(RESET).status_code == 410


def test_an_unknown_address_gets_the_same_answer_and_a_letter_that_says_so(visitor, database, hashed) -> None:
    person(database, password_hash=hashed)
    known = fill_in(visitor(), FORGOT, {"account": "an@example.vn"})
    unknown = fill_in(visitor(), FORGOT, {"account": "ai@example.vn"})
    assert known.status_code == unknown.status_code == 303
    assert known.headers["location"] == unknown.headers["location"]
    sent = {row.payload["to"]: row.payload["template"] for row in outbox(database)}
    assert sent == {"an@example.vn": "reset", "ai@example.vn": "reset_unknown"}


def test_known_and_unknown_addresses_are_limited_alike(portal, database, hashed) -> None:
    person(database, password_hash=hashed)
    for address in ("an@example.vn", "ai@example.vn"):
        answers = [fill_in(portal, FORGOT, {"account": address}).status_code for _ in range(2)]
        assert answers == [303, 429]


def test_a_verified_phone_gets_a_code_and_an_unknown_one_costs_nothing(visitor, database, hashed) -> None:
    person(database, password_hash=hashed, phone="+84912345678", phone_verified_at=NOW)
    known, unknown = visitor(), visitor()
    answers = [
        fill_in(client, FORGOT, {"account": phone})
        for client, phone in ((known, "0912345678"), (unknown, "0987654321"))
    ]
    assert [one.headers["location"] for one in answers] == [f"{FORGOT}/ma"] * 2
    assert [row.payload["to"] for row in outbox(database, "sms")] == ["+84912345678"]
    code = outbox(database, "sms")[0].payload["values"]["code"]
    assert fill_in(unknown, f"{FORGOT}/ma", {"code": code}).status_code == 422
    assert fill_in(known, f"{FORGOT}/ma", {"code": code}).headers["location"] == RESET
    assert fill_in(known, RESET, {"new_password": NEW}).status_code == 303
    assert enter(visitor(), "an@example.vn", NEW).status_code == 303


@pytest.mark.parametrize(
    ("number", "template"), [("0361 9000 0001", "recover"), ("036190000009", "reset_unknown")]
)
def test_a_lost_phone_is_replaced_by_address_and_number(  # noqa: PLR0917
    portal, database, house, hashed, number: str, template: str
) -> None:
    account = person(
        database,
        password_hash=hashed,
        phone="+84912345678",
        phone_verified_at=NOW,
        number_sealed=house.seals.seal("036190000001"),
        number_trace=house.seals.trace("036190000001"),
    )
    answer = fill_in(portal, RECOVER, {"email": "an@example.vn", "number": number})
    assert answer.headers["location"] == "/tai-khoan/da-gui"
    assert [row.payload["template"] for row in outbox(database, "email")] == [template]
    if template == "reset_unknown":
        return
    portal.get(link_in(database))
    page = f"{RECOVER}/dat-lai"
    assert fill_in(portal, page, {"new_password": NEW, "phone": "12"}).status_code == 422
    assert fill_in(portal, page, {"new_password": NEW, "phone": "0987654321"}).status_code == 303
    found = get(database, account)
    assert (found.phone, found.phone_verified_at) == ("+84987654321", None)


def test_who_was_locked_out_by_a_stranger_comes_in_by_the_link(portal, visitor, database, hashed) -> None:
    from dossiers.attempts import SIGN_IN_ACCOUNT, Attempts, each

    person(database, password_hash=hashed)
    house = portal.app.state.house
    attempts = Attempts(database, house.seals)
    for _ in range(SIGN_IN_ACCOUNT[0].most):
        attempts.take(each(SIGN_IN_ACCOUNT, "an@example.vn"), house.now())
    assert enter(portal, "an@example.vn").status_code == 429
    fill_in(portal, FORGOT, {"account": "an@example.vn"})
    portal.get(link_in(database))
    fill_in(portal, RESET, {"new_password": NEW})
    assert enter(visitor(), "an@example.vn", NEW).status_code == 303
