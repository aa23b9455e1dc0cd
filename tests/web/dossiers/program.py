"""A program that works for somebody: calls the API with a key, knows the answers to the form of a birth."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from starlette.testclient import TestClient

from dossiers import app_keys
from dossiers.store.database import Database
from tests.dossier_database import NOW
from tests.web.dossiers.walking import BIRTH, HOA_LU, PICTURE

ME = "/api/v1/me"
RECEPTION = {
    "applicant_kind": "person",
    "full_name": "Nguyễn Văn An",
    "citizen_id": "036090001234",
    "birth_date": "1990-02-01",
    "phone": "+84912345678",
    "address": {"province": "37", "commune": "Phường Hoa Lư", "street": "Số 1"},
    "on_behalf": False,
}
INFORMATION = {"receive_by": "counter", "notify_by": ["email"], "has_authorised": False}
ANSWERS = {
    "requester_name": "Nguyễn Văn An",
    "requester_birth_date": "1990-02-01",
    "requester_has_citizen_id": True,
    "requester_citizen_id": "036090001234",
    "requester_address": {"province": "37", "commune": "Phường Hoa Lư"},
    "requester_phone": "+84912345678",
    "relation": "father",
    "child_name": "Nguyễn Thị Bình",
    "child_birth_date": "2026-11-01",
    "child_sex": "female",
    "child_ethnic": "01",
    "child_nationality": "VN",
    "child_hometown": "Hoa Lư, Ninh Bình",
    "birth_at_facility": True,
    "birth_facility": "Bệnh viện Sản Nhi",
    "birth_place": {"province": "37", "commune": "Phường Hoa Lư"},
    "proof_of_birth": "certificate",
    "surrogacy": False,
    "mother_known": False,
    "father_known": False,
    "parents_married": False,
    "wants_copies": False,
    "truth": True,
}


def key_of(database: Database, account: str, days: int = 30) -> str:
    """A new key of an account."""
    made = app_keys.make(database, account, "Phần mềm", days, NOW)
    assert made is not None
    return made


@dataclass
class Program:
    """A program with a key, at one draft."""

    client: TestClient
    key: str
    draft: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    def call(self, method: str, path: str, json: Any = None, version: int | None = None, **more: Any) -> Any:
        """Calls an address below /api/v1/me."""
        headers = {"authorization": f"Bearer {self.key}", "accept": "application/json", **self.headers}
        if version is not None:
            headers["if-match"] = f'"{version}"'
        headers |= more.pop("headers", {})
        given = {"json": json} if json is not None else {}
        return self.client.request(method, f"{ME}{path}", headers=headers, **given, **more)

    def path(self, rest: str = "") -> str:
        """Address of the draft, or of something of it."""
        return f"/drafts/{self.draft}{rest}"

    def create(self, key: str = "k1", procedure: str = BIRTH, agency: str | None = HOA_LU) -> Any:
        """Asks for a new draft."""
        order = {"procedure": procedure, **({"agency": agency} if agency else {})}
        return self.call("POST", "/drafts", order, headers={"idempotency-key": key})

    def begin(self) -> Program:
        """Makes a draft to go on with."""
        answer = self.create()
        assert answer.status_code == 201, answer.text
        self.draft = answer.json()["id"]
        return self

    def read(self) -> dict[str, Any]:
        """The draft as it is kept."""
        answer = self.call("GET", self.path())
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def save(self, part: str, answers: Any, version: int | None = None) -> Any:
        """Saves a part against the version that is kept, or another."""
        seen = self.read()["version"] if version is None else version
        return self.call("PUT", self.path(f"/{part}"), answers, version=seen)

    def upload(self, place: str, name: str = "giay.png", content: bytes = PICTURE) -> Any:
        """Attaches a file."""
        files = {"file": (name, content, "image/png")}
        return self.call("POST", self.path("/files"), data={"place": place}, files=files)

    def complete(self) -> Program:
        """A draft of a birth that could be sent."""
        self.begin()
        for part, answers in (("reception", RECEPTION), ("information", INFORMATION), ("answers", ANSWERS)):
            answer = self.save(part, answers)
            assert answer.status_code == 200, answer.text
        for one in self.call("GET", self.path("/files")).json()["places"]:
            if one["required"]:
                assert self.upload(one["place"]).status_code == 201
        return self

    def send(self, key: str = "s1", version: int | None = None) -> Any:
        """Sends the draft."""
        seen = self.read()["version"] if version is None else version
        declared = {"declared": True}
        return self.call("POST", self.path("/send"), declared, version=seen, headers={"idempotency-key": key})
