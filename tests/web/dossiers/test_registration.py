"""Registration: what is asked and checked, the code that ends it, and that nobody learns who has an account."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from dossiers.routes.asking import SESSION_COOKIE
from dossiers.store.database import Database
from dossiers.store.tables import Account, Consent
from tests.dossier_database import person
from tests.web.dossiers.conftest import fill_in, outbox, token_of

PERSON = {
    "full_name": "Nguyễn Thị Mẫu",
    "birth_date": "02/09/1990",
    "sex": "female",
    "paper_kind": "citizen_id",
    "citizen_id": "036190000001",
    "phone": "0912 345 678",
    "email": "Mau@Example.vn",
    "address.province": "37",
    "address.commune": "Phường Hoa Lư",
    "address.street": "Số 1 đường Mẫu",
    "new_password": "hoa sen nở tháng sáu",
    "consent": "yes",
}
ORGANISATION = {
    "organisation": "Công ty Mẫu",
    "number_kind": "tax_code",
    "tax_code": "0100233488",
    "representative": "Trần Văn Mẫu",
    "representative_number": "036090000002",
    "phone": "0912345678",
    "email": "cong-ty@example.vn",
    "address.province": "37",
    "address.commune": "Phường Hoa Lư",
    "address.street": "Số 1 đường Mẫu",
    "new_password": "hoa sen nở tháng sáu",
    "consent": "yes",
}
REGISTER, VERIFY = "/tai-khoan/dang-ky", "/tai-khoan/xac-minh"


def code_in(database: Database, kind: str = "email") -> str:
    """The newest code that was sent."""
    return str(outbox(database, kind)[-1].payload["values"]["code"])


def accounts(database: Database) -> list[Account]:
    with database.read() as session:
        return list(session.scalars(select(Account).order_by(Account.created_at)))


def test_a_person_is_active_and_signed_in_once_the_code_is_entered(portal, database, house) -> None:
    answer = fill_in(portal, REGISTER, PERSON)
    assert (answer.status_code, answer.headers["location"]) == (303, VERIFY)
    assert accounts(database)[0].state == "unverified"

    answer = fill_in(portal, VERIFY, {"code": code_in(database)})
    assert answer.status_code == 303
    found = accounts(database)[0]
    assert (found.state, found.kind, found.email) == ("active", "person", "mau@example.vn")
    assert found.phone == "+84912345678"
    assert house.seals.open(found.number_sealed) == "036190000001"
    assert found.number_trace == house.seals.trace("036190000001")
    assert found.details["full_name"] == "Nguyễn Thị Mẫu"
    assert found.details["address"]["commune"] != "Phường Hoa Lư", (
        "a commune of the register is kept by its code"
    )
    assert "036190000001" not in str(found.details)
    page = portal.get("/tai-khoan")
    assert page.status_code == 200
    assert "0361******01" in page.text
    assert "036190000001" not in page.text


def test_an_organisation_registers_with_tax_code_and_representative(portal, database, house) -> None:
    fill_in(portal, f"{REGISTER}?loai=to-chuc", ORGANISATION)
    fill_in(portal, VERIFY, {"code": code_in(database)})
    found = accounts(database)[0]
    assert (found.kind, found.state) == ("organisation", "active")
    assert house.seals.open(found.number_sealed) == "0100233488"
    assert "036090000002" not in str(found.details), "the representative's number is sealed, too"


def test_consent_is_recorded_with_version_channel_and_time(portal, database, clock) -> None:
    fill_in(portal, f"/en{REGISTER}", PERSON)
    with database.read() as session:
        consent = session.scalars(select(Consent)).one()
    assert (consent.purpose, consent.channel, consent.text_version) == ("account", "web", "1-en")
    assert consent.given_at == clock.now


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("full_name", "", "Nhập “Họ và tên”."),
        ("birth_date", "31/02/1990", "một ngày có thật"),
        ("birth_date", "01/01/2030", "hoặc trước đó"),
        ("citizen_id", "03619000001", "đúng 12 chữ số"),
        ("phone", "0212345678", "bắt đầu bằng 03, 05, 07, 08 hoặc 09"),
        ("email", "mau@example", "ten@tenmien"),
        ("address.commune", "", "xã, phường"),
        ("new_password", "ngan", "ít nhất 8 ký tự"),
        ("new_password", "matkhau123", "quá phổ biến"),
        ("new_password", "036190000001", "chỉ là tên, số"),
        ("consent", "", "không có sự đồng ý"),
    ],
)
def test_a_mistake_is_told_at_its_field_and_what_was_typed_stays(
    portal, database, field: str, value: str, told: str
) -> None:
    answer = fill_in(portal, REGISTER, {**PERSON, field: value})
    assert answer.status_code == 422
    assert told in answer.text
    assert "<title>Lỗi: " in answer.text
    target = field.partition(".")[0] if field != "address.commune" else "address"
    assert f'href="#{target}"' in answer.text
    assert f'id="{target}"' in answer.text
    assert 'role="alert"' in answer.text
    assert (value if field == "phone" else "0912 345 678") in answer.text
    assert PERSON["new_password"] not in answer.text, "a password is never sent back"
    assert accounts(database) == []


def test_a_wrong_tax_code_says_how_one_is_made_up(portal) -> None:
    answer = fill_in(portal, f"{REGISTER}?loai=to-chuc", {**ORGANISATION, "tax_code": "0100233489"})
    assert answer.status_code == 422
    assert "chữ số cuối để kiểm tra" in answer.text


@pytest.mark.parametrize(
    ("change", "told"),
    [({"sex": "male"}, "giới tính khác"), ({"birth_date": "02/09/1991"}, "năm sinh khác")],
)
def test_what_does_not_fit_the_personal_number_is_confirmed_not_refused(
    portal, database, change: dict[str, str], told: str
) -> None:
    doubtful: dict[str, Any] = {**PERSON, **change}
    answer = fill_in(portal, REGISTER, doubtful)
    assert answer.status_code == 422
    assert told in answer.text
    assert 'name="confirmed"' in answer.text
    answer = portal.post(REGISTER, data={**doubtful, "confirmed": "yes", "csrf_token": token_of(answer.text)})
    assert answer.status_code == 303
    assert len(accounts(database)) == 1


def test_a_known_address_gets_the_same_answer_and_its_owner_a_letter(visitor, database) -> None:
    person(database, "mau")
    known, unknown = visitor(), visitor()
    first = fill_in(known, REGISTER, PERSON)
    second = fill_in(unknown, REGISTER, {**PERSON, "email": "moi@example.vn"})
    assert (first.status_code, first.headers["location"]) == (second.status_code, second.headers["location"])
    pages = [browser.get(VERIFY).text for browser in (known, unknown)]
    assert token_of(pages[0])
    assert "ma***@example.vn" in pages[0]
    sent = {row.payload["to"]: row.payload["template"] for row in outbox(database, "email")}
    assert sent == {"mau@example.vn": "known", "moi@example.vn": "verify"}
    assert len(accounts(database)) == 2, "the one that was there and the new one"
    wrong = [fill_in(browser, VERIFY, {"code": "000000"}) for browser in (known, unknown)]
    assert [one.status_code for one in wrong] == [422, 422]
    assert all("Mã không đúng hoặc không còn hiệu lực" in one.text for one in wrong)


def test_a_known_personal_number_is_told_to_its_owner_only(portal, database, house) -> None:
    owner = person(
        database,
        "chu",
        number_sealed=house.seals.seal("036190000001"),
        number_trace=house.seals.trace("036190000001"),
    )
    fill_in(portal, REGISTER, PERSON)
    answer = fill_in(portal, VERIFY, {"code": code_in(database)})
    assert answer.status_code == 303
    found = {one.id: one for one in accounts(database)}
    assert found[owner].number_trace == house.seals.trace("036190000001")
    newcomer = next(one for one in found.values() if one.id != owner)
    assert (newcomer.state, newcomer.number_trace) == ("active", None)
    letters = [row for row in outbox(database) if row.payload["template"] == "number_known"]
    assert [row.payload["to"] for row in letters] == ["chu@example.vn"]


def test_a_code_is_good_only_in_the_browser_that_asked_for_it(visitor, database) -> None:
    asked, other = visitor(), visitor()
    fill_in(asked, REGISTER, PERSON)
    code = code_in(database)
    fill_in(other, REGISTER, {**PERSON, "email": "khac@example.vn"})
    assert fill_in(other, VERIFY, {"code": code}).status_code == 422
    assert fill_in(asked, VERIFY, {"code": code}).status_code == 303


def test_a_code_ends_after_five_minutes_or_five_wrong_tries(visitor, database, clock) -> None:
    late, wrong = visitor(), visitor()
    fill_in(late, REGISTER, PERSON)
    code = code_in(database)
    clock.pass_(minutes=5)
    assert fill_in(late, VERIFY, {"code": code}).status_code == 422
    fill_in(wrong, REGISTER, {**PERSON, "email": "khac@example.vn"})
    code = code_in(database)
    other = f"{(int(code) + 1) % 1_000_000:06}"
    for _ in range(5):
        assert fill_in(wrong, VERIFY, {"code": other}).status_code == 422
    assert fill_in(wrong, VERIFY, {"code": code}).status_code == 422


def test_a_code_is_sent_again_after_a_minute_and_the_old_one_counts_no_more(portal, database, clock) -> None:
    fill_in(portal, REGISTER, PERSON)
    first = code_in(database)
    token = token_of(portal.get(VERIFY).text)
    early = portal.post(f"{VERIFY}/gui-lai", data={"csrf_token": token})
    assert early.status_code == 429
    assert int(early.headers["retry-after"]) <= 60
    clock.pass_(seconds=60)
    assert portal.post(f"{VERIFY}/gui-lai", data={"csrf_token": token}).status_code == 303
    second = code_in(database)
    assert first == second or fill_in(portal, VERIFY, {"code": first}).status_code == 422
    assert fill_in(portal, VERIFY, {"code": second}).status_code == 303


def test_without_an_address_the_code_goes_by_text_message(portal, database) -> None:
    fill_in(portal, REGISTER, {**PERSON, "email": ""})
    sent = outbox(database, "sms")[-1]
    assert sent.payload["to"] == "+84912345678"
    fill_in(portal, VERIFY, {"code": code_in(database, "sms")})
    found = accounts(database)[0]
    assert (found.state, found.email) == ("active", None)
    assert found.phone_verified_at is not None


def test_a_form_of_another_site_cannot_register(portal, database) -> None:
    headers = {"sec-fetch-site": "cross-site", "origin": "https://boese.example"}
    assert portal.post(REGISTER, data=PERSON, headers=headers).status_code == 403
    assert portal.post(REGISTER, data=PERSON).status_code == 403, "without the token of the form"
    assert accounts(database) == []


def test_signing_in_after_verification_gives_a_cookie_scripts_cannot_read(portal, database) -> None:
    fill_in(portal, REGISTER, PERSON)
    answer = fill_in(portal, VERIFY, {"code": code_in(database)})
    cookie = next(one for one in answer.headers.get_list("set-cookie") if one.startswith(SESSION_COOKIE))
    assert "httponly" in cookie.lower()
    assert "samesite=lax" in cookie.lower()
