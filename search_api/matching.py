"""Query terms -> scores of all documents, from the score tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from indexer.segment import Segmenter
from indexer.tables import FieldTable, Floats, padded
from search_api.ranking import Weights
from search_api.shares import Shares, Side
from search_api.understanding import Reading
from search_api.wording import Asked, Those, Wording, Wordings, last_terms


@dataclass(frozen=True, slots=True)
class Match:
    """How the documents fit a query."""

    scores: Floats
    """lexical score of each document, padded"""
    mass: Floats
    """share of the query's weight in words that each document holds, 0 to 1, padded"""
    named: Floats
    """the same of its names alone: title, aliases, situations"""
    named_pairs: Floats
    """the same of pairs of words in names"""
    coverage: Floats
    """number of the query's syllables in each title, padded"""


class Matcher:
    """Scores queries against the tables of one generation."""

    def __init__(
        self,
        tables: Mapping[str, FieldTable],
        joined: Mapping[str, FieldTable],
        count: int,
        segmenter: Segmenter,
        weights: Weights,
        *,
        those: Those = lambda filter, ids: None,
    ) -> None:
        """`joined` are the tables of the accented and the folded reading; `those` tells which documents belong
        to some fields or agencies."""
        self._tables = tables
        self._accented, self._folded = joined["accented"], joined["folded"]
        self._names = joined["names"]
        self._count = count
        self._weights = weights
        self._wordings = Wordings({**joined, "title_f": tables["title_f"]}, segmenter, those)
        self._shares = Shares(count, weights.repaired)
        self._those = those

    def wording(self, reading: Reading) -> Wording:
        """A query as typed."""
        return self._wordings.wording(reading)

    def look_up(self, reading: Reading) -> Asked:
        """The wordings of a query and where their terms stand."""
        return self._wordings.look_up(reading)

    def match(self, asked: Asked) -> Match:
        """Scores, shares and coverage of a query in its best wording, with what its words stand for."""
        weights = self._weights
        scores = self._lexical(asked, asked.typed, completed=True)
        coverage = self._coverage(asked.typed)
        if asked.repaired is not None:
            mended = self._lexical(asked, asked.repaired)
            mended *= np.float32(weights.repaired)
            np.maximum(scores, mended, out=scores)
            np.maximum(coverage, self._coverage(asked.repaired), out=coverage)
        for expansion, wording in asked.expansions:
            factor = weights.meaning * expansion.meaning.weight / len(wording.tokens) ** weights.meaning_size
            added = self._lexical(asked, wording)
            added *= np.float32(factor)
            holding = self._those("field", expansion.meaning.fields)
            scores += added if holding is None else added * holding
        if asked.routed is not None:
            scores *= 1 + np.float32(weights.routed) * asked.routed
        names, pairs = self._shares.parts(asked, Side(self._names, asked.names, padded(self._count)))
        return Match(
            scores,
            mass=self._shares.whole(asked, Side(self._folded, asked.folded, padded(self._count))),
            named=names,
            named_pairs=pairs,
            coverage=coverage,
        )

    def _lexical(self, asked: Asked, wording: Wording, *, completed: bool = False) -> Floats:
        """Score of a wording; a missing mark is free, a typed one counts."""
        folded = self.add_up(self._folded, asked.folded, wording.folded)
        if completed and asked.reading.completions:
            folded += self._completed(asked)
        if not wording.accented:
            return folded
        accented = self.add_up(self._accented, asked.accented, wording.accented)
        alone = np.float32(self._weights.folded_alone) * folded
        alone += np.float32(self._weights.marks_apart) * accented
        folded *= np.float32(self._weights.folded_beside)
        accented += folded
        np.maximum(accented, alone, out=accented)
        return accented

    def add_up(self, table: FieldTable, positions: Mapping[str, int], terms: Iterable[str]) -> Floats:
        """Sum of the impacts of some terms, padded."""
        total = np.zeros(padded(self._count), np.float32)
        for term in terms:
            position = positions.get(term)
            if position is not None:
                _add(table, total, position)
        return total

    def _completed(self, asked: Asked) -> Floats:
        """Best score that a completion of the last syllable adds beyond the syllable as typed."""
        best = np.zeros(padded(self._count), np.float32)
        reading = asked.reading
        typed = self.add_up(self._folded, asked.folded, last_terms(reading, reading.tokens[-1].folded))
        for completion in reading.completions:
            terms = last_terms(reading, completion.folded)
            if not any(term in asked.folded for term in terms):
                continue
            added = self.add_up(self._folded, asked.folded, terms)
            added *= np.float32(completion.factor)
            added -= typed
            np.maximum(best, added, out=best)
        return best

    def _coverage(self, wording: Wording) -> Floats:
        found = np.zeros(padded(self._count), np.float32)
        titles = self._tables["title_f"]
        for position in self._wordings.positions("title_f", wording.syllables).values():
            found[titles.documents_of(position).astype(np.intp)] += 1
        return found

    def frequency(self, asked: Asked, syllable: str) -> int:
        """Number of documents that hold a folded syllable which was looked up."""
        return self._folded.document_frequency(asked.folded.get(syllable, -1))


def _add(table: FieldTable, total: Floats, position: int) -> None:
    """Adds the impacts of a term to the scores."""
    row = table.dense_rows.item(position)
    if row >= 0:
        total += table.dense[row]
    else:
        first, last = table.offsets[position : position + 2].tolist()
        # In the type of places: with any other one, numpy takes twice as long.
        total[table.documents[first:last].astype(np.intp)] += table.impacts[first:last]
