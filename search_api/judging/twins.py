"""Machine-made twins of queries typed with marks: the same words, typed as other people or programs type them.

A twin should bring the same first group. The same query always has the same twins: where one is drawn, it is
drawn by the query itself.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from indexer.text import nfc, tokenize
from search_api.engine import SearchEngine
from search_api.judging.figures import Figures, Outcome, figures, judge

_TONES = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
_TELEX_TONES = dict(zip("12345", "sfrxj", strict=True))
_TELEX = {"â": "aa", "ê": "ee", "ô": "oo", "ă": "aw", "ơ": "ow", "ư": "uw", "đ": "dd"}
_VNI = {"â": "a6", "ê": "e6", "ô": "o6", "ă": "a8", "ơ": "o7", "ư": "u7", "đ": "d9"}
_WORD = re.compile(r"[^\W\d_]+")
_GLIDE = re.compile(r"(?<![qQ])([oO])([aAeE])\b|(?<![qQ])([uU])([yY])\b")
"""Ends of syllables whose tone some put on the first letter, some on the second."""
_I_OR_Y = re.compile(r"\b([hklmstv]|qu)([iy])\b", re.IGNORECASE)
_OTHER_LETTER = {"i": "y", "y": "i", "I": "Y", "Y": "I"}
_HIDDEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
LEAST_LETTERS = 3
"""Letters of a word that may lose one: of two letters too little would be left."""


@dataclass(frozen=True, slots=True)
class Twins:
    """How one kind of twin did beside the queries it was made of."""

    kind: str
    originals: Figures
    twins: Figures
    same: float
    """Share of twins with the same first group as their original; two empty answers are the same"""


def twin(kind: str, query: str) -> str | None:
    """The twin of a kind, None where the query has none that differs from it."""
    typed = nfc(query)
    made = KINDS[kind](typed, random.Random(f"{kind}:{typed}"))  # noqa: S311 - a draw that repeats
    return None if made == typed else made


def marked(query: str) -> bool:
    """Whether anything was typed with its marks."""
    return any(token.marked for token in tokenize(nfc(query)))


def judge_twins(engine: SearchEngine, outcomes: Sequence[Outcome]) -> list[Twins]:
    """Every kind of twin of the queries with marks among some that were judged; kinds without any are left out."""
    accented = [one for one in outcomes if marked(one.judgement.query)]
    found: list[Twins] = []
    for kind in KINDS:
        pairs = [(one, text) for one in accented if (text := twin(kind, one.judgement.query)) is not None]
        if pairs:
            made = judge(engine, [replace(one.judgement, query=text) for one, text in pairs])
            originals = [one for one, _ in pairs]
            same = sum(map(_same, originals, made)) / len(pairs)
            found.append(Twins(kind, figures(originals), figures(made), same))
    return found


def _same(left: Outcome, right: Outcome) -> bool:
    return bool(left.first & right.first) or left.first == right.first


def _split(letters: str) -> tuple[str, str]:
    """A syllable without its tone, and the digit of the tone."""
    apart = unicodedata.normalize("NFD", letters)
    tone = next((_TONES[c] for c in apart if c in _TONES), "")
    return nfc("".join(c for c in apart if c not in _TONES)), tone


def _bare(text: str) -> str:
    apart = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return nfc("".join(c for c in apart if not unicodedata.combining(c)))


def _half(text: str, draw: random.Random) -> str:
    """Marks of half of the marked words dropped, at least of one, never of all."""
    places = [match.span() for match in _WORD.finditer(text) if _bare(match[0]) != match[0]]
    for start, end in draw.sample(places, len(places) // 2):
        text = text[:start] + _bare(text[start:end]) + text[end:]
    return text


def _typed(text: str, letters: Mapping[str, str], tones: Mapping[str, str]) -> str:
    """Small letters as the keys of an input method that was off, each tone behind its word."""

    def keys(match: re.Match[str]) -> str:
        base, tone = _split(match[0])
        # One key for both letters, as everybody types.
        base = base.replace("ươ", "u" + letters["ơ"])
        return "".join(letters.get(c, c) for c in base) + tones.get(tone, "")

    return _WORD.sub(keys, text.lower())


def _other_place(text: str, _: random.Random) -> str:
    """hòa <-> hoà, thủy <-> thuỷ."""

    def moved(match: re.Match[str]) -> str:
        base, tone = _split(match[0])
        found = _GLIDE.search(base)
        if not tone or not found:
            return match[0]
        mark = next(c for c, digit in _TONES.items() if digit == tone)
        at = found.start()
        first, second = base[:at] + base[at] + mark + base[at + 1 :], base + mark
        return nfc(second if nfc(first) == match[0] else first)

    return _WORD.sub(moved, text)


def _other_letter(text: str, _: random.Random) -> str:
    """kỹ <-> kĩ, lý <-> lí, quý <-> quí."""

    def changed(match: re.Match[str]) -> str:
        apart = unicodedata.normalize("NFD", match[0])
        base = "".join(c for c in apart if c not in _TONES)
        found = _I_OR_Y.fullmatch(base)
        if not found:
            return match[0]
        at = apart.rindex(found[2])
        return nfc(apart[:at] + _OTHER_LETTER[found[2]] + apart[at + 1 :])

    return _WORD.sub(changed, text)


def _with_hidden(text: str, draw: random.Random) -> str:
    """A sign of no width inside every word, as copied pages have them."""

    def broken(match: re.Match[str]) -> str:
        at = draw.randint(1, len(match[0]))
        return match[0][:at] + draw.choice(_HIDDEN) + match[0][at:]

    return _WORD.sub(broken, text)


def _one_letter_less(text: str, draw: random.Random) -> str:
    words = [match.span() for match in _WORD.finditer(text) if len(match[0]) >= LEAST_LETTERS]
    if not words:
        return text
    at = draw.choice([place for start, end in words for place in range(start, end)])
    return text[:at] + text[at + 1 :]


KINDS: Mapping[str, Callable[[str, random.Random], str]] = MappingProxyType(
    {
        "folded": lambda text, draw: _bare(text),
        "half": _half,
        "nfd": lambda text, draw: unicodedata.normalize("NFD", text),
        "capitals": lambda text, draw: text.upper(),
        "telex": lambda text, draw: _typed(text, _TELEX, _TELEX_TONES),
        "vni": lambda text, draw: _typed(text, _VNI, {digit: digit for digit in "12345"}),
        "tone_place": _other_place,
        "i_y": _other_letter,
        "zero_width": _with_hidden,
        "nbsp": lambda text, draw: text.replace(" ", "\u00a0"),
        "dropped": _one_letter_less,
    }
)
"""Kinds of twins: NFC text and a source of chance -> the twin, or the text itself."""
