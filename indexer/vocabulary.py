"""What query understanding needs to know of the corpus: counts of syllables and pairs, their marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np

from indexer.analysis import Analysis
from indexer.tables import Array, find_all, prefix_range, read_array, term_array

BODY_SHARE = 0.05
"""A syllable of a body counts this much: people type words of names, bodies only prove that a word exists."""
NAME_WEIGHT = {"title": 1.0, "alias": 3.0, "situation": 2.0, "meta": 1.0}
"""Everyday names are nearest to what is typed."""
USED = (*(f"{part}_{end}" for part in NAME_WEIGHT for end in ("f", "fp", "forms")), "body_f")
"""Streams that a vocabulary is made of."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Counts of folded syllables, of pairs of them, and the accented forms of each."""

    syllables: Array
    """bytes, sorted folded syllables"""
    counts: Array
    """float32, weighted occurrences of each"""
    pairs: Array
    """bytes, sorted, two folded syllables joined by `_`"""
    pair_counts: Array
    """float32"""
    forms: Array
    """bytes, sorted, `folded accented`"""
    form_counts: Array
    """float32"""

    def count(self, syllable: str) -> float:
        """Weighted occurrences of a folded syllable; 0 where it is unknown."""
        (at,) = find_all(self.syllables, [syllable])
        return float(self.counts[at]) if at >= 0 else 0.0

    def pair_count(self, left: str, right: str) -> float:
        """Weighted occurrences of two folded syllables side by side."""
        (at,) = find_all(self.pairs, [f"{left}_{right}"])
        return float(self.pair_counts[at]) if at >= 0 else 0.0

    def completions(self, prefix: str, limit: int = 200) -> list[tuple[str, float]]:
        """Folded syllables that begin with a prefix with their counts, the most frequent first."""
        first, last = prefix_range(self.syllables, prefix)
        order = np.argsort(-self.counts[first:last], kind="stable")[:limit] + first
        return [(self.syllables[i].decode("utf-8"), float(self.counts[i])) for i in order]

    def accented_forms(self, syllable: str) -> list[tuple[str, float]]:
        """Accented keys seen for a folded syllable with their counts."""
        first, last = prefix_range(self.forms, f"{syllable} ")
        return [
            (self.forms[i].decode("utf-8").partition(" ")[2], float(self.form_counts[i]))
            for i in range(first, last)
        ]

    def save(self, folder: Path) -> None:
        """Writes each array to `<folder>/<name>.npy`."""
        folder.mkdir(parents=True)
        for one in fields(self):
            np.save(folder / f"{one.name}.npy", getattr(self, one.name), allow_pickle=False)

    @classmethod
    def load(cls, folder: Path) -> Vocabulary:
        """Maps the arrays of a folder."""
        return cls(**{one.name: read_array(folder / f"{one.name}.npy") for one in fields(cls)})


def learn(analyses: Iterable[Analysis]) -> Vocabulary:
    """The vocabulary of analysed procedures."""
    totals: dict[str, Counter[str]] = {}
    for one in analyses:
        for stream, terms in (*one.streams.items(), *one.forms().items()):
            totals.setdefault(stream, Counter()).update(terms)
    return vocabulary_of(totals)


def vocabulary_of(totals: Mapping[str, Mapping[str, int]]) -> Vocabulary:
    """The vocabulary of a corpus: stream -> term -> how often it occurs in all documents."""
    names = NAME_WEIGHT.items()
    syllables = _weighed(totals, [*((f"{part}_f", weight) for part, weight in names), ("body_f", BODY_SHARE)])
    pairs = _weighed(totals, [(f"{part}_fp", weight) for part, weight in names])
    forms = _weighed(totals, [(f"{part}_forms", weight) for part, weight in names])
    return Vocabulary(*_arrays(syllables), *_arrays(pairs), *_arrays(forms))


def _weighed(
    totals: Mapping[str, Mapping[str, int]], weights: Sequence[tuple[str, float]]
) -> dict[str, float]:
    sums: dict[str, float] = {}
    for stream, weight in weights:
        for term, count in totals.get(stream, {}).items():
            sums[term] = sums.get(term, 0.0) + weight * count
    return sums


def _arrays(counts: Mapping[str, float]) -> tuple[Array, Array]:
    terms = sorted(counts, key=lambda term: term.encode("utf-8"))
    return term_array(terms), np.array([counts[term] for term in terms], np.float32)
