"""Query terms -> scores of all documents, from the score tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from indexer import text
from indexer.analysis import words
from indexer.segment import Segmenter
from indexer.tables import Array, FieldTable, Floats, inverse_frequency, padded
from search_api.ranking import Weights
from search_api.understanding import Reading

FOLDED_SINGLE = ("title_f", "alias_f", "situation_f", "meta_f", "body_f")
"""Streams that tell whether a document holds a syllable at all."""

Terms = dict[str, list[str]]
"""Stream -> distinct terms."""


@dataclass(frozen=True, slots=True)
class Match:
    """How the documents fit a query."""

    scores: Floats
    """lexical score of each document, padded"""
    mass: Floats
    """share of the query's weight in words that each document holds, 0 to 1, padded"""
    coverage: Floats
    """number of the query's syllables in each title, padded"""


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

    def profile(self, terms: Terms, weights: Mapping[str, float]) -> Floats:
        """Weighted sum of the impacts of all terms in the streams of a profile."""
        total = np.zeros(padded(self._count), np.float32)
        for stream, weight in weights.items():
            table = self._tables[stream]
            for position in table.find(terms[stream]):
                if position >= 0:
                    table.add(total, position, weight)
        return total

    def match(self, reading: Reading) -> Match:
        """Scores, shares and coverage of a query; a missing mark is free, a typed one counts."""
        terms = self.terms(reading)
        folded = self.profile(terms, self._weights.folded) + self._completed(reading)
        scores = folded
        if reading.marked:
            accented = self.profile(terms, self._weights.accented)
            beside = accented + np.float32(self._weights.folded_beside) * folded
            alone = np.float32(self._weights.folded_alone) * folded
            scores = np.maximum(beside, alone + np.float32(self._weights.marks_apart) * accented)
        return Match(scores, self._mass(reading), self._coverage(reading))

    def _completed(self, reading: Reading) -> Floats:
        """Best score that a completion of the last syllable adds beyond the syllable as typed."""
        best = np.zeros(padded(self._count), np.float32)
        if not reading.completions:
            return best
        previous = reading.tokens[-2].folded if len(reading.tokens) > 1 else None
        typed = self.profile(self._folded_terms(reading.tokens[-1].folded, previous), self._weights.folded)
        for completion in reading.completions:
            terms = self._folded_terms(completion.folded, previous)
            added = np.float32(completion.factor) * self.profile(terms, self._weights.folded) - typed
            np.maximum(best, added, out=best)
        return best

    def _folded_terms(self, syllable: str, previous: str | None) -> Terms:
        terms: Terms = {stream: [] for stream in self._weights.folded}
        for stream in terms:
            if stream.endswith("_fp"):
                terms[stream] = [f"{previous}_{syllable}"] if previous else []
            elif stream.endswith("_f"):
                terms[stream] = [syllable]
        return terms

    def _mass(self, reading: Reading) -> Floats:
        """Share of the query's idf that each document holds anywhere; a completion counts for the last."""
        held = np.zeros(padded(self._count), np.float32)
        whole = 0.0
        for present in self._presences(reading):
            weight = inverse_frequency(int(present.sum()), self._count)
            held += np.float32(weight) * present
            whole += weight
        return held / np.float32(whole or 1.0)

    def _presences(self, reading: Reading) -> Iterator[Array]:
        """For each syllable, code and number of a query which documents hold it; padded booleans."""
        last = reading.tokens[-1].folded
        for syllable in reading.folded:
            alternatives = [c.folded for c in reading.completions] if syllable == last else []
            present = self.holding([syllable, *alternatives])
            if syllable.isdigit():
                present |= self._holding("codes", [syllable])
            yield present
        for token in dict.fromkeys(reading.tokens):
            # The whole and the number with its year tell documents apart; single parts stand everywhere.
            telling = [term for term in text.code_terms(token) if not term.isalnum()]
            if telling:
                yield self._holding("codes", telling)

    def holding(self, syllables: Sequence[str]) -> Array:
        """Which documents hold one of the folded syllables in any stream; padded booleans."""
        present = np.zeros(padded(self._count), np.bool_)
        for stream in FOLDED_SINGLE:
            present |= self._holding(stream, syllables)
        return present

    def _holding(self, stream: str, terms: Sequence[str]) -> Array:
        present = np.zeros(padded(self._count), np.bool_)
        table = self._tables[stream]
        for position in table.find(terms):
            if position >= 0:
                present[table.documents_of(position)] = True
        return present

    def _coverage(self, reading: Reading) -> Floats:
        found = np.zeros(padded(self._count), np.float32)
        table = self._tables["title_f"]
        for position in table.find(reading.folded):
            if position >= 0:
                found[table.documents_of(position)] += 1
        return found

    def pair_share(self, reading: Reading, document: int) -> float:
        """idf-weighted share of the query's folded pairs that names of a document hold; of its syllables
        where the query has no pair. An unfinished last syllable is left out."""
        tokens = reading.tokens[:-1] if reading.completions else reading.tokens
        pairs = list(dict.fromkeys(text.folded_pairs(tokens)))
        streams, terms = (
            (("title_fp", "alias_fp", "situation_fp"), pairs)
            if pairs
            else (
                ("title_f", "alias_f", "situation_f"),
                list(dict.fromkeys(text.folded(reading.tokens))),
            )
        )
        held = whole = 0.0
        for term in terms:
            positions = [(self._tables[stream], self._tables[stream].find([term])[0]) for stream in streams]
            found = max(table.document_frequency(at) for table, at in positions)
            weight = inverse_frequency(found, self._count)
            whole += weight
            if any(at >= 0 and _holds(table.documents_of(at), document) for table, at in positions):
                held += weight
        return held / whole if whole else 0.0


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
