"""The electronic form as a PDF, the QR code and the way to tell of mistakes."""

from __future__ import annotations

import io
import logging
from pathlib import Path

import pytest
from fastapi import FastAPI
from pypdf import PdfReader
from starlette.testclient import TestClient

from printing.qr import LONGEST, make_code
from search_api.app import create_app
from tests.samples import build_index, procedure, registers
from tests.web.conftest import Read, settings, source

SHEET = "/thu-tuc/1.900001/to-khai.pdf"


def test_the_sheet_holds_the_form_and_tells_where_it_comes_from(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        answer = client.get(SHEET)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == 'inline; filename="to-khai-1.900001.pdf"'
    assert answer.headers["x-robots-tag"] == "noindex"
    text = " ".join(
        "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages).split()
    )
    for words in (
        "Tờ khai: Cấp giấy mẫu",
        "Đã kết hôn chưa?",
        "Tên con",
        "http://testserver/thu-tuc/1.900001",
    ):
        assert words in text
    assert not [one for one in caplog.records if "missing" in one.getMessage()]


def test_the_sheet_is_asked_for_again_with_its_tag(client: TestClient) -> None:
    tag = client.get(SHEET).headers["etag"]
    assert client.get(SHEET, headers={"if-none-match": tag}).status_code == 304


def test_a_code_in_another_spelling_leads_to_the_sheet(client: TestClient) -> None:
    answer = client.get("/thu-tuc/1900001/to-khai.pdf?as_of=2026-05-01")
    assert (answer.status_code, answer.headers["location"]) == (302, f"{SHEET}?as_of=2026-05-01")


@pytest.mark.parametrize("path", ["/thu-tuc/1.900002/to-khai.pdf", "/thu-tuc/9.999999/to-khai.pdf"])
def test_without_a_form_there_is_no_sheet(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_page_offers_the_sheet_only_where_there_is_one(read: Read) -> None:
    assert read("/thu-tuc/1.900001").all("a", href=SHEET, type="application/pdf")
    assert "to-khai.pdf" not in read("/thu-tuc/1.900002").text


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_qr_code_is_that_of_the_page(read: Read, prefix: str) -> None:
    page = read(f"{prefix}/thu-tuc/1.900001?as_of=2026-05-01")
    code = make_code(f"http://testserver{prefix}/thu-tuc/1.900001")
    assert code is not None
    assert page.all("path", **{"class": "qr-dark", "d": code.path})
    assert page.all("svg", role="img")[0]["aria-label"]


def test_a_host_name_too_long_for_a_code_is_no_fault(app: FastAPI) -> None:
    long = TestClient(app, base_url=f"http://{'a' * LONGEST}.vn")
    answer = long.get("/thu-tuc/1.900002", headers={"accept": "text/html"})
    assert answer.status_code == 200
    assert 'class="qr"' not in answer.text


@pytest.mark.parametrize(
    ("given", "beginning"),
    [
        ({"email": "hotro@example.vn"}, "mailto:hotro@example.vn?subject=B%C3%A1o%20l%E1%BB%97i"),
        ({"report_url": "https://example.vn/new"}, "https://example.vn/new?title=B%C3%A1o"),
        ({}, None),
    ],
)
def test_mistakes_are_told_where_the_portal_reads_them(
    tmp_path: Path, given: dict[str, str], beginning: str | None
) -> None:
    known = registers(portal={"name": "Cổng", "short_name": "Cổng", **given})
    folder = build_index(tmp_path, [procedure("1.900001")], known)
    text = TestClient(create_app(settings(), source(folder))).get("/thu-tuc/1.900001").text
    assert ("Báo lỗi nội dung" in text) == (beginning is not None)
    assert beginning is None or f'href="{beginning}' in text
    assert beginning is None or "1.900001" in text.split(beginning)[1].split('"')[0]
