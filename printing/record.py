"""A record of something that was done: facts and answers in two columns, with the QR code of its number."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from printing.paper import MARGIN, Paper

LABELS = 62.0
"""Millimetres of the column of labels: a long Vietnamese label takes two or three lines."""
GAP = 4.0
CODE_SIDE = 28.0
FEWEST_LINES = 3
"""Lines of a long text that stay together at the foot of a page."""


@dataclass(frozen=True, slots=True)
class Row:
    """A label and what stands for it."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a heading."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A whole record, in words that are ready to print."""

    title: str
    issuer: str
    code: str
    """What the QR code holds; empty: none is drawn."""
    facts: tuple[Row, ...]
    notices: tuple[str, ...]
    """What must be known about it: printed in a frame."""
    groups: tuple[Group, ...]
    page_label: str
    """Words of the page number, with {page} and {pages}."""


def draw(record: Record, lang: str, made_at: dt.datetime) -> bytes:
    """The record as a PDF; `made_at`, with its offset from UTC, is the day the document gives for itself."""
    paper = Paper(record.title, lang, made_at, record.page_label)
    _head(paper, record)
    for group in record.groups:
        paper.room(paper.line_height("heading") + GAP + FEWEST_LINES * paper.line_height("text"))
        paper.ln(GAP)
        paper.write_text(group.title, "heading", bold=True)
        for row in group.rows:
            _row(paper, row, paper.epw)
    return bytes(paper.output())


def _head(paper: Paper, record: Record) -> None:
    top = paper.y
    drawn = paper.draw_code(record.code, paper.w - MARGIN - CODE_SIDE, top, CODE_SIDE)
    width = paper.epw - CODE_SIDE - GAP if drawn else paper.epw
    paper.write_text(record.issuer, "small", width=width)
    paper.write_text(record.title, "title", bold=True, width=width)
    below = top + (CODE_SIDE if drawn else 0.0)
    for row in record.facts:
        _row(paper, row, width if paper.y < below else paper.epw)
    paper.set_y(max(paper.y, below) + GAP / 2)
    paper.framed(record.notices)


def _row(paper: Paper, row: Row, width: float) -> None:
    """Label at the left, text at the right; a text that is longer than the page runs on over the next."""
    room = width - LABELS - GAP
    height = max(
        paper.text_height(row.label, "small", width=LABELS),
        paper.text_height(row.text, indent=LABELS + GAP, width=room),
    )
    # What fits on a page stays whole; what does not begins with some lines.
    whole = height < paper.eph / 2
    paper.room(height if whole else FEWEST_LINES * paper.line_height("text"))
    paper.ln(1)
    top, page = paper.y, paper.page_no()
    paper.write_text(row.label, "small", width=LABELS)
    end = paper.y
    paper.set_y(top)
    paper.write_text(row.text, indent=LABELS + GAP, width=room)
    paper.set_y(max(paper.y, end) if paper.page_no() == page else paper.y)
