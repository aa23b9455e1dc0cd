"""Letters of accounts: each template gets what it needs and has its words."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest

from dossiers import wording
from dossiers.letters import TEMPLATES, letter
from tests.dossier_database import NOW

TEXTED = ("verify", "reset_code", "change", "password_changed", "contact_changed", "deleted")
WORDS: Any = SimpleNamespace(lang="vi")


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_letter_has_words_for_the_values_it_gets(template: str) -> None:
    entry = wording.entry(template, dt.date(2026, 11, 25))
    assert entry.fields <= TEMPLATES[template]
    assert (entry.sms is not None) or template not in TEXTED


def test_a_letter_without_its_values_is_refused_before_it_is_sent() -> None:
    with pytest.raises(ValueError, match="verify needs"):
        letter("email", "verify", "an@example.vn", words=WORDS, now=NOW, code="123456")
    with pytest.raises(ValueError, match="secret"):
        letter("email", "secret", "an@example.vn", words=WORDS, now=NOW)


def test_a_letter_waits_in_the_language_of_its_page() -> None:
    row = letter("sms", "verify", "+84912345678", words=WORDS, now=NOW, code="123456", minutes=5)
    assert (row.kind, row.state, row.due_at) == ("sms", "waiting", NOW)
    assert row.payload == {
        "template": "verify",
        "to": "+84912345678",
        "values": {"code": "123456", "minutes": 5},
        "lang": "vi",
    }
