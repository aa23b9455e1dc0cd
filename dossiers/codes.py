"""The code of a dossier (mã số hồ sơ): `<identification code>-<yymmdd>-<number of the day>`.

There is no check digit, so a slip of the finger hits a neighbour's dossier: a code alone never shows personal data.
"""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
NUMBER_WIDTH = 4
"""Digits the number of the day is padded to; longer past 9999."""

_PLAIN = re.compile(r"[A-Z]\d{2}(?:\.\d{2,3}){0,3}-\d{6}-\d{4,}")
CODE = re.compile(
    r"(?:[A-Z]\d{2}(?:\.\d{2,3}){0,3}|(?:\d{3}\.)(?:\d{2}\.){2}[A-Z]\d{2})-(?:\d{6}|\d{8})-\d{4,7}"
)
"""Shapes in use, ours and those of other systems (Decision 20/2020/QĐ-TTg for the first part)."""


def day_of(moment: dt.datetime) -> str:
    """The day of a code, yymmdd, as it is in Vietnam at an instant."""
    return moment.astimezone(VIETNAM).strftime("%y%m%d")


def make_code(agency: str, day: str, number: int) -> str:
    """The code of the `number`-th dossier of an agency (identification code, e.g. H42.1.5) on a day (yymmdd)."""
    return f"{agency}-{day}-{number:0{NUMBER_WIDTH}}"


def read_code(text: str) -> str:
    """A code as people type it (small letters, blanks, long dashes) in the shape it is kept in.

    A text of no known shape comes back in capitals, to be looked up as it is.
    """
    joined = re.sub(r"\s+", "", text.upper())
    return re.sub(r"[‐‑‒–—−]", "-", joined).strip("-.,;:!?\"'()<>")


def is_code(text: str) -> bool:
    """Whether a text has the shape of a code."""
    return CODE.fullmatch(text) is not None or _PLAIN.fullmatch(text) is not None
