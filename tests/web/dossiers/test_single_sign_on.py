"""Single sign-on through the whole application, the provider being a fake: who gets in, who not, what is said."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from sqlalchemy import select

from dossiers import officers, single_sign_on
from dossiers.messages import TABLES
from dossiers.oidc_provider import OidcProvider
from dossiers.passwords import PASSWORDS
from dossiers.routes.asking import SESSION_COOKIE
from dossiers.routes.newcomers import LINK, LINKED
from dossiers.routes.registration import VERIFY
from dossiers.routes.single_sign_on import (
    BACK,
    COMPLETE,
    DEPARTURES,
    FAILED,
    NEWCOMER,
    START,
    STATUS,
)
from dossiers.settings import DossierSettings
from dossiers.store import sign_ons
from dossiers.store.accounts import remove_unverified
from dossiers.store.my_data import remove
from dossiers.store.tables import Account, Consent, SignOn
from tests.dossier_database import NOW, person
from tests.fake_provider import CLIENT, CLIENT_SECRET, ISSUER, FakeProvider
from tests.web.dossiers.conftest import fill_in, outbox, token_of

PASSWORD = "hoa sen nở tháng sáu"  # noqa: S105
REST = {
    "full_name": "Nguyễn Thị An",
    "birth_date": "4/5/1990",
    "sex": "female",
    "paper_kind": "citizen_id",
    "citizen_id": "037190001234",
    "phone": "0912 345 678",
    "email": "an@example.vn",
    "address.province": "37",
    "address.commune": "Phường Hoa Lư",
    "address.street": "1 Trần Hưng Đạo",
    "consent": "yes",
}


@pytest.fixture(scope="session")
def hashed() -> str:
    return PASSWORDS.hash(PASSWORD)


@pytest.fixture
def dossier_settings(tmp_path: Path) -> DossierSettings:
    return DossierSettings(
        files=str(tmp_path / "files"),
        oidc_issuer=ISSUER,
        oidc_client_id=CLIENT,
        oidc_client_secret=CLIENT_SECRET,
    )


@pytest.fixture(autouse=True)
def fake(monkeypatch: pytest.MonkeyPatch) -> FakeProvider:
    """The provider that the application finds."""
    fake = FakeProvider()
    provider = OidcProvider(ISSUER, CLIENT, CLIENT_SECRET, fake.transport)
    monkeypatch.setattr(single_sign_on, "provider_of", lambda _: provider)
    return fake


def leave(client: Any, fake: FakeProvider, start: str = START) -> str:
    """Off to the provider, where somebody agrees; returns the address that leads back."""
    answer = client.get(start)
    assert answer.status_code == 303
    return fake.authorize(answer.headers["location"]).removeprefix("http://testserver")


def sign_on(client: Any, fake: FakeProvider, start: str = START) -> str:
    """The whole way; returns where it leads."""
    answer = client.get(leave(client, fake, start))
    assert answer.status_code == 303
    assert "private" in answer.headers["cache-control"]
    return answer.headers["location"]


def known(database: Any, subject: str = "an-1990", **more: Any) -> str:
    """An account that the identity opens."""
    account = person(database, **more)
    sign_ons.link(database, account, ISSUER, subject, letters=(), now=NOW)
    return account


def tied(database: Any) -> dict[str, str]:
    """Subject -> account."""
    with database.read() as session:
        return {row.subject: row.account for row in session.scalars(select(SignOn))}


def failed(rule: str, prefix: str = "") -> str:
    return f"{prefix}{FAILED}?ly-do={rule}"


# Known ---------------------------------------------------------------------------------------------------------


def test_the_button_carries_the_name_of_the_provider_and_where_one_wants_to_go(portal) -> None:
    page = portal.get("/tai-khoan/dang-nhap?next=/ho-so%3Ftrang%3D2").text
    assert "Đăng nhập bằng VNeID" in page
    assert f'href="{START}?next=/ho-so%3Ftrang%3D2"' in page
    assert "Sign in with VNeID" in portal.get("/en/tai-khoan/dang-nhap").text


def test_whoever_is_known_is_signed_in_and_goes_on(portal, database, fake) -> None:
    known(database)
    assert sign_on(portal, fake, f"{START}?next=/ho-so") == "/ho-so"
    assert portal.get("/tai-khoan").status_code == 200


def test_the_english_page_is_remembered_on_the_way(portal, database, fake) -> None:
    known(database)
    assert sign_on(portal, fake, f"/en{START}") == "/en/tai-khoan"


@pytest.mark.parametrize(
    "wanted", ["https://evil.example", "//evil.example", "/\\evil.example", "/" + "x" * 500]
)
def test_nobody_is_led_elsewhere(portal, database, fake, wanted: str) -> None:
    known(database)
    portal.get("/tai-khoan/dang-nhap")
    answer = portal.get(START, params={"next": wanted})
    back = fake.authorize(answer.headers["location"])
    assert portal.get(back).headers["location"] == "/tai-khoan"


def test_three_tabs_may_be_on_their_way_at_once(portal, database, fake) -> None:
    known(database)
    ways = [leave(portal, fake, f"{START}?next=/ho-so%3Ftrang%3D{n}") for n in range(4)]
    assert [portal.get(way).headers["location"] for way in ways] == [
        failed("lost"),
        "/ho-so?trang=1",
        "/ho-so?trang=2",
        "/ho-so?trang=3",
    ]


def test_signing_in_again_ends_the_former_session_of_the_browser(portal, database, fake) -> None:
    known(database)
    sign_on(portal, fake)
    former = portal.cookies[SESSION_COOKIE]
    sign_on(portal, fake)
    assert portal.cookies[SESSION_COOKIE] != former
    portal.cookies.set(SESSION_COOKIE, former, domain="testserver.local", path="/")
    assert portal.get("/tai-khoan").status_code == 303


def test_what_travels_is_sealed_and_hidden_from_scripts(portal, fake) -> None:
    answer = portal.get(START)
    cookie = answer.headers["set-cookie"]
    state = parse_qs(urlsplit(answer.headers["location"]).query)["state"][0]
    assert state not in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert len(cookie) < 4096


# Attacks -------------------------------------------------------------------------------------------------------


def test_an_answer_that_this_browser_did_not_ask_for_signs_nobody_in(visitor, database, fake) -> None:
    known(database)
    mine, theirs = visitor(), visitor()
    answer = theirs.get(leave(mine, fake))
    assert answer.headers["location"] == failed("lost")
    assert theirs.get("/tai-khoan").status_code == 303


@pytest.mark.parametrize("state", ["", "x", "ă", "x" * 5000])
def test_a_wrong_state_is_not_taken(portal, database, fake, state: str) -> None:
    known(database)
    leave(portal, fake)
    asked = len(fake.asked)
    answer = portal.get(BACK, params={"state": state, "code": next(iter(fake.codes))})
    assert answer.headers["location"] == failed("lost")
    assert len(fake.asked) == asked  # nothing was asked of the provider


def test_an_address_that_led_back_once_leads_nowhere_again(portal, database, fake) -> None:
    known(database)
    back = leave(portal, fake)
    assert portal.get(back).headers["location"] == "/tai-khoan"
    portal.get("/tai-khoan/dang-xuat")
    assert portal.get(back).headers["location"] == failed("lost")


def test_a_code_is_refused_the_second_time_even_with_its_cookie(portal, database, fake) -> None:
    known(database)
    back = leave(portal, fake)
    cookie = portal.cookies[DEPARTURES]
    portal.get(back)
    portal.cookies.set(DEPARTURES, cookie, domain="testserver.local", path="/")
    assert portal.get(back).headers["location"] == failed("refused")


def test_a_departure_counts_for_ten_minutes(portal, database, fake, clock) -> None:
    known(database)
    back = leave(portal, fake)
    clock.pass_(minutes=10)
    assert portal.get(back).headers["location"] == failed("lost")


def test_a_token_that_is_not_proved_signs_nobody_in(portal, database, fake) -> None:
    known(database)
    fake.claims = {"nonce": "another"}
    assert sign_on(portal, fake) == failed("untrusted")
    assert portal.get("/tai-khoan").status_code == 303


def test_the_address_of_somebody_else_opens_nothing_of_theirs(portal, database, fake, hashed) -> None:
    """The provider tells the e-mail address of an account that has not been linked: it is nobody's proof."""
    person(database, password_hash=hashed)  # an@example.vn
    assert sign_on(portal, fake) == COMPLETE
    assert portal.get("/tai-khoan").status_code == 303
    assert tied(database) == {}


