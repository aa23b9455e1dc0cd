""" "Khóa ứng dụng": keys are made by their owner only, shown once, ended at will."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import select

from dossiers import app_keys
from dossiers.sealing import fingerprint
from dossiers.store.tables import Account, AppKey
from tests.dossier_database import NOW, person
from tests.web.dossiers.conftest import fill_in
from tests.web.dossiers.program import ME, key_of

PAGE = "/tai-khoan/khoa-ung-dung"
NEW = {"name": "Phần mềm văn phòng", "days": "90"}


def shown(text: str) -> str:
    found = re.search(r"<code>(ttk_[\w-]+)</code>", text)
    assert found
    return found.group(1)


def whoami(client: Any, key: str) -> int:
    return client.get(ME, headers={"authorization": f"Bearer {key}"}).status_code


def test_a_new_key_is_shown_once_and_works(signed_in, portal) -> None:
    client = signed_in()
    answer = fill_in(client, PAGE, NEW)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "private, no-store"
    key = shown(answer.text)
    assert whoami(portal, key) == 200
    listed = client.get(PAGE).text
    assert "Phần mềm văn phòng" in listed
    assert "hết hạn ngày 23/02/2027" in listed
    assert key not in listed


def test_only_the_fingerprint_is_kept(signed_in, database) -> None:
    key = shown(fill_in(signed_in(), PAGE, NEW).text)
    with database.read() as session:
        (row,) = session.scalars(select(AppKey))
    assert row.fingerprint == fingerprint(key)
    assert key not in repr(vars(row))


def test_a_revoked_key_opens_nothing_any_more(signed_in, portal, database) -> None:
    client = signed_in()
    key = shown(fill_in(client, PAGE, NEW).text)
    with database.read() as session:
        row = session.scalars(select(AppKey.id)).one()
    answer = fill_in(client, PAGE, {"end": row})
    assert answer.headers["location"] == f"{PAGE}?xong=thu-hoi"
    assert whoami(portal, key) == 401
    assert "Đã thu hồi khóa." in client.get(f"{PAGE}?xong=thu-hoi").text


def test_nobody_ends_somebody_elses_key(signed_in, database, portal) -> None:
    other = person(database, "binh")
    key = key_of(database, other)
    with database.read() as session:
        row = session.scalars(select(AppKey.id)).one()
    assert fill_in(signed_in(), PAGE, {"end": row}).status_code == 404
    assert whoami(portal, key) == 200


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"name": "", "days": "30"}, "name"),
        ({"name": "x" * 61, "days": "30"}, "name"),
        ({"name": "x"}, "days"),
        ({"name": "x", "days": "3650"}, "days"),
    ],
)
def test_a_key_needs_a_name_and_an_end(signed_in, database, values: dict[str, str], wrong: str) -> None:
    answer = fill_in(signed_in(), PAGE, values)
    assert answer.status_code == 422
    assert f'href="#{wrong}"' in answer.text
    with database.read() as session:
        assert session.scalars(select(AppKey)).all() == []


def test_a_new_key_asks_for_the_password_unless_it_was_given_lately(signed_in, clock, database) -> None:
    client = signed_in(**{"password_hash": "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$AAAA"})
    clock.pass_(minutes=11)
    answer = fill_in(client, PAGE, NEW)
    assert answer.status_code == 422
    assert 'name="present_password"' in answer.text


def test_nobody_has_more_keys_than_one_can_look_after(signed_in, database) -> None:
    client = signed_in()
    for _ in range(app_keys.MOST_KEYS):
        key_of(database, client.account)
    assert "20 khóa" in fill_in(client, PAGE, NEW).text


@pytest.mark.parametrize("more", [{"kind": "officer"}, {"state": "unverified"}])
def test_who_has_no_dossiers_has_no_keys(signed_in, database, more: dict[str, str]) -> None:
    client = signed_in()
    with database.write() as session:
        account = session.get(Account, client.account)
        assert account is not None
        for name, value in more.items():
            setattr(account, name, value)
    assert client.get(PAGE).status_code == 404


def test_the_last_use_is_told_to_the_owner(signed_in, portal, database) -> None:
    client = signed_in()
    key = key_of(database, client.account)
    assert "chưa dùng lần nào" in client.get(PAGE).text
    whoami(portal, key)
    assert f"dùng lần cuối ngày {NOW:%d/%m/%Y}" in client.get(PAGE).text


def test_the_page_is_there_in_english(signed_in) -> None:
    text = signed_in().get(f"/en{PAGE}").text
    assert "Application keys" in text
    assert "Make the key" in text
