"""People, and what one of them owns, for the tests of who may do what."""

from __future__ import annotations

import io
from dataclasses import dataclass

from fastapi import FastAPI
from starlette.testclient import TestClient

from dossiers import events, uploads
from dossiers.dossier import Action, Actor, Status
from dossiers.file_limits import places
from dossiers.house import House
from dossiers.routes.asking import SESSION_COOKIE
from dossiers.routes.choosing import lifetime_of
from dossiers.sealing import fingerprint
from dossiers.sessions import Sessions
from dossiers.store import drafts
from dossiers.store.database import Database
from dossiers.store.tables import Account, Dossier, SentCopy, new_id
from dossiers.submit import digest_of, journey_of
from dossiers.uploads import Upload
from tests.dossier_database import NOW
from tests.web.dossiers.conftest import BROWSER, TODAY
from tests.web.dossiers.program import key_of
from tests.web.dossiers.walking import BIRTH, HOA_LU, PICTURE

PEOPLE = ("anonymous", "officer", "officer_elsewhere", "other", "owner")
"""In the order they ask: whoever may change something asks last."""
EXAMPLES = {
    "{code}": BIRTH,
    "{name}": "khong-tim-thay",
    "{name:path}": "thutuc.css",
    "{page}": "requester",
    "{part}": "reception",
    "{kind}": "json",
}
PLACES = {"/co-quan/": "ubnd-cap-xa", "/linh-vuc/": "ho-tich", "/su-kien/": "sinh-con"}
OF_DRAFTS = ("/xoa", "/khoi-phuc")
"""Ends of the addresses below /ho-so that are for drafts."""


@dataclass
class World:
    """People, and what one of them owns."""

    house: House
    app: FastAPI
    people: dict[str, str]
    draft: str
    sent: str
    file: str

    def browser(self, who: str, headers: dict[str, str] | None = None) -> TestClient:
        """A browser in which somebody is signed in; `.token` is what its forms carry."""
        given = {**BROWSER, **(headers or {})} if headers is None else headers
        client = TestClient(self.app, follow_redirects=False, headers=given)
        if who != "anonymous":
            sessions = Sessions(self.house.database, self.house.settings)
            session = sessions.open(self.people[who], "", self.house.now())
            client.cookies.set(SESSION_COOKIE, session)
            client.token = self.house.seals.sign(f"form {fingerprint(session)}")  # type: ignore[attr-defined]
        return client

    def program(self, who: str) -> TestClient:
        """A program of somebody."""
        client = TestClient(self.app, follow_redirects=False)
        if who != "anonymous":
            key = key_of(self.house.database, self.people[who])
            client.headers["authorization"] = f"Bearer {key}"
        return client

    def address(self, template: str) -> str:
        """An address that names something of the owner."""
        path = template
        for name, value in EXAMPLES.items():
            path = path.replace(name, value)
        path = path.replace("{file}", self.file).replace("{number}", "1").replace("{version}", "1")
        return path.replace("{id}", self._id(template)).replace("{id:path}", self._id(template))

    def _id(self, template: str) -> str:
        for beginning, value in PLACES.items():
            if template.removeprefix("/en").startswith(beginning):
                return value
        if "/drafts/" in template:
            return self.draft
        if "/giay-to/" in template:
            return self.file
        return self.draft if "nop-ho-so" in template or template.endswith(OF_DRAFTS) else self.sent


def make_world(house: House, app: FastAPI) -> World:
    """New people, one of whom owns a draft with a file and a sent dossier."""
    people = {who: _account(house.database, who) for who in PEOPLE[1:]}
    draft = _draft(house, people["owner"])
    return World(house, app, people, draft.id, _sent(house, people["owner"]), _file(house, draft))


def _account(database: Database, who: str) -> str:
    officer = {"role": "front_officer", "agency": HOA_LU if who == "officer" else "bo-tai-chinh"}
    account = Account(
        kind="officer" if who.startswith("officer") else "person",
        state="active",
        email=f"{who}.{new_id().lower()}@example.vn",
        created_at=NOW,
        changed_at=NOW,
        **(officer if who.startswith("officer") else {}),
    )
    with database.write() as session:
        session.add(account)
    return account.id


def _draft(house: House, owner: str) -> Dossier:
    procedure = house.find_procedure(BIRTH, TODAY)
    assert procedure is not None
    return drafts.create(
        house.database,
        owner,
        procedure,
        digest=digest_of(procedure),
        agency=HOA_LU,
        receiving_agency=HOA_LU,
        lifetime=lifetime_of(house),
        now=NOW,
    )


def _sent(house: House, owner: str) -> str:
    made = _draft(house, owner)
    with house.database.write() as session:
        row = session.get(Dossier, made.id)
        assert row is not None
        row.status, row.code, row.sent_at = Status.SENT, f"H42.1-261125-{made.id}", NOW
        events.append(
            session,
            made.id,
            action=Action.SEND,
            before=Status.DRAFT,
            after=Status.SENT,
            actor_kind=Actor.APPLICANT,
            actor=owner,
            at=NOW,
        )
        kept = (
            b'{"reception": {}, "information": {}, "answers": {}, "cases": [], "files": [], "agency": "",'
            b' "receiving_agency": ""}'
        )
        session.add(
            SentCopy(
                dossier=made.id,
                number=1,
                kind="json",
                media_type="application/json",
                sha256="0" * 64,
                content=kept,
                created_at=NOW,
            )
        )
    return made.id


def _file(house: House, draft: Dossier) -> str:
    place = next(places(journey_of(house, draft, NOW), house.catalog().registers.portal.uploads))
    goal = uploads.target(draft.account, draft.id, place)
    return uploads.attach(house, goal, Upload("a.png", len(PICTURE), io.BytesIO(PICTURE)), NOW).file.id
