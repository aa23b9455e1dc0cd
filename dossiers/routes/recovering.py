"""Forgotten passwords and lost phones: ask for a link or a code, then set a new password."""

from __future__ import annotations

from starlette.responses import Response

from dossiers import identity
from dossiers.errors import TooOftenError
from dossiers.one_time import LINK_LIFE, read_code
from dossiers.recovery import LinkPurpose, Recovery, read_number
from dossiers.routes.account_pages import (
    Errors,
    accounts_of,
    code_field,
    form_page,
    password_error,
    password_field,
    secret,
    text_field,
    too_often,
    visitor,
    wait_headers,
)
from dossiers.routes.asking import Ask, Handler, served
from dossiers.routes.keepsakes import keep, kept
from dossiers.store.tables import Account
from dossiers.visiting import Pending

LINK = "thutuc_link"
"""Cookie with the secret of a link: it shall not stay in the address."""
CODE = "thutuc_reset"
FORGOT, RECOVER = "/tai-khoan/quen-mat-khau", "/tai-khoan/khoi-phuc"
PATHS: dict[LinkPurpose, str] = {"reset": "/tai-khoan/dat-lai", "recover": f"{RECOVER}/dat-lai"}


def _recovery(ask: Ask) -> Recovery:
    return Recovery(accounts_of(ask))


# Asking ------------------------------------------------------------------------------------------------------


def show_forgot(ask: Ask) -> Response:
    """Asks for e-mail address or phone number."""
    return _forgot_page(ask, {})


def _forgot_page(ask: Ask, errors: Errors, status: int | None = None) -> Response:
    field = text_field(
        ask, "account", errors, label=ask.words("account.forgot.account"), autocomplete="username"
    )
    links = ((RECOVER, "account.recover.title"), ("/tai-khoan/dang-nhap", "account.sign_in.title"))
    return form_page(ask, "forgot", [field], errors, status, links=links)


def forgot(ask: Ask) -> Response:
    """Sends a link or a code; the answer is the same whether there is an account."""
    email, phone = identity.read_email(ask.field("account")), identity.read_phone(ask.field("account"))
    if email is None and phone is None:
        return _forgot_page(ask, {"account": ask.words("account.forgot.invalid")})
    try:
        if email is not None:
            _recovery(ask).ask_link(email.lower(), visitor(ask))
            return ask.redirect("/tai-khoan/da-gui")
        pending = _recovery(ask).ask_code(str(phone), visitor(ask))
    except TooOftenError as error:
        return wait_headers(_forgot_page(ask, {"": too_often(ask, error)}, 429), error)
    response = ask.redirect(f"{FORGOT}/ma")
    keep(ask, response, CODE, {"token": pending.token, "target": pending.target}, LINK_LIFE)
    return response


def show_recover(ask: Ask) -> Response:
    """Asks for e-mail address and number of identity of somebody whose phone is lost."""
    return _recover_page(ask, {})


def _recover_page(ask: Ask, errors: Errors, status: int | None = None) -> Response:
    fields = [
        text_field(ask, "email", errors, type="email", autocomplete="email"),
        text_field(ask, "number", errors),
    ]
    return form_page(ask, "recover", fields, errors, status, links=((FORGOT, "account.forgot.title"),))


def recover(ask: Ask) -> Response:
    """Sends the link; the answer is the same whether address and number fit together."""
    email = identity.read_email(ask.field("email"))
    errors = {} if email else {"email": ask.words("account.email.invalid")}
    if not ask.field("number"):
        errors["number"] = ask.words("account.number.missing")
    if email is None or errors:
        return _recover_page(ask, errors)
    try:
        _recovery(ask).ask_recovery(email.lower(), read_number(ask.field("number")), visitor(ask))
    except TooOftenError as error:
        return wait_headers(_recover_page(ask, {"": too_often(ask, error)}, 429), error)
    return ask.redirect("/tai-khoan/da-gui")


def sent(ask: Ask) -> Response:
    """Says that a letter is on its way, if there is an account."""
    return ask.html("account/sent.html")


# A code by text message ------------------------------------------------------------------------------------------


