"""The account of somebody who is signed in: details, password, contacts, devices, one's own data."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import func, select

from dossiers.dossier import Status
from dossiers.messages.account import ACCOUNT
from dossiers.routes.account import PAGES
from dossiers.routes.asking import SESSION_COOKIE
from dossiers.store.accounts import consents, get
from dossiers.store.database import Database
from dossiers.store.tables import Account, Attachment, Consent, Dossier, WebSession
from tests.dossier_database import NOW, person
from tests.web.dossiers.conftest import fill_in, outbox, token_of
from tests.web.dossiers.test_registration import PERSON
from tests.web.dossiers.test_sign_in import PASSWORD, enter, hashed

__all__ = ["hashed"]
NUMBER = "036190000001"
DETAILS = {
    "full_name": "Nguyễn Thị Mẫu",
    "birth_date": "1990-09-02",
    "sex": "female",
    "paper_kind": "citizen_id",
    "address": {"province": "37", "commune": "Phường Mẫu", "street": "Số 1"},
}
TYPED = {
    name: text for name, text in PERSON.items() if name not in ("phone", "email", "new_password", "consent")
}


@pytest.fixture
def account(database: Database, house: Any, hashed: str) -> str:
    """A whole account of a person."""
    return person(
        database,
        password_hash=hashed,
        phone="+84912345678",
        number_sealed=house.seals.seal(NUMBER),
        number_trace=house.seals.trace(NUMBER),
        details=DETAILS,
    )


def dossier(database: Database, account: str, **more: Any) -> str:
    row = Dossier(
        account=account,
        procedure_code="1.001193",
        procedure_digest="0" * 64,
        procedure={},
        agency="ubnd-cap-xa",
        receiving_agency="ubnd-cap-xa",
        created_at=NOW,
        changed_at=NOW,
        **more,
    )
    with database.write() as session:
        session.add(row)
    return row.id


def attachment(database: Database, account: str, dossier: str | None, key: str, **more: Any) -> None:
    row = Attachment(
        account=account,
        dossier=dossier,
        name="giay-to.pdf",
        media_type="application/pdf",
        size=3,
        sha256="0" * 64,
        key=key,
        scan="clean",
        created_at=NOW,
        **more,
    )
    with database.write() as session:
        session.add(row)


PLAIN = sorted(
    path
    for path, methods in PAGES.items()
    if "GET" in methods and not path.endswith("/ma") and "buoc-hai" not in path and path.count("/") < 4
)


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("path", PLAIN)
def test_every_page_is_whole_in_both_languages_and_kept_by_nobody(
    signed_in, portal, account, path: str, prefix: str
) -> None:
    for client in (signed_in(account), portal):
        answer = client.get(prefix + path)
        assert answer.status_code in (200, 303, 410)
        assert "no-store" in answer.headers["cache-control"]
        if answer.status_code == 200:
            assert f'<html lang="{"en" if prefix else "vi"}">' in answer.text
            assert answer.text.count("<h1") == 1


@pytest.mark.parametrize("path", ["", "/chi-tiet", "/mat-khau", "/thiet-bi", "/du-lieu", "/thu-dien-tu"])
def test_who_is_not_signed_in_is_led_to_the_sign_in_and_back(portal, path: str) -> None:
    answer = portal.get(f"/tai-khoan{path}")
    assert answer.headers["location"] == f"/tai-khoan/dang-nhap?next=/tai-khoan{path}"


def test_messages_are_never_a_key_and_always_in_two_languages() -> None:
    for key, texts in ACCOUNT.items():
        assert len(texts) == 2, key
        assert all(text and text != key for text in texts), key


# Details -----------------------------------------------------------------------------------------------------


def test_details_show_what_was_registered_and_save_what_changed(signed_in, database, account) -> None:
    client = signed_in(account)
    page = client.get("/tai-khoan/chi-tiet").text
    assert 'value="Nguyễn Thị Mẫu"' in page
    assert 'value="02/09/1990"' in page
    answer = client.post(
        "/tai-khoan/chi-tiet",
        data={**TYPED, "full_name": "Nguyễn Thị Đổi", "version": "1", "csrf_token": token_of(page)},
    )
    assert answer.status_code == 303
    found = get(database, account)
    assert (found.details["full_name"], found.version) == ("Nguyễn Thị Đổi", 2)


def test_details_changed_elsewhere_are_a_conflict_and_nothing_typed_is_lost(
    signed_in, database, account
) -> None:
    client = signed_in(account)
    token = token_of(client.get("/tai-khoan/chi-tiet").text)
    given = {**TYPED, "version": "1", "csrf_token": token}
    assert client.post("/tai-khoan/chi-tiet", data={**given, "full_name": "Một"}).status_code == 303
    second = client.post("/tai-khoan/chi-tiet", data={**given, "full_name": "Hai"})
    assert second.status_code == 409
    assert 'value="Hai"' in second.text
    assert get(database, account).details["full_name"] == "Một"


def test_another_number_of_identity_asks_for_the_password(signed_in, database, house, account, clock) -> None:
    client = signed_in(account)
    clock.pass_(minutes=11)
    page = client.get("/tai-khoan/chi-tiet").text
    given = {**TYPED, "citizen_id": "036190000002", "version": "1", "csrf_token": token_of(page)}
    refused = client.post("/tai-khoan/chi-tiet", data=given)
    assert refused.status_code == 422
    assert 'id="present_password"' in refused.text
    answer = client.post("/tai-khoan/chi-tiet", data={**given, "present_password": PASSWORD})
    assert answer.status_code == 303
    found = get(database, account)
    assert house.seals.open(found.number_sealed) == "036190000002"
    assert found.number_trace == house.seals.trace("036190000002")


def test_unknown_fields_change_nothing(signed_in, database, account) -> None:
    client = signed_in(account)
    page = client.get("/tai-khoan/chi-tiet").text
    more = {"kind": "officer", "role": "admin", "state": "active", "email": "x@example.vn", "id": "x"}
    client.post("/tai-khoan/chi-tiet", data={**TYPED, **more, "version": "1", "csrf_token": token_of(page)})
    found = get(database, account)
    assert (found.kind, found.role, found.email) == ("person", None, "an@example.vn")
    assert not more.keys() & found.details.keys()


# Password ----------------------------------------------------------------------------------------------------


def test_a_new_password_ends_every_other_sign_in_and_renews_this_one(
    signed_in, visitor, database, account
) -> None:
    here, there = signed_in(account), signed_in(account)
    before = here.cookies[SESSION_COOKIE]
    new = "mùa thu lá vàng rơi"
    answer = fill_in(here, "/tai-khoan/mat-khau", {"present_password": PASSWORD, "new_password": new})
    assert answer.status_code == 303
    assert here.get("/tai-khoan").status_code == 200
    assert here.cookies[SESSION_COOKIE] != before
    assert there.get("/tai-khoan").status_code == 303
    assert enter(visitor(), "an@example.vn", new).status_code == 303
    assert [row.payload["template"] for row in outbox(database)] == ["password_changed"]


def test_a_wrong_present_password_changes_nothing(signed_in, database, account, hashed) -> None:
    given = {"present_password": "sai mật khẩu", "new_password": "mùa thu lá vàng rơi"}
    answer = fill_in(signed_in(account), "/tai-khoan/mat-khau", given)
    assert answer.status_code == 422
    assert "Mật khẩu hiện tại chưa đúng" in answer.text
    assert get(database, account).password_hash == hashed


# Contacts ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "field", "typed", "kept", "kind"),
    [
        ("thu-dien-tu", "email", "Moi@example.vn", "moi@example.vn", "email"),
        ("dien-thoai", "phone", "0987 654 321", "+84987654321", "sms"),
    ],
)
def test_a_contact_changes_once_its_code_comes_back_and_the_owner_is_told(  # noqa: PLR0917
    signed_in, database, account, path: str, field: str, typed: str, kept: str, kind: str
) -> None:
    client = signed_in(account)
    page = f"/tai-khoan/{path}"
    assert fill_in(client, page, {field: typed}).headers["location"] == f"{page}/ma"
    assert getattr(get(database, account), field) != kept
    sent = outbox(database, kind)[-1]
    assert sent.payload["to"] == kept
    assert fill_in(client, f"{page}/ma", {"code": "12"}).status_code == 422
    assert fill_in(client, f"{page}/ma", {"code": sent.payload["values"]["code"]}).status_code == 303
    found = get(database, account)
    assert getattr(found, field) == kept
    assert getattr(found, f"{field}_verified_at") is not None
    told = [row for row in outbox(database, "email") if row.payload["template"] == "contact_changed"]
    assert [row.payload["to"] for row in told] == ["an@example.vn"], "at the address it had"


def test_the_address_of_another_account_is_told_to_its_owner_only(signed_in, database, account) -> None:
    person(database, "chu")
    client = signed_in(account)
    answer = fill_in(client, "/tai-khoan/thu-dien-tu", {"email": "chu@example.vn"})
    assert answer.headers["location"] == "/tai-khoan/thu-dien-tu/ma"
    assert [row.payload["template"] for row in outbox(database)] == ["change_known"]


def test_a_code_for_a_contact_is_bound_to_its_sign_in(signed_in, database, account) -> None:
    asked, other = signed_in(account), signed_in(account)
    fill_in(asked, "/tai-khoan/thu-dien-tu", {"email": "moi@example.vn"})
    answer = other.get("/tai-khoan/thu-dien-tu/ma")
    assert answer.headers["location"] == "/tai-khoan/thu-dien-tu"


# Devices -----------------------------------------------------------------------------------------------------


def test_a_device_is_listed_and_signed_out(signed_in, database, account) -> None:
    here, there = signed_in(account), signed_in(account)
    page = here.get("/tai-khoan/thiet-bi").text
    assert page.count("Firefox · Linux") >= 2
    assert page.count('name="session"') == 2, "one device and all others; not this one"
    other = page.partition('name="session" value="')[2].partition('"')[0]
    answer = here.post("/tai-khoan/thiet-bi", data={"session": other, "csrf_token": token_of(page)})
    assert answer.status_code == 303
    assert there.get("/tai-khoan").status_code == 303
    assert here.get("/tai-khoan").status_code == 200


def test_days_are_those_of_vietnam(signed_in, clock, account) -> None:
    clock.pass_(hours=15)  # 18:00 in UTC, one in the morning in Vietnam
    assert "Đăng nhập ngày 26/11/2026" in signed_in(account).get("/tai-khoan/thiet-bi").text


def test_nobody_signs_out_somebody_elses_device(signed_in, database, account) -> None:
    stranger = signed_in(person(database, "la"))
    signed_in(account)
    with database.read() as session:
        theirs = session.scalars(select(WebSession.id).where(WebSession.account == account)).one()
    token = token_of(stranger.get("/tai-khoan").text)
    answer = stranger.post("/tai-khoan/thiet-bi", data={"session": theirs, "csrf_token": token})
    assert answer.status_code == 404
    with database.read() as session:
        assert session.get(WebSession, theirs) is not None


# One's own data ----------------------------------------------------------------------------------------------


def test_everything_kept_is_taken_along_as_json(signed_in, database, account) -> None:
    dossier(database, account, status=Status.DRAFT, answers={"name": "Bé Mẫu"})
    with database.write() as session:
        session.add(
            Consent(account=account, purpose="account", text_version="1-vi", channel="web", given_at=NOW)
        )
    client = signed_in(account)
    page = client.get("/tai-khoan/du-lieu").text
    answer = client.post("/tai-khoan/du-lieu/tai-ve", data={"csrf_token": token_of(page)})
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "no-store" in answer.headers["cache-control"]
    taken = json.loads(answer.text)
    assert taken["account"]["citizen_id"] == NUMBER
    assert taken["account"]["email"] == "an@example.vn"
    assert taken["dossiers"][0]["answers"] == {"name": "Bé Mẫu"}
    assert taken["consents"][0]["purpose"] == "account"
    assert taken["devices"][0]["device"] == "Firefox · Linux"
    assert not {"password_hash", "totp_sealed", "number_sealed"} & taken["account"].keys()


def test_ones_data_asks_for_the_password_some_time_after_the_sign_in(signed_in, account, clock) -> None:
    client = signed_in(account)
    clock.pass_(minutes=11)
    page = client.get("/tai-khoan/du-lieu").text
    given = {"csrf_token": token_of(page)}
    assert client.post("/tai-khoan/du-lieu/tai-ve", data=given).status_code == 422
    given["present_password"] = PASSWORD
    assert client.post("/tai-khoan/du-lieu/tai-ve", data=given).status_code == 200


def test_a_removed_account_keeps_nothing_of_the_person_but_what_was_sent(
    signed_in, visitor, database, account
) -> None:
    draft = dossier(database, account, status=Status.DRAFT)
    sent = dossier(database, account, status=Status.SENT, code="H42-261125-0001", sent_at=NOW)
    attachment(database, account, draft, "cua-nhap")
    attachment(database, account, None, "trong-kho", in_locker=True)
    attachment(database, account, sent, "da-gui", sent_at=NOW)
    client = signed_in(account)
    token = token_of(client.get("/tai-khoan/du-lieu").text)
    assert client.post("/tai-khoan/du-lieu/xoa", data={"csrf_token": token}).status_code == 422
    answer = client.post("/tai-khoan/du-lieu/xoa", data={"csrf_token": token, "sure": "yes"})
    assert answer.headers["location"] == "/tai-khoan/dang-nhap?xong=xoa"
    with database.read() as session:
        row = session.get_one(Account, account)
        left = session.scalars(select(Dossier.id)).all()
        files = session.scalars(select(Attachment.key)).all()
        assert session.scalar(select(func.count()).select_from(WebSession)) == 0
    assert (row.state, row.email, row.phone, row.number_sealed, row.number_trace, row.details) == (
        "deleted",
        None,
        None,
        None,
        None,
        {},
    )
    assert row.password_hash is None
    assert (left, files) == ([sent], ["da-gui"])
    assert {one.payload["key"] for one in outbox(database, "remove_file")} == {"cua-nhap", "trong-kho"}
    assert client.get("/tai-khoan").status_code == 303
    assert enter(visitor(), "an@example.vn").status_code == 422
    assert all(one.withdrawn_at for one in consents(database, account))


def test_the_address_of_a_removed_account_may_register_again(signed_in, visitor, database, account) -> None:
    client = signed_in(account)
    token = token_of(client.get("/tai-khoan/du-lieu").text)
    client.post("/tai-khoan/du-lieu/xoa", data={"csrf_token": token, "sure": "yes"})
    newcomer = visitor()
    fill_in(newcomer, "/tai-khoan/dang-ky", {**PERSON, "email": "an@example.vn"})
    code = next(r.payload["values"]["code"] for r in outbox(database) if r.payload["template"] == "verify")
    assert fill_in(newcomer, "/tai-khoan/xac-minh", {"code": code}).status_code == 303
