"""Names of form files that hang on to names of papers: "…TT-BNNMTMẫu số 01.docx" -> paper, file."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ENDING = r"\.(?:docx|doc(?!x)|xlsx|xls(?!x)|pdf|rtf|jpe?g|png|zip|rar)"
_FILE_AT_END = re.compile(rf"{_ENDING}\d*\W*$", re.IGNORECASE)
_WORDS = (
    r"mẫu|mau|phụ lục|phu luc|phulục|phuluc|pl\d|đơn|don|tờ|to khai|giấy|bản|biểu|bm|danh sách|văn bản|báo cáo"
    r"|thuyết minh|bc\b|~\$"
)
_SMALL = r"[^\W\d_A-ZĐ]"
_STRONG = (
    # Behind a small letter a capital, a digit or a word of forms; behind a closing sign anything.
    re.compile(rf"(?<={_SMALL})(?=[A-ZĐ]|\d|{_WORDS})|(?<=[)\]”\";:.])(?=[^\W_]|~)"),
    # Behind a number or an acronym such as TT-BNNMT a capitalised word or a word of forms.
    re.compile(rf"(?<=[A-ZĐ\d])(?=[A-ZĐ]{_SMALL}|{_WORDS})"),
)
_WEAK = (re.compile(r"(?<=[A-ZĐ]{2})(?<!QH)(?=\d)|(?<=/NĐ-CP)(?=[A-ZĐ])"),)
_LONGEST = 140
"""Letters of a file name; the longest real one has 137."""
_TORN = re.compile(r"^(?:mẫu|mau|phụ lục|phu luc|biểu)\b.{0,60}\.$", re.IGNORECASE)
_NO_FILE = re.compile(rf";|/\d{{4}}/|{_SMALL}\. [A-ZĐ]\w+ \w+ \w+ \w+ \w|(?i:^{_ENDING[2:]})")
"""A sentence, the number of a document, or nothing but the ending."""


def split_file(name: str) -> tuple[str, str] | None:
    """Paper and form file where a file name ends the name and its beginning is clear; else None."""
    if not _FILE_AT_END.search(name):
        return None
    for borders in (_STRONG, _WEAK):
        for place in _places(name, borders):
            if not _NO_FILE.search(name[place:]):
                return name[:place].strip(), name[place:].strip()
    return None


def single_files(names: str) -> list[str]:
    """File names that were glued into one text."""
    return re.sub(rf"({_ENDING})(?=[^\W\d_])", r"\1\n", names, flags=re.IGNORECASE).split("\n")


def torn_file(name: str, form: str) -> tuple[str, str] | None:
    """Paper and form file where the beginning of the file name stayed behind with the paper; else None."""
    for place in _places(name, _STRONG):
        if _TORN.match(name[place:]):
            return name[:place].strip(), name[place:] + form
    return None


def _places(name: str, borders: tuple[re.Pattern[str], ...]) -> Iterator[int]:
    earliest = max(1, len(name) - _LONGEST)
    places = {match.start() for border in borders for match in border.finditer(name, earliest)}
    # In "BNNMTđơn.pdf" the T closes the acronym: a word of forms right behind a border is the better border.
    return (place for place in sorted(places) if place + 1 not in places and _is_glued(name, place))


def _is_glued(name: str, place: int) -> bool:
    """Not inside a number, an abbreviation or a size such as 1.3, 4x6."""
    before, after, two_before = name[place - 1], name[place], name[max(0, place - 2)]
    inside_number = after.isdigit() and before in ".x" and two_before.isdigit()
    return not (inside_number or before.isspace() or after.isspace())
