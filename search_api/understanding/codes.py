"""Codes of procedures in any spelling: 1.001193, 1001193, 1,001193, 1.001193.000.00.00.H40, 1.0011."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from indexer.text import legible
from search_api.results import Understood
from search_api.understanding.reading import Reading

MOST = 8
"""Codes read of one query."""
_SIGN = r"\ ?[.,\-]\ ?"
_LOCAL = r"(?:000)?((?:\.[0-9A-Za-z]+)*)(?!\w)"
"""What a local version adds to a code; some write its first part without the point."""
# Without a sign between them only all seven digits are a code: six are money, a plate, the code of an older
# system. Behind a hyphen even seven are the end of another number.
_CODE = re.compile(
    rf"(?<![\w.])(?<![0-9],)(?:([1-9]){_SIGN}([0-9]{{5,6}}){_LOCAL}|(?<!\w-)([1-9])([0-9]{{6}}){_LOCAL})"
)
# Fewer digits are the beginning of a code where nothing stands beside them.
_ALONE = re.compile(rf"([1-9])(?:{_SIGN}([0-9]{{3,4}})|(?:{_SIGN}|\ ?)([0-9]{{5,6}}){_LOCAL})")


def read_code(reading: Reading, _: object = None) -> Reading:
    """Notes the codes a query names; whether such procedures exist is for the engine to say."""
    typed = unicodedata.normalize("NFKC", legible(reading.text)).strip()
    alone = _ALONE.fullmatch(typed)
    read = [_understood(one) for one in ([alone] if alone else _CODE.finditer(typed))][:MOST]
    if not read:
        return reading
    codes = tuple(dict.fromkeys(one.after for one in read))
    return replace(reading, codes=codes, understood=(*reading.understood, *read))


def _understood(found: re.Match[str]) -> Understood:
    first, *rest = (part for part in found.groups() if part)
    return Understood("code", found.group(), f"{first}.{''.join(rest).upper()}")
