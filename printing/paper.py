"""A4 paper with the bundled typeface: pages with numbers, texts, ruled lines, boxes and QR codes."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from fpdf import FPDF

from printing.qr import make_code

FONTS = Path(__file__).parent / "fonts"
FAMILY = "Noto"
MARGIN = 18.0
"""Millimetres of white on every side: punched paper stays readable."""
SIZES = {"title": 15.0, "heading": 12.0, "text": 10.0, "small": 8.5}
"""Points."""
LEADING = 1.35
"""Height of a line by the size of its letters: Vietnamese marks stand high and low."""
GREY = 110
RULE = 0.2
"""Millimetres of a ruled line."""
PADDING = 1.5
"""Millimetres between a frame and what stands in it; twice as much at its sides."""
_MILLIMETRES = 25.4 / 72

Style = Literal["title", "heading", "text", "small"]


class Paper(FPDF):
    """Pages of one document; texts are made NFC before they are drawn."""

    def __init__(self, title: str, lang: str, made_at: dt.datetime, page_label: str) -> None:
        """`page_label` holds {page} and {pages}; `made_at` makes two prints of one thing the same bytes."""
        super().__init__(format="A4")
        self._page_label = page_label
        self.set_margins(MARGIN, MARGIN)
        self.set_auto_page_break(True, MARGIN)
        self.c_margin = 0.0
        self.add_font(FAMILY, "", FONTS / "NotoSans-Regular.ttf")
        self.add_font(FAMILY, "B", FONTS / "NotoSans-Bold.ttf")
        # What stands for the number of pages until it is known; no text of ours holds it.
        self.alias_nb_pages("{¤}")
        self.set_lang(lang)
        self.set_title(unicodedata.normalize("NFC", title))
        self.set_creation_date(made_at)
        self.add_page()

    def footer(self) -> None:
        """The number of the page at its foot."""
        self.set_y(-MARGIN + 4)
        self._dress("small")
        label = self._page_label.format(page=self.page_no(), pages=self.str_alias_nb_pages)
        self.cell(0, self.line_height("small"), label, align="C")

    def line_height(self, style: Style) -> float:
        """Millimetres of one line."""
        return SIZES[style] * _MILLIMETRES * LEADING

    def room(self, height: float) -> None:
        """Begins a new page where less than so many millimetres are left."""
        if self.will_page_break(height) and self.y > MARGIN:
            self.add_page()

    def write_text(
        self,
        text: str,
        style: Style = "text",
        *,
        bold: bool = False,
        align: Literal["L", "C"] = "L",
        indent: float = 0.0,
        width: float = 0.0,
    ) -> None:
        """A paragraph; `indent` and `width` in millimetres, no width: to the margin."""
        self._dress(style, bold=bold)
        self.set_x(MARGIN + indent)
        height = self.line_height(style)
        self.multi_cell(width, height, _clean(text), align=align, new_x="LMARGIN", new_y="NEXT")

    def text_width(self, text: str, style: Style = "text", *, bold: bool = False) -> float:
        """Millimetres of a text on one line."""
        self._dress(style, bold=bold)
        return float(self.get_string_width(_clean(text)))

    def text_height(
        self, text: str, style: Style = "text", *, indent: float = 0.0, width: float = 0.0
    ) -> float:
        """Millimetres that a paragraph takes; no width: to the margin."""
        self._dress(style)
        self.set_x(MARGIN + indent)
        height = self.line_height(style)
        lines = self.multi_cell(width, height, _clean(text), dry_run=True, output="LINES")
        self.set_x(MARGIN)
        return height * len(lines) if isinstance(lines, list) else height

    def put(self, text: str, x: float, y: float, style: Style = "text") -> None:
        """A short text at a place; y is the top of its line."""
        self._dress(style)
        self.set_xy(x, y)
        self.cell(0, self.line_height(style), _clean(text))

    def framed(self, notices: Sequence[str]) -> None:
        """Small paragraphs in one frame; nothing where there are none."""
        if not notices:
            return
        top = self.y
        self.set_y(top + PADDING)
        for one in notices:
            self.write_text(one, "small", indent=2 * PADDING, width=self.epw - 4 * PADDING)
        self.box(MARGIN, top, self.epw, self.y + PADDING - top)
        self.set_y(self.y + PADDING)

    def rule(self, x: float, y: float, end: float) -> None:
        """A line to write on."""
        self.set_draw_color(GREY)
        self.set_line_width(RULE)
        self.line(x, y, end, y)

    def box(self, x: float, y: float, width: float, height: float) -> None:
        """An empty box."""
        self.set_draw_color(GREY)
        self.set_line_width(RULE)
        self.rect(x, y, width, height)

    def draw_code(self, address: str, x: float, y: float, side: float) -> bool:
        """The QR code of an address; False where it is too long for one."""
        code = make_code(address)
        if code is None:
            return False
        one = side / code.size
        self.set_fill_color(0)
        for column, row, length in code.runs:
            self.rect(x + column * one, y + row * one, length * one, one, style="F")
        return True

    def _dress(self, style: Style, *, bold: bool = False) -> None:
        self.set_font(FAMILY, "B" if bold else "", SIZES[style])


def _clean(text: str) -> str:
    """NFC; what has no shape of its own, blanks of odd widths among it, becomes a plain blank."""
    plain = unicodedata.normalize("NFC", text)
    return "".join(
        " " if unicodedata.category(one) in ("Zs", "Cc", "Cf") and one != "\n" else one for one in plain
    )