def test_another_subject_is_somebody_else(portal, database, fake) -> None:
    known(database)
    fake.subject = "an-1991"
    assert sign_on(portal, fake) == COMPLETE


@pytest.mark.parametrize("state", ["disabled", "officer"])
def test_disabled_accounts_and_officers_do_not_come_in_this_way(portal, database, fake, state: str) -> None:
    account = known(database)
    with database.write() as session:
        row = session.get(Account, account)
        row.kind = "officer" if state == "officer" else row.kind
        row.state = "disabled" if state == "disabled" else row.state
    assert sign_on(portal, fake) == failed(state)
    assert portal.get("/tai-khoan").status_code == 303


# What went wrong -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", STATUS)
def test_every_failure_says_why_and_the_ways_on(portal, rule: str) -> None:
    for prefix, lang in (("", "vi"), ("/en", "en")):
        page = portal.get(failed(rule, prefix))
        assert page.status_code == STATUS[rule]
        why = TABLES[lang][f"sso.failed.{rule}"].format(name="VNeID")
        assert why in page.text.replace("&#39;", "'")
        assert f'href="{prefix}/tai-khoan/dang-nhap"' in page.text


def test_there_are_no_other_failures(portal) -> None:
    assert portal.get(failed("x")).status_code == 404


def test_a_provider_that_is_down_is_said_before_anybody_leaves(portal, fake) -> None:
    fake.answers["/.well-known/openid-configuration"] = httpx2.Response(503)
    answer = portal.get(f"/en{START}")
    assert answer.headers["location"] == failed("down", "/en")


