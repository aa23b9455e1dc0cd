"""What people write in data files is text and nothing else, in every field and on every page."""

from __future__ import annotations

import html
import io
import itertools
import json
from pathlib import Path

import pytest
from pypdf import PdfReader
from starlette.testclient import TestClient

from indexer.procedure import Procedure
from search_api.app import create_app
from tests.samples import AGENCIES, FIELDS, KINDS, build_index, registers
from tests.web.conftest import Page, settings, source
from tests.web.parts import OFFER, WHOLE, hostile, payload

TEXTS = itertools.count(1)
BAD = payload(0)
SHOWN = {key: value for key, value in WHOLE.items() if key != "situations"}
"""Situations help the search; no page shows them."""
PROCEDURE = Procedure.model_validate_json(json.dumps(hostile({**SHOWN, "replaces": []}, TEXTS)))
HOSTILE_OFFER = hostile(OFFER, TEXTS)
REGISTERS = registers(
    portal={"name": BAD, "short_name": BAD, "hotline": BAD, "email": BAD},
    kinds=[{**one, "name": BAD} for one in KINDS],
    agencies=[{**one, "name": BAD, "address": BAD, "phone": BAD} for one in AGENCIES],
    fields=[{**one, "name": BAD, "code": BAD} for one in FIELDS],
    offers=[HOSTILE_OFFER],
    events=[{"id": "sinh-con", "name": BAD, "summary": BAD, "procedures": ["1.900001"]}],
    popular=["1.900001"],
)
PATHS = (
    "/",
    "/tim-kiem",
    "/tim-kiem?q=onerror+alert",
    "/tim-kiem?agency=ubnd-cap-xa&field=ho-tich",
    "/thu-tuc-hanh-chinh",
    "/co-quan/ubnd-cap-xa",
    "/co-quan/bo-giao-thong-van-tai",
    "/linh-vuc/ho-tich",
    "/su-kien/sinh-con",
    "/thu-tuc/1.900001",
    "/thu-tuc/1.900001?place=onerror&agency=x&case=onerror",
    "/thu-tuc/1.900001/phien-ban",
    "/gioi-thieu",
    "/nowhere",
)


@pytest.fixture(scope="module")
def hostile_client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    folder: Path = build_index(tmp_path_factory.mktemp("hostile"), [PROCEDURE], REGISTERS)
    return TestClient(create_app(settings(), source(folder)))


def foreign(page: Page) -> list[dict[str, str]]:
    """Pictures and scripts that are neither files of ours nor data."""
    found = page.all("img") + [one for one in page.all("script") if one.get("type") != "application/ld+json"]
    return [one for one in found if not one.get("src", "").startswith("/")]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_no_text_becomes_markup_or_template(hostile_client: TestClient, prefix: str, path: str) -> None:
    answer = hostile_client.get(prefix + path, headers={"accept": "text/html"})
    page = Page(answer.status_code, answer.text, answer.headers)
    assert not foreign(page)
    assert not [attrs for _, attrs in page.tags if any(name.startswith("on") for name in attrs)]
    assert "49" not in answer.text.replace("7*7", "").split("<body>")[1] or "{{7*7}}" in answer.text


def test_every_free_text_of_a_procedure_is_shown_as_it_is(hostile_client: TestClient) -> None:
    text = html.unescape(hostile_client.get("/thu-tuc/1.900001").text)
    last = next(TEXTS) - 1
    missing = [number for number in range(1, last + 1) if payload(number) not in text]
    assert not missing


def test_the_printed_form_shows_texts_as_they_are(hostile_client: TestClient) -> None:
    answer = hostile_client.get("/thu-tuc/1.900001/to-khai.pdf")
    printed = "".join(
        "".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(answer.content)).pages
    )
    assert PROCEDURE.form is not None
    for text in (PROCEDURE.name, PROCEDURE.form.pages[0].title, PROCEDURE.form.pages[0].questions[0].label):
        assert "".join(text.split()) in printed


def test_the_api_sends_texts_as_they_are(hostile_client: TestClient) -> None:
    hit = hostile_client.get("/api/v1/search").json()["hits"][0]
    assert hit["name"] == PROCEDURE.name


@pytest.mark.parametrize(
    "query", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{7*7}}", "' onfocus='x"]
)
@pytest.mark.parametrize("path", ["/tim-kiem", "/en/tim-kiem"])
def test_what_was_typed_is_shown_as_text(client: TestClient, path: str, query: str) -> None:
    answer = client.get(path, params={"q": query})
    page = Page(answer.status_code, answer.text, answer.headers)
    assert not foreign(page)
    assert page.all("input", name="q")[0]["value"] == query


def test_a_hostile_parameter_name_is_shown_as_text(client: TestClient) -> None:
    answer = client.get("/tim-kiem?<script>=1", headers={"accept": "text/html"})
    assert answer.status_code == 400
    assert "<script>" not in answer.text


def test_templates_trust_no_text() -> None:
    folder = Path(__file__).resolve().parents[2] / "templates"
    for path in folder.rglob("*.html"):
        source_text = path.read_text("utf-8")
        assert "|safe" not in source_text.replace(" ", ""), path
        assert "autoescape" not in source_text, path


def test_program_code_makes_no_markup() -> None:
    folder = Path(__file__).resolve().parents[2] / "search_api"
    for path in folder.rglob("*.py"):
        assert "Markup" not in path.read_text("utf-8"), path
