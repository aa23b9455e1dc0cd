"""A sheet to be filled in by hand, as values: what stands on it, in words that are ready to print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Blank:
    """One thing to fill in, to tick or only to read."""

    kind: Literal["line", "cells", "choices", "tick", "note", "group"]
    """line: ruled lines; cells: a box a letter; choices: boxes to tick; tick: one box and what it confirms;
    note: nothing to fill in; group: `parts` as often as `times`."""
    label: str
    number: str = ""
    """Number in front of the label, e.g. 2.3."""
    marks: tuple[str, ...] = ()
    """Small words behind the label, e.g. that an answer is a must."""
    hints: tuple[str, ...] = ()
    """Lines below the label."""
    lines: int = 1
    """Ruled lines of a line."""
    captions: tuple[str, ...] = ()
    """What each of the ruled lines is for; there is one line a caption then."""
    cells: tuple[int, ...] = ()
    """Groups of boxes, e.g. 2, 2 and 4 for a day."""
    options: tuple[str, ...] = ()
    text: str = ""
    """What a tick confirms, or what a note says."""
    parts: tuple[Blank, ...] = ()
    times: int = 1
    turn: str = ""
    """Heading of each turn of a group, with {n}."""


@dataclass(frozen=True, slots=True)
class Section:
    """What stands together under a heading."""

    title: str
    blanks: tuple[Blank, ...]
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole sheet."""

    title: str
    issuer: str
    """Who hands the sheet out, above the title."""
    facts: tuple[str, ...]
    """Lines below the title."""
    notices: tuple[str, ...]
    """What must be known before it is filled in: printed in a frame."""
    sections: tuple[Section, ...]
    signature: tuple[str, ...]
    """Words of the place to sign, one a line."""
    address: str
    """Where the sheet comes from; printed with its QR code."""
    address_label: str
    page_label: str
    """Words of the page number, with {page} and {pages}."""
