"""One's own data: what was agreed to, everything to take along, the account removed for good."""

from __future__ import annotations

import json

from starlette.responses import Response

from dossiers import profile
from dossiers.errors import AbsentError
from dossiers.fields import Field
from dossiers.routes.account_pages import Errors, confirm, day_in, present_password, visitor
from dossiers.routes.asking import PRIVATE, SESSION_COOKIE, Ask, served
from dossiers.store import accounts as store

DATA = "/tai-khoan/du-lieu"
FILE_NAME = "du-lieu-cua-toi.json"


def show(ask: Ask) -> Response:
    """What is kept and what may be done with it."""
    return _page(ask, {})


def take_along(ask: Ask) -> Response:
    """Everything as a JSON file."""
    errors = confirm(ask)
    if errors:
        return _page(ask, errors, 422)
    content = json.dumps(profile.taken_along(ask.house, ask.somebody.account), ensure_ascii=False, indent=2)
    disposition = {"content-disposition": f'attachment; filename="{FILE_NAME}"'}
    return Response(content.encode(), 200, {**PRIVATE, **disposition}, "application/json")


def remove(ask: Ask) -> Response:
    """Removes the account, once that was confirmed."""
    if ask.somebody.is_officer:
        raise AbsentError
    errors = {} if ask.field("sure") == "yes" else {"sure": ask.words("account.remove.missing")}
    errors |= confirm(ask)
    if errors:
        return _page(ask, errors, 422)
    profile.remove(ask.house, ask.somebody.account, visitor(ask))
    response = ask.redirect("/tai-khoan/dang-nhap?xong=xoa")
    ask.drop_cookie(response, SESSION_COOKIE)
    return response


def _page(ask: Ask, errors: Errors, status: int = 200) -> Response:
    somebody = ask.somebody
    sure = Field(
        name="sure",
        type="declaration",
        label=ask.words("account.remove.sure"),
        required=True,
        error=errors.get("sure"),
    )
    return ask.html(
        "account/data.html",
        status,
        consents=store.consents(ask.house.database, somebody.account.id),
        password=present_password(ask, errors),
        sure=sure,
        day=day_in(ask.words),
        errors=errors,
    )


PAGES = {
    DATA: {"GET": served(show)},
    f"{DATA}/tai-ve": {"POST": served(take_along)},
    f"{DATA}/xoa": {"POST": served(remove)},
}
