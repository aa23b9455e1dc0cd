"""Registration of persons and organisations, and the code that ends it."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from starlette.responses import Response

from dossiers import account_forms
from dossiers.accounts import Registration
from dossiers.errors import TooOftenError
from dossiers.fields import Field
from dossiers.one_time import read_code
from dossiers.routes.account_pages import (
    Errors,
    Filled,
    accounts_of,
    code_field,
    enter,
    password_error,
    password_field,
    secret,
    too_often,
    visitor,
    wait_headers,
)
from dossiers.routes.asking import Ask, served
from dossiers.routes.keepsakes import keep, kept
from dossiers.visiting import Pending

PENDING = "thutuc_pending"
PENDING_LIFE = dt.timedelta(days=1)
KINDS: dict[str, Literal["person", "organisation"]] = {"ca-nhan": "person", "to-chuc": "organisation"}
VERIFY = "/tai-khoan/xac-minh"


def kind_of(ask: Ask) -> Literal["person", "organisation"]:
    """Which kind of account the address asks for."""
    return KINDS.get(ask.request.query_params.get("loai", ""), "person")


def show(ask: Ask) -> Response:
    """The empty form."""
    if ask.signed_in is not None:
        return ask.redirect("/tai-khoan")
    return _page(ask, Filled(ask, account_forms.REGISTRATION[kind_of(ask)], {}), {})


def register(ask: Ask) -> Response:
    """Checks the form and sends the code."""
    filled = Filled(ask, account_forms.REGISTRATION[kind_of(ask)])
    errors = _errors(ask, filled)
    if errors:
        return _page(ask, filled, errors, 422)
    registration = Registration(kind_of(ask), filled.answers, secret(ask, "new_password"))
    try:
        pending = accounts_of(ask).register(registration, visitor(ask))
    except TooOftenError as error:
        return wait_headers(_page(ask, filled, {"": too_often(ask, error)}, 429), error)
    response = ask.redirect(VERIFY)
    keep_pending(ask, response, pending)
    return response


def _errors(ask: Ask, filled: Filled) -> Errors:
    password = password_error(ask, "new_password", account_forms.own_words(filled.answers))
    return agreed(ask, filled, filled.errors | password)


def agreed(ask: Ask, filled: Filled, errors: Errors) -> Errors:
    """The errors of a registration, with what looks odd and is not confirmed, and a consent that is missing."""
    doubts = account_forms.doubts(filled.answers)
    if not errors and doubts and ask.field("confirmed") != "yes":
        errors["confirmed"] = doubts_text(ask, doubts)
    if ask.field("consent") != "yes":
        errors["consent"] = ask.words("account.consent.missing")
    return errors


def doubts_text(ask: Ask, doubts: list[str]) -> str:
    """What does not fit the personal number, in words."""
    told = " ".join(ask.words(f"account.doubt.{doubt}") for doubt in doubts)
    return f"{told} {ask.words('account.doubt.confirm')}"


def confirmation(ask: Ask, error: str) -> Field:
    """The box that confirms what looks odd."""
    return Field(
        name="confirmed",
        type="declaration",
        label=ask.words("account.confirmed"),
        required=True,
        error=error,
    )


def _page(ask: Ask, filled: Filled, errors: Errors, status: int = 200) -> Response:
    fields = [*filled.fields(errors), password_field(ask, "new_password", errors, new=True)]
    if "confirmed" in errors:
        fields.append(confirmation(ask, errors["confirmed"]))
    return ask.html(
        "account/register.html",
        status,
        kind=kind_of(ask),
        kinds=KINDS,
        fields=[*fields, consent(ask, errors)],
        errors=errors,
        facts=filled.facts,
    )


def consent(ask: Ask, errors: Errors) -> Field:
    """The box under the words about personal data."""
    return Field(
        name="consent",
        type="declaration",
        label=ask.words("account.consent"),
        text=ask.words("account.consent.text"),
        required=True,
        chosen=("yes",) if ask.field("consent") == "yes" else (),
        error=errors.get("consent"),
    )


def keep_pending(ask: Ask, response: Response, pending: Pending) -> None:
    """Lets the browser keep which code it waits for."""
    values = {"token": pending.token, "channel": pending.channel, "target": pending.target}
    keep(ask, response, PENDING, values, PENDING_LIFE)


def _pending(ask: Ask) -> Pending | None:
    values = kept(ask, PENDING)
    return Pending(values["token"], values["channel"], values["target"]) if values else None


def show_code(ask: Ask) -> Response:
    """The page for the code."""
    pending = _pending(ask)
    return _code_page(ask, pending, {}) if pending else ask.redirect("/tai-khoan/dang-ky")


def verify(ask: Ask) -> Response:
    """Ends the registration and signs in, where the code is right."""
    pending = _pending(ask)
    if pending is None:
        return ask.redirect("/tai-khoan/dang-ky")
    try:
        account = accounts_of(ask).verify(pending, read_code(ask.field("code")), visitor(ask))
    except TooOftenError as error:
        return wait_headers(_code_page(ask, pending, {"code": too_often(ask, error)}, 429), error)
    if account is None:
        return _code_page(ask, pending, {"code": ask.words("account.code.wrong")}, 422)
    response = enter(ask, account, ask.redirect("/tai-khoan?xong=dang-ky"))
    ask.drop_cookie(response, PENDING)
    return response


def send_again(ask: Ask) -> Response:
    """Sends another code."""
    pending = _pending(ask)
    if pending is None:
        return ask.redirect("/tai-khoan/dang-ky")
    try:
        accounts_of(ask).send_again(pending, visitor(ask))
    except TooOftenError as error:
        return wait_headers(_code_page(ask, pending, {"": too_often(ask, error)}, 429), error)
    return ask.redirect(f"{VERIFY}?xong=gui-lai")


def _code_page(ask: Ask, pending: Pending, errors: Errors, status: int = 200) -> Response:
    return ask.html(
        "account/code.html",
        status,
        page="verify",
        pending=pending,
        fields=[code_field(ask, errors)],
        errors=errors,
        again=f"{VERIFY}/gui-lai",
        sent_again=ask.request.query_params.get("xong") == "gui-lai",
    )


PAGES = {
    "/tai-khoan/dang-ky": {"GET": served(show), "POST": served(register, token=True)},
    VERIFY: {"GET": served(show_code), "POST": served(verify, token=True)},
    f"{VERIFY}/gui-lai": {"POST": served(send_again, token=True)},
}
