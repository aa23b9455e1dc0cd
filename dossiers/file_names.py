"""Names of files: what is kept of the name somebody gave, and how an answer carries it. Pure.

A name is shown and offered for saving, never used as a path: files are kept under random keys.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

MOST_BYTES = 200
"""UTF-8 bytes of a name: file systems end at 255, and browsers add " (1)" and the like."""
NAMELESS = "file"
_UNSAFE = re.compile(r'[<>:"|?*]')
"""What Windows does not take in a name."""
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])", re.IGNORECASE)
"""Devices of Windows, whatever their ending."""
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Categories of Unicode that show nothing or turn the text around ("exe.fdp" shown as "pdf.exe")."""


def clean_name(given: str) -> str:
    """A name without folders, unseen signs and what systems do not take; at most `MOST_BYTES` long, never empty."""
    last = given.replace("\\", "/").rstrip("/").rpartition("/")[2]
    seen = "".join(c for c in unicodedata.normalize("NFC", last) if c.isspace() or _is_seen(c))
    text = " ".join(_UNSAFE.sub("_", seen).split()).rstrip(" .")
    stem, dot, end = text.rpartition(".")
    if not dot:
        stem, end = text, ""
    stem = stem.strip(" .")
    if _RESERVED.fullmatch(stem.partition(".")[0].strip()):
        stem = f"_{stem}"
    end = _cut(f".{end.strip()}", 20) if dot else ""
    return (_cut(stem, MOST_BYTES - len(end.encode())) or NAMELESS) + end


def _is_seen(letter: str) -> bool:
    return unicodedata.category(letter) not in _UNSEEN


def _cut(text: str, most: int) -> str:
    return text.encode()[:most].decode(errors="ignore").rstrip(" .")


def ending(name: str) -> str:
    """What follows the last dot, in small letters; "" without one."""
    stem, _, end = name.rpartition(".")
    return end.lower() if stem else ""


def disposition(name: str, *, inline: bool = False) -> str:
    """The Content-Disposition header of a file (RFC 6266): plain letters for old programs, the real name beside."""
    bare = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    plain = "".join(c if c.isascii() else "_" for c in bare if not unicodedata.combining(c))
    safe = re.sub(r"[^\w .()+-]", "_", plain, flags=re.ASCII)
    kind = "inline" if inline else "attachment"
    return f"{kind}; filename=\"{safe}\"; filename*=UTF-8''{quote(name, safe='')}"
