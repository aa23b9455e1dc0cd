"""How people write texts, numbers and days, and the one way each is kept."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

_BLANKS = re.compile(r"[^\S\n]+")
_DAY = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})")
_MONTH = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{4})")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ISO_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_GROUPED = re.compile(r"[+-]?\d{1,3}([. \u00a0]\d{3})+")


def clean(text: str, *, lines: bool = False) -> str:
    """Typed text as it is kept: NFC, control characters dropped, blanks and (without `lines`) line ends single."""
    kept = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = "".join(c for c in kept if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    if lines:
        return "\n".join(_BLANKS.sub(" ", line).strip() for line in kept.split("\n")).strip()
    return " ".join(kept.split())


def read_number(text: str, *, whole: bool = False) -> int | float | str:
    """A number as Vietnamese people write it, or the text itself where it is none."""
    bare = text.removesuffix("đồng").removesuffix("đ").strip() if whole else text
    if _GROUPED.fullmatch(bare):
        bare = re.sub(r"[. \u00a0]", "", bare)
    bare = bare.replace(",", ".")
    if re.fullmatch(r"[+-]?\d{1,15}", bare):
        return int(bare)
    return float(bare) if re.fullmatch(r"[+-]?\d{1,15}\.\d{1,6}", bare) else text


def show_number(number: float) -> str:
    """1000000 as "1.000.000", 1.5 as "1,5"."""
    whole, _, rest = (f"{number:,}" if isinstance(number, int) else f"{number:,.6f}".rstrip("0")).partition(
        "."
    )
    return whole.replace(",", ".") + (f",{rest}" if rest else "")


def read_day(text: str) -> str:
    """dd/mm/yyyy (or ISO) as ISO, or the text itself where it is no day of the calendar."""
    if found := _DAY.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
        text = f"{year:04}-{month:02}-{day:02}" if _exists(year, month, day) else text
    return text


def read_month(text: str) -> str:
    """mm/yyyy (or ISO) as ISO, or the text itself."""
    found = _MONTH.fullmatch(text)
    kept = f"{int(found.group(2)):04}-{int(found.group(1)):02}" if found else text
    return kept if _ISO_MONTH.fullmatch(kept) else text


def show_date(kept: str) -> str:
    """An ISO day or month as people write it; anything else as it is."""
    if _ISO_DAY.fullmatch(kept) or _ISO_MONTH.fullmatch(kept):
        return "/".join(reversed(kept.split("-")))
    return kept


def is_date(answer: str, kind: str) -> bool:
    """Whether a kept text is a day ("date") or a month ("month") of the calendar."""
    if kind == "month":
        return _ISO_MONTH.fullmatch(answer) is not None
    return _ISO_DAY.fullmatch(answer) is not None and _exists(*(int(part) for part in answer.split("-")))


def _exists(year: int, month: int, day: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True
