"""Who is told of what: as the dossier wishes, in words that name nobody and no sensitive procedure."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from dossiers import notices
from dossiers.dossier import Action, Actor
from dossiers.letters import TEMPLATES as LETTERS
from dossiers.mail import Mail
from dossiers.office import Office
from dossiers.outbox import DeliveryError, Outbox
from dossiers.store.database import Database
from dossiers.store.moves import Move, act
from dossiers.store.tables import Dossier, Outgoing
from tests.dossier_database import NOW, database, person
from tests.unit.dossiers.offices import (
    MINUTE,
    PROCEDURE,
    RECEPTION,
    claimed,
    make_draft,
    make_office,
    row,
    sent,
)

__all__ = ["database"]

SENSITIVE = PROCEDURE.model_copy(update={"sensitive": True})
CANARIES = ("Nguyễn Văn An", "037090000001", "912345678")


def told(office: Office, dossier: Dossier, **payload: Any) -> list[Outgoing]:
    """What a notice about a dossier causes."""
    return list(
        notices.tell(office, claimed("notice", payload or {"event": "sent"}, dossier=dossier.id), NOW)
    )


def mailed(office: Office, outgoing: Outgoing, now: dt.datetime = NOW) -> Mail:
    """A letter as it leaves."""
    notices.send_mail(office, claimed("email", outgoing.payload, id=outgoing.id), now)
    mail: Mail = office.mailer.sent[-1]  # type: ignore[attr-defined]
    return mail


def test_every_action_is_told_or_left_untold_on_purpose() -> None:
    assert set(notices.TEMPLATES) == set(Action)


@pytest.mark.parametrize(
    ("payload", "template"),
    [
        ({"event": "sent"}, "sent"),
        ({"event": "accepted", "action": "accept"}, "accepted"),
        ({"event": "processing", "action": "start"}, None),
        ({"event": "processing", "action": "supply"}, "supplied"),
        ({"event": "processing", "action": "paid"}, "paid"),
        ({"event": "late"}, "late"),
        ({"template": "late", "action": "accept"}, "late"),
        ({}, None),
    ],
)
def test_the_text_of_a_notice_is_that_of_the_action(payload: dict[str, str], template: str | None) -> None:
    assert notices.template_of(payload) == template


@pytest.mark.parametrize(
    ("wished", "reception", "ways"),
    [
        (["email"], RECEPTION, {"email": "an.rieng@example.vn"}),
        (["sms"], RECEPTION, {"sms": "+84912345678"}),
        (["email", "sms"], RECEPTION, {"email": "an.rieng@example.vn", "sms": "+84912345678"}),
        (["email"], {}, {"email": "an@example.vn"}),
        (["sms"], {}, {"email": "an@example.vn"}),
        ([], RECEPTION, {"email": "an@example.vn"}),
    ],
)
def test_people_are_told_as_the_dossier_wishes(
    database: Database, wished: list[str], reception: dict[str, Any], ways: dict[str, str]
) -> None:
    draft = make_draft(database, person(database), reception=reception, information={"notify_by": wished})
    found = told(make_office(database), sent(database, draft))
    assert {one.kind: one.payload["to"] for one in found} == ways


def test_a_notice_that_runs_twice_tells_once(database: Database) -> None:
    office = make_office(database)
    dossier = sent(database, make_draft(database, person(database)), notices=[("notice", {"event": "sent"})])
    ids = [{one.id for one in told(office, dossier)} for _ in range(2)]
    assert ids[0] == ids[1] == {"m1.email"}


def test_nobody_is_told_of_a_dossier_that_is_gone(database: Database) -> None:
    assert list(notices.tell(make_office(database), claimed("notice", {"event": "sent"}), NOW)) == []


def test_from_sending_to_the_letter_everything_goes_through_the_outbox(database: Database) -> None:
    office = make_office(database)
    dossier = sent(database, make_draft(database, person(database)), notices=[("notice", {"event": "sent"})])
    handlers = {
        "notice": lambda one, now: notices.tell(office, one, now),
        "email": lambda one, now: notices.send_mail(office, one, now),
    }
    assert Outbox(database, handlers).work_off(lambda: NOW) == {"done": 2}
    [mail] = office.mailer.sent  # type: ignore[attr-defined]
    assert (mail.to, mail.subject) == ("an.rieng@example.vn", f"Đã gửi hồ sơ {dossier.code}")
    assert row(database, mail.id).payload == {"template": "sent", "lang": "vi, en"}


def test_the_letter_of_a_sent_dossier_says_what_where_when_and_how_to_go_on(database: Database) -> None:
    office = make_office(database)
    dossier = sent(database, make_draft(database, person(database)))
    [outgoing] = told(office, dossier)
    mail = mailed(office, outgoing)
    vietnamese, _, english = mail.text.partition("----")
    for part in (
        "Ủy ban nhân dân phường Phủ Lý lúc 10:00 ngày 25/11/2026",
        "Thủ tục thử",
        "dự kiến: 30/11/2026",
        f"https://thutuc.example.vn/ho-so/{dossier.id}",
        "không có giá trị pháp lý",
    ):
        assert part in vietnamese
    assert f"https://thutuc.example.vn/en/ho-so/{dossier.id}" in english
    assert "30 November 2026" in english
    assert (mail.lang, mail.sender) == ("vi, en", "Cổng mẫu")


def test_without_a_public_address_letters_carry_no_links(database: Database) -> None:
    office = make_office(database, base="")
    [outgoing] = told(office, sent(database, make_draft(database, person(database))))
    text = mailed(office, outgoing).text
    assert "http" not in text
    assert "Theo dõi" not in text


@pytest.mark.parametrize("action", [one for one, template in notices.TEMPLATES.items() if template])
@pytest.mark.parametrize("procedure", [PROCEDURE, SENSITIVE], ids=["plain", "sensitive"])
def test_no_letter_or_message_names_the_applicant_or_a_sensitive_procedure(
    database: Database, action: Action, procedure: Any
) -> None:
    office = make_office(database)
    information = {"notify_by": ["email", "sms"]}
    draft = make_draft(database, person(database), procedure, information=information)
    mail_row, sms_row = told(office, sent(database, draft), event="x", action=str(action))
    mail = mailed(office, mail_row)
    notices.send_sms(office, claimed("sms", sms_row.payload), NOW)
    text = f"{mail.subject} {mail.text} {office.gateway.sent[0].text}"  # type: ignore[attr-defined]
    assert [one for one in CANARIES if one in text] == []
    assert ("Thủ tục thử" in mail.text) is (procedure is PROCEDURE)
    assert "Thu tuc thu" not in office.gateway.sent[0].text  # type: ignore[attr-defined]


def test_a_procedure_that_became_sensitive_later_is_not_named_any_more(database: Database) -> None:
    office = make_office(database, find_procedure=lambda _code, _day: SENSITIVE)
    [outgoing] = told(office, sent(database, make_draft(database, person(database))))
    assert "Thủ tục thử" not in mailed(office, outgoing).text


def test_a_reason_stays_behind_the_sign_in(database: Database) -> None:
    office = make_office(database)
    dossier = sent(database, make_draft(database, person(database)))
    move = Move(
        dossier.id, dossier.version, Action.WITHDRAW, Actor.APPLICANT, dossier.account, "Chuyện riêng"
    )
    act(database, move, NOW)
    handlers = {
        "notice": lambda one, now: notices.tell(office, one, now),
        "email": lambda one, now: notices.send_mail(office, one, now),
    }
    Outbox(database, handlers).work_off(lambda: NOW)
    [mail] = office.mailer.sent  # type: ignore[attr-defined]
    assert "đã được rút" in mail.text
    assert "Chuyện riêng" not in mail.text


def test_text_messages_leave_without_marks_and_in_one_language(database: Database) -> None:
    office = make_office(database)
    draft = make_draft(database, person(database), information={"notify_by": ["sms"]})
    dossier = sent(database, draft)
    [outgoing] = told(office, dossier)
    notices.send_sms(office, claimed("sms", outgoing.payload, id="m1.sms"), NOW)
    [sms] = office.gateway.sent  # type: ignore[attr-defined]
    assert sms.text == f"Ho so {dossier.code} da gui thanh cong. Du kien tra ket qua: 30/11/2026."
    assert (sms.id, sms.to) == ("m1.sms", "+84912345678")


# Letters of accounts ---------------------------------------------------------------------------------------


def letter(template: str, lang: str = "vi") -> dict[str, Any]:
    values = {name: 5 if name == "minutes" else f"<{name}>" for name in LETTERS[template]}
    if "contact" in values:
        values["contact"] = "phone"
    return {"template": template, "to": "an@example.vn", "values": values, "lang": lang}


@pytest.mark.parametrize("template", sorted(LETTERS))
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_letter_of_accounts_can_be_sent_in_the_language_of_its_page(
    database: Database, template: str, lang: str
) -> None:
    office = make_office(database)
    notices.send_mail(office, claimed("email", letter(template, lang)), NOW)
    [mail] = office.mailer.sent  # type: ignore[attr-defined]
    assert (mail.lang, "----" in mail.text) == (lang, False)
    assert all(f"<{name}>" in mail.text for name in LETTERS[template] - {"minutes", "contact"})


def test_which_contact_changed_is_told_in_words(database: Database) -> None:
    office = make_office(database)
    for lang in ("vi", "en"):
        notices.send_mail(office, claimed("email", letter("contact_changed", lang)), NOW)
    texts = [mail.text for mail in office.mailer.sent]  # type: ignore[attr-defined]
    assert ["số điện thoại" in texts[0], "phone number" in texts[1]] == [True, True]


@pytest.mark.parametrize("way", ["email", "sms"])
def test_a_code_whose_time_is_over_is_not_sent(database: Database, way: str) -> None:
    office = make_office(database)
    send = notices.send_mail if way == "email" else notices.send_sms
    late = NOW + 5 * MINUTE
    with pytest.raises(DeliveryError) as refused:
        send(office, claimed(way, letter("verify")), late)
    assert (refused.value.kind, refused.value.lasting) == ("expired", True)
    send(office, claimed(way, letter("verify")), late - dt.timedelta(seconds=1))


@pytest.mark.parametrize(
    "payload", [letter("verify") | {"template": "unheard"}, {"template": "verify", "to": "a"}]
)
def test_a_letter_without_words_waits_for_a_program_that_has_them(
    database: Database, payload: dict[str, Any]
) -> None:
    with pytest.raises(DeliveryError) as refused:
        notices.send_mail(make_office(database), claimed("email", payload), NOW)
    assert (refused.value.kind, refused.value.lasting) == ("no_words", False)
