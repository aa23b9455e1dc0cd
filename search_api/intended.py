"""What may be meant by what was typed so far: the words themselves, without the frame of a question, and the
official words that short forms and everyday words stand for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from indexer.text import Kind, Token, fold_key, nfc, tone_key
from search_api.acts import without_acts
from search_api.typed import Typed
from search_api.understanding.knowledge import Knowledge, Meaning
from search_api.understanding.phrase_book import Found
from search_api.understanding.reading import Reading
from search_api.understanding.telex import decode_telex, readings

SHORTEST = 2
"""Letters from which anything is offered."""
MOST_TYPED = 40
"""Syllables looked at: no name that people type has more, and the work stays bounded."""
MOST_MEANINGS = 6
"""Meanings tried, the weightiest first."""

Begins = Callable[[str], bool]
"""Whether a syllable of some name begins with folded letters."""


@dataclass(frozen=True, slots=True)
class Intended:
    """One way to read what was typed."""

    typed: Typed
    own: bool = True
    """Whether these are words that were typed, not those they stand for"""
    less: bool = False
    """Whether words in front were left out that say what is done"""
    fields: tuple[str, ...] = ()
    """Fields in which alone it holds; empty: everywhere"""


def intended(prefix: str, knowledge: Knowledge, begins: Begins) -> list[Intended]:
    """Ways to read a prefix, the likeliest first; none where it is too short to complete."""
    reading = Reading.of(nfc(prefix))
    if _letters(reading.tokens) < SHORTEST or len(reading.tokens) > MOST_TYPED:
        return []
    tokens, last = _decoded(reading, knowledge, begins)
    asked = tokens[_framed(tokens, knowledge, marked=reading.marked) :]
    ways = [Intended(Typed.of(asked, last))]
    if len(asked) < len(tokens):
        ways.append(Intended(Typed.of(tokens, last)))
    ways += _meanings(asked, last, knowledge, marked=reading.marked)
    bare = _without_act(asked)
    enough = _letters(bare) >= SHORTEST and len(bare) < len(asked)
    return [*ways, Intended(Typed.of(bare, last), less=True)] if enough else ways


def _letters(tokens: Sequence[Token]) -> int:
    return sum(len(token.folded) for token in tokens)


def _decoded(reading: Reading, knowledge: Knowledge, begins: Begins) -> tuple[tuple[Token, ...], str]:
    """The tokens with left-overs of Telex or VNI read, and the spelling of the last one, perhaps half typed."""
    *_, last = reading.tokens
    spelled = reading.text[last.start : last.end]
    read = decode_telex(Reading(reading.text, reading.tokens[:-1]), knowledge).tokens
    done = [
        one if knowledge.right(one) or one in reading.tokens else one._replace(key=one.folded) for one in read
    ]
    if last.kind is Kind.SYLLABLE and not begins(last.folded):
        typed = spelled.lower()
        meant = next((one for one in readings(typed) if one != typed and begins(fold_key(one))), None)
        if meant:
            return (*done, last._replace(key=tone_key(meant), folded=fold_key(meant))), meant
    return (*done, last), spelled


def _framed(tokens: Sequence[Token], knowledge: Knowledge, *, marked: bool) -> int:
    """Number of tokens at the front that are the frame of a question: never all of them."""
    end = 0
    for one in knowledge.frames.find(tokens, marked=marked):
        # Without marks a lone syllable may be another word.
        if one.start == end and one.end < len(tokens) and (marked or one.end - one.start > 1):
            end = one.end
    return end


def _meanings(
    tokens: Sequence[Token], last: str, knowledge: Knowledge, *, marked: bool
) -> Iterator[Intended]:
    found = knowledge.meanings.find(tokens, marked=marked)
    meant = [(one, meaning) for one in found for meaning in one.values]
    meant.sort(key=lambda pair: -pair[1].weight)
    for one, meaning in meant[:MOST_MEANINGS]:
        yield _replaced(tokens, last, one, meaning)


def _replaced(tokens: Sequence[Token], last: str, one: Found[Meaning], meaning: Meaning) -> Intended:
    instead = (*tokens[: one.start], *meaning.tokens, *tokens[one.end :])
    spelled = last if one.end < len(tokens) else instead[-1].folded
    return Intended(Typed.of(instead, spelled), own=False, fields=meaning.fields)


def _without_act(tokens: Sequence[Token]) -> Sequence[Token]:
    line = " ".join(token.folded for token in tokens)
    shortest = [line, *without_acts(line)][-1]
    return tokens[len(tokens) - shortest.count(" ") - 1 :]
