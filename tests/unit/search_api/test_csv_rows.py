"""A spreadsheet shows what the data say and computes nothing of it."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.catalog import Catalog
from indexer.procedure import Procedure
from search_api.csv_rows import BOM, COLUMNS, LONGEST_CELL, cell, header, row
from search_api.messages import TABLES
from tests.samples import procedure, registers
from tests.web.parts import WHOLE, plain

CATALOG = Catalog(registers())


def read(raw: bytes) -> dict[str, str]:
    """A row as a program reads it."""
    text = (header() + raw).decode("utf-8").removeprefix(BOM)
    (one,) = csv.DictReader(io.StringIO(text, newline=""))
    return one


def test_the_first_bytes_tell_that_it_is_utf_8() -> None:
    assert header().startswith(b"\xef\xbb\xbfcode,")
    assert header().endswith(b"\r\n")


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t", "\n", " =", "\u00a0=", "\uff1d", "\uff0b", "\uff0d", "\uff20"]
)
def test_a_cell_that_programs_would_compute_is_text(start: str) -> None:
    assert cell(f"{start}HYPERLINK(1)").startswith("'")


@pytest.mark.parametrize(
    "text", ["", "a=b", "1-2", "Đăng ký - khai sinh", "https://example.org/?a=1", "(+84) 1"]
)
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert cell(text) == text


@given(st.text())
def test_no_cell_begins_as_a_formula_or_holds_a_control_character(text: str) -> None:
    shown = cell(text)
    assert not shown.lstrip().startswith(("=", "+", "-", "@"))
    assert not [c for c in shown if ord(c) < 0x20 and c not in "\t\n"]
    assert shown.encode("utf-8").decode("utf-8") == shown


def test_a_cell_is_no_longer_than_programs_take() -> None:
    assert len(cell("a" * 60_000)) < 32_767
    assert cell("a" * LONGEST_CELL) == "a" * LONGEST_CELL


def test_a_row_holds_the_facts_of_a_procedure() -> None:
    one = read(row(Procedure.model_validate_json(json.dumps(plain(WHOLE))), CATALOG))
    assert one["code"] == "1.900001"
    assert one["agency_name"] == "Ủy ban nhân dân cấp xã"
    assert one["levels"] == "commune; province"
    assert one["applicant_types"] == "Công dân Việt Nam; Hợp tác xã"
    assert one["channels"] == "in_person; online; post"
    assert one["processing_time"] == "Từ 3 ngày làm việc"
    assert one["papers"] == "Tờ khai mẫu"
    assert one["valid_to"] == "2027-12-31"
    assert one["url"] == "/thu-tuc/1.900001"


def test_what_is_not_known_is_empty() -> None:
    one = read(row(procedure(), CATALOG))
    assert (one["online_level"], one["processing_time"], one["fee"], one["valid_from"]) == ("", "", "", "")


@given(st.text(min_size=1, max_size=200).filter(str.strip))
def test_any_name_stays_in_its_cell(name: str) -> None:
    one = read(row(procedure("1.000001", name), CATALOG))
    assert one["code"] == "1.000001"
    assert one["name"] == cell(procedure(name=name).name)
    assert one["url"] == "/thu-tuc/1.000001"


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_column_is_explained(lang: str) -> None:
    explained = [name.removeprefix("column.") for name in TABLES[lang] if name.startswith("column.")]
    assert explained == list(COLUMNS)
