"""Codes of procedures in any spelling: 1.001193, 1001193, 1,001193, 1.001193.000.00.00.H40, 1.0011."""

from __future__ import annotations

import re
from dataclasses import replace

from indexer.vocabulary import Vocabulary
from search_api.understanding.reading import Reading

_CODE = re.compile(
    r"""(?<![\w.])(?P<first>[1-9])
        (?: \ ?[.,\-]\ ?(?P<dotted>\d{3,6})       # from three digits after the point a beginning is enough
          | \ ?(?P<plain>\d{5,6}) )               # without a point shorter numbers mean something else
        (?:\.\d{3}(?:\.[0-9A-Za-z]+)*)?(?![\w])""",
    re.VERBOSE,
)


def read_code(reading: Reading, vocabulary: Vocabulary) -> Reading:
    """Notes the code a query names; whether such a procedure exists is for the engine to say."""
    found = _CODE.search(reading.text)
    if not found:
        return reading
    code = f"{found['first']}.{found['dotted'] or found['plain']}"
    return replace(reading, code_prefix=code).noting("code", found.group(), code)
