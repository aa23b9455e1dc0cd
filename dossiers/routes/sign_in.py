"""Signing in and out, and the second step of officers."""

from __future__ import annotations

import datetime as dt
from typing import Any

from starlette.responses import RedirectResponse, Response

from dossiers import attempts, officers
from dossiers.attempts import each
from dossiers.errors import AbsentError, TooOftenError
from dossiers.officers import SecondStep
from dossiers.one_time import read_code
from dossiers.routes.account_pages import (
    Errors,
    accounts_of,
    code_field,
    enter,
    password_field,
    secret,
    text_field,
    too_often,
    visitor,
    wait_headers,
)
from dossiers.routes.asking import PRIVATE, SESSION_COOKIE, Ask, safe_next, served
from dossiers.routes.keepsakes import keep, kept
from dossiers.store import accounts as store
from dossiers.store.tables import Account
from printing.qr import make_code

HALF_WAY = "thutuc_half_way"
"""Cookie of an officer whose password was right."""
HALF_WAY_LIFE = dt.timedelta(minutes=10)
SECOND_STEP = "/tai-khoan/buoc-hai"
DONE = ("mat-khau", "dang-xuat", "xoa")
"""What a sign-in page may say was done before."""


def show(ask: Ask) -> Response:
    """The empty form; whoever is signed in goes on."""
    if ask.signed_in is not None:
        return _onward(ask)
    return _page(ask, {})


def sign_in(ask: Ask) -> Response:
    """Opens a sign-in, or begins the second step of an officer."""
    errors = {
        name: ask.words(f"account.{name}.missing")
        for name, given in (("account", ask.field("account")), ("password", secret(ask, "password")))
        if not given
    }
    if errors:
        return _page(ask, errors, 422)
    try:
        found = accounts_of(ask).sign_in(ask.field("account"), secret(ask, "password"), visitor(ask))
    except TooOftenError as error:
        return wait_headers(_page(ask, {"": too_often(ask, error)}, 429), error)
    if found is None:
        return _page(ask, {"account": ask.words("account.sign_in.wrong")}, 422)
    if found.kind == "officer":
        return _half_way(ask, found)
    return enter(ask, found, _onward(ask))


def _page(ask: Ask, errors: Errors, status: int = 200) -> Response:
    fields = [
        text_field(ask, "account", errors, autocomplete="username", hint=ask.words("account.account.hint")),
        password_field(ask, "password", errors, new=False),
    ]
    done = ask.request.query_params.get("xong", "")
    return ask.html(
        "account/sign_in.html",
        status,
        fields=fields,
        errors=errors,
        next=_next(ask),
        done=done if done in DONE else "",
        provider=ask.house.settings.oidc_name if ask.house.settings.oidc_issuer else "",
    )


def _next(ask: Ask) -> str:
    return safe_next(ask.field("next") or ask.request.query_params.get("next", ""))


def _onward(ask: Ask) -> Response:
    path = _next(ask)
    return RedirectResponse(path, 303, PRIVATE) if path else ask.redirect("/tai-khoan")


# The second step ---------------------------------------------------------------------------------------------


def _half_way(ask: Ask, officer: Account, secret_: str | None = None) -> Response:
    response = ask.redirect(SECOND_STEP)
    new = None if officer.totp_sealed else secret_ or officers.new_secret()
    values = {"account": officer.id, "secret": new, "next": _next(ask), "version": officer.version}
    keep(ask, response, HALF_WAY, values, HALF_WAY_LIFE)
    return response


def _came_half_way(ask: Ask) -> tuple[Account, dict[str, Any]] | None:
    values = kept(ask, HALF_WAY)
    if values is None:
        return None
    try:
        officer = store.get(ask.house.database, values["account"])
    except AbsentError:
        return None
    # A password that was changed, or an account that was disabled meanwhile, begins anew.
    fits = officer.state == "active" and officer.version == values["version"]
    return (officer, values) if fits else None


def show_second_step(ask: Ask) -> Response:
    """Asks for the one-time password; shows the secret where no device is set up yet."""
    found = _came_half_way(ask)
    return _second_page(ask, *found, {}) if found else ask.redirect("/tai-khoan/dang-nhap")


def second_step(ask: Ask) -> Response:
    """Opens the sign-in of an officer for the right one-time password."""
    found = _came_half_way(ask)
    if found is None:
        return ask.redirect("/tai-khoan/dang-nhap")
    officer, values = found
    counted = each(attempts.SECOND_STEP, officer.id)
    try:
        accounts_of(ask).attempts.take(counted, ask.now)
    except TooOftenError as error:
        page = _second_page(ask, officer, values, {"code": too_often(ask, error)}, 429)
        return wait_headers(page, error)
    step = SecondStep(ask.house.database, ask.house.seals)
    code, new = read_code(ask.field("code")), values["secret"]
    right = step.enrol(officer, new, code, ask.now) if new else step.matches(officer, code, ask.now)
    if not right:
        return _second_page(ask, officer, values, {"code": ask.words("account.second.wrong")}, 422)
    path = safe_next(values["next"])
    onward = RedirectResponse(path, 303, PRIVATE) if path else ask.redirect("/tai-khoan")
    response = enter(ask, officer, onward)
    ask.drop_cookie(response, HALF_WAY)
    return response


def _second_page(
    ask: Ask, officer: Account, values: dict[str, Any], errors: Errors, status: int = 200
) -> Response:
    new = values["secret"]
    name = ask.house.catalog().registers.portal.short_name
    address = officers.enrolment_address(new, officer.email or "", name) if new else ""
    return ask.html(
        "account/second_step.html",
        status,
        secret=new,
        qr=make_code(address),
        fields=[code_field(ask, errors, "account.second.code")],
        errors=errors,
    )


# Out ---------------------------------------------------------------------------------------------------------


def show_sign_out(ask: Ask) -> Response:
    """Asks whether to sign out: an address that is only opened changes nothing."""
    if ask.signed_in is None:
        return ask.redirect("/tai-khoan/dang-nhap")
    return ask.html("account/sign_out.html")


def sign_out(ask: Ask) -> Response:
    """Ends the sign-in on the server and takes the cookie away."""
    if ask.signed_in is not None:
        ask.sessions.end(ask.signed_in.session.id)
    response = ask.redirect("/tai-khoan/dang-nhap?xong=dang-xuat")
    ask.drop_cookie(response, SESSION_COOKIE)
    return response


PAGES = {
    "/tai-khoan/dang-nhap": {"GET": served(show), "POST": served(sign_in, token=True)},
    SECOND_STEP: {"GET": served(show_second_step), "POST": served(second_step, token=True)},
    "/tai-khoan/dang-xuat": {"GET": served(show_sign_out), "POST": served(sign_out, token=True)},
}
