"""Names of agencies and places in a query: they say where, not what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from indexer.text import Joint
from search_api.understanding.frames import without
from search_api.understanding.knowledge import Knowledge, Named
from search_api.understanding.phrase_book import Found
from search_api.understanding.reading import Reading

WHERE = frozenset({"o", "tai"})
"""Folded words that lead to a place: ở, tại."""
LONGEST_UNKNOWN = 3
"""Syllables of the name of a place that no register holds: "phường Bến Nghé"."""
LONGEST_NUMBER = 2
"""Digits of such a name: "quận 1"; longer ones are years."""


def route(reading: Reading, knowledge: Knowledge) -> Reading:
    """Notes the agencies that a query names and takes places out of what is searched for.

    A place never is what is asked for: procedures are the same everywhere.
    """
    for found in knowledge.agencies.find(reading.tokens, marked=reading.marked):
        names = dict.fromkeys(named.name for named in found.values)
        reading = reading.noting("agency", reading.typed(found.start, found.end), "; ".join(names))
        ids = dict.fromkeys((*reading.agencies, *(named.id for named in found.values)))
        words = {token.folded for token in reading.tokens[found.start : found.end]}
        reading = replace(reading, agencies=tuple(ids), agency_words=reading.agency_words | words)
    return _places_aside(reading, knowledge)


def _places_aside(reading: Reading, knowledge: Knowledge) -> Reading:
    tokens = reading.tokens
    kinds = {
        found.end: _begin(found, reading, knowledge)
        for found in knowledge.kinds.find(tokens, marked=reading.marked)
    }
    places = [
        (kinds.get(found.start, found.start), found.end, found.values[0].name)
        for found in knowledge.areas.find(tokens, marked=reading.marked)
        if _meant(found, reading, knowledge)
    ]
    places += _unknown(
        reading, kinds, {at for start, end, _ in places for at in range(start, end)}, knowledge
    )
    aside: set[int] = set()
    for begin, end, name in places:
        start = begin - 1 if begin > 0 and tokens[begin - 1].folded in WHERE else begin
        aside.update(range(start, end))
        reading = reading.noting("place", reading.typed(start, end), name or reading.typed(start, end))
    if not aside or len(aside) == len(tokens):
        return reading
    left = tuple(tokens[at] for at in sorted(aside))
    return replace(reading, tokens=without(tokens, aside), aside=left)


def _begin(kind: Found[str], reading: Reading, knowledge: Knowledge) -> int:
    """Where a place begins that a word for an area leads to; that word is none in "hợp tác xã", "hải quan"."""
    return kind.end if _in_names(kind.start, reading, knowledge) else kind.start


def _in_names(at: int, reading: Reading, knowledge: Knowledge) -> bool:
    """Whether names of procedures hold a token right behind the one before it, and that is no "ở"."""
    if not 0 < at < len(reading.tokens):
        return False
    before = reading.tokens[at - 1].folded
    return before not in WHERE and f"{before}_{reading.tokens[at].folded}" in knowledge.pairs


def _meant(found: Found[Named], reading: Reading, knowledge: Knowledge) -> bool:
    """Whether a phrase names a place here.

    A lone syllable does by its marks (Huế), hue only behind "ở". What names of procedures hold on both sides is
    part of them: "Việt Nam định cư" is no Nam Định.
    """
    if found.start > 0 and reading.tokens[found.start - 1].folded in WHERE:
        return True
    if found.end - found.start == 1 and not reading.tokens[found.start].marked:
        return False
    return not all(_in_names(at, reading, knowledge) for at in (found.start, found.end))


def _unknown(
    reading: Reading, kinds: Mapping[int, int], known: set[int], knowledge: Knowledge
) -> list[tuple[int, int, str]]:
    """Places that no register holds: a word for an area with capitals or a number behind it."""
    places: list[tuple[int, int, str]] = []
    for first, begin in kinds.items():
        end = first
        while end < first + LONGEST_UNKNOWN and end not in known and _names(reading, end):
            end += 1
        if end > first and not _in_names(first, reading, knowledge):
            places.append((begin, end, ""))
    return places


def _names(reading: Reading, at: int) -> bool:
    """Whether a token looks like a part of the name of a place. Where every word has a capital they tell nothing:
    "Bảo Hiểm Xã Hội"."""
    if at >= len(reading.tokens) or reading.tokens[at].joint is not Joint.BLANK:
        return False
    token, text = reading.tokens[at], reading.text
    typed = text[token.start : token.end]
    if typed.isdigit():
        return len(typed) <= LONGEST_NUMBER
    return typed.istitle() and not text.isupper() and not text.istitle()
