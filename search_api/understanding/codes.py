"""Codes of procedures in any spelling: 1.001193, 1001193, 1,001193, 1.001193.000.00.00.H40, 1.0011."""

from __future__ import annotations

import re
from dataclasses import replace

from indexer.text import legible
from indexer.vocabulary import Vocabulary
from search_api.understanding.reading import Reading

_CODE = re.compile(
    r"""(?<![\w.])(?<![0-9],)(?P<first>[1-9])
        (?: \ ?[.,\-]\ ? (?P<dotted>[0-9]{5,6}) | \ ?(?P<plain>[0-9]{5,6}) )
        (?:\.[0-9A-Za-z]+)*(?!\w)""",
    re.VERBOSE,
)
# Fewer digits than that also stand in amounts of money, so nothing else may stand beside them.
_BEGINNING = re.compile(r"(?P<first>[1-9])\ ?[.,\-]\ ?(?P<dotted>[0-9]{3,4})")


def read_code(reading: Reading, vocabulary: Vocabulary) -> Reading:
    """Notes the code a query names; whether such a procedure exists is for the engine to say."""
    typed = legible(reading.text).strip()
    found = _CODE.search(typed) or _BEGINNING.fullmatch(typed)
    if not found:
        return reading
    code = f"{found['first']}.{found['dotted'] or found['plain']}"
    return replace(reading, code_prefix=code).noting("code", found.group(), code)
