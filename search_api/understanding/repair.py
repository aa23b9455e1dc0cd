"""Slips of the finger: a noisy channel over folded syllables, with the pairs of the corpus as its model.

A path costs the sum of -ln P(syllable | the one before) and of what each change costs; the cheapest path wins.
A right but rare word must not change: a known syllable is mended only where its neighbours speak for it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from indexer.text import Joint, Kind, Token, fold_key, neighbours
from search_api.understanding.knowledge import Knowledge, shortened
from search_api.understanding.reading import Reading

BEAM = 12
"""Paths kept; more change nothing on the tune set."""
MOST = 24
"""Tokens of a query that is mended; longer ones are pasted texts."""
BY_PAIR, BY_ITSELF = 0.85, 0.15
"""Shares of the pair and of the syllable itself in its probability."""
UNKNOWN = 6.0
SWAPPED = 3.0
EDITED_UNKNOWN, EDITED_KNOWN = 2.0, 4.0
BEGUN_LATE = 1.0
A_PIECE = 2.0
JOINED = 2.0
"""Costs of changes, in nats: a syllable nobody has seen, ch for tr, one letter, the first one left out besides,
each piece of a stuck word, two halves of one syllable."""
LEAST_PAIR = 3.0
"""Weighted occurrences of a pair that may change a known syllable."""
RATHER = 20.0
"""Times that the mended pair was seen more often than the typed one: names hold misprints, too."""
SELDOM = 5.0
"""Weighted occurrences of a pair below which it may be a misprint."""
SHORTEST = 3
"""Letters of a syllable that may be mended freely: of two everything is near, they may only have lost one."""
_INITIALS = (
    ("ch", "tr"),
    ("s", "x"),
    ("d", "gi"),
    ("d", "r"),
    ("l", "n"),
    ("gi", "r"),
    ("v", "d"),
    ("ngh", "ng"),
    ("gh", "g"),
    ("k", "c"),
)
_CONSONANTS = re.compile("[^aeiouy]*")


@dataclass(frozen=True, slots=True)
class _Change:
    """Syllables put for tokens `[start, start + used)`, and what that costs."""

    start: int
    used: int
    syllables: tuple[str, ...]
    cost: float
    changed: bool


class _Path(NamedTuple):
    """Changes up to a place: the last one and the path before it."""

    cost: float
    last: str
    change: _Change | None = None
    before: _Path | None = None

    def changes(self) -> list[_Change]:
        """All of them in order."""
        found: list[_Change] = []
        path: _Path | None = self
        while path is not None and path.change is not None:
            found.append(path.change)
            path = path.before
        return found[::-1]


def repair(reading: Reading, knowledge: Knowledge) -> Reading:
    """Adds the tokens as they were probably meant."""
    tokens = reading.tokens
    if len(tokens) > MOST or not _doubtful(reading, knowledge):
        return reading
    settled = _settled(reading, knowledge)
    best = _best(tokens, settled, knowledge)
    changes = [one if _justified(one, tokens, knowledge) else _kept(one, tokens) for one in best.changes()]
    if not any(one.changed for one in changes):
        return reading
    for one in changes:
        if one.changed:
            typed = reading.typed(one.start, one.start + one.used)
            reading = reading.noting("repair", typed, " ".join(one.syllables))
    return replace(reading, repaired=tuple(token for one in changes for token in _tokens(one, tokens)))


def _doubtful(reading: Reading, knowledge: Knowledge) -> bool:
    """Whether a syllable was never seen, or a pair hardly ever: nothing else can be mended."""
    folded = [token.folded for token in reading.tokens]
    seen = knowledge.pairs
    return not all(knowledge.known(one) for one in folded) or any(
        seen.get(f"{left.folded}_{right.folded}", 0.0) < SELDOM for left, right in neighbours(reading.tokens)
    )


def _settled(reading: Reading, knowledge: Knowledge) -> set[int]:
    """Places of tokens that stand as they are: codes, short and foreign ones, words with a meaning of their own,
    and a last syllable that is still being typed."""
    settled = {
        at
        for at, token in enumerate(reading.tokens)
        if token.kind is not Kind.SYLLABLE or not token.folded.isalpha()
    }
    settled |= {at for one in reading.expansions for at in range(one.start, one.end)}
    last = reading.tokens[-1].folded
    if reading.unfinished and not knowledge.known(last):
        before = reading.tokens[-2].folded if len(reading.tokens) > 1 else ""
        completions = (syllable for syllable, _ in knowledge.vocabulary.completions(last, 40))
        if any(not before or f"{before}_{one}" in knowledge.pairs for one in completions):
            settled.add(len(reading.tokens) - 1)
    return settled


def _best(tokens: Sequence[Token], settled: set[int], knowledge: Knowledge) -> _Path:
    """The cheapest path through all tokens."""
    # At each place the cheapest path to each last syllable.
    beams: list[dict[str, _Path]] = [{} for _ in range(len(tokens) + 1)]
    beams[0][""] = _Path(0.0, "")
    for at in range(len(tokens)):
        beam = sorted(beams[at].values(), key=itemgetter(0))[:BEAM]
        for change in _changes(at, tokens, settled, knowledge):
            _extend(beam, change, beams[at + change.used], knowledge)
    return min(beams[-1].values(), key=itemgetter(0))


def _extend(beam: Sequence[_Path], change: _Change, paths: dict[str, _Path], knowledge: Knowledge) -> None:
    """Goes on from each path of a beam by a change."""
    first, last = change.syllables[0], change.syllables[-1]
    # What follows the first syllable does not depend on what stands before it.
    more = change.cost + sum(_surprise(left, right, knowledge) for left, right in pairwise(change.syllables))
    held = paths.get(last)
    surprises = _surprises([path.last for path in beam], first, knowledge)
    for path, surprise in zip(beam, surprises, strict=True):
        cost = path.cost + more + surprise
        if held is None or cost < held.cost:
            held = paths[last] = _Path(cost, last, change, path)


def _surprise(before: str, syllable: str, knowledge: Knowledge) -> float:
    return _surprises((before,), syllable, knowledge)[0]


def _surprises(before: Sequence[str], syllable: str, knowledge: Knowledge) -> list[float]:
    """-ln P of a syllable behind each of some others."""
    counts, pairs = knowledge.counts, knowledge.pairs
    by_itself = BY_ITSELF * ((counts.get(syllable, 0.0) + 0.01) / knowledge.total)
    return [
        -math.log(
            BY_PAIR * min(pairs.get(f"{one}_{syllable}", 0.0) / (counts.get(one, 0.0) + 1), 1.0) + by_itself
        )
        for one in before
    ]


def _changes(at: int, tokens: Sequence[Token], settled: set[int], knowledge: Knowledge) -> Iterator[_Change]:
    typed = tokens[at].folded
    known = knowledge.known(typed)
    yield _Change(at, 1, (typed,), 0.0 if known or at in settled else UNKNOWN, changed=False)
    if at in settled:
        return
    for other in _swapped(typed, knowledge):
        yield _Change(at, 1, (other,), SWAPPED, changed=True)
    cost = EDITED_KNOWN if knowledge.right(tokens[at]) else EDITED_UNKNOWN
    for other in edited(typed, knowledge):
        if len(typed) >= SHORTEST or _of_longer(tokens[at], other, knowledge):
            yield _Change(at, 1, (other,), cost + (other[1:] == typed) * BEGUN_LATE, changed=True)
    if not known:
        pieces = split(typed, knowledge)
        if pieces:
            yield _Change(at, 1, pieces, A_PIECE * len(pieces), changed=True)
    yield from _joined(at, tokens, settled, knowledge)


def _joined(at: int, tokens: Sequence[Token], settled: set[int], knowledge: Knowledge) -> Iterator[_Change]:
    """Two tokens that are one syllable torn apart: "kh ai"."""
    if at + 1 >= len(tokens) or at + 1 in settled or tokens[at + 1].joint is Joint.BORDER:
        return
    left, right = tokens[at].folded, tokens[at + 1].folded
    if knowledge.known(left) and knowledge.known(right):
        return
    # The key of "si" is sy.
    for whole in dict.fromkeys((left + right, re.sub("y$", "i", left) + right)):
        if knowledge.known(whole):
            yield _Change(at, 2, (whole,), JOINED, changed=True)


def _swapped(typed: str, knowledge: Knowledge) -> Iterator[str]:
    """Known syllables that many say alike."""
    initial = _CONSONANTS.match(typed)
    head = initial[0] if initial else ""
    for one, other in _INITIALS:
        for mine, theirs in ((one, other), (other, one)):
            if head == mine or (mine == "gi" and typed.startswith("gi")):
                swapped = theirs + typed[len(mine) :]
                if swapped != typed and knowledge.known(swapped):
                    yield swapped


def edited(typed: str, knowledge: Knowledge) -> list[str]:
    """Known syllables one letter away (added, left out, another one, two changed places), of the same first letter
    unless that one was left out; of two letters, those that one was left out of."""
    near = knowledge.neighbours
    forms = {typed, *shortened(typed)} if len(typed) >= SHORTEST else {typed}
    found = {one for shorter in forms for one in near.get(shorter, ()) if _one_edit(typed, one)}
    return sorted(one for one in found if one != typed and (one[0] == typed[0] or one[1:] == typed))


def _of_longer(token: Token, other: str, knowledge: Knowledge) -> bool:
    """Whether a syllable is what is left of another one, with just its marks: đổ of đổi, but not đã of dân."""
    letters, _, tone = token.key.partition("=")
    longer = (key.partition("=") for key in knowledge.spellings.get(other, ()))
    if not token.marked:
        return not knowledge.known(token.folded)
    return any(end == tone and letters in shortened(whole) for whole, _, end in longer)


def _one_edit(left: str, right: str) -> bool:
    """Whether one edit parts two words that share a form with one letter left out, or none."""
    if abs(len(left) - len(right)) > 1:
        return False
    if len(left) != len(right):
        short, long = sorted((left, right), key=len)
        return short in set(shortened(long))
    differing = [at for at in range(len(left)) if left[at] != right[at]]
    if len(differing) <= 1:
        return True
    first, last = differing[0], differing[-1]
    return (
        len(differing) == 2
        and last == first + 1
        and left[first] == right[last]
        and left[last] == right[first]
    )


def split(typed: str, knowledge: Knowledge) -> tuple[str, ...]:
    """The best cut of stuck syllables into known ones of 2 to 7 letters; empty where there is none."""
    if len(typed) < 5 or len(typed) > 40:
        return ()
    best: list[tuple[float, tuple[str, ...]] | None] = [(0.0, ())] + [None] * len(typed)
    for end in range(2, len(typed) + 1):
        for start in range(max(0, end - 7), end - 1):
            before, piece = best[start], fold_key(typed[start:end])
            if before is None or not knowledge.known(piece):
                continue
            previous = before[1][-1] if before[1] else ""
            cost = before[0] + A_PIECE + _surprise(previous, piece, knowledge)
            held = best[end]
            if held is None or cost < held[0]:
                best[end] = (cost, (*before[1], piece))
    whole = best[-1]
    return whole[1] if whole and len(whole[1]) > 1 else ()


def _justified(change: _Change, tokens: Sequence[Token], knowledge: Knowledge) -> bool:
    """Whether a change may be made: the token was never seen, or never beside its neighbours, beside which the new
    one stands often. Beside all of them where the typed one is a right syllable, marks and all."""
    token = tokens[change.start]
    unseen = not knowledge.known(token.folded)
    if not change.changed or change.used > 1 or (unseen and len(token.folded) >= SHORTEST):
        return True
    (syllable,) = change.syllables
    enough = all if knowledge.right(token) and not unseen else any
    beside = list(_pairs(change.start, syllable, tokens))
    return (
        bool(beside)
        and all(
            knowledge.pairs.get(typed, 0.0) * RATHER < knowledge.pairs.get(mended, 0.0)
            for typed, mended in beside
            if typed in knowledge.pairs
        )
        and all(knowledge.pairs.get(typed, 0.0) < SELDOM for typed, _ in beside)
        and enough(knowledge.pairs.get(mended, 0.0) >= LEAST_PAIR for _, mended in beside)
    )


def _pairs(at: int, syllable: str, tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
    """The pairs that a token is part of, as typed and with another syllable in its place."""
    typed = tokens[at].folded
    if at > 0 and tokens[at].joint is not Joint.BORDER:
        before = tokens[at - 1].folded
        yield f"{before}_{typed}", f"{before}_{syllable}"
    if at + 1 < len(tokens) and tokens[at + 1].joint is not Joint.BORDER:
        after = tokens[at + 1].folded
        yield f"{typed}_{after}", f"{syllable}_{after}"


def _kept(change: _Change, tokens: Sequence[Token]) -> _Change:
    return _Change(change.start, 1, (tokens[change.start].folded,), 0.0, changed=False)


def _tokens(change: _Change, tokens: Sequence[Token]) -> Iterator[Token]:
    first, last = tokens[change.start], tokens[change.start + change.used - 1]
    if not change.changed:
        yield first
        return
    for number, syllable in enumerate(change.syllables):
        joint = first.joint if number == 0 else Joint.BLANK
        yield Token(first.start, last.end, syllable, syllable, Kind.SYLLABLE, joint)
