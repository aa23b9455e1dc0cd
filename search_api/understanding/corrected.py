"""What to show of a reading: the mended query to offer, and the syllables to mark."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from indexer.text import Token, folded, nfc, spelled, tokenize
from search_api.results import Snippet
from search_api.understanding.reading import Reading


def searched_for(reading: Reading) -> frozenset[str]:
    """Folded syllables to mark in a hit: those typed, those mended and those that typed ones stand for."""
    meant = (folded(one.meaning.tokens) for one in reading.expansions)
    grown = (one.folded for one in reading.completions) if reading.growing else ()
    return frozenset((*reading.folded, *folded(reading.repaired), *grown, *chain.from_iterable(meant)))


def suggested(reading: Reading, names: Iterable[str]) -> Snippet | None:
    """The query with its slips mended, the changed syllables marked; None where no letter changed.

    A changed syllable is spelled as in the names of the best hits, without marks where nothing was typed with
    them or no name holds it.
    """
    if not reading.repaired:
        return None
    spellings = _spellings(names) if reading.marked else {}
    changed = {id(token): spellings.get(token.folded, token.folded) for token in _mended(reading)}
    text, marks, end = "", [], 0
    for token in reading.repaired:
        if id(token) not in changed:
            continue
        text += reading.text[end : token.start] if token.start >= end else " "
        marks.append((len(text), len(text) + len(changed[id(token)])))
        text, end = text + changed[id(token)], token.end
    return Snippet(text + reading.text[end:], tuple(marks))


def _mended(reading: Reading) -> list[Token]:
    typed = {(token.start, token.end, token.folded) for token in reading.tokens}
    return [one for one in reading.repaired if (one.start, one.end, one.folded) not in typed]


def _spellings(names: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in names:
        stored = nfc(name)
        for token in tokenize(stored):
            found.setdefault(token.folded, spelled(stored[token.start : token.end]))
    return found
