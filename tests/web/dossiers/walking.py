"""Walks the journey as a person without a script: opens a page, fills in its fields, sends its form."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from starlette.testclient import TestClient

from tests.web.dossiers.conftest import token_of

BIRTH = "1.001193"
"""Registering a birth: six pages of e-form, cases, papers."""
HOA_LU = "ubnd-phuong-hoa-lu"
PICTURE = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS\xde"
    b"\x00\x00\x00\x0cIDATx\x9cc\xf8\xcf\xc0\x00\x00\x03\x01\x01\x00\xc9\xfe\x92\xef\x00\x00\x00\x00IEND\xaeB`\x82"
)
"""One red dot."""
RECEPTION = {
    "applicant_kind": "person",
    "full_name": "Nguyễn Văn An",
    "citizen_id": "036 090 001 234",
    "birth_date": "1/2/1990",
    "phone": "0912 345 678",
    "email": "an@example.vn",
    "address.province": "37",
    "address.commune": "Phường Hoa Lư",
    "address.street": "Số 1 đường Đinh Tiên Hoàng",
    "on_behalf": "no",
}
INFORMATION = {"receive_by": "counter", "notify_by": "email", "has_authorised": "no"}
BIRTH_PAGES: dict[str, dict[str, Any]] = {
    "requester": {
        "requester_name": "Nguyễn Văn An",
        "requester_birth_date": "1/2/1990",
        "requester_has_citizen_id": "yes",
        "requester_citizen_id": "036090001234",
        "requester_address.province": "37",
        "requester_address.commune": "Phường Hoa Lư",
        "requester_phone": "0912345678",
        "relation": "father",
    },
    "child": {
        "child_name": "Nguyễn Thị Bình",
        "child_birth_date": "1/11/2026",
        "child_sex": "female",
        "child_ethnic": "01",
        "child_nationality": "VN",
        "child_hometown": "Hoa Lư, Ninh Bình",
        "birth_at_facility": "yes",
        "birth_facility": "Bệnh viện Sản Nhi",
        "birth_place.province": "37",
        "birth_place.commune": "Phường Hoa Lư",
        "proof_of_birth": "certificate",
        "surrogacy": "no",
    },
    "mother": {"mother_known": "no"},
    "father": {"father_known": "no"},
    "marriage": {"parents_married": "no"},
    "finish": {"wants_copies": "no", "truth": "yes"},
}


@dataclass
class Form(HTMLParser):
    """The form of a page taken apart: where it goes, what its fields hold, what may be chosen."""

    text: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)
    _select: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        start = self.text.index('<form class="form')
        self.feed(self.text[start : self.text.index("</form>", start)])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name, value = given.get("name", ""), given.get("value", "")
        if tag == "select":
            self._select = name
            self.fields.setdefault(name, [""])
        elif tag == "option":
            self.choices.setdefault(self._select, []).append(value)
            if "selected" in given:
                self.fields[self._select] = [value]
        elif tag == "button":
            self.buttons.append((name, value))
        elif tag == "textarea" or (tag == "input" and given.get("type") not in ("checkbox", "radio", "file")):
            self.fields.setdefault(name, []).append(value)
        elif tag == "input" and given["type"] != "file":
            self.choices.setdefault(name, []).append(value)
            if "checked" in given:
                self.fields.setdefault(name, []).append(value)


@dataclass
class Walker:
    """Somebody with a draft."""

    client: TestClient
    dossier: str = ""

    def begin(self, code: str = BIRTH, agency: str = HOA_LU, **more: str) -> Walker:
        """Makes a draft."""
        page = self.client.get("/nop-ho-so", params={"procedure": code, "agency": agency})
        given = {"csrf_token": token_of(page.text), "procedure": code, "agency": agency, **more}
        answer = self.client.post("/nop-ho-so", data=given)
        assert answer.status_code == 303, answer.text
        self.dossier = answer.headers["location"].split("/")[2]
        return self

    def path(self, page: str) -> str:
        """Address of a page of the draft."""
        return f"/nop-ho-so/{self.dossier}/{page}"

    def open(self, page: str) -> Form:
        """The form of a page."""
        answer = self.client.get(self.path(page))
        assert answer.status_code == 200, (page, answer.status_code, answer.headers.get("location"))
        return Form(answer.text)

    def fill(self, page: str, values: dict[str, Any] | None = None, then: str = "next", **more: Any) -> Any:
        """Opens a page, puts values into its fields and sends it."""
        held = self.open(page.partition("?")[0]).fields
        data = {**held, **(values or {}), "then": then, **more}
        return self.client.post(self.path(page), data=data)

    def shared(self) -> Walker:
        """Fills in steps 4 and 5."""
        for page, values in (("tiep-nhan", RECEPTION), ("thong-tin", INFORMATION)):
            answer = self.fill(page, values)
            assert answer.status_code == 303, errors(answer.text)
        return self

    def form(self) -> Walker:
        """Fills in the e-form of a birth."""
        for page, values in BIRTH_PAGES.items():
            answer = self.fill(f"bieu-mau/{page}", values)
            assert answer.status_code == 303, (page, errors(answer.text))
        return self

    def attach(self, place: str, name: str = "giay.png", content: bytes = PICTURE) -> Any:
        """Attaches a file on the page of papers, by its button."""
        held = {**self.open("thanh-phan").fields, "attach": place}
        return self.client.post(
            self.path("thanh-phan"), data=held, files={f"file.{place}": (name, content, "image/png")}
        )

    def papers(self) -> Walker:
        """Attaches every paper that is needed, and goes on."""
        refused = self.fill("thanh-phan")
        for place in re.findall(r'href="#file\.([^"]+)"', refused.text):
            assert self.attach(place).status_code == 303
        answer = self.fill("thanh-phan")
        assert answer.status_code == 303, errors(answer.text)
        return self

    def complete(self) -> Walker:
        """A draft of a birth that could be sent."""
        return self.begin().shared().form().papers()

    def send(self, **more: str) -> Any:
        """Sends from the review."""
        held = self.open("kiem-tra").fields
        return self.client.post(self.path("gui"), data={**held, "declared": "yes", "then": "send", **more})


def errors(text: str) -> list[str]:
    """The messages of the error summary of a page."""
    if 'id="errors"' not in text:
        return []
    start = text.index('id="errors"')
    summary = text[start : text.index("</ul>", start)]
    return [html.unescape(one) for one in re.findall(r"<li>(?:<a[^>]*>)?([^<]+)", summary)]
