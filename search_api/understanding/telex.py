"""Left-overs of typing: keys of Telex or VNI that the keyboard did not turn into marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from indexer.text import Kind, Token, fold_key, tone_key
from search_api.understanding.knowledge import Knowledge
from search_api.understanding.reading import Reading
from search_api.understanding.spelling import with_tone

_TONES = {"s": "1", "f": "2", "r": "3", "x": "4", "j": "5"}
_TELEX = re.compile("[a-zàáảãạăâêôơưđ]+")
_VNI = re.compile("(?=.*[1-9])[a-z][a-z1-9]*")
_TONE_KEY = re.compile("(.*[aeiouyw].*)([sfrxj])(.*)")
_DOUBLED = re.compile("(aa|ee|oo)")
_APART = re.compile("([aeo])([^aeow]+)\\1$")
_HORNED = {
    **{"uwow": "ươ", "uouw": "ươu", "uow": "ươ", "uwo": "ươ", "uaw": "ưa", "uuw": "ưu"},
    **{"aw": "ă", "ow": "ơ", "uw": "ư"},
}
_HORNS = re.compile("uwow|uouw|uow|uwo|(?<!q)uaw|uuw|aw|ow|uw")
"""In quawng the u belongs to the q."""
_HATS = {"a": "â", "e": "ê", "o": "ô"}
_HORN_OF = {"uo": "ươ", "oa": "oă", "a": "ă", "o": "ơ", "u": "ư"}
_FIRST = re.compile("uo|oa|[aou]")


def decode_telex(reading: Reading, knowledge: Knowledge) -> Reading:
    """Reads a token as Telex or VNI where it is no syllable of the corpus and becomes one by that."""
    tokens: list[Token] = []
    for token in reading.tokens:
        syllable = _decoded(reading.text[token.start : token.end].lower(), token, knowledge)
        if syllable is None:
            tokens.append(token)
            continue
        tokens.append(token._replace(key=tone_key(syllable), folded=fold_key(syllable)))
        reading = reading.noting("telex", reading.text[token.start : token.end], syllable)
    return replace(reading, tokens=tuple(tokens))


def _decoded(typed: str, token: Token, knowledge: Knowledge) -> str | None:
    if token.kind is not Kind.SYLLABLE or knowledge.known(token.folded):
        return None
    for syllable in readings(typed):
        folded = fold_key(syllable)
        if syllable != typed and (knowledge.known(folded) or folded in knowledge.shorts):
            return syllable
    return None


def readings(typed: str) -> Iterator[str]:
    """What small letters may have been meant for: as Telex, as VNI; each whole or not at all."""
    ways: tuple[tuple[re.Pattern[str], Callable[[str], str | None]], ...] = (
        (_TELEX, from_telex),
        (_VNI, from_vni),
    )
    for pattern, way in ways:
        if pattern.fullmatch(typed):
            syllable = way(typed)
            if syllable:
                yield syllable


def from_telex(typed: str) -> str | None:
    """The syllable that keys of Telex spell, the tone key anywhere behind a vowel; None where keys are left."""
    letters, tone = typed, ""
    found = _TONE_KEY.fullmatch(typed)
    if found:
        letters, tone = found[1] + found[3], _TONES[found[2]]
    if letters.startswith("d") and "d" in letters[1:]:
        letters = (
            f"đ{letters[2:]}" if letters[1] == "d" else f"đ{letters[1:-1]}" if letters[-1] == "d" else letters
        )
    letters = _HORNS.sub(lambda match: _HORNED[match[0]], letters)
    letters = _DOUBLED.sub(lambda match: _HATS[match[0][0]], letters)
    letters = _APART.sub(lambda match: _HATS[match[1]] + match[2], letters)
    if letters.endswith("w") and _FIRST.search(letters):
        letters = _FIRST.sub(lambda match: _HORN_OF[match[0]], letters[:-1], count=1)
    return None if "w" in letters else _toned(letters, tone)


def from_vni(typed: str) -> str | None:
    """The syllable that keys of VNI spell, digits behind their letter or at the end; None where keys are left."""
    digits = "".join(c for c in typed if c.isdigit())
    tones = [digit for digit in digits if digit in "12345"]
    # The horn of ươ may be typed once for each letter.
    if len(tones) > 1 or any(digits.count(digit) > 1 + (digit == "7") for digit in digits):
        return None
    letters = "".join(c for c in typed if not c.isdigit())
    for digit in dict.fromkeys(digits):
        if digit in "6789":
            marked = _MARKS[digit](letters)
            if marked == letters:
                return None
            letters = marked
    return _toned(letters, tones[0] if tones else "")


def _toned(letters: str, tone: str) -> str | None:
    """The syllable; None where there is no vowel to carry the tone."""
    syllable = with_tone(letters, tone)
    return None if tone and syllable == letters else syllable


_MARKS: dict[str, Callable[[str], str]] = {
    "6": lambda letters: re.sub("[aeo]", lambda match: _HATS[match[0]], letters, count=1),
    "7": lambda letters: re.sub("uo|[ou]", lambda match: _HORN_OF[match[0]], letters, count=1),
    "8": lambda letters: letters.replace("a", "ă", 1),
    "9": lambda letters: letters.replace("d", "đ", 1),
}
