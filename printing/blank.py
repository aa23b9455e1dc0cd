"""Draws a sheet to be filled in by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

from printing.paper import MARGIN, Paper
from printing.sheet import Blank, Section, Sheet

CELL = 6.0
"""Millimetres of a box for one letter or digit."""
WRITING = 8.0
"""Millimetres from one ruled line to the next: ordinary handwriting."""
TICK = 3.4
GAP = 2.5
INDENT = 6.0
CODE_SIDE = 26.0
LEAST_LINE = 60.0
"""Millimetres that must be left behind a label for its line to stand beside it."""
SIGNING = 26.0
"""Millimetres for a signature."""


def draw(sheet: Sheet, lang: str, made_at: dt.datetime) -> bytes:
    """The sheet as a PDF; `made_at`, with its offset from UTC, is the day the document gives for itself."""
    paper = Paper(sheet.title, lang, made_at, sheet.page_label)
    _head(paper, sheet)
    for section in sheet.sections:
        _section(paper, section)
    _sign(paper, sheet.signature)
    return bytes(paper.output())


def _head(paper: Paper, sheet: Sheet) -> None:
    top = paper.y
    drawn = paper.draw_code(sheet.address, paper.w - MARGIN - CODE_SIDE, top, CODE_SIDE)
    width = paper.epw - CODE_SIDE - GAP if drawn else 0.0
    paper.write_text(sheet.issuer, "small", width=width)
    paper.write_text(sheet.title, "title", bold=True, width=width)
    for fact in sheet.facts:
        paper.write_text(fact, "small", width=width)
    paper.write_text(f"{sheet.address_label} {sheet.address}", "small", width=width)
    paper.set_y(max(paper.y, top + (CODE_SIDE if drawn else 0.0)) + GAP)
    paper.framed(sheet.notices)


def _section(paper: Paper, section: Section) -> None:
    paper.room(paper.line_height("heading") + GAP + 3 * WRITING)
    paper.ln(2 * GAP)
    paper.write_text(section.title, "heading", bold=True)
    for hint in section.hints:
        paper.write_text(hint, "small")
    for blank in section.blanks:
        _blank(paper, blank, 0.0)


def _blank(paper: Paper, blank: Blank, indent: float) -> None:
    label = _label(blank)
    paper.room(paper.text_height(label, indent=indent) + _body_height(blank))
    paper.ln(GAP)
    if blank.kind == "tick":
        _tick(paper, blank, indent)
        return
    beside = blank.kind == "line" and blank.lines == 1 and not blank.hints and not blank.captions
    if beside and paper.text_width(label) + indent + LEAST_LINE < paper.epw:
        _line_beside(paper, label, indent)
        return
    paper.write_text(label, indent=indent)
    for hint in blank.hints:
        paper.write_text(hint, "small", indent=indent)
    _body(paper, blank, indent)


def _label(blank: Blank) -> str:
    return " ".join(part for part in (blank.number, blank.label, *blank.marks) if part)


def _body_height(blank: Blank) -> float:
    """About how high what follows the label is, so that a label does not stand alone at the foot of a page."""
    match blank.kind:
        case "line":
            return WRITING * max(blank.lines, len(blank.captions)) + GAP
        case "cells":
            return CELL + GAP
        case "choices":
            return min(len(blank.options), 4) * WRITING
        case _:
            return WRITING


def _body(paper: Paper, blank: Blank, indent: float) -> None:
    match blank.kind:
        case "line" if blank.captions:
            _captioned_lines(paper, blank.captions, indent)
        case "line":
            _lines(paper, blank.lines, indent)
        case "cells":
            _cells(paper, blank.cells, indent)
        case "choices":
            _choices(paper, blank.options, indent)
        case "group":
            _group(paper, blank, indent)
        case _ if blank.text:
            paper.write_text(blank.text, indent=indent)


def _line_beside(paper: Paper, label: str, indent: float) -> None:
    """A short label and the line to write on behind it."""
    top, height = paper.y, paper.line_height("text")
    paper.put(label, MARGIN + indent, top)
    start = MARGIN + indent + paper.text_width(label) + GAP
    paper.rule(start, top + height, paper.w - MARGIN)
    paper.set_y(top + height + 1)


def _lines(paper: Paper, number: int, indent: float) -> None:
    for _ in range(number):
        paper.room(WRITING)
        paper.set_y(paper.y + WRITING)
        paper.rule(MARGIN + indent, paper.y, paper.w - MARGIN)
    paper.set_y(paper.y + 1)


def _captioned_lines(paper: Paper, captions: Sequence[str], indent: float) -> None:
    for caption in captions:
        paper.room(WRITING)
        paper.set_y(paper.y + 1)
        _line_beside(paper, caption, indent + INDENT)


def _cells(paper: Paper, groups: Sequence[int], indent: float) -> None:
    x, y = MARGIN + indent, paper.y + 1
    for number, group in enumerate(groups):
        if number:
            paper.put("/", x + 0.5, y)
            x += 4
        for _ in range(group):
            paper.box(x, y, CELL, CELL)
            x += CELL
    paper.set_xy(MARGIN, y + CELL + 1)


def _choices(paper: Paper, options: Sequence[str], indent: float) -> None:
    """Boxes to tick, as many in a row as fit."""
    x = MARGIN + indent
    for option, following in pairwise((*options, "")):
        width = TICK + 1.5 + paper.text_width(option)
        if x > MARGIN + indent and x + width > paper.w - MARGIN:
            x = _next_row(paper, indent)
        if width > paper.epw - indent:
            _ticked_text(paper, option, indent)
            x = MARGIN + indent
            continue
        paper.room(paper.line_height("text"))
        top = paper.y
        paper.box(x, top + 0.8, TICK, TICK)
        paper.put(option, x + TICK + 1.5, top)
        paper.set_y(top)
        x += width + 7
        if not following:
            _next_row(paper, indent)


def _next_row(paper: Paper, indent: float) -> float:
    paper.set_y(paper.y + paper.line_height("text") + 1)
    return MARGIN + indent


def _ticked_text(paper: Paper, text: str, indent: float) -> None:
    """A box and a paragraph behind it."""
    paper.room(paper.text_height(text, indent=indent + TICK + 1.5))
    paper.box(MARGIN + indent, paper.y + 0.8, TICK, TICK)
    paper.write_text(text, indent=indent + TICK + 1.5)


def _tick(paper: Paper, blank: Blank, indent: float) -> None:
    _ticked_text(paper, _label(blank), indent)
    for line in (*blank.hints, blank.text):
        if line:
            paper.write_text(line, indent=indent + TICK + 1.5)


def _group(paper: Paper, blank: Blank, indent: float) -> None:
    """The parts of a group as often as it is to be filled in."""
    for turn in range(1, blank.times + 1):
        paper.room(3 * WRITING)
        paper.ln(GAP)
        if blank.turn:
            paper.write_text(blank.turn.format(n=turn), bold=True, indent=indent + INDENT)
        for part in blank.parts:
            _blank(paper, part, indent + INDENT)


def _sign(paper: Paper, words: Sequence[str]) -> None:
    """The place to sign, at the right, not parted from its words."""
    if not words:
        return
    paper.room(SIGNING + len(words) * paper.line_height("text"))
    paper.ln(3 * GAP)
    half = paper.epw / 2
    for word in words:
        paper.write_text(word, align="C", indent=half, width=half)
    paper.ln(SIGNING - 3 * GAP)
