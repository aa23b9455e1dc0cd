"""The texts of letters: complete in both languages, within one text message, and never naming anybody."""

from __future__ import annotations

import datetime as dt
import unicodedata
from itertools import combinations

import pytest

from dossiers import wording
from dossiers.letters import TEMPLATES as LETTERS
from dossiers.notices import TEMPLATES as NOTICES
from dossiers.sms_gateway import parts, without_marks
from dossiers.wording import Entry, MissingWordsError
from tests.dossier_database import NOW

TODAY = NOW.date()
ENTRIES = wording.entries()
OF_DOSSIERS = {*(one for one in NOTICES.values() if one), "draft_ends"}
DOSSIER_VALUES = {"code", "agency", "procedure", "day", "time", "due", "link"}
TEXTED = {
    "verify",
    "reset_code",
    "change",
    "password_changed",
    "contact_changed",
    "sign_on_linked",
    "deleted",
}
LONGEST = {
    "code": "000.00.04.G18-20261125-0092637",
    "due": "từ 24/11/2026 đến 04/01/2027, tùy trường hợp",
    "minutes": 30,
    "contact": "địa chỉ thư điện tử",
    "reset": "https://dichvucong.ninhbinh.example.vn/tai-khoan/quen-mat-khau",
    "day": "25/11/2026",
    "provider": "Định danh điện tử VNeID",
}


def of(**changes: object) -> Entry:
    plain = {
        "template": "t",
        "subject": ("Vi {code}", "En"),
        "mail": (("Một {code}.", "Hai {due}."), ("One.",)),
    }
    return Entry.model_validate({**plain, **changes})


@pytest.mark.parametrize("template", sorted({*LETTERS, *OF_DOSSIERS}))
def test_every_template_that_is_written_has_a_text_today(template: str) -> None:
    assert wording.entry(template, TODAY).template == template


def test_there_is_no_text_that_nobody_sends() -> None:
    assert {one.template for one in ENTRIES} == {*LETTERS, *OF_DOSSIERS}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda one: one.template)
def test_a_text_uses_only_values_that_it_gets(entry: Entry) -> None:
    given = LETTERS.get(
        entry.template, DOSSIER_VALUES | ({"bin_days"} if entry.template == "draft_ends" else set())
    )
    assert entry.fields <= set(given)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda one: one.template)
def test_both_languages_say_the_same_with_the_same_values(entry: Entry) -> None:
    vietnamese, english = (
        of(subject=(s, s), mail=(m, m)).fields for s, m in zip(entry.subject, entry.mail, strict=True)
    )
    assert (vietnamese, len(entry.mail[0])) == (english, len(entry.mail[1]))


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda one: one.template)
def test_texts_are_composed_and_subjects_name_no_procedure(entry: Entry) -> None:
    whole = repr(entry)
    assert unicodedata.is_normalized("NFC", whole)
    assert "{procedure}" not in "".join(entry.subject)
    assert entry.sms is None or "{procedure}" not in repr(entry.sms)


@pytest.mark.parametrize("template", sorted(TEXTED))
def test_what_accounts_tell_by_text_message_has_one(template: str) -> None:
    assert wording.entry(template, TODAY).sms is not None


@pytest.mark.parametrize("entry", [one for one in ENTRIES if one.sms], ids=lambda one: one.template)
def test_a_text_message_takes_one_part_even_with_the_longest_values(entry: Entry) -> None:
    assert entry.sms is not None
    values = {**LONGEST, **({"code": "482913"} if entry.template in LETTERS else {})}
    texts = [without_marks(wording.message(entry, lang, values)) for lang in wording.LANGS]
    assert [parts(text) for text in texts] == [1, 1]


def test_of_two_texts_of_a_template_never_two_hold_on_one_day() -> None:
    for one, other in combinations(ENTRIES, 2):
        if one.template == other.template:
            days = [day for entry in (one, other) for day in (entry.valid_from, entry.valid_to) if day]
            assert not any(one.holds_on(day) and other.holds_on(day) for day in days)
            assert days


def test_a_text_holds_from_its_first_to_its_last_day() -> None:
    entry = of(valid_from=dt.date(2026, 1, 1), valid_to=dt.date(2026, 12, 31))
    days = [dt.date(2025, 12, 31), dt.date(2026, 1, 1), dt.date(2026, 12, 31), dt.date(2027, 1, 1)]
    assert [entry.holds_on(day) for day in days] == [False, True, True, False]


def test_a_paragraph_without_its_value_is_left_out() -> None:
    assert wording.paragraphs(of(), "vi", {"code": "7", "due": ""}) == ["Một 7."]


def test_a_missing_value_is_told_by_name() -> None:
    with pytest.raises(MissingWordsError, match="due"):
        wording.paragraphs(of(), "vi", {"code": "7"})


def test_values_are_never_read_as_words_to_fill_in() -> None:
    assert wording.subject(of(), "vi", {"code": "{due} {0}"}) == "Vi {due} {0}"


def test_a_subject_stays_on_one_line() -> None:
    assert wording.subject(of(), "vi", {"code": "7\r\nBcc: x@example.vn"}) == "Vi 7 Bcc: x@example.vn"


def test_a_template_without_text_message_says_so() -> None:
    with pytest.raises(MissingWordsError):
        wording.message(of(), "vi", {"code": "7"})
