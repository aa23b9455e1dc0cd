"""Text as a source has it -> text as we store it: NFC, plain blanks, no invisible signs."""

from __future__ import annotations

import re
import unicodedata

from indexer.text import tokenize

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\x00-\x08\x0e-\x1f\x7f]")
_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_POINT = re.compile(r"(?:[a-zđ]\d?|[ivx]{1,4})[.)]")
SHORTEST_BROKEN = 60
"""Letters; a shorter line ended where its writer ended it."""
_BULLET = re.compile(r"^(?:[-+*•●▪–—‒−·\uf0b7\uf02d\uf0a7]+\s*)+")
_NONE = frozenset(
    {
        "",
        "không",
        "không có",
        "không có thông tin",
        "không quy định",
        "không có quy định",
        "chưa quy định",
        "chưa có thông tin",
        "không yêu cầu",
        "không có yêu cầu",
        "không có yêu cầu, điều kiện",
        "không có điều kiện",
    }
)


def nfc(text: str) -> bool:
    """Whether a text is composed already."""
    return unicodedata.is_normalized("NFC", text)


def lines(text: str) -> list[str]:
    """Lines that hold something, each with single blanks; a line that a page border broke is whole again."""
    plain = _BREAKS.sub("\n", _INVISIBLE.sub("", unicodedata.normalize("NFC", text)))
    found: list[str] = []
    for one in (" ".join(part.split()) for part in plain.split("\n")):
        if found and _goes_on(found[-1], one):
            found[-1] += f" {one}"
        elif one:
            found.append(one)
    return found


def _goes_on(before: str, one: str) -> bool:
    """Whether a line goes on with the sentence of a full line before it."""
    return (
        len(before) >= SHORTEST_BROKEN
        and before[-1] not in ".;:!?"
        and one[:1].islower()
        and not _POINT.match(one)
    )


def text(source: str) -> str:
    """A text of several lines without empty ones."""
    return "\n".join(lines(source))


def line(source: str) -> str:
    """A text on one line."""
    return " ".join(lines(source))


def says_none(source: str | None) -> bool:
    """Whether a text only says that there is nothing: "Không", "Không có thông tin", "không quy định." ..."""
    return source is None or line(source).strip(" .,;:-+*()").casefold() in _NONE


def stated(source: str | None) -> str | None:
    """The cleaned text; None where it says that there is nothing."""
    return None if source is None or says_none(source) else text(source)


def without_bullet(one: str) -> str:
    """A line without the sign of a list in front; the sign alone stays."""
    return _BULLET.sub("", one) or one


def name_key(name: str) -> str:
    """Equal for spellings of one name: capitals, place of the tone mark, signs and blanks do not count."""
    return " ".join(token.key for token in tokenize(line(name)))


def slug(name: str, longest: int = 80) -> str:
    """Identifier of a name: words without marks joined by hyphens, cut between words."""
    cut = "-".join(re.findall(r"[a-z0-9]+", _unmarked(name)))
    if len(cut) > longest:
        cut = cut[: longest + 1].rpartition("-")[0] or cut[:longest]
    return cut


def _unmarked(name: str) -> str:
    lower = line(name).lower().replace("đ", "d").replace("ð", "d")
    return "".join(c for c in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(c))


def listed(one: str) -> list[str]:
    """The points of a line that begins with a dash and has more of them behind full stops; else the line."""
    if not one.startswith("- "):
        return [one]
    return re.split(r"(?<=[.;:]) (?=- )", one)
