"""Procedures as rows of a spreadsheet: the columns, and cells that no program takes for formulas. Pure."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable

from indexer.card import make_card
from indexer.catalog import Catalog
from indexer.procedure import Procedure
from search_api.addresses import procedure_url
from search_api.words import WORDS, Words

BOM = "\ufeff"
"""Tells Excel that a file is UTF-8."""
LONGEST_CELL = 32_000
"""Letters; Excel ends a cell at 32,767 and lets the rest run over the next ones."""
_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
"""What makes spreadsheets compute a cell, in both widths; blanks before it do not hinder them all."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

Cell = Callable[[Procedure, Catalog, Words], object]


def _time(procedure: Procedure, catalog: Catalog, words: Words) -> str:
    """Empty where nothing is known: a cell is no sentence."""
    known = make_card(procedure, catalog).time
    return words.time(known) if known.unit or known.partial else ""


def _fee(procedure: Procedure, catalog: Catalog, words: Words) -> str:
    known = make_card(procedure, catalog).fee
    return words.fee(known) if known.unit or known.partial else ""


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(" ".join(one.split()) for one in texts))


COLUMNS: dict[str, Cell] = {
    "code": lambda p, c, t: p.code,
    "valid_from": lambda p, c, t: p.valid_from,
    "valid_to": lambda p, c, t: p.valid_to,
    "status": lambda p, c, t: p.status,
    "name": lambda p, c, t: p.name,
    "short_name": lambda p, c, t: p.short_name,
    "agency": lambda p, c, t: p.agency,
    "agency_name": lambda p, c, t: c.agency_name(p.agency),
    "field": lambda p, c, t: p.field,
    "field_name": lambda p, c, t: c.field_name(p.field),
    "levels": lambda p, c, t: "; ".join(p.levels),
    "online_level": lambda p, c, t: p.online_level,
    "applicant_types": lambda p, c, t: "; ".join(t(f"applicant.{one}") for one in p.applicant_types),
    "channels": lambda p, c, t: "; ".join(dict.fromkeys(one.channel for one in p.methods)),
    "processing_time": _time,
    "fee": _fee,
    "papers": lambda p, c, t: _lines(one.name for group in p.components for one in group.documents),
    "results": lambda p, c, t: _lines(one.name for one in p.results),
    "legal_bases": lambda p, c, t: "; ".join(one.number for one in p.legal_bases),
    "decision": lambda p, c, t: p.decision and p.decision.number,
    "updated_on": lambda p, c, t: p.updated_on,
    "source_url": lambda p, c, t: p.source.url,
    "url": lambda p, c, t: procedure_url(p.code),
}
"""Name of a column -> its value; `column.…` of the message tables explain them."""


def header() -> bytes:
    """The first row, behind the mark of UTF-8."""
    return (BOM + _row(COLUMNS)).encode("utf-8")


def row(procedure: Procedure, catalog: Catalog) -> bytes:
    """The row of a procedure."""
    words = WORDS["vi"]
    return _row(cell(made(procedure, catalog, words)) for made in COLUMNS.values()).encode("utf-8")


def cell(value: object) -> str:
    """A value as text that is shown and never computed; None is empty."""
    text = _CONTROL.sub("", "" if value is None else str(value))
    if len(text) > LONGEST_CELL:
        text = f"{text[:LONGEST_CELL]} …"
    return f"'{text}" if _FORMULA.match(text) else text


def _row(cells: Iterable[str]) -> str:
    """RFC 4180: commas, quotes where they are needed, CR LF at the end."""
    written = io.StringIO()
    csv.writer(written).writerow(cells)
    return written.getvalue()
