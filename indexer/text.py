"""The one normaliser of documents and queries: NFC text, offsets, accented and folded keys, token streams.

All offsets count code points of the NFC text that `nfc` returns; nothing later may change that text. A
syllable has two keys: the accented key is the same wherever the tone mark stands (hoà, hòa -> hoa=2) and for
i/y twins (kĩ, kỹ); the folded key has no marks at all. Streams are built from tokens, never from text again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import IntEnum
from itertools import accumulate, pairwise
from typing import NamedTuple, TypeVar

_T = TypeVar("_T")

NORMALISER_VERSION = 1
"""Raised when keys or streams change: a generation made by another version is refused."""

LONGEST_KEY = 64
"""Letters of a key; the longest real one has 19, so only rubbish is cut, in documents and queries alike."""
_TONES = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
_ZERO_WIDTH = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_READING = {
    " ": "\u00a0\u2007\u202f\t\n\r\v\f",
    "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2212",
    **{"Đ": "Ð", "đ": "ð", "'": "‘’", '"': "“”"},
}
"""What a sign is read as, and the signs."""
_BORDER = re.compile(r"[\n;!?…•]|[.:](?=\s|$)")
"""Between two tokens: a sentence end or the border of a list item. Pairs do not cross it."""

_KINDS_OF_DOCUMENT = "qđ|qd|nđ|nd|nq|tt|ttlt|ct|tb|vbhn|pl|l|lct|hd|kh|cv"
_SYLLABLE = rf"(?-i:[^\W_]+(?:[{_MARKS}]+[^\W_]*)*)"
_ADDRESS = r"""(?:https?://|www\.)[^\s<>"']+|(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)+"""
_PLAIN = rf"""
    (?-i:(?=[^\W\d_])){_SYLLABLE}
  | (?<![\w.])[1-9]\.\d{{6}}(?:\.[0-9A-Za-z]+)*(?![\w])                                  # code
  | (?<![\w/])\d{{1,5}}\ ?/\ ?(?:                                                        # number
        \d{{4}}\ ?/\ ?(?:(?:{_KINDS_OF_DOCUMENT})\ ?-\ ?[^\W\d_]+\d{{0,3}}|[^\W\d_]+\d{{0,3}})
      | (?:{_KINDS_OF_DOCUMENT})\ ?-\ ?[^\W\d_]+\d{{0,3}}
    )(?:-[^\W_]+)*(?![\w/])
  | {_SYLLABLE}
"""
_TOKENS = re.compile(f"({_PLAIN})", re.VERBOSE | re.IGNORECASE)
"""What begins with a letter is tried first: it is most of a text and can be no code and no number."""
_TOKENS_AND_ADDRESSES = re.compile(f"({_ADDRESS}|{_PLAIN})", re.VERBOSE | re.IGNORECASE)
"""Slower, so only for texts that may hold an address."""
_SIGNS = re.compile(r"[./@:]")
_CODE = re.compile(r"[1-9]\.\d{6}(?:\.[0-9A-Za-z]+)*", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,5} ?/.*", re.DOTALL)
_I_OR_Y = re.compile(r"^(h|k|l|m|s|t|v|qu)i$")
_LONGEST_CACHED = 32
"""The longest real syllable has seven letters; what strangers send must not fill memory."""
_MOST_CACHED = 65_536
"""Spellings kept; all real ones together are fewer."""
_NEW_TONE = re.compile(r"(?<!^q)(o)([áàảãạéèẻẽẹ])$|(?<!^q)(u)([ýỳỷỹỵ])$")


class Kind(IntEnum):
    """What a token is."""

    SYLLABLE = 0
    CODE = 1
    """Code of a procedure."""
    NUMBER = 2
    """Number of a legal document."""
    ADDRESS = 3
    """E-mail address or URL: kept whole and not searched."""


class Joint(IntEnum):
    """What stands between a token and the one before it."""

    BLANK = 0
    SIGN = 1
    BORDER = 2


class Token(NamedTuple):
    """A piece of text: where it stands in the NFC text, `[start, end)`, and its keys."""

    start: int
    end: int
    key: str
    folded: str
    kind: Kind = Kind.SYLLABLE
    joint: Joint = Joint.BLANK

    @property
    def marked(self) -> bool:
        """Whether the token carries a mark (đ counts)."""
        return self.key != self.folded


def nfc(text: str) -> str:
    """The text as it is stored: NFC, otherwise untouched."""
    return unicodedata.normalize("NFC", text)


class _Remembered(dict[str, _T]):
    """Results of a function of one syllable; a hit costs no call. Two threads may make the same one twice."""

    def __init__(self, function: Callable[[str], _T]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, syllable: str) -> _T:
        made = self._function(syllable)
        if len(syllable) <= _LONGEST_CACHED:
            if len(self) >= _MOST_CACHED:
                self.clear()
            self[syllable] = made
        return made


def tone_key(syllable: str) -> str:
    """Accented key: the same wherever the tone sits and for i/y twins. Expects lower case.

    The sign between base and tone keeps licence class "a1" apart from "á" ("a=1").
    """
    marks = unicodedata.normalize("NFD", syllable)
    tone = next((_TONES[c] for c in marks if c in _TONES), "")
    base = unicodedata.normalize("NFC", "".join(c for c in marks if c not in _TONES))
    base = _I_OR_Y.sub(r"\1y", base)
    return f"{base}={tone}" if tone else base


def fold_key(syllable: str) -> str:
    """Folded key: no marks, đ -> d, i/y twins equal. Expects lower case."""
    return _I_OR_Y.sub(r"\1y", _without_marks(syllable))


def _without_marks(syllable: str) -> str:
    marks = unicodedata.normalize("NFD", syllable.replace("đ", "d").replace("ð", "d"))
    base = "".join(c for c in marks if not unicodedata.category(c).startswith("M"))
    return unicodedata.normalize("NFC", base)


def beginnings(typed: str) -> tuple[str, ...]:
    """Letters with which the folded key of an unfinished syllable may begin: "si" becomes "sinh" or "sỹ"."""
    lower = _lower(_ZERO_WIDTH.sub("", typed))
    return tuple(dict.fromkeys((_without_marks(lower), fold_key(lower))))


def fold(text: str) -> str:
    """The text in small letters without marks, blanks kept: for comparisons of whole names."""
    return " ".join(token.folded for token in tokenize(nfc(text)))


def spelled(syllable: str) -> str:
    """The syllable in small letters, the tone in the old position (hoá -> hóa) that word splitting learnt."""
    return _SPELLED[syllable]


def _spelled(syllable: str) -> str:
    syllable = _ZERO_WIDTH.sub("", syllable)
    return _NEW_TONE.sub(_old_position, unicodedata.normalize("NFC", _lower(syllable)))


def _old_position(match: re.Match[str]) -> str:
    first, second = (part for part in match.groups() if part)
    marks = unicodedata.normalize("NFD", second)
    return unicodedata.normalize("NFC", first + marks[1:]) + marks[0]


def _lower(raw: str) -> str:
    """Small letters of one width; a sign such as ½ whose plain form is no word stays as it is."""
    plain = unicodedata.normalize("NFKC", raw)
    return (plain if plain.isalnum() else raw).lower()


_SPELLED = _Remembered(_spelled)


def legible(text: str) -> str:
    """The text as it is cut: blanks, hyphens and quotes of one form, zero-width signs left out."""
    return _reading(text)[0]


def tokenize(text: str) -> list[Token]:
    """Cuts an NFC text into tokens with offsets into exactly that text."""
    reading, origin = _reading(text)
    pieces = _pattern(reading).split(reading)
    ends = list(accumulate(map(len, pieces)))
    starts, ends = ends[:-1:2], ends[1::2]
    if origin:
        starts, ends = [origin[at] for at in starts], [origin[at - 1] + 1 for at in ends]
    gaps = map(text.__getitem__, map(slice, (0, *ends), starts))
    read = zip(
        starts, ends, map(_READ.__getitem__, pieces[1::2]), map(_JOINTS.__getitem__, gaps), strict=False
    )
    return [
        tuple.__new__(Token, (start, end, key, folded, kind, joint))
        for start, end, (key, folded, kind), joint in read
    ]


def _pattern(reading: str) -> re.Pattern[str]:
    may_hold_address = "@" in reading or "://" in reading or "www." in reading.lower()
    return _TOKENS_AND_ADDRESSES if may_hold_address else _TOKENS


def _reading(text: str) -> tuple[str, list[int] | None]:
    """The text to cut, one character for one, and where zero-width signs were left out the origin of each."""
    reading = text
    for read, signs in _READING.items():
        for sign in signs:
            reading = reading.replace(sign, read)
    if not _ZERO_WIDTH.search(reading):
        return reading, None
    origin = [i for i, c in enumerate(reading) if not _ZERO_WIDTH.match(c)]
    return "".join(reading[i] for i in origin), origin


def _read(raw: str) -> tuple[str, str, Kind]:
    """Keys and kind of a piece that the pattern cut: only syllables are free of signs."""
    if not _SIGNS.search(raw):
        lower = _lower(raw)
        return tone_key(lower)[:LONGEST_KEY], fold_key(lower)[:LONGEST_KEY], Kind.SYLLABLE
    kind = Kind.CODE if _CODE.fullmatch(raw) else Kind.NUMBER if _NUMBER.fullmatch(raw) else Kind.ADDRESS
    key = fold_key(unicodedata.normalize("NFKC", raw.replace(" ", "")).lower())[:LONGEST_KEY]
    return key, key, kind


def _joint(gap: str) -> Joint:
    gap = _ZERO_WIDTH.sub("", gap)
    if _BORDER.search(gap):
        return Joint.BORDER
    return Joint.BLANK if not gap or gap.isspace() else Joint.SIGN


_READ = _Remembered(_read)
_JOINTS = _Remembered(_joint)


def syllables(tokens: Iterable[Token]) -> list[str]:
    """Accented keys of the syllables."""
    return [token.key for token in tokens if token.kind is Kind.SYLLABLE]


def folded(tokens: Iterable[Token]) -> list[str]:
    """Folded keys of the syllables."""
    return [token.folded for token in tokens if token.kind is Kind.SYLLABLE]


def pairs(tokens: Sequence[Token]) -> list[str]:
    """Neighbouring accented keys joined by `_`."""
    return [f"{left.key}_{right.key}" for left, right in neighbours(tokens)]


def folded_pairs(tokens: Sequence[Token]) -> list[str]:
    """Neighbouring folded keys joined by `_`."""
    return [f"{left.folded}_{right.folded}" for left, right in neighbours(tokens)]


def neighbours(tokens: Sequence[Token]) -> Iterator[tuple[Token, Token]]:
    """Syllables side by side, none across the end of a sentence."""
    for left, right in pairwise(tokens):
        if left.kind is right.kind is Kind.SYLLABLE and right.joint is not Joint.BORDER:
            yield left, right


def codes(tokens: Iterable[Token]) -> list[str]:
    """Procedure codes and legal numbers, whole and in parts."""
    return [term for token in tokens if token.kind is not Kind.SYLLABLE for term in code_terms(token)]


def code_terms(token: Token) -> tuple[str, ...]:
    """Terms of one code or legal number: whole, number with year, parts; nothing for other tokens."""
    if token.kind is Kind.CODE:
        bare = token.key[:8]
        return (token.key,) if bare == token.key else (token.key, bare)
    if token.kind is not Kind.NUMBER:
        return ()
    parts = re.split(r"[/-]", token.key)
    with_year = (f"{parts[0]}/{parts[1]}",) if len(parts) > 2 and parts[1].isdigit() else ()
    return (token.key, *with_year, *parts)


def runs(text: str, tokens: Iterable[Token]) -> Iterator[tuple[list[str], list[str]]]:
    """Stretches of syllables that only blanks part: (spelled syllables, their accented keys)."""
    spellings: list[str] = []
    keys: list[str] = []
    for token in tokens:
        if token.kind is not Kind.SYLLABLE or token.joint is not Joint.BLANK:
            if keys:
                yield spellings, keys
            spellings, keys = [], []
        if token.kind is Kind.SYLLABLE:
            spellings.append(_SPELLED[text[token.start : token.end]])
            keys.append(token.key)
    if keys:
        yield spellings, keys
