"""The forms of registration and of "Chi tiết": which questions, and how answers become an account and back.

Fields as portals in use ask for them (domain.md 5). Numbers of identity are sealed in the account; what a number
tells of sex and year of birth is a doubt to confirm when it does not fit, never a refusal.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Literal

from dossiers.identity import Sex, citizen_id_doubts
from dossiers.notation import is_date
from dossiers.sealing import Seals
from dossiers.store.tables import Account
from indexer.eform import EForm

Kind = Literal["person", "organisation"]
FORM_VERSION = 1
_CITIZEN = {"question": "paper_kind", "is": "citizen_id"}
_PASSPORT = {"question": "paper_kind", "is": "passport"}
_TAX = {"question": "number_kind", "is": "tax_code"}
_IDENT = {"question": "number_kind", "is": "ident_code"}
CONTACTS = ("phone", "email")
NUMBERS = ("citizen_id", "passport", "tax_code", "ident_code")
"""Questions whose answer is the number of the account."""


def _question(kind: str, name: str, **more: Any) -> dict[str, Any]:
    return {"type": kind, "id": name, "label": f"account.{name}", **more}


def _choice(name: str, *values: str) -> dict[str, Any]:
    options = tuple({"value": value, "label": f"account.{name}.{value}"} for value in values)
    return _question("choose_one", name, required=True, options=options)


_PERSON = (
    _question("text", "full_name", required=True, max_length=100),
    _question("date", "birth_date", required=True, not_before=dt.date(1900, 1, 1), not_after="today"),
    _choice("sex", "male", "female"),
    _choice("paper_kind", "citizen_id", "passport"),
    _question("citizen_id", "citizen_id", required=True, show_if=_CITIZEN),
    _question("passport", "passport", required=True, show_if=_PASSPORT),
    _question("date", "issued_on", not_after="today"),
    _question("text", "issued_by", max_length=200),
)
_ORGANISATION = (
    _question("text", "organisation", required=True, max_length=300),
    _choice("number_kind", "tax_code", "ident_code"),
    _question("tax_code", "tax_code", required=True, show_if=_TAX),
    _question("text", "ident_code", required=True, max_length=40, show_if=_IDENT),
    _question("text", "representative", required=True, max_length=100),
    _question("citizen_id", "representative_number", required=True),
)
_ADDRESS = (_question("address", "address", required=True),)
_CONTACT = (
    _question("phone", "phone", required=True, hint="account.phone.hint"),
    _question("email", "email", hint="account.email.hint"),
)


def _form(*questions: dict[str, Any]) -> EForm:
    page = {"id": "account", "title": "account.register", "questions": questions}
    return EForm.model_validate({"version": FORM_VERSION, "pages": (page,)})


REGISTRATION: dict[Kind, EForm] = {
    "person": _form(*_PERSON, *_CONTACT, *_ADDRESS),
    "organisation": _form(*_ORGANISATION, *_CONTACT, *_ADDRESS),
}
"""What somebody who registers is asked; password and consent are asked beside it."""
DETAILS: dict[Kind, EForm] = {
    "person": _form(*_PERSON, *_ADDRESS),
    "organisation": _form(*_ORGANISATION, *_ADDRESS),
}
"""What "Chi tiết" edits; phone and e-mail change by a code sent there."""


def doubts(answers: Mapping[str, Any]) -> list[str]:
    """What does not fit the personal number: "sex", "year"."""
    number = answers.get("citizen_id")
    if not number:
        return []
    sex: Sex | None = answers["sex"] if answers.get("sex") in ("male", "female") else None
    born = str(answers.get("birth_date", ""))
    return citizen_id_doubts(number, sex, dt.date.fromisoformat(born) if is_date(born, "date") else None)


def number_of(answers: Mapping[str, Any]) -> str:
    """The number that answers give: of identity card, passport, or organisation."""
    return next(str(answers[name]) for name in NUMBERS if name in answers)


def details_of(answers: Mapping[str, Any], seals: Seals) -> dict[str, Any]:
    """What an account keeps besides number and contacts."""
    kept = {name: value for name, value in answers.items() if name not in (*NUMBERS, *CONTACTS)}
    if "representative_number" in kept:
        kept["representative_number"] = seals.seal(kept["representative_number"])
    return kept


def answers_of(account: Account, seals: Seals) -> dict[str, Any]:
    """The answers that an account was made from; raises SealError where its numbers cannot be opened."""
    answers = dict(account.details)
    if "representative_number" in answers:
        answers["representative_number"] = seals.open(answers["representative_number"])
    if account.number_sealed:
        answers[number_name(account)] = seals.open(account.number_sealed)
    return answers


def number_name(account: Account) -> str:
    """Which question the number of an account answers."""
    asked = "number_kind" if account.kind == "organisation" else "paper_kind"
    return str(account.details.get(asked, "tax_code" if account.kind == "organisation" else "citizen_id"))


def display_name(account: Account) -> str:
    """How an account is called on pages."""
    details = account.details
    return str(details.get("organisation") or details.get("full_name") or "")


def own_words(answers: Mapping[str, Any]) -> list[str]:
    """What a password should not consist of: names, numbers, addresses, the day of birth."""
    texts = [str(value) for value in answers.values() if isinstance(value, str)]
    born = str(answers.get("birth_date", ""))
    phone = str(answers.get("phone", "")).replace("+84", "0")
    return [*texts, "".join(reversed(born.split("-"))), phone]
