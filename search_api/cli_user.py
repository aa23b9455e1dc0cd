"""`thutuc user`: officers' accounts, which nobody can register for.

What it imports of dossiers is imported when it runs: a look-up service needs no database.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from search_api.cli_dossiers import opened_database
from search_api.cli_index import Index, open_index
from search_api.cli_voice import AsJson, help_text, print_json, voice

if TYPE_CHECKING:
    from dossiers.store.database import Database
    from dossiers.store.tables import Account

user_app = typer.Typer(help=help_text("user"), no_args_is_help=True)
ANY_ID: dict[Any, Any] = {"ignore_unknown_options": True}
"""An id may begin with "-"."""
Who = Annotated[str, typer.Argument(help=help_text("user_who"))]


class Role(StrEnum):
    """What an officer may do; the same as dossiers.officers.ROLES."""

    FRONT_OFFICER = "front_officer"
    CASE_OFFICER = "case_officer"
    APPROVER = "approver"
    CLERK = "clerk"
    ADMIN = "admin"


@user_app.command(help=help_text("user_create"))
def create(  # noqa: PLR0917 - options of a command
    email: Annotated[str, typer.Argument(help=help_text("user_email"))],
    name: Annotated[str, typer.Option(help=help_text("user_name"))],
    role: Annotated[Role, typer.Option(help=help_text("user_role"))],
    agency: Annotated[str, typer.Option(help=help_text("user_agency"))],
    index: Index = None,
    as_json: AsJson = False,
) -> None:
    """Creates an officer's account and prints its first password."""
    from dossiers import officers  # noqa: PLC0415
    from dossiers.identity import read_email  # noqa: PLC0415
    from dossiers.store.database import TakenError  # noqa: PLC0415

    read = read_email(email)
    if read is None:
        _refuse("user_bad_email", email=email)
    if agency not in open_index(index).edition.catalog.agencies:
        _refuse("user_bad_agency", agency=agency)
    officer = officers.Officer(str(read).lower(), name, role.value, agency)
    with opened_database() as database:
        try:
            account, password = officers.create(database, officer, dt.datetime.now(dt.UTC))
        except TakenError:
            _refuse("user_taken", email=officer.email)
    if as_json:
        print_json({"id": account, "email": officer.email, "password": password})
    else:
        voice.out("user_created", email=officer.email, password=password)


@user_app.command(help=help_text("user_disable"), context_settings=ANY_ID)
def disable(who: Who) -> None:
    """Disables an account."""
    from dossiers import officers  # noqa: PLC0415

    with opened_database() as database:
        officers.set_state(database, _found(database, who).id, "disabled", dt.datetime.now(dt.UTC))
    voice.out("user_disabled", who=who)


@user_app.command(help=help_text("user_enable"), context_settings=ANY_ID)
def enable(who: Who) -> None:
    """Enables an account again."""
    from dossiers import officers  # noqa: PLC0415

    with opened_database() as database:
        officers.set_state(database, _found(database, who).id, "active", dt.datetime.now(dt.UTC))
    voice.out("user_enabled", who=who)


@user_app.command("reset-totp", help=help_text("user_reset_totp"), context_settings=ANY_ID)
def reset_totp(who: Who) -> None:
    """Forgets the device of an officer."""
    from dossiers import officers  # noqa: PLC0415

    with opened_database() as database:
        account = _found(database, who)
        if account.kind != "officer":
            _refuse("user_no_officer", who=who)
        officers.reset_second_step(database, account.id, dt.datetime.now(dt.UTC))
    voice.out("user_totp_forgotten", who=who)


@user_app.command("list", help=help_text("user_list"))
def list_(as_json: AsJson = False) -> None:
    """Lists officers."""
    from dossiers import officers  # noqa: PLC0415

    with opened_database() as database:
        found = officers.listed(database)
    if as_json:
        print_json([_as_record(one) for one in found])
        return
    if not found:
        voice.err("user_none")
    for one in found:
        record = _as_record(one)
        state = voice.text(f"user_state_{one.state}")
        totp = voice.text("user_totp_set" if one.totp_sealed else "user_totp_missing")
        voice.out("user_line", **{**record, "state": state, "totp": totp})


def _as_record(account: Account) -> dict[str, object]:
    return {
        "id": account.id,
        "email": account.email,
        "name": account.details.get("full_name", ""),
        "role": account.role,
        "agency": account.agency,
        "state": account.state,
        "totp": account.totp_sealed is not None,
    }


def _found(database: Database, who: str) -> Account:
    from dossiers import officers  # noqa: PLC0415

    found = officers.find(database, who)
    if found is None or found.state == "deleted":
        _refuse("user_unknown", who=who)
    return found


def _refuse(key: str, **values: object) -> NoReturn:
    voice.err(key, **values)
    raise typer.Exit(1) from None
