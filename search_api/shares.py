"""Shares of a query that documents hold: its syllables or pairs, weighed by how rare they are."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from indexer import text
from indexer.profiles import term_in
from indexer.tables import Array, FieldTable, Floats, inverse_frequency, padded
from search_api.wording import Asked

UNKNOWN = 4.0
"""Weight of a syllable that no document holds: that of a middling one. It says something, but nothing that could
be found."""

NEVER = math.log(1 + 20_000)
"""Weight of a pair that no name holds: that of a very rare one, since nothing tells more against a match."""


@dataclass(frozen=True, slots=True)
class Side:
    """A joined table with where the terms of a query stand in it."""

    table: FieldTable
    positions: Mapping[str, int]
    padded: int
    """Length of a mask"""

    def holders(self, terms: Sequence[str], others: Sequence[Array] = ()) -> Array:
        """Documents that hold one of the terms, or a mask over all, padded; `others` are such masks."""
        places = [at for term in terms if (at := self.positions.get(term)) is not None]
        if len(places) == 1 and not others:
            return self._held(places[0])
        if not places and not others:
            return _NOBODY
        mask = np.zeros(self.padded, np.bool_)
        for at in places:
            held = self._held(at)
            if held.dtype == np.bool_:
                mask |= held
            else:
                mask[held] = True
        for other in others:
            mask |= other
        return mask

    def _held(self, position: int) -> Array:
        """Documents of a term, or a mask where they are many."""
        row = self.table.dense_rows.item(position)
        if row >= 0:
            return np.asarray(self.table.dense[row] > 0)
        return self.table.documents_of(position).astype(np.intp)


_NOBODY = np.zeros(0, np.intp)
_Meant = Mapping[str, Sequence[Array]]
"""Syllable of a query -> documents that hold all words of a meaning of it, masks."""


class Shares:
    """Shares in one generation."""

    def __init__(self, count: int, repaired: float) -> None:
        """`count` documents; `repaired` is what a mended query is worth beside the typed one."""
        self._count = count
        self._repaired = repaired

    def whole(self, asked: Asked, side: Side) -> Floats:
        """Share of the query's idf in syllables that each document holds, in the better of its wordings."""
        return self._syllables(asked, side, self._meant(asked, side))

    def parts(self, asked: Asked, side: Side) -> tuple[Floats, Floats]:
        """The same share, and that in pairs; where the query has no pair, twice the first."""
        meant = self._meant(asked, side)
        syllables = self._syllables(asked, side, meant)
        alone = len(asked.reading.tokens) < 2
        return syllables, syllables if alone else self._pairs(asked, side, meant)

    def _syllables(self, asked: Asked, side: Side, meant: _Meant) -> Floats:
        typed = self._share(self._presences(asked, side, meant))
        if asked.repaired is None:
            return typed
        mended = self._share(side.holders([one]) for one in asked.repaired.syllables)
        mended *= np.float32(self._repaired)
        return np.maximum(typed, mended, out=typed)

    def _pairs(self, asked: Asked, side: Side, meant: _Meant) -> Floats:
        typed = self._share(self._pair_presences(asked, side, meant), NEVER)
        if asked.repaired is None:
            return typed
        mended = self._share((side.holders([one]) for one in text.folded_pairs(asked.repaired.tokens)), NEVER)
        mended *= np.float32(self._repaired)
        return np.maximum(typed, mended, out=typed)

    def _share(self, presences: Iterable[Array], unknown: float = UNKNOWN) -> Floats:
        """Presences are documents, each once, or masks; `unknown` is the weight of what no document holds."""
        shares = np.zeros(padded(self._count), np.float32)
        whole = 0.0
        for held in presences:
            masked = held.dtype == np.bool_
            found = int(np.count_nonzero(held)) if masked else len(held)
            weight = inverse_frequency(found, self._count) if found else unknown
            if masked:
                shares += held * np.float32(weight)
            elif found:
                shares[held] += np.float32(weight)
            whole += weight
        shares /= np.float32(whole or 1.0)
        return shares

    def _presences(self, asked: Asked, side: Side, meant: _Meant) -> Iterator[Array]:
        """For each syllable, code and number of a query the documents that hold it, a completion of the last one
        while it grows, or the words that it stands for."""
        reading = asked.reading
        for syllable in reading.folded:
            terms = [syllable]
            if reading.growing and syllable == reading.tokens[-1].folded:
                terms += [one.folded for one in reading.completions]
            if syllable.isdigit():
                terms.append(term_in("codes", syllable))
            others = [*meant.get(syllable, ())]
            if asked.routed is not None and syllable in reading.agency_words:
                others.append(asked.routed)
            yield side.holders(terms, others)
        for token in dict.fromkeys(reading.tokens):
            # The whole and the number with its year tell documents apart; single parts stand everywhere.
            telling = [term_in("codes", term) for term in text.code_terms(token) if not term.isalnum()]
            if telling:
                yield side.holders(telling)

    def _pair_presences(self, asked: Asked, side: Side, meant: _Meant) -> Iterator[Array]:
        """For each pair of a query the documents that hold it, or what both of its syllables stand for."""
        reading = asked.reading
        for left, right in dict.fromkeys(
            (left.folded, right.folded) for left, right in text.neighbours(reading.tokens)
        ):
            terms = [f"{left}_{right}"]
            if reading.growing and right == reading.tokens[-1].folded:
                terms += [f"{left}_{one.folded}" for one in reading.completions]
            others = [*meant.get(left, ())] if left in meant and right in meant else []
            if asked.routed is not None and {left, right} <= reading.agency_words:
                others.append(asked.routed)
            yield side.holders(terms, others)

    def _meant(self, asked: Asked, side: Side) -> _Meant:
        found: dict[str, list[Array]] = {}
        for expansion, wording in asked.expansions:
            held = [side.holders([one]) for one in wording.syllables]
            if held:
                whole = np.ones(side.padded, np.bool_)
                for one in held:
                    whole &= one if one.dtype == np.bool_ else _mask(one, side.padded)
                for token in asked.reading.tokens[expansion.start : expansion.end]:
                    found.setdefault(token.folded, []).append(whole)
        return found


def _mask(documents: Array, size: int) -> Array:
    mask = np.zeros(size, np.bool_)
    mask[documents] = True
    return mask