def test_whoever_stops_at_the_provider_is_told_that_nothing_was_kept(portal, fake) -> None:
    state = parse_qs(urlsplit(leave(portal, fake)).query)["state"][0]
    answer = portal.get(BACK, params={"error": "access_denied", "state": state})
    assert answer.headers["location"] == failed("cancelled")


class Lines:
    """Keeps what is logged."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def warning(self, event: str, **values: Any) -> None:
        self.told.append(f"{event} {values}")


def test_no_failure_logs_who_it_was(portal, fake, monkeypatch) -> None:
    lines = Lines()
    monkeypatch.setattr("dossiers.routes.single_sign_on._log", lines)
    state = parse_qs(urlsplit(leave(portal, fake)).query)["state"][0]
    portal.get(BACK, params={"error": "server_error", "error_description": "An 037190001234", "state": state})
    [told] = lines.told
    assert "single_sign_on_failed" in told
    assert "037190001234" not in told
    assert state not in told


# The first time: complete ----------------------------------------------------------------------------------------


def code_of(database: Any) -> str:
    return str(outbox(database, "email")[-1].payload["values"]["code"])


def test_the_first_time_one_checks_the_details_agrees_and_proves_the_address(portal, database, fake) -> None:
    assert sign_on(portal, fake) == COMPLETE
    page = portal.get(COMPLETE).text
    assert 'value="Nguyễn Thị An"' in page
    assert 'value="04/05/1990"' in page
    assert "password" not in page.replace("/static/js/password.js", "")
    assert fill_in(portal, COMPLETE, REST).headers["location"] == VERIFY
    done = fill_in(portal, VERIFY, {"code": code_of(database)})
    assert done.headers["location"] == "/tai-khoan?xong=dang-ky"
    with database.read() as session:
        (account,) = session.scalars(select(Account))
        (agreed,) = session.scalars(select(Consent))
    assert (account.state, account.email, account.password_hash) == ("active", "an@example.vn", None)
    assert agreed.account == account.id
    assert tied(database) == {"an-1990": account.id}


def test_the_second_time_is_a_sign_in(portal, visitor, database, fake) -> None:
    sign_on(portal, fake)
    fill_in(portal, COMPLETE, REST)
    fill_in(portal, VERIFY, {"code": code_of(database)})
    assert sign_on(visitor(), fake) == "/tai-khoan"


def test_without_consent_nothing_is_kept_and_what_was_typed_stays(portal, database, fake) -> None:
    sign_on(portal, fake)
    answer = fill_in(portal, COMPLETE, {**REST, "full_name": "Nguyễn Thị Ân", "consent": ""})
    assert answer.status_code == 422
    assert 'value="Nguyễn Thị Ân"' in answer.text
    assert "<title>Lỗi:" in answer.text
    assert tied(database) == {}


def test_a_registration_that_was_not_ended_gives_way_to_the_next(
    portal, visitor, database, fake, clock
) -> None:
    for client in (portal, visitor()):
        assert sign_on(client, fake) == COMPLETE
        assert fill_in(client, COMPLETE, REST).headers["location"] == VERIFY
        clock.pass_(minutes=2)  # codes to one address need a pause
    fill_in(client, VERIFY, {"code": code_of(database)})
    assert len(tied(database)) == 1
    clock.pass_(days=2)
    assert remove_unverified(database, clock()) == 1
    later = int(clock().timestamp())
    fake.claims = {"iat": later, "exp": later + 300}
    assert sign_on(visitor(), fake) == "/tai-khoan"


def test_the_address_of_an_account_gets_a_letter_and_no_link(portal, database, fake) -> None:
    """As with every registration: the page does not tell that the address is known."""
    person(database)
    sign_on(portal, fake)
    assert fill_in(portal, COMPLETE, REST).headers["location"] == VERIFY
    assert [row.payload["template"] for row in outbox(database)] == ["known"]
    assert tied(database) == {}


def test_an_identity_that_was_linked_meanwhile_opens_one_account_only(portal, database, fake) -> None:
    sign_on(portal, fake)
    known(database, name="binh")
    assert fill_in(portal, COMPLETE, REST).headers["location"] == failed("taken")
    with database.read() as session:
        assert len(list(session.scalars(select(Account)))) == 1


def test_the_next_one_at_the_computer_does_not_find_whom_the_provider_named(portal, fake) -> None:
    sign_on(portal, fake)
    fill_in(portal, COMPLETE, REST)
    assert NEWCOMER not in portal.cookies
    assert portal.get(COMPLETE).headers["location"] == failed("lost")


@pytest.mark.parametrize("path", [COMPLETE, LINK])
def test_whom_no_provider_named_gets_no_form(portal, fake, path: str) -> None:
    assert portal.get(path).headers["location"] == failed("lost")
    token = token_of(portal.get("/tai-khoan/dang-nhap").text)
    answer = portal.post(path, data={**REST, "csrf_token": token})
    assert answer.headers["location"] == failed("lost")


def test_half_an_hour_is_enough_to_complete(portal, fake, clock) -> None:
    sign_on(portal, fake)
    clock.pass_(minutes=30)
    assert portal.get(COMPLETE).headers["location"] == failed("lost")


def test_one_cookie_cannot_stand_in_for_another(portal, fake) -> None:
    portal.get(START)
    portal.cookies.set(NEWCOMER, portal.cookies[DEPARTURES], domain="testserver.local", path="/")
    assert portal.get(COMPLETE).headers["location"] == failed("lost")


def test_an_organisation_may_complete_its_account_too(portal, fake) -> None:
    sign_on(portal, fake)
    assert 'name="organisation"' in portal.get(f"{COMPLETE}?loai=to-chuc").text


# The first time: link --------------------------------------------------------------------------------------------


def test_the_password_links_an_account_and_its_owner_is_told(portal, visitor, database, fake, hashed) -> None:
    account = person(database, password_hash=hashed)
    sign_on(portal, fake, f"{START}?next=/ho-so")
    answer = fill_in(portal, LINK, {"account": "an@example.vn", "password": PASSWORD})
    assert answer.headers["location"] == "/ho-so"
    assert tied(database) == {"an-1990": account}
    (row,) = outbox(database)
    assert (row.payload["template"], row.payload["to"]) == ("sign_on_linked", "an@example.vn")
    assert sign_on(visitor(), fake) == "/tai-khoan"


@pytest.mark.parametrize(
    ("account", "password"), [("an@example.vn", "sai mật khẩu"), ("ai@example.vn", PASSWORD)]
)
def test_without_the_password_nothing_is_linked(  # noqa: PLR0917  # fixtures
    portal, database, fake, hashed, account: str, password: str
) -> None:
    person(database, password_hash=hashed)
    sign_on(portal, fake)
    answer = fill_in(portal, LINK, {"account": account, "password": password})
    assert answer.status_code == 422
    assert "chưa đúng" in answer.text
    assert tied(database) == {}
    assert SESSION_COOKIE not in portal.cookies


def test_tries_at_a_password_are_counted_here_too(portal, database, fake, hashed) -> None:
    person(database, password_hash=hashed)
    sign_on(portal, fake)
    wrong = {"account": "an@example.vn", "password": "sai mật khẩu"}
    statuses = [fill_in(portal, LINK, wrong).status_code for _ in range(6)]
    assert statuses == [422] * 5 + [429]


def test_an_empty_form_says_what_is_missing(portal, fake) -> None:
    sign_on(portal, fake)
    answer = fill_in(portal, LINK, {})
    assert answer.status_code == 422
    assert "Nhập mật khẩu." in answer.text


def test_an_account_that_has_an_identity_takes_no_second_one(portal, database, fake, hashed) -> None:
    known(database, "binh-1991", password_hash=hashed)
    sign_on(portal, fake)
    answer = fill_in(portal, LINK, {"account": "an@example.vn", "password": PASSWORD})
    assert answer.headers["location"] == failed("other_identity")
    assert SESSION_COOKIE not in portal.cookies


def test_an_officer_is_not_linked(portal, database, fake, hashed) -> None:
    person(database, password_hash=hashed)
    with database.write() as session:
        session.scalars(select(Account)).one().kind = "officer"
    sign_on(portal, fake)
    answer = fill_in(portal, LINK, {"account": "an@example.vn", "password": PASSWORD})
    assert answer.headers["location"] == failed("officer")
    assert tied(database) == {}
    assert officers.find(database, "an@example.vn") is not None


# Later -----------------------------------------------------------------------------------------------------------


def test_the_link_is_shown_and_removed_for_the_password(signed_in, database, fake, hashed, clock) -> None:
    client = signed_in(known(database, password_hash=hashed))
    assert f'href="{LINKED}"' in client.get("/tai-khoan").text
    clock.pass_(minutes=11)  # the sign-in counts no more as a password just given
    assert "25/11/2026" in client.get(LINKED).text
    assert client.post(LINKED, data={}).status_code == 422
    assert tied(database)
    assert client.post(LINKED, data={"present_password": PASSWORD}).status_code == 303
    assert tied(database) == {}
    assert "chưa liên kết" in client.get(LINKED).text


def test_the_last_way_in_is_not_removed(signed_in, database, fake) -> None:
    client = signed_in(known(database))
    assert client.post(LINKED, data={}).status_code == 422
    assert tied(database)


def test_an_account_without_a_password_sets_one_only_right_after_signing_in(
    signed_in, database, fake, clock
) -> None:
    client = signed_in(known(database))
    clock.pass_(minutes=11)
    wanted = {"new_password": "một câu mới đủ dài"}
    assert client.post("/tai-khoan/mat-khau", data=wanted).status_code == 422
    again = signed_in(client.account)
    assert again.post("/tai-khoan/mat-khau", data=wanted).status_code == 303


def test_a_deleted_account_leaves_no_link(portal, database, fake) -> None:
    remove(database, known(database), (), NOW + dt.timedelta(days=1))
    assert sign_on(portal, fake) == COMPLETE
