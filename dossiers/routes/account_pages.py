"""What the pages of accounts share: who visits, fields of passwords and codes, forms that come back with errors."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from starlette.responses import Response

from dossiers import passwords
from dossiers.accounts import Accounts
from dossiers.answers import merge, page_faults, read_page, visible
from dossiers.attempts import network
from dossiers.codes import VIETNAM
from dossiers.errors import TooOftenError
from dossiers.fields import Drawing, Field, messages, settle
from dossiers.house import Words
from dossiers.lists import CatalogLists
from dossiers.routes.asking import SESSION_COOKIE, Ask
from dossiers.shared_forms import spoken
from dossiers.store.tables import Account
from dossiers.submit import setting_of
from dossiers.visiting import Visitor
from indexer.eform import EForm

Errors = dict[str, str]
"""Name of a field -> message; "" belongs to no field."""


def accounts_of(ask: Ask) -> Accounts:
    """What may be done with accounts."""
    return Accounts(ask.house)


def visitor(ask: Ask) -> Visitor:
    """Whoever asks."""
    client = ask.request.client
    address = network(client.host) if client else "local"
    return Visitor(address, ask.words, ask.now, ask.house.base_address(ask.request))


def day_in(words: Words) -> Callable[[dt.datetime], str]:
    """Says the day in Vietnam of an instant."""
    return lambda moment: words.day(moment.astimezone(VIETNAM).date())


def secret(ask: Ask, name: str) -> str:
    """A password as it was typed: blanks at its ends belong to it."""
    value = ask.form.get(name)
    return value if isinstance(value, str) else ""


def text_field(ask: Ask, name: str, errors: Mapping[str, str], **more: Any) -> Field:
    """A required line of text with what was typed."""
    given = {
        "type": "text",
        "label": ask.words(f"account.{name}"),
        "required": True,
        "value": ask.field(name),
        **more,
    }
    return Field(name=name, error=errors.get(name), **given)


def password_field(ask: Ask, name: str, errors: Mapping[str, str], *, new: bool) -> Field:
    """A password to choose, or the present one."""
    return Field(
        name=name,
        type="password",
        label=ask.words(f"account.{name}"),
        hint=ask.words("account.new_password.hint") if new else None,
        required=True,
        error=errors.get(name),
        autocomplete="new-password" if new else "current-password",
    )


def code_field(ask: Ask, errors: Mapping[str, str], label: str = "account.code") -> Field:
    """The digits of a code; phones offer the one that just came."""
    return Field(
        name="code",
        type="code",
        label=ask.words(label),
        required=True,
        error=errors.get("code"),
        autocomplete="one-time-code",
    )


def password_error(ask: Ask, name: str, own: Iterable[str]) -> Errors:
    """What is wrong with a password that somebody chooses."""
    rule = passwords.fault(secret(ask, name), own)
    values = {"least": passwords.SHORTEST, "most": passwords.LONGEST}
    return {name: ask.words(f"account.password.{rule}", **values)} if rule else {}


def form_page(
    ask: Ask,
    page: str,
    fields: Sequence[Field],
    errors: Mapping[str, str] | None = None,
    status: int | None = None,
    **values: Any,
) -> Response:
    """A page of one form: words "account.<page>.title", ".lead", ".button"; 422 with errors."""
    given = {"page": page, "fields": fields, "errors": errors or {}, "links": (), **values}
    return ask.html("account/form.html", status or (422 if errors else 200), **given)


def too_often(ask: Ask, error: TooOftenError) -> str:
    """When to try again, in words."""
    minutes = -(-error.seconds // 60)
    return ask.words.counted("account.too_often", minutes)


def wait_headers(response: Response, error: TooOftenError) -> Response:
    """The same answer with the time to wait for programs."""
    response.headers["retry-after"] = str(error.seconds)
    return response


class Filled:
    """An account's form as it was sent: its answers, what is wrong, and its fields to show again."""

    def __init__(self, ask: Ask, form: EForm, answers: Mapping[str, Any] | None = None) -> None:
        """Reads the form of the request, or takes `answers` to show."""
        self._ask = ask
        self._form = spoken(form, ask.words)
        self._page = self._form.pages[0]
        self._setting = setting_of(ask.house, ask.now)
        self._lists = CatalogLists(ask.house.catalog(), self._setting.today)
        if answers is None:
            read = settle(self._page.questions, read_page(self._page, ask.typed()), self._lists)
            answers = merge({}, read)
        self.typed = dict(answers)
        self.answers = visible(self._form, answers, self._setting)

    @property
    def errors(self) -> Errors:
        """What is wrong, in the order of the page."""
        return messages(page_faults(self._form, self._page, self.typed, self._setting), self._ask.words)

    @property
    def facts(self) -> str:
        """What the script that hides questions must know, as JSON."""
        types = {question.id: question.type for question in self._page.questions}
        known = {"answers": {}, "types": types, "today": self._setting.today.isoformat()}
        return json.dumps(known)

    def fields(self, errors: Mapping[str, str]) -> tuple[Field, ...]:
        """All fields of the page: without JavaScript those that depend on an answer are shown as well."""
        drawing = Drawing(self._ask.words, self._lists, errors)
        return drawing.fields(self._page.questions, self.typed)


def enter(ask: Ask, account: Account | str, response: Response) -> Response:
    """Signs somebody in: a new sign-in under a new token, the former one of this browser ends."""
    if ask.signed_in is not None:
        ask.sessions.end(ask.signed_in.session.id)
    agent = ask.request.headers.get("user-agent", "")
    token = ask.sessions.open(account if isinstance(account, str) else account.id, agent, ask.now)
    ask.set_cookie(response, SESSION_COOKIE, token)
    return response


def is_strong(ask: Ask) -> bool:
    """Whether the password was given lately."""
    until = ask.somebody.session.strong_until
    return until is not None and until > ask.now


def confirm(ask: Ask, name: str = "present_password") -> Errors:
    """Asks for the present password unless it was given lately; what is wrong with it, if something is."""
    if is_strong(ask):
        return {}
    somebody = ask.somebody
    if somebody.account.password_hash is None:
        return {"": ask.words("account.sign_in_again")}
    if not secret(ask, name):
        return {name: ask.words("account.present_password.missing")}
    try:
        right = accounts_of(ask).confirm(somebody.account, secret(ask, name), ask.now)
    except TooOftenError as error:
        return {name: too_often(ask, error)}
    if not right:
        return {name: ask.words("account.present_password.wrong")}
    ask.sessions.strengthen(somebody.session.id, ask.now)
    return {}


def present_password(ask: Ask, errors: Mapping[str, str]) -> list[Field]:
    """The field for the present password where it is asked for."""
    asked = not is_strong(ask) and ask.somebody.account.password_hash is not None
    return [password_field(ask, "present_password", errors, new=False)] if asked else []
