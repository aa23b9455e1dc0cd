"""Whoever single sign-on brings for the first time: details to complete or an account to link; that link later.

A link is made for the password of the account, never because an e-mail address or a number is the same.
"""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from dossiers.account_forms import REGISTRATION
from dossiers.accounts import Registration, told
from dossiers.errors import AbsentError, SignOnError, TooOftenError
from dossiers.routes.account_pages import (
    Errors,
    Filled,
    accounts_of,
    confirm,
    enter,
    form_page,
    password_field,
    present_password,
    secret,
    text_field,
    too_often,
    visitor,
    wait_headers,
)
from dossiers.routes.asking import Ask, served
from dossiers.routes.keepsakes import kept
from dossiers.routes.registration import (
    KINDS,
    VERIFY,
    agreed,
    confirmation,
    consent,
    keep_pending,
    kind_of,
)
from dossiers.routes.single_sign_on import COMPLETE, NEWCOMER, START, failed, onward
from dossiers.store import sign_ons
from dossiers.store.tables import Account

LINK, LINKED = f"{START}/lien-ket", f"{START}/da-lien-ket"


# The first time: complete the details ------------------------------------------------------------------------


def _came(ask: Ask) -> dict[str, Any]:
    """The verified identity that this browser brought; raises SignOnError, AbsentError where no provider is set."""
    if not ask.house.settings.oidc_issuer:
        raise AbsentError
    values = kept(ask, NEWCOMER)
    if values is None or values["issuer"] != ask.house.settings.oidc_issuer:
        raise SignOnError("lost")
    return values


def show_complete(ask: Ask) -> Response:
    """The form of registration with what the provider told; nothing is asked that it cannot know: no password."""
    try:
        answers = _came(ask)["answers"]
    except SignOnError as error:
        return failed(error, ask.prefix)
    return _complete_page(ask, Filled(ask, REGISTRATION[kind_of(ask)], answers), {})


def complete(ask: Ask) -> Response:
    """Checks the details and sends the code that ends the registration, as to everybody who registers."""
    filled = Filled(ask, REGISTRATION[kind_of(ask)])
    try:
        came = _came(ask)
        errors = agreed(ask, filled, filled.errors)
        if errors:
            return _complete_page(ask, filled, errors, 422)
        registration = Registration(
            kind_of(ask), filled.answers, None, identity=(came["issuer"], came["subject"])
        )
        pending = accounts_of(ask).register(registration, visitor(ask))
    except SignOnError as error:
        return failed(error, ask.prefix)
    except TooOftenError as error:
        return wait_headers(_complete_page(ask, filled, {"": too_often(ask, error)}, 429), error)
    response = ask.redirect(VERIFY)
    keep_pending(ask, response, pending)
    # The next one at this computer shall not find whom the provider named.
    ask.drop_cookie(response, NEWCOMER)
    return response


def _complete_page(ask: Ask, filled: Filled, errors: Errors, status: int = 200) -> Response:
    fields = [*filled.fields(errors)]
    if "confirmed" in errors:
        fields.append(confirmation(ask, errors["confirmed"]))
    return ask.html(
        "account/complete.html",
        status,
        kind=kind_of(ask),
        kinds=KINDS,
        fields=[*fields, consent(ask, errors)],
        errors=errors,
        facts=filled.facts,
        provider=ask.house.settings.oidc_name,
    )


# The first time: link an account -----------------------------------------------------------------------------


def show_link(ask: Ask) -> Response:
    """Asks for the name and the password of the account to link."""
    try:
        _came(ask)
    except SignOnError as error:
        return failed(error, ask.prefix)
    return _link_page(ask, {})


def link(ask: Ask) -> Response:
    """Links an account for its password, tells its owner, and signs in."""
    typed, password = ask.field("account"), secret(ask, "password")
    given = {"account": typed, "password": password}
    errors = {name: ask.words(f"account.{name}.missing") for name, one in given.items() if not one}
    try:
        came = _came(ask)
        if errors:
            return _link_page(ask, errors)
        account = accounts_of(ask).sign_in(typed, password, visitor(ask))
        if account is None:
            return _link_page(ask, {"account": ask.words("account.sign_in.wrong")})
        _tie(ask, account, came)
    except SignOnError as error:
        return failed(error, ask.prefix)
    except TooOftenError as error:
        return wait_headers(_link_page(ask, {"": too_often(ask, error)}, 429), error)
    response = enter(ask, account, onward(came["next"], ask.prefix))
    ask.drop_cookie(response, NEWCOMER)
    return response


def _tie(ask: Ask, account: Account, came: dict[str, Any]) -> None:
    if account.kind == "officer":
        raise SignOnError("officer")
    who = visitor(ask)
    letters = told(
        account,
        "sign_on_linked",
        who,
        provider=ask.house.settings.oidc_name,
        reset=who.link("/tai-khoan/quen-mat-khau"),
    )
    database = ask.house.database
    sign_ons.link(database, account.id, came["issuer"], came["subject"], letters=letters, now=ask.now)


def _link_page(ask: Ask, errors: Errors, status: int | None = None) -> Response:
    fields = [
        text_field(ask, "account", errors, autocomplete="username", hint=ask.words("account.account.hint")),
        password_field(ask, "password", errors, new=False),
    ]
    links = ((COMPLETE, "account.sso_link.none"), ("/tai-khoan/quen-mat-khau", "account.forgot.title"))
    return form_page(ask, "sso_link", fields, errors, status, links=links)


# Later: see and remove the link ------------------------------------------------------------------------------


def show_linked(ask: Ask) -> Response:
    """Whether single sign-on opens this account, since when, and how to end that."""
    return _linked_page(ask, {})


def unlink(ask: Ask) -> Response:
    """Removes the link where a password opens the account too."""
    account = ask.somebody.account
    if account.password_hash is None:
        return _linked_page(ask, {"": ask.words("sso.linked.no_password")}, 422)
    errors = confirm(ask)
    if errors:
        return _linked_page(ask, errors, 422)
    sign_ons.detach(ask.house.database, account.id, ask.house.settings.oidc_issuer)
    return ask.redirect(LINKED)


def _linked_page(ask: Ask, errors: Errors, status: int = 200) -> Response:
    account, settings = ask.somebody.account, ask.house.settings
    if not settings.oidc_issuer or account.kind == "officer":
        raise AbsentError
    return ask.html(
        "account/sign_on_linked.html",
        status,
        linked=sign_ons.of_account(ask.house.database, account.id, settings.oidc_issuer),
        has_password=account.password_hash is not None,
        fields=present_password(ask, errors),
        errors=errors,
        provider=settings.oidc_name,
    )


PAGES = {
    COMPLETE: {"GET": served(show_complete), "POST": served(complete, token=True)},
    LINK: {"GET": served(show_link), "POST": served(link, token=True)},
    LINKED: {"GET": served(show_linked), "POST": served(unlink)},
}
