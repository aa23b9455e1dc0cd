"""/nop-ho-so: the drafts that wait first, then agency, procedure, and what to know before one begins."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.responses import Response

from dossiers import choosing
from dossiers.choosing import Door, Way
from dossiers.codes import VIETNAM
from dossiers.dossier import Status
from dossiers.errors import AbsentError, ForbiddenError
from dossiers.expecting import expected
from dossiers.house import House
from dossiers.prefilling import account_values, prefilled
from dossiers.routes.asking import Ask, served, sign_in_path
from dossiers.shared_forms import INFORMATION, RECEPTION
from dossiers.store import drafts
from dossiers.store.tables import Account, Dossier
from dossiers.submit import digest_of
from indexer.procedure import Procedure
from indexer.text import fold

ADDRESS = "/nop-ho-so"
LONGEST_TEXT = 400
MOST_PAGES = 50


def choose(ask: Ask) -> Response:
    """A step of choosing: by the parameters procedure, agency, or neither."""
    given = ask.request.query_params
    if given.get("procedure"):
        return _start(ask, _Choice.of(ask, given["procedure"], given.get("agency", "")))
    if given.get("agency") or given.get("q"):
        return _procedures(ask, given.get("agency", ""), given.get("q", "")[:LONGEST_TEXT])
    return _agencies(ask, given.get("name", "")[:LONGEST_TEXT])


def begin(ask: Ask) -> Response:
    """Makes a draft; an open one of the same procedure is shown first, unless a new one is wanted."""
    choice = _Choice.of(ask, ask.field("procedure"), ask.field("agency"))
    account = citizen(ask)
    if account.state != "active":
        return _start(ask, choice)
    if choice.agency is None:
        errors = {"agency": ask.words("choose.agency_needed")}
        return _start(ask, choice, errors)
    if choice.way.door is not Door.HERE:
        return _start(ask, choice)
    if choice.open_draft is not None and ask.field("new") != "yes":
        return ask.redirect(choice.path)
    draft = make_draft(ask, account, choice.procedure, choice.agency)
    return ask.redirect(f"{ADDRESS}/{draft.id}/tiep-nhan")


PAGES = {ADDRESS: {"GET": served(choose), "POST": served(begin)}}


@dataclass(frozen=True, slots=True)
class _Choice:
    """A procedure, and the agency once it is chosen."""

    procedure: Procedure
    units: Sequence[tuple[str, str]]
    agency: str | None
    way: Way
    open_draft: Dossier | None

    @classmethod
    def of(cls, ask: Ask, code: str, agency: str) -> _Choice:
        """Raises AbsentError where no such procedure is in force."""
        catalog, day = ask.house.catalog(), today(ask)
        procedure = ask.house.find_procedure(code, day)
        if procedure is None:
            raise AbsentError
        units = choosing.units(catalog, procedure, day)
        known = [one for one, _ in units]
        chosen = agency if agency in known else (known[0] if len(known) == 1 else None)
        way = choosing.way(catalog, procedure, chosen or procedure.agency, day)
        return cls(procedure, units, chosen, way, _open_draft(ask, code))

    @property
    def path(self) -> str:
        """Address of this choice."""
        given = {"procedure": self.procedure.code, **({"agency": self.agency} if self.agency else {})}
        return f"{ADDRESS}?{urlencode(given)}"


def _open_draft(ask: Ask, code: str) -> Dossier | None:
    if ask.signed_in is None:
        return None
    return drafts.open_draft(ask.house.database, ask.signed_in.account.id, code)


def _start(ask: Ask, choice: _Choice, errors: dict[str, str] | None = None) -> Response:
    agency = choice.agency or choice.procedure.agency
    return ask.html(
        "journey/start.html",
        422 if errors else 200,
        choice=choice,
        errors=errors or {},
        catalog=ask.house.catalog(),
        expected=expected(choice.procedure, ask.house.catalog(), agency, ask.now),
        sign_in=sign_in_path(f"{ask.prefix}{choice.path}", ask.prefix),
        account=ask.signed_in.account if ask.signed_in else None,
    )


def _procedures(ask: Ask, agency: str, text: str) -> Response:
    catalog = ask.house.catalog()
    if agency and agency not in catalog.agencies:
        raise AbsentError
    page = _page(ask.request.query_params.get("page", "1"))
    return ask.html(
        "journey/procedures.html",
        agency=catalog.agencies.get(agency),
        text=text,
        listing=ask.house.list_procedures(agency, text, page),
        page=page,
    )


def _agencies(ask: Ask, name: str) -> Response:
    wanted = fold(name).strip()
    found = [one for one in ask.house.agencies() if not wanted or wanted in fold(one[1])]
    return ask.html("journey/agencies.html", agencies=found, name=name, drafts=_waiting(ask))


def _waiting(ask: Ask) -> list[tuple[Dossier, Procedure]]:
    """The drafts of whoever asks, last changed first."""
    if ask.signed_in is None:
        return []
    owned = drafts.owned(ask.house.database, ask.signed_in.account.id)
    kept = [one for one in owned if one.status == Status.DRAFT and one.binned_at is None]
    return [(one, drafts.stored_procedure(one)) for one in kept]


def _page(text: str) -> int:
    return min(max(int(text), 1), MOST_PAGES) if text.isdecimal() and len(text) < 4 else 1


def today(ask: Ask) -> dt.date:
    """The day in Vietnam."""
    return ask.now.astimezone(VIETNAM).date()


def citizen(ask: Ask) -> Account:
    """Who is signed in as an applicant; raises SignInNeededError, and ForbiddenError for officers."""
    somebody = ask.somebody
    if somebody.is_officer:
        raise ForbiddenError("role")
    return somebody.account


def lifetime_of(house: House) -> drafts.Lifetime:
    """How long drafts live."""
    return drafts.Lifetime(house.settings.draft_days, house.settings.bin_days)


def make_draft(
    ask: Ask, account: Account, procedure: Procedure, agency: str, given: dict[Any, Any] | None = None
) -> Dossier:
    """A new draft with what the account knows, or with what is `given` (parts of a draft) instead."""
    return drafts.create(
        ask.house.database,
        account.id,
        procedure,
        digest=digest_of(procedure),
        agency=agency,
        receiving_agency=agency,
        lifetime=lifetime_of(ask.house),
        now=ask.now,
        prefilled={**known_parts(ask.house, account, procedure), **(given or {})},
    )


def known_parts(house: House, account: Account, procedure: Procedure) -> dict[Any, Any]:
    """The parts of a new draft as far as the account knows the answers."""
    values = account_values(account, house.seals)
    return {
        "reception": prefilled(RECEPTION, values),
        "information": prefilled(INFORMATION, values),
        "answers": prefilled(procedure.form, values) if procedure.form else {},
    }
