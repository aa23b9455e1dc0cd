"""`thutuc demo`: fictitious people, officers, drafts and dossiers in several states, in an empty portal.

Everything goes the way it goes for people: the same checks, the same transactions, files looked into and kept. Who
they are and what they do stands in fiction/demo.json; passwords are random and told once.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib import resources
from typing import Any, Literal

from sqlalchemy import select

from dossiers import account_forms, choosing, officers
from dossiers.codes import VIETNAM
from dossiers.demo_answers import Inventor
from dossiers.dossier import Action, Actor
from dossiers.file_limits import FilePlace, places
from dossiers.house import House
from dossiers.journey import Journey, PaperFault, Step
from dossiers.lists import CatalogLists
from dossiers.passwords import PASSWORDS, Passwords
from dossiers.prefilling import account_values, prefilled
from dossiers.shared_forms import INFORMATION, RECEPTION
from dossiers.store import drafts
from dossiers.store.drafts import Lifetime
from dossiers.store.moves import Move, act
from dossiers.store.tables import Account, Dossier
from dossiers.submit import IncompleteError, digest_of, journey_of, submit
from dossiers.uploads import Upload, attach, target
from indexer.procedure import Procedure
from printing import record
from printing.record import Record, Row

PASSWORD_BYTES = 12
"""Random bytes of a password: 96 bits, 16 letters."""
Reason = Literal["production", "not_empty", "nothing"]


class RefusedDemoError(Exception):
    """Demonstration data are not made here."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can sign in."""

    account: str
    name: str
    email: str
    password: str


@dataclass(frozen=True, slots=True)
class Made:
    """What was made."""

    people: list[Person] = field(default_factory=list)
    drafts: int = 0
    sent: list[str] = field(default_factory=list)
    """Codes of the dossiers that were sent."""


def fill(house: House, now: dt.datetime, passwords: Passwords = PASSWORDS) -> Made:
    """Fills an empty portal; raises RefusedDemoError, StoreError, DatabaseError."""
    if house.settings.mode == "production":
        raise RefusedDemoError("production")
    with house.database.read() as session:
        if session.scalars(select(Account.id).limit(1)).first() is not None:
            raise RefusedDemoError("not_empty")
    story = json.loads((resources.files("dossiers") / "fiction" / "demo.json").read_bytes())
    today = now.astimezone(VIETNAM).date()
    if not any(house.find_procedure(one["procedure"], today) for one in story["dossiers"]):
        raise RefusedDemoError("nothing")
    return _Demo(house, story, now, passwords).made()


