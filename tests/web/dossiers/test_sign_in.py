"""Signing in and out: one answer for all that is wrong, limits that end by themselves, officers' second step."""

from __future__ import annotations

from typing import Any

import pyotp
import pytest

from dossiers import officers
from dossiers.passwords import PASSWORDS, Check, Passwords
from dossiers.routes import sign_in as pages
from dossiers.routes.asking import SESSION_COOKIE
from dossiers.store.accounts import get
from tests.dossier_database import NOW, person
from tests.web.dossiers.conftest import fill_in, set_session, token_of

SIGN_IN = "/tai-khoan/dang-nhap"
PASSWORD = "hoa sen nở tháng sáu"  # noqa: S105


@pytest.fixture(scope="session")
def hashed() -> str:
    """One hash for all tests: each takes a tenth of a second and more."""
    return PASSWORDS.hash(PASSWORD)


def enter(client: Any, account: str, password: str = PASSWORD, path: str = SIGN_IN) -> Any:
    return fill_in(client, path, {"account": account, "password": password})


@pytest.mark.parametrize("typed", ["an@example.vn", "AN@Example.VN", " 0912 345 678 ", "036190000001"])
def test_address_phone_and_number_sign_in(portal, database, house, hashed, typed: str) -> None:
    person(
        database,
        password_hash=hashed,
        phone="+84912345678",
        phone_verified_at=NOW,
        number_sealed=house.seals.seal("036190000001"),
        number_trace=house.seals.trace("036190000001"),
    )
    answer = enter(portal, typed)
    assert (answer.status_code, answer.headers["location"]) == (303, "/tai-khoan")
    assert portal.get("/tai-khoan").status_code == 200


def test_a_phone_number_that_two_accounts_share_signs_nobody_in(portal, database, hashed) -> None:
    for name in ("an", "binh"):
        person(database, name, password_hash=hashed, phone="+84912345678", phone_verified_at=NOW)
    assert enter(portal, "0912345678").status_code == 422


def test_unknown_account_and_wrong_password_get_the_same_page(visitor, database, hashed) -> None:
    person(database, password_hash=hashed)
    person(database, "khoa", password_hash=hashed)
    officers.set_state(database, officers.find(database, "khoa@example.vn").id, "disabled", NOW)
    texts = set()
    for account, password in (
        ("an@example.vn", "sai mật khẩu"),
        ("ai@example.vn", PASSWORD),
        ("khoa@example.vn", PASSWORD),
    ):
        client = visitor()
        answer = enter(client, account, password)
        assert answer.status_code == 422
        texts.add(answer.text.replace(account, "").replace(token_of(answer.text), ""))
    assert len(texts) == 1


def test_unknown_and_known_accounts_cost_one_hash_each(portal, database, hashed, monkeypatch) -> None:
    person(database, password_hash=hashed)
    computed: list[bool] = []

    def counting(self: Passwords, kept: str, password: str) -> bool:
        computed.append(True)
        return False

    monkeypatch.setattr(Passwords, "_fits", counting)
    for account in ("an@example.vn", "ai@example.vn", "không phải địa chỉ"):
        before = len(computed)
        enter(portal, account)
        assert len(computed) == before + 1


def test_a_sign_in_gets_a_new_token_and_the_old_one_ends(portal, database, hashed) -> None:
    person(database, password_hash=hashed)
    set_session(portal, "set-by-somebody-else")
    enter(portal, "an@example.vn")
    first = portal.cookies[SESSION_COOKIE]
    assert first != "set-by-somebody-else"
    portal.post("/tai-khoan/dang-xuat", data={"csrf_token": token_of(portal.get("/tai-khoan").text)})
    set_session(portal, first)
    assert portal.get("/tai-khoan").status_code == 303, "ended on the server"


@pytest.mark.parametrize(
    ("wanted", "led"),
    [
        ("/ho-so?trang-thai=sent", "/ho-so?trang-thai=sent"),
        ("//boese.example", "/tai-khoan"),
        ("/\\boese.example", "/tai-khoan"),
        ("https:boese.example", "/tai-khoan"),
    ],
)
def test_after_the_sign_in_only_pages_of_ours_follow(portal, database, hashed, wanted: str, led: str) -> None:
    person(database, password_hash=hashed)
    page = portal.get(SIGN_IN, params={"next": wanted})
    given = {"account": "an@example.vn", "password": PASSWORD, "next": wanted}
    answer = portal.post(SIGN_IN, data={**given, "csrf_token": token_of(page.text)})
    assert answer.headers["location"] == led


