"""Every electronic form of the bundled data can be printed: no letter is missing, no question is lost."""

from __future__ import annotations

import datetime as dt
import io
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from indexer.load import load_folder
from indexer.procedure import Procedure
from printing.blank import draw
from search_api.blank_forms import make_sheet
from search_api.words import WORDS

DATA = Path(__file__).parents[1] / "data"
MADE = dt.datetime(2026, 11, 25, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def loaded() -> Any:
    return load_folder(DATA)


def texts(part: Any) -> Iterator[str]:
    """Labels, hints and texts of a page or a question and what is inside of it."""
    for name in ("title", "label", "hint", "text"):
        if getattr(part, name, None):
            yield getattr(part, name)
    for name in ("questions", "options"):
        for inner in getattr(part, name, ()) or ():
            yield from texts(inner)


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_every_form_prints_letter_for_letter(loaded: Any, caplog: pytest.LogCaptureFixture) -> None:
    having: list[Procedure] = [one for one in loaded.procedures if one.form]
    assert len(having) > 20
    for one in having:
        assert one.form is not None
        sheet = make_sheet(one, one.form, loaded.registers.portal, WORDS["vi"], "https://example.vn/a")
        with caplog.at_level(logging.WARNING):
            found = "".join(
                page.extract_text() for page in PdfReader(io.BytesIO(draw(sheet, "vi", MADE))).pages
            )
        whole = squeezed(found)
        lost = [
            text
            for page in one.form.pages
            for text in texts(page)
            if not all(squeezed(line) in whole for line in text.splitlines())
        ]
        # A text over the end of a page has the page's number in it; such a one is looked for in halves.
        lost = [
            text for text in lost if squeezed(text)[:20] not in whole or squeezed(text)[-20:] not in whole
        ]
        assert lost == [], one.code
    assert [one.getMessage() for one in caplog.records if "missing" in one.getMessage()] == []