class _Demo:
    """One filling."""

    def __init__(
        self, house: House, story: Mapping[str, Any], now: dt.datetime, passwords: Passwords
    ) -> None:
        self.house, self.story, self.now, self.passwords = house, story, now, passwords
        self.today = now.astimezone(VIETNAM).date()
        self.lists = CatalogLists(house.catalog(), self.today)
        self.accounts: dict[str, Account] = {}
        self.officers: dict[str, str] = {}

    def made(self) -> Made:
        people = [self._register(one) for one in self.story["people"]]
        sent, kept = [], 0
        begun = list(self._begin_all())
        people += self._employ(begun)
        for plan, draft in begun:
            code = self._carry_on(plan, draft)
            sent += [code] if code else []
            kept += not code
        return Made(people, kept, sent)

    # People ------------------------------------------------------------------------------------------------

    def _register(self, one: Mapping[str, Any]) -> Person:
        answers = {**one["answers"], "address": self.address}
        seals, password = self.house.seals, secrets.token_urlsafe(PASSWORD_BYTES)
        number = account_forms.number_of(answers)
        account = Account(
            kind=one["kind"],
            state="active",
            email=answers["email"],
            phone=answers["phone"],
            email_verified_at=self.now,
            number_sealed=seals.seal(number),
            number_trace=seals.trace(number),
            password_hash=self.passwords.hash(password),
            details=account_forms.details_of(answers, seals),
            created_at=self.now,
            changed_at=self.now,
        )
        with self.house.database.write() as session:
            session.add(account)
        self.accounts[one["id"]] = account
        name = answers.get("full_name") or answers["organisation"]
        return Person(account.id, name, answers["email"], password)

    @cached_property
    def address(self) -> dict[str, str]:
        """An address in the portal's own province, or in the first one there is."""
        own = self.house.catalog().registers.portal.province
        communes = [one for one in self.lists.communes if own in (None, one.parent)] or self.lists.communes
        first = communes[0]
        return {"province": str(first.parent), "commune": first.code, "street": self.story["street"]}

    def _employ(self, begun: Sequence[tuple[Mapping[str, Any], Dossier]]) -> list[Person]:
        """Officers of the agency that most of the dossiers go to."""
        agencies = [draft.receiving_agency for _, draft in begun]
        agency = max(agencies, key=agencies.count)
        return [self._officer(one, agency) for one in self.story["officers"]]

    def _officer(self, one: Mapping[str, Any], agency: str) -> Person:
        officer = officers.Officer(one["email"], one["full_name"], one["role"], agency)
        account, password = officers.create(self.house.database, officer, self.now, self.passwords)
        self.officers[one["role"]] = account
        return Person(account, one["full_name"], one["email"], password)

    # Dossiers ----------------------------------------------------------------------------------------------

    def _begin_all(self) -> Iterator[tuple[Mapping[str, Any], Dossier]]:
        for plan in self.story["dossiers"]:
            procedure = self.house.find_procedure(plan["procedure"], self.today)
            if procedure is not None:
                yield plan, self._begin(self.accounts[plan["person"]], procedure, plan)

    def _begin(self, account: Account, procedure: Procedure, plan: Mapping[str, Any]) -> Dossier:
        agency = choosing.units(self.house.catalog(), procedure, self.today)[0][0]
        settings = self.house.settings
        return drafts.create(
            self.house.database,
            account.id,
            procedure,
            digest=digest_of(procedure),
            agency=agency,
            receiving_agency=agency,
            lifetime=Lifetime(settings.draft_days, settings.bin_days),
            now=self.now - dt.timedelta(hours=plan["hours"] + 1),
            prefilled=self._answers(account, procedure, plan["filled"]),
        )

    def _answers(self, account: Account, procedure: Procedure, pages: int) -> dict[Any, Any]:
        """Answers of the first so many pages."""
        values = account_values(account, self.house.seals)
        inventor = Inventor(
            {**values, "tax_code": values.get("tax_code", values.get("citizen_id")), "passport": "C0000001"},
            [(part, text) for part, text in self.story["texts"]],
            self.story["other_text"],
            self.story["choices"],
            self.lists,
            self.today,
        )
        answers: dict[Any, Any] = {"reception": inventor.fill(RECEPTION, prefilled(RECEPTION, values))}
        if pages > 1:
            given = {**prefilled(INFORMATION, values), "notify_by": ["email"]}
            answers["information"] = inventor.fill(INFORMATION, given)
        form = procedure.form
        if pages > 2 and form is not None:
            begun = form.model_copy(update={"pages": form.pages[: pages - 2]})
            answers["answers"] = inventor.fill(begun, prefilled(form, values))
        return answers

    def _carry_on(self, plan: Mapping[str, Any], draft: Dossier) -> str | None:
        """Sends a draft that is to be sent and lets officers move it on; its code, None for what stays a draft."""
        if not plan.get("sent"):
            return None
        at = self.now - dt.timedelta(hours=plan["hours"])
        self._attach_all(draft, at)
        try:
            answer = submit(
                self.house, draft.account, draft.id, draft.version, key=f"demo-{draft.id}", now=at
            )
        except IncompleteError:
            # Data other than the bundled ones ask for what cannot be made up.
            return None
        for move in plan.get("moves", ()):
            self._move(draft, move, at + dt.timedelta(hours=move["after"]))
        return str(answer["code"])

    def _attach_all(self, draft: Dossier, at: dt.datetime) -> None:
        journey = journey_of(self.house, draft, at)
        uploads = self.house.catalog().registers.portal.uploads
        missing = set(_missing(journey))
        for place in places(journey, uploads):
            if place.key in missing and "pdf" in place.limits.formats:
                self._attach(draft, place, at)

    def _attach(self, draft: Dossier, place: FilePlace, at: dt.datetime) -> None:
        title, note = self.story["plate"]
        sheet = Record(title, "", "", (Row(place.label, note),), (), (), "{page}/{pages}")
        content = record.draw(sheet, "vi", at)
        name = f"{place.key.rpartition('.')[2]}.pdf"
        goal = target(draft.account, draft.id, place)
        attach(self.house, goal, Upload(name, len(content), io.BytesIO(content)), at)

    def _move(self, draft: Dossier, move: Mapping[str, Any], at: dt.datetime) -> None:
        kind = Actor(move["by"])
        actor = draft.account if kind is Actor.APPLICANT else self.officers[move["by"]]
        version = drafts.own(self.house.database, draft.account, draft.id).version
        wanted = Move(
            draft.id, version, Action(move["action"]), kind, actor, move.get("reason"), move.get("data", {})
        )
        act(self.house.database, wanted, at)


def _missing(journey: Journey) -> Iterator[str]:
    """Keys of papers and file questions that must be there and are not."""
    for fault in journey.faults(journey.pages[-1]):
        if isinstance(fault, PaperFault):
            yield fault.paper.key
        elif fault.question.type == "file":
            yield f"{Step.FORM}.{fault.question.id}"
