"""Writing a syllable out of its letters and its tone."""

from __future__ import annotations

import re
import unicodedata

TONE_MARKS = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
"""Acute, grave, hook, tilde, dot."""
_VOWELS = re.compile("[aăâeêioôơuưy]+")
_BROAD = re.compile("[ăâêôơư]")


def with_tone(letters: str, tone: str) -> str:
    """The syllable with its tone where it is written by the older rule: hóa, thủy, người, quỹ.

    `letters` are small, with their other marks; `tone` is a key of TONE_MARKS or "". Letters without a vowel
    come back as they are.
    """
    at = _place(letters) if tone else None
    if at is None:
        return letters
    return unicodedata.normalize("NFC", f"{letters[: at + 1]}{TONE_MARKS[tone]}{letters[at + 1 :]}")


def _place(letters: str) -> int | None:
    """Where the vowel stands that carries the tone."""
    begin = 2 if letters[:2] in ("qu", "gi") and _VOWELS.search(letters[2:]) else 0
    found = _VOWELS.search(letters, begin)
    if found is None:
        return None
    broad = [match.start() for match in _BROAD.finditer(letters, found.start(), found.end())]
    if broad:
        return broad[-1]
    first, size = found.start(), found.end() - found.start()
    closed = found.end() < len(letters)
    return first + (1 if size == 3 or (size == 2 and closed) else 0)
