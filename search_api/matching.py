"""Query terms -> scores of all documents, from the score tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

import numpy as np

from indexer import text
from indexer.analysis import words
from indexer.segment import Segmenter
from indexer.tables import Array, FieldTable, Floats, inverse_frequency, padded
from search_api.ranking import Weights
from search_api.understanding import Reading

FOLDED_SINGLE = ("title_f", "alias_f", "situation_f", "meta_f", "body_f")
"""Streams that tell whether a document holds a syllable at all."""
NAMES = ("title", "alias", "situation")
"""Parts of a document that name it."""

Terms = dict[str, list[str]]
"""Stream -> distinct terms."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query with its terms, and where they and those of its completions stand in each table."""

    reading: Reading
    terms: Terms
    positions: Mapping[str, Mapping[str, int]]
    """Stream -> term -> position, for terms that occur"""

    def at(self, stream: str, terms: Iterable[str]) -> list[int]:
        """Positions of those of the terms that occur in a stream."""
        known = self.positions[stream]
        return [known[term] for term in terms if term in known]


@dataclass(frozen=True, slots=True)
class Match:
    """How the documents fit a query."""

    scores: Floats
    """lexical score of each document, padded"""
    mass: Floats
    """share of the query's weight in words that each document holds, 0 to 1, padded"""
    coverage: Floats
    """number of the query's syllables in each title, padded"""
    frequencies: Mapping[str, int]
    """number of documents that hold each syllable and each completion of the last one"""