def _pending(ask: Ask) -> Pending | None:
    values = kept(ask, CODE)
    return Pending(values["token"], "sms", values["target"]) if values else None


def show_code(ask: Ask) -> Response:
    """The page for the code of a reset."""
    pending = _pending(ask)
    return _code_page(ask, pending, {}) if pending else ask.redirect(FORGOT)


def _code_page(ask: Ask, pending: Pending, errors: Errors, status: int = 200) -> Response:
    return ask.html(
        "account/code.html",
        status,
        page="reset_code",
        pending=pending,
        fields=[code_field(ask, errors)],
        errors=errors,
        again="",
        sent_again=False,
    )


def trade_code(ask: Ask) -> Response:
    """Leads on to the new password for the right code."""
    pending = _pending(ask)
    if pending is None:
        return ask.redirect(FORGOT)
    try:
        link = _recovery(ask).trade_code(pending, read_code(ask.field("code")), visitor(ask))
    except TooOftenError as error:
        return wait_headers(_code_page(ask, pending, {"code": too_often(ask, error)}, 429), error)
    if link is None:
        return _code_page(ask, pending, {"code": ask.words("account.code.wrong")}, 422)
    response = ask.redirect(PATHS["reset"])
    keep(ask, response, LINK, {"secret": link, "purpose": "reset"}, LINK_LIFE)
    ask.drop_cookie(response, CODE)
    return response


# A new password ----------------------------------------------------------------------------------------------


def show_reset(purpose: LinkPurpose) -> Handler:
    """The page for a new password; the secret moves from the address of the letter into a cookie."""

    def show(ask: Ask) -> Response:
        given = ask.request.query_params.get("ma")
        if given is not None:
            response = ask.redirect(PATHS[purpose])
            keep(ask, response, LINK, {"secret": given[:100], "purpose": purpose}, LINK_LIFE)
            return response
        found = _owner(ask, purpose)
        return _reset_page(ask, purpose, {}) if found else _ended(ask)

    return show


def reset(purpose: LinkPurpose) -> Handler:
    """Sets a new password, and a new phone number in a recovery."""

    def change(ask: Ask) -> Response:
        found = _owner(ask, purpose)
        if found is None:
            return _ended(ask)
        link, owner = found
        phone = identity.read_phone(ask.field("phone")) if purpose == "recover" else None
        errors = password_error(ask, "new_password", accounts_of(ask).own_words(owner))
        if purpose == "recover" and phone is None:
            errors["phone"] = ask.words("account.phone.invalid")
        if errors:
            return _reset_page(ask, purpose, errors)
        done = _recovery(ask).reset(
            purpose, link, owner, secret(ask, "new_password"), visitor=visitor(ask), phone=phone
        )
        if not done:
            return _ended(ask)
        response = ask.redirect("/tai-khoan/dang-nhap?xong=mat-khau")
        ask.drop_cookie(response, LINK)
        return response

    return change


def _owner(ask: Ask, purpose: LinkPurpose) -> tuple[str, Account] | None:
    values = kept(ask, LINK)
    if values is None or values["purpose"] != purpose:
        return None
    owner = _recovery(ask).owner(purpose, values["secret"], ask.now)
    return (values["secret"], owner) if owner else None


def _reset_page(ask: Ask, purpose: LinkPurpose, errors: Errors) -> Response:
    fields = [password_field(ask, "new_password", errors, new=True)]
    if purpose == "recover":
        fields.insert(0, text_field(ask, "phone", errors, type="phone", autocomplete="tel"))
    return form_page(ask, "reset", fields, errors)


def _ended(ask: Ask) -> Response:
    return ask.html("account/link_ended.html", 410)


PAGES = {
    FORGOT: {"GET": served(show_forgot), "POST": served(forgot, token=True)},
    f"{FORGOT}/ma": {"GET": served(show_code), "POST": served(trade_code, token=True)},
    RECOVER: {"GET": served(show_recover), "POST": served(recover, token=True)},
    "/tai-khoan/da-gui": {"GET": served(sent)},
    **{
        path: {"GET": served(show_reset(purpose)), "POST": served(reset(purpose), token=True)}
        for purpose, path in PATHS.items()
    },
}
