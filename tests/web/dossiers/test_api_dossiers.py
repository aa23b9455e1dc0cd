"""The API for programs: keys that are good, dossiers that were sent, their history, withdrawal."""

from __future__ import annotations

import re

import pytest

from dossiers.dossier import Action, Actor
from dossiers.store import moves
from dossiers.store.tables import Account
from tests.dossier_database import person
from tests.web.dossiers.conftest import CHECKOUT
from tests.web.dossiers.program import ME, Program, key_of
from tests.web.dossiers.walking import Walker


@pytest.fixture
def owner(database) -> str:
    return person(database)


@pytest.fixture
def program(database, portal, owner) -> Program:
    return Program(portal, key_of(database, owner))


@pytest.fixture
def sent(program) -> Program:
    """A program whose draft was sent."""
    assert program.complete().send().status_code == 200
    return program


def dossier(program: Program) -> dict:
    return program.call("GET", f"/dossiers/{program.draft}").json()


def withdraw(program: Program, version: int, reason: str = "Nộp nhầm") -> object:
    return program.call("POST", f"/dossiers/{program.draft}/withdraw", {"reason": reason}, version=version)


def test_a_key_tells_whose_it_is_and_until_when(program) -> None:
    answer = program.call("GET", "")
    assert answer.json() == {
        "account_kind": "person",
        "key_name": "Phần mềm",
        "expires_at": "2026-12-25T10:00:00+07:00",
    }


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer x", "Bearer ttk_" + "A" * 43, "Basic YTpi", "ttk_"])
def test_without_a_good_key_there_is_401_and_how_to_come_in(portal, given: str) -> None:
    answer = portal.get(ME, headers={"authorization": given, "accept": "application/json"})
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert answer.json()["type"].endswith("/loi/can-dang-nhap")


def test_a_key_ends_by_itself(program, clock) -> None:
    clock.pass_(days=29)
    assert program.call("GET", "").status_code == 200
    clock.pass_(days=1)
    assert program.call("GET", "").status_code == 401


@pytest.mark.parametrize("state", ["disabled", "deleted", "unverified"])
def test_a_key_of_an_account_that_is_not_active_opens_nothing(program, database, owner, state: str) -> None:
    with database.write() as session:
        account = session.get(Account, owner)
        assert account is not None
        account.state = state
    assert program.call("GET", "").status_code == 401


def test_a_sign_in_in_the_browser_is_no_key(signed_in) -> None:
    client = signed_in()
    assert client.get("/ho-so").status_code == 200
    assert client.get(ME).status_code == 401


def test_a_key_opens_no_page(program) -> None:
    answer = program.client.get("/ho-so", headers={"authorization": f"Bearer {program.key}"})
    assert answer.status_code == 303


def test_a_sent_dossier_has_its_history_what_was_sent_and_what_may_be_done(sent) -> None:
    found = dossier(sent)
    assert found["status"] == "sent"
    assert found["national_status"] == 1
    assert [(one["action"], one["actor"], one["text"]) for one in found["timeline"]] == [
        ("send", "you", "Đã gửi hồ sơ")
    ]
    assert found["answers"]["child_name"] == "Nguyễn Thị Bình"
    assert found["files"]
    assert found["expected"]
    assert found["actions"] == ["withdraw"]


def test_what_an_officer_did_is_told_without_a_name(sent, database, clock) -> None:
    officer = person(database, "can-bo", role="front_officer")
    moves.act(
        database,
        moves.Move(sent.draft, dossier(sent)["version"], Action.ACCEPT, Actor.FRONT_OFFICER, officer),
        clock(),
    )
    assert dossier(sent)["timeline"][-1]["actor"] == "agency"
    assert officer not in sent.call("GET", f"/dossiers/{sent.draft}").text


def test_the_list_is_narrowed_by_state(sent) -> None:
    assert [one["id"] for one in sent.call("GET", "/dossiers").json()["items"]] == [sent.draft]
    assert sent.call("GET", "/dossiers?status=sent").json()["items"]
    assert sent.call("GET", "/dossiers?status=withdrawn").json()["items"] == []
    answer = sent.call("GET", "/dossiers?status=draft")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["parameter"] == "status"


def test_a_draft_is_no_dossier_yet(program) -> None:
    program.begin()
    assert program.call("GET", f"/dossiers/{program.draft}").status_code == 404
    assert program.call("GET", "/dossiers").json()["items"] == []


def test_withdrawing_needs_a_reason_and_a_version_and_may_be_repeated(sent) -> None:
    version = dossier(sent)["version"]
    for reason in ("", "   ", "\x00"):
        assert withdraw(sent, version, reason).status_code == 422
    bare = sent.call("POST", f"/dossiers/{sent.draft}/withdraw", {"reason": "x"})
    assert bare.status_code == 428
    assert withdraw(sent, version + 1).status_code == 409
    first, again = withdraw(sent, version), withdraw(sent, version)
    assert first.status_code == again.status_code == 200
    assert first.json()["status"] == "withdrawn"
    assert first.json()["timeline"] == again.json()["timeline"]


def test_a_refused_dossier_cannot_be_withdrawn(sent, database, clock) -> None:
    officer = person(database, "can-bo", role="front_officer")
    version = dossier(sent)["version"]
    refusal = moves.Move(sent.draft, version, Action.REFUSE, Actor.FRONT_OFFICER, officer, "Sai nơi nộp")
    moves.act(database, refusal, clock())
    answer = withdraw(sent, version + 1)
    assert answer.status_code == 409
    assert answer.json()["errors"][0]["code"] == "not_withdrawn"


def test_pages_and_programs_work_on_the_same_draft(database, signed_in, portal) -> None:
    walker = Walker(signed_in()).begin().shared()
    program = Program(portal, key_of(database, walker.client.account), walker.dossier)
    assert program.read()["reception"]["full_name"] == "Nguyễn Văn An"
    assert not [one for one in program.read()["faults"] if one["pointer"].startswith("/reception")]


@pytest.mark.parametrize("path", ["", "/drafts", "/dossiers", "/drafts/x", "/nowhere"])
def test_answers_are_private_and_no_other_site_may_read_them(program, path: str) -> None:
    answer = program.call("GET", path, headers={"origin": "https://elsewhere.example"})
    assert "no-store" in answer.headers["cache-control"]
    assert not [name for name in answer.headers if name.startswith("access-control")]
    preflight = {"origin": "https://elsewhere.example", "access-control-request-method": "GET"}
    asked = program.client.options(f"{ME}{path}", headers=preflight)
    assert asked.status_code in (404, 405)
    assert not [name for name in asked.headers if name.startswith("access-control")]


def test_every_route_is_described_with_the_key_it_needs(portal) -> None:
    paths = portal.get("/api/v1/openapi.json").json()
    own = {path: one for path, one in paths["paths"].items() if path.startswith(ME)}
    assert len(own) == 16
    assert "application_key" in paths["components"]["securitySchemes"]
    for methods in own.values():
        for operation in methods.values():
            assert operation["security"] == [{"application_key": []}]
            assert {"401", "404"} <= set(operation["responses"])


def test_every_address_is_documented(portal) -> None:
    page = (CHECKOUT / "docs" / "api.md").read_text("utf-8")
    for path, methods in portal.get("/api/v1/openapi.json").json()["paths"].items():
        for method in methods if path.startswith(ME) else ():
            assert re.search(rf"`{method.upper()} {re.escape(path)}[`?]", page), (method, path)


def test_the_page_of_the_api_shows_them(portal) -> None:
    assert "/api/v1/me/drafts/{id}/send" in portal.get("/api").text
    assert portal.get("/en/api").status_code == 200