class Matcher:
    """Scores queries against the tables of one generation."""

    def __init__(
        self, tables: Mapping[str, FieldTable], count: int, segmenter: Segmenter, weights: Weights
    ) -> None:
        self._tables = tables
        self._count = count
        self._segmenter = segmenter
        self._weights = weights

    def terms(self, reading: Reading) -> Terms:
        """The terms of a query for every stream."""
        tokens = reading.tokens
        single, double = text.syllables(tokens), text.pairs(tokens)
        folded, folded_double = text.folded(tokens), text.folded_pairs(tokens)
        cut: Terms = {}
        for part in ("title", "alias", "situation", "meta"):
            cut |= {f"{part}_s": single, f"{part}_p": double}
            cut |= {f"{part}_f": folded, f"{part}_fp": folded_double}
        cut["body_w"] = words(reading.text, self._segmenter.words, tokens)
        cut["body_f"] = folded
        cut["codes"] = [*text.codes(tokens), *_numbers(reading)]
        return {stream: list(dict.fromkeys(terms)) for stream, terms in cut.items()}

    def look_up(self, reading: Reading) -> Asked:
        """The terms of a query and where they stand; each table is searched once."""
        terms = self.terms(reading)
        unfinished = [self._last_terms(reading, one) for one in _endings(reading)]
        positions: dict[str, dict[str, int]] = {}
        for stream, table in self._tables.items():
            wanted = list(
                dict.fromkeys(chain(terms.get(stream, ()), *(one.get(stream, ()) for one in unfinished)))
            )
            places = zip(wanted, table.find(wanted), strict=True)
            positions[stream] = {term: at for term, at in places if at >= 0}
        return Asked(reading, terms, positions)

    def profile(self, asked: Asked, weights: Mapping[str, float], terms: Terms | None = None) -> Floats:
        """Weighted sum of the impacts of the query's terms, or of some of them, in the streams of a profile."""
        total = np.zeros(padded(self._count), np.float32)
        chosen = asked.terms if terms is None else terms
        for stream, weight in weights.items():
            for position in asked.at(stream, chosen.get(stream, ())):
                self._tables[stream].add(total, position, weight)
        return total

    def match(self, asked: Asked) -> Match:
        """Scores, shares and coverage of a query; a missing mark is free, a typed one counts."""
        folded = self.profile(asked, self._weights.folded) + self._completed(asked)
        scores = folded
        if asked.reading.marked:
            accented = self.profile(asked, self._weights.accented)
            beside = accented + np.float32(self._weights.folded_beside) * folded
            alone = np.float32(self._weights.folded_alone) * folded
            scores = np.maximum(beside, alone + np.float32(self._weights.marks_apart) * accented)
        held = self.holders(asked)
        frequencies = {syllable: int(np.count_nonzero(some)) for syllable, some in held.items()}
        return Match(scores, self._mass(asked, held), self._coverage(asked), frequencies)

    def _completed(self, asked: Asked) -> Floats:
        """Best score that a completion of the last syllable adds beyond the syllable as typed."""
        best = np.zeros(padded(self._count), np.float32)
        reading, weights = asked.reading, self._weights.folded
        if not reading.completions:
            return best
        typed = self.profile(asked, weights, self._last_terms(reading, reading.tokens[-1].folded))
        for completion in reading.completions:
            terms = self._last_terms(reading, completion.folded)
            added = np.float32(completion.factor) * self.profile(asked, weights, terms) - typed
            np.maximum(best, added, out=best)
        return best

    def _last_terms(self, reading: Reading, syllable: str) -> Terms:
        """Folded terms of a query that the last syllable is part of, were it this one."""
        terms: Terms = {}
        for stream in self._weights.folded:
            if stream.endswith("_fp") and len(reading.tokens) > 1:
                terms[stream] = [f"{reading.tokens[-2].folded}_{syllable}"]
            elif stream.endswith("_f"):
                terms[stream] = [syllable]
        return terms

    def holders(self, asked: Asked) -> dict[str, Array]:
        """Which documents hold each folded syllable, and each completion, in any stream; padded booleans."""
        reading = asked.reading
        return {one: self._holding(asked, [one]) for one in (*reading.folded, *_completions(reading))}

    def _mass(self, asked: Asked, held: Mapping[str, Array]) -> Floats:
        """Share of the query's idf that each document holds anywhere; a completion counts for the last."""
        shares = np.zeros(padded(self._count), np.float32)
        whole = 0.0
        for present in self._presences(asked, held):
            weight = inverse_frequency(int(np.count_nonzero(present)), self._count)
            shares += np.float32(weight) * present
            whole += weight
        return shares / np.float32(whole or 1.0)

    def _presences(self, asked: Asked, held: Mapping[str, Array]) -> Iterator[Array]:
        """For each syllable, code and number of a query which documents hold it; padded booleans."""
        reading = asked.reading
        last = reading.tokens[-1].folded
        for syllable in reading.folded:
            alternatives = _completions(reading) if syllable == last else ()
            present = np.logical_or.reduce([held[one] for one in (syllable, *alternatives)])
            yield present | self._holding(asked, [syllable], ("codes",)) if syllable.isdigit() else present
        for token in dict.fromkeys(reading.tokens):
            # The whole and the number with its year tell documents apart; single parts stand everywhere.
            telling = [term for term in text.code_terms(token) if not term.isalnum()]
            if telling:
                yield self._holding(asked, telling, ("codes",))

    def _holding(self, asked: Asked, terms: Sequence[str], streams: Sequence[str] = FOLDED_SINGLE) -> Array:
        present = np.zeros(padded(self._count), np.bool_)
        for stream in streams:
            for position in asked.at(stream, terms):
                present[self._tables[stream].documents_of(position)] = True
        return present

    def _coverage(self, asked: Asked) -> Floats:
        found = np.zeros(padded(self._count), np.float32)
        for position in asked.at("title_f", asked.reading.folded):
            found[self._tables["title_f"].documents_of(position)] += 1
        return found

    def pair_share(self, asked: Asked, document: int) -> float:
        """idf-weighted share of the query's folded pairs that names of a document hold; of its syllables
        where the query has no pair. An unfinished last syllable is left out."""
        reading = asked.reading
        tokens = reading.tokens[:-1] if reading.completions else reading.tokens
        pairs = list(dict.fromkeys(text.folded_pairs(tokens)))
        ending, terms = ("fp", pairs) if pairs else ("f", list(reading.folded))
        tables = [(f"{part}_{ending}", self._tables[f"{part}_{ending}"]) for part in NAMES]
        held = whole = 0.0
        for term in terms:
            places = [(table, at) for stream, table in tables for at in asked.at(stream, [term])]
            found = max((table.document_frequency(at) for table, at in places), default=0)
            weight = inverse_frequency(found, self._count)
            whole += weight
            if any(_holds(table.documents_of(at), document) for table, at in places):
                held += weight
        return held / whole if whole else 0.0


def _completions(reading: Reading) -> tuple[str, ...]:
    return tuple(completion.folded for completion in reading.completions)


def _endings(reading: Reading) -> tuple[str, ...]:
    """What the last syllable of an unfinished query is or may become."""
    return (reading.tokens[-1].folded, *_completions(reading)) if reading.completions else ()


def _numbers(reading: Reading) -> Iterator[str]:
    """Numbers of a query as parts of a legal number: 42, 2022 and, typed together, 42/2022."""
    for token in reading.tokens:
        if token.folded.isdigit():
            yield token.folded
    for left, right in pairwise(reading.tokens):
        together = text.legible(reading.text[left.end : right.start]).strip() == "/"
        if together and left.folded.isdigit() and right.folded.isdigit():
            yield f"{left.folded}/{right.folded}"


def _holds(documents: Array, document: int) -> bool:
    at = int(np.searchsorted(documents, document))
    return at < len(documents) and int(documents[at]) == document
