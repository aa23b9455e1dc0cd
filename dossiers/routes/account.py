"""The account of somebody who is signed in: "Hồ sơ cá nhân", "Chi tiết", "Thay đổi mật khẩu", contacts, devices."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from dossiers import account_forms, identity, profile
from dossiers.account_forms import DETAILS, Kind
from dossiers.contacts import CHANNELS, Contact, Contacts
from dossiers.errors import AbsentError, ConflictError, TooOftenError
from dossiers.one_time import read_code
from dossiers.routes import my_data, recovering, registration, sign_in
from dossiers.routes.account_pages import (
    Errors,
    Filled,
    accounts_of,
    code_field,
    confirm,
    day_in,
    enter,
    form_page,
    is_strong,
    password_error,
    password_field,
    present_password,
    secret,
    text_field,
    too_often,
    visitor,
    wait_headers,
)
from dossiers.routes.asking import Ask, Handler, served
from dossiers.routes.registration import confirmation, doubts_text

DONE = ("dang-ky", "chi-tiet", "mat-khau", "email", "phone", "thiet-bi")
"""What the profile may say was done before."""
PATHS: dict[Contact, str] = {"email": "/tai-khoan/thu-dien-tu", "phone": "/tai-khoan/dien-thoai"}


def overview(ask: Ask) -> Response:
    """ "Hồ sơ cá nhân": who is signed in, and the ways on."""
    account = ask.somebody.account
    number = ask.house.seals.open(account.number_sealed) if account.number_sealed else ""
    done = ask.request.query_params.get("xong", "")
    return ask.html(
        "account/profile.html",
        name=account_forms.display_name(account),
        number_label=f"account.{account_forms.number_name(account)}",
        number=identity.mask(number),
        phone=identity.show_phone(account.phone) if account.phone else "",
        done=done if done in DONE else "",
    )


# Chi tiết ----------------------------------------------------------------------------------------------------


def _kind(ask: Ask) -> Kind:
    """Officers' details are the operator's to change."""
    kind = ask.somebody.account.kind
    if kind == "officer":
        raise AbsentError
    return "organisation" if kind == "organisation" else "person"


def show_details(ask: Ask) -> Response:
    """The details as they are kept."""
    form = DETAILS[_kind(ask)]
    answers = account_forms.answers_of(ask.somebody.account, ask.house.seals)
    return _details_page(ask, Filled(ask, form, answers), {})


def save_details(ask: Ask) -> Response:
    """Changes the details; another number of identity asks for the password."""
    account = ask.somebody.account
    filled = Filled(ask, DETAILS[_kind(ask)])
    errors = filled.errors
    doubts = account_forms.doubts(filled.answers)
    if not errors and doubts and ask.field("confirmed") != "yes":
        errors["confirmed"] = doubts_text(ask, doubts)
    if not errors and profile.is_other_number(ask.house, account, filled.answers):
        errors = confirm(ask)
    if errors:
        return _details_page(ask, filled, errors, 422)
    version = ask.field("version")
    try:
        profile.save(
            ask.house,
            account,
            int(version) if version.isdecimal() and len(version) < 10 else 0,
            filled.answers,
            visitor(ask),
        )
    except ConflictError:
        return _details_page(ask, filled, {"": ask.words("account.details.changed")}, 409)
    return ask.redirect("/tai-khoan?xong=chi-tiet")


def _details_page(ask: Ask, filled: Filled, errors: Errors, status: int = 200) -> Response:
    fields = [*filled.fields(errors)]
    if "confirmed" in errors:
        fields.append(confirmation(ask, errors["confirmed"]))
    if "present_password" in errors or ask.request.method == "POST":
        fields += present_password(ask, errors)
    version = ask.somebody.account.version
    return form_page(ask, "details", fields, errors, status, version_seen=version, facts=filled.facts)


# Thay đổi mật khẩu -------------------------------------------------------------------------------------------


def show_password(ask: Ask) -> Response:
    """Asks for the present and a new password."""
    return _password_page(ask, {})


def change_password(ask: Ask) -> Response:
    """Changes the password; every other sign-in ends, this one goes on under a new token."""
    somebody, accounts = ask.somebody, accounts_of(ask)
    errors = password_error(ask, "new_password", accounts.own_words(somebody.account))
    if somebody.account.password_hash is not None:
        try:
            right = accounts.confirm(somebody.account, secret(ask, "present_password"), ask.now)
        except TooOftenError as error:
            return wait_headers(_password_page(ask, {"": too_often(ask, error)}, 429), error)
        if not right:
            wrong = ask.words("account.present_password.wrong")
            errors = {"present_password": wrong, **errors}
    elif not is_strong(ask):
        # Single sign-on only: whoever finds this browser open must not make a password of their own.
        errors = {"": ask.words("account.sign_in_again"), **errors}
    if errors:
        return _password_page(ask, errors)
    accounts.change_password(somebody.account, secret(ask, "new_password"), visitor(ask))
    return enter(ask, somebody.account, ask.redirect("/tai-khoan?xong=mat-khau"))


def _password_page(ask: Ask, errors: Errors, status: int | None = None) -> Response:
    fields = [password_field(ask, "new_password", errors, new=True)]
    if ask.somebody.account.password_hash is not None:
        fields.insert(0, password_field(ask, "present_password", errors, new=False))
    return form_page(ask, "password", fields, errors, status)


# E-mail address and phone number -----------------------------------------------------------------------------


def show_contact(contact: Contact) -> Handler:
    """Asks for a new address or number."""

    def show(ask: Ask) -> Response:
        _kind(ask)
        return _contact_page(ask, contact, {})

    return show


def ask_contact(contact: Contact) -> Handler:
    """Sends a code to the new address or number."""

    def change(ask: Ask) -> Response:
        _kind(ask)
        read = identity.read_email if contact == "email" else identity.read_phone
        target = read(ask.field(contact))
        errors: Errors = {} if target else {contact: ask.words(f"account.{contact}.invalid")}
        errors = errors or confirm(ask)
        if target is None or errors:
            return _contact_page(ask, contact, errors)
        kept = target.lower() if contact == "email" else target
        try:
            Contacts(accounts_of(ask)).ask(ask.somebody, contact, kept, visitor(ask))
        except TooOftenError as error:
            return wait_headers(_contact_page(ask, contact, {"": too_often(ask, error)}, 429), error)
        return ask.redirect(f"{PATHS[contact]}/ma")

    return change


def _contact_page(ask: Ask, contact: Contact, errors: Errors, status: int | None = None) -> Response:
    account = ask.somebody.account
    kept = account.phone if contact == "phone" and not account.phone_verified_at else None
    more: dict[str, Any] = {
        "autocomplete": "email" if contact == "email" else "tel",
        "value": ask.field(contact) or (identity.show_phone(kept) if kept else ""),
    }
    field = text_field(ask, contact, errors, type=contact, **more)
    return form_page(ask, f"new_{contact}", [field, *present_password(ask, errors)], errors, status)


def show_contact_code(contact: Contact) -> Handler:
    """The page for the code that was sent."""

    def show(ask: Ask) -> Response:
        return _contact_code_page(ask, contact, {})

    return show


def confirm_contact(contact: Contact) -> Handler:
    """Takes the new address or number over for the right code."""

    def change(ask: Ask) -> Response:
        right = Contacts(accounts_of(ask)).confirm(
            ask.somebody, contact, read_code(ask.field("code")), visitor(ask)
        )
        if not right:
            return _contact_code_page(ask, contact, {"code": ask.words("account.code.wrong")}, 422)
        return ask.redirect(f"/tai-khoan?xong={contact}")

    return change


def _contact_code_page(ask: Ask, contact: Contact, errors: Errors, status: int = 200) -> Response:
    target = Contacts(accounts_of(ask)).pending(ask.somebody, contact)
    if target is None:
        return ask.redirect(PATHS[contact])
    return ask.html(
        "account/code.html",
        status,
        page="change_code",
        pending={"shown": target, "channel": CHANNELS[contact]},
        fields=[code_field(ask, errors)],
        errors=errors,
        again="",
        sent_again=False,
    )


# Devices -----------------------------------------------------------------------------------------------------


def devices(ask: Ask) -> Response:
    """Where the account is signed in."""
    somebody = ask.somebody
    signed_in = ask.sessions.devices(somebody.account.id)
    return ask.html(
        "account/devices.html", devices=signed_in, here=somebody.session.id, day=day_in(ask.words)
    )


def end_devices(ask: Ask) -> Response:
    """Ends one sign-in of one's own, or all others."""
    somebody, wanted = ask.somebody, ask.field("session")
    if wanted == "others":
        ask.sessions.end_all(somebody.account.id, but=somebody.session.id)
    elif wanted in {one.id for one in ask.sessions.devices(somebody.account.id)}:
        ask.sessions.end(wanted)
    else:
        raise AbsentError
    return ask.redirect("/tai-khoan/thiet-bi")


_CONTACTS: tuple[Contact, ...] = ("email", "phone")
PAGES = {
    "/tai-khoan": {"GET": served(overview)},
    "/tai-khoan/chi-tiet": {"GET": served(show_details), "POST": served(save_details)},
    "/tai-khoan/mat-khau": {"GET": served(show_password), "POST": served(change_password)},
    **{PATHS[one]: {"GET": served(show_contact(one)), "POST": served(ask_contact(one))} for one in _CONTACTS},
    **{
        f"{PATHS[one]}/ma": {"GET": served(show_contact_code(one)), "POST": served(confirm_contact(one))}
        for one in _CONTACTS
    },
    "/tai-khoan/thiet-bi": {"GET": served(devices), "POST": served(end_devices)},
    **registration.PAGES,
    **sign_in.PAGES,
    **recovering.PAGES,
    **my_data.PAGES,
}
