""" "Khóa ứng dụng": the keys with which programs act for an account, made, listed and ended by its owner."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import Response

from dossiers import app_keys
from dossiers.errors import AbsentError
from dossiers.fields import Choice, Field
from dossiers.notation import clean
from dossiers.routes.account_pages import Errors, confirm, present_password
from dossiers.routes.asking import Ask, Table, served
from dossiers.store import app_keys as store
from dossiers.store.tables import Account

ADDRESS = "/tai-khoan/khoa-ung-dung"


def show(ask: Ask) -> Response:
    """The keys, and the form for a new one."""
    return _page(ask, {})


def change(ask: Ask) -> Response:
    """Ends a key, or makes one and shows it: the only page that is answered to a form with content, not a redirect,
    since a key stands in no address and no cookie."""
    account = _owner(ask)
    if ended := ask.field("end"):
        store.end(ask.house.database, account.id, ended)
        return ask.redirect(f"{ADDRESS}?xong=thu-hoi")
    name, days = clean(ask.field("name")), ask.field("days")
    errors = _errors(ask, name, days) or confirm(ask)
    if errors:
        return _page(ask, errors, 422)
    made = app_keys.make(ask.house.database, account.id, name, int(days), ask.now)
    if made is None:
        return _page(ask, {"": ask.words("keys.too_many", most=app_keys.MOST_KEYS)}, 422)
    return ask.html("account/app_key.html", made=made, name=name)


def _owner(ask: Ask) -> Account:
    """Whose keys they are; officers have none, nor has who is not verified yet."""
    account = ask.somebody.account
    if account.kind == "officer" or account.state != "active":
        raise AbsentError
    return account


def _errors(ask: Ask, name: str, days: str) -> Errors:
    errors: Errors = {}
    if not name:
        errors["name"] = ask.words("keys.name.missing")
    elif len(name) > app_keys.LONGEST_NAME:
        errors["name"] = ask.words("keys.name.too_long", most=app_keys.LONGEST_NAME)
    if days not in {str(one) for one in app_keys.DAYS}:
        errors["days"] = ask.words("keys.days.missing")
    return errors


def _page(ask: Ask, errors: Mapping[str, str], status: int = 200) -> Response:
    account = _owner(ask)
    return ask.html(
        "account/app_keys.html",
        status,
        keys=store.owned(ask.house.database, account.id),
        fields=[*_fields(ask, errors), *present_password(ask, errors)],
        errors=errors,
        done=ask.request.query_params.get("xong") == "thu-hoi",
    )


def _fields(ask: Ask, errors: Mapping[str, str]) -> list[Field]:
    words = ask.words
    name = Field(
        name="name",
        type="text",
        label=words("keys.name"),
        hint=words("keys.name.hint"),
        required=True,
        value=ask.field("name"),
        error=errors.get("name"),
    )
    days = Field(
        name="days",
        type="choose_one",
        label=words("keys.days"),
        required=True,
        chosen=(ask.field("days"),),
        choices=tuple(Choice(str(one), words(f"keys.days.{one}")) for one in app_keys.DAYS),
        error=errors.get("days"),
    )
    return [name, days]


PAGES: Table = {ADDRESS: {"GET": served(show), "POST": served(change)}}