def test_five_wrong_tries_wait_a_minute_and_the_right_password_opens_again(
    portal, database, hashed, clock
) -> None:
    person(database, password_hash=hashed)
    for _ in range(5):
        assert enter(portal, "an@example.vn", "sai mật khẩu").status_code == 422
    refused = enter(portal, "an@example.vn")
    assert refused.status_code == 429
    assert "Hãy thử lại sau" in refused.text
    assert 0 < int(refused.headers["retry-after"]) <= 60
    clock.pass_(seconds=int(refused.headers["retry-after"]))
    assert enter(portal, "an@example.vn").status_code == 303


def test_an_older_hash_is_renewed_at_sign_in(portal, database) -> None:
    from argon2 import PasswordHasher

    weak = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(PASSWORD)
    account = person(database, password_hash=weak)
    enter(portal, "an@example.vn")
    renewed = get(database, account).password_hash
    assert renewed != weak
    assert PASSWORDS.check(renewed, PASSWORD) == Check(True)


def test_opening_the_sign_out_page_changes_nothing(signed_in) -> None:
    client = signed_in()
    assert client.get("/tai-khoan/dang-xuat").status_code == 200
    assert client.get("/tai-khoan").status_code == 200


# Officers ----------------------------------------------------------------------------------------------------


@pytest.fixture
def officer(database) -> tuple[str, str]:
    """Id and first password of an officer."""
    told = officers.Officer("can-bo@example.vn", "Lê Văn Mẫu", "case_officer", "ubnd-cap-xa")
    return officers.create(database, told, NOW)


def enrolled(portal: Any, officer: tuple[str, str], clock: Any) -> str:
    """Signs an officer in for the first time; returns the secret of the device."""
    assert enter(portal, "can-bo@example.vn", officer[1]).headers["location"] == pages.SECOND_STEP
    page = portal.get(pages.SECOND_STEP).text
    assert '<svg class="qr"' in page
    secret = page.partition('<code class="secret">')[2].partition("<")[0]
    answer = fill_in(portal, pages.SECOND_STEP, {"code": pyotp.TOTP(secret).at(clock.now)})
    assert answer.status_code == 303
    return secret


def test_an_officer_sets_up_a_device_at_the_first_sign_in(portal, officer, clock) -> None:
    assert portal.get("/tai-khoan").status_code == 303
    enrolled(portal, officer, clock)
    assert "Giải quyết hồ sơ" in portal.get("/tai-khoan").text


def test_the_password_alone_opens_nothing_for_an_officer(portal, officer) -> None:
    enter(portal, "can-bo@example.vn", officer[1])
    assert SESSION_COOKIE not in portal.cookies
    assert portal.get("/tai-khoan").status_code == 303


def test_a_one_time_password_counts_once_and_only_in_its_half_minute(visitor, portal, officer, clock) -> None:
    secret = enrolled(portal, officer, clock)
    again = visitor()
    enter(again, "can-bo@example.vn", officer[1])
    page = again.get(pages.SECOND_STEP).text
    assert "secret" not in page, "the secret of a device that is set up is never shown again"
    used = pyotp.TOTP(secret).at(clock.now)
    assert fill_in(again, pages.SECOND_STEP, {"code": used}).status_code == 422
    clock.pass_(seconds=60)
    assert fill_in(again, pages.SECOND_STEP, {"code": used}).status_code == 422
    assert fill_in(again, pages.SECOND_STEP, {"code": pyotp.TOTP(secret).at(clock.now)}).status_code == 303


def test_an_account_disabled_between_the_steps_does_not_come_in(portal, officer, database, clock) -> None:
    enter(portal, "can-bo@example.vn", officer[1])
    officers.set_state(database, officer[0], "disabled", clock.now)
    assert portal.get(pages.SECOND_STEP).headers["location"] == SIGN_IN


def test_a_forgotten_device_is_set_up_anew(visitor, portal, officer, database, clock) -> None:
    enrolled(portal, officer, clock)
    officers.reset_second_step(database, officer[0], clock.now)
    assert portal.get("/tai-khoan").status_code == 303, "all sign-ins ended"
    clock.pass_(minutes=5)
    enrolled(visitor(), officer, clock)
