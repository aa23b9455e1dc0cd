"""Single values as YAML text: plain where it is safe under our resolver, else in quotes or as a block."""

from __future__ import annotations

import datetime as dt
import re
import textwrap

_RESOLVED = re.compile(r"(?:null|true|false|~|[-+]?\d+|[-+]?(?:\d+\.\d*|\.\d+))?", re.IGNORECASE)
"""What would not come back as text."""
_NUMBER_LIKE = re.compile(r"[-+]?\d[\d.,:/_-]*\S*")
"""Numbers, codes, times, days: in quotes, so that nobody takes them for amounts."""
_SIGNS = re.compile(r"-(?:\s|$)|[?:,\[\]{}#&*!|>'\"%@`]|<<$|---|\.\.\.|=$")
_INSIDE = re.compile(r":(?=\s|$)|\s#")
_INSIDE_FLOW = re.compile(r"[,\[\]{}]|:(?=[\s,\[\]{}]|$)|\s#|[?]")
_UNPRINTABLE = re.compile(
    "[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_SHORT_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def scalar(value: str | int | float | bool | dt.date | None, *, flow: bool) -> str:
    """One value on one line; `flow` inside brackets, where more signs have a meaning."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, int | float):
        return _number(value)
    return value if _is_plain(value, flow=flow) else quoted(value)


def _number(value: float) -> str:
    """Digits without an exponent, which our resolver would take for text; whole numbers without decimals."""
    if float(value).is_integer():
        return str(int(value))
    return f"{value:.12f}".rstrip("0")


def _is_plain(value: str, *, flow: bool) -> bool:
    if _RESOLVED.fullmatch(value) or _NUMBER_LIKE.fullmatch(value) or _SIGNS.match(value):
        return False
    if value != value.strip() or "\n" in value or _UNPRINTABLE.search(value):
        return False
    return not (_INSIDE_FLOW if flow else _INSIDE).search(value)


def quoted(value: str) -> str:
    """The text in double quotes, with escapes for what cannot be printed."""
    escaped = "".join(_SHORT_ESCAPES.get(c, c) for c in value)
    return f'"{_UNPRINTABLE.sub(_escape, escaped)}"'


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def can_be_block(value: str) -> bool:
    """Whether a text comes back from a block as it is: printable, no blanks at the ends of its lines."""
    if _UNPRINTABLE.search(value) or not value.strip():
        return False
    return all(one == one.strip() for one in value.split("\n")) and not value.startswith("\n")


def block(value: str, head: str, inside: str, width: int) -> list[str]:
    """Lines of a literal block, or of a folded one for a paragraph whose blanks are single ones."""
    several = "\n" in value
    if several:
        return [f"{head} |-", *(f"{inside}{one}".rstrip() for one in value.split("\n"))]
    folded = textwrap.wrap(
        value, max(40, width - len(inside)), break_long_words=False, break_on_hyphens=False
    )
    if " ".join(folded) != value:
        return [f"{head} |-", f"{inside}{value}"]
    return [f"{head} >-", *(f"{inside}{one}" for one in folded)]
