"""Documents that fit a query in words, how well, and by which factors."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from indexer.tables import Array, Floats
from search_api.editions import Edition
from search_api.matching import Match, Matcher
from search_api.names import Names
from search_api.near_titles import NearTitles, naming, odd, slips
from search_api.ranking import Weights, prior
from search_api.results import Understood
from search_api.understanding import Knowledge, Reading
from search_api.wording import Asked

GOOD_NAME = 0.5
"""A document whose name fits this well is an answer though most words of the query stand nowhere in it."""
JUDGED = 3
"""Hits that decide whether an answer is called unsure."""
GOOD_LETTERS = 0.35
"""The same of a name that looks like the query."""
MOST_PUT = 4
"""Meanings put in the place of a word to compare names with."""
RUNGS = (("words", 1.0), ("half", 0.5), ("any", 0.0))
"""The ladder: shares of `least_mass` that a hit must hold; the first rung with a hit answers."""
LETTERS = "letters"
"""Its last rung: names that look like the query letter by letter."""
ADDED = ("names", LETTERS)
"""Factors that are added; the others multiply."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Documents that fit a query before any filter, and how well."""

    fits: Array
    """bool"""
    scores: Floats
    notes: tuple[Understood, ...] = ()
    by_code: bool = False
    certainty: Floats | None = None
    """How much of a query in words stands in the names of each document"""
    asked: Asked | None = None
    factors: Mapping[str, Floats] = field(default_factory=dict)
    """What the score of a query in words is made of"""
    rung: str = "words"
    """Step of the ladder that found something"""


class WordSearch:
    """Finds and weighs documents by words."""

    def __init__(
        self,
        edition: Edition,
        matcher: Matcher,
        names: Names,
        weights: Weights,
        knowledge: Knowledge,
    ) -> None:
        self._edition = edition
        self._matcher = matcher
        self._names = names
        self._near = NearTitles(edition.phrases, edition.count)
        self._knowledge = knowledge
        self._prior = prior(edition.columns, weights)
        self._title_sizes = np.maximum(edition.columns.title_size, 1)
        self._weights = weights

    def find(self, reading: Reading, without: Collection[str] = ()) -> Candidates:
        """Documents that fit a reading; `without` names factors to leave out."""
        count, weights = self._edition.count, self._weights
        asked = self._matcher.look_up(reading)
        match = self._matcher.match(asked)
        names = self._named_like(reading)
        letters = self._looking_like(reading, names, without)
        covered = match.coverage[:count] / self._title_sizes
        factors = {
            "lexical": match.scores[:count] / max(float(match.scores.max()), 1e-9),
            "coverage": 1 + np.float32(weights.coverage) * covered,
            "named": 1 + np.float32(weights.named) * match.named[:count],
            "names": np.float32(weights.names) * names,
            "letters": self._beyond(letters, names),
            "prior": self._prior,
        }
        for name in without:
            if name in factors:
                factors[name] = np.full(count, 0.0 if name in ADDED else 1.0, np.float32)
        scores = factors["lexical"] * factors["coverage"] + factors["names"] + factors["letters"]
        scores *= factors["named"] * factors["prior"]
        rung, fits = self._fitting(match, names, letters, scores)
        # A number that is no code of ours was read as words after all.
        notes = tuple(note for note in reading.understood if note.step != "code")
        return Candidates(
            fits=fits,
            scores=scores.astype(np.float32, copy=False),
            notes=notes,
            certainty=self._certainty(match, names),
            asked=asked,
            factors=factors,
            rung=rung,
        )

    def _fitting(self, match: Match, names: Floats, letters: Floats, scores: Floats) -> tuple[str, Array]:
        """The first rung of the ladder on which something fits, and what; a tail far below the best is cut."""
        count, weights = self._edition.count, self._weights
        lexical, mass = match.scores[:count], match.mass[:count]
        near = (lexical > 0) & (lexical >= weights.tail * lexical.max(initial=0.0))
        named = names >= GOOD_NAME
        for rung, share in RUNGS:
            fits = (((mass >= share * weights.least_mass) & near) | named) & (scores > 0)
            if fits.any():
                return rung, fits | ((letters >= GOOD_LETTERS) & (scores > 0))
        looking = letters > 0
        return (LETTERS, looking) if looking.any() else (RUNGS[-1][0], fits)

    def _beyond(self, letters: Floats, names: Floats) -> Floats:
        """What looking like the query adds to equalling it: together no more than an equal name counts."""
        most = np.float32(self._weights.names)
        looking = np.minimum(np.float32(self._weights.letters) * letters, most)
        return np.asarray(np.maximum(looking - most * names, np.float32(0)))

    def _looking_like(self, reading: Reading, names: Floats, without: Collection[str]) -> Floats:
        """How much a name of each document looks like the query, where something seems to be misspelt; 0 where it
        does too little."""
        weights = self._weights
        slipped = slips(reading, self._knowledge)
        strange = slipped or (names.max(initial=0.0) < weights.unlike and odd(reading, self._knowledge))
        if LETTERS in without or not strange:
            return np.zeros(self._edition.count, np.float32)
        wordings = (reading.tokens, reading.repaired) if reading.repaired else (reading.tokens,)
        near = np.maximum.reduce([self._near.score(naming(one, reading)) for one in wordings])
        return np.where(near >= (weights.alike_slipped if slipped else weights.alike), near, np.float32(0))

    def _certainty(self, match: Match, names: Floats) -> Floats:
        count, weights = self._edition.count, self._weights
        certainty = match.named[:count] + np.float32(weights.sure_pairs) * match.named_pairs[:count]
        return np.asarray(certainty + np.float32(weights.sure_name) * names)

    def _named_like(self, reading: Reading) -> Floats:
        """How well the best name of each document equals the query in its best wording."""
        weights = self._weights
        tokens = [token.folded for token in reading.tokens]
        best = self._names.score(tokens)
        if reading.repaired:
            mended = self._names.score([token.folded for token in reading.repaired])
            best = np.maximum(best, np.float32(weights.repaired) * mended)
        for one in reading.expansions[:MOST_PUT]:
            put = [*tokens[: one.start], *(t.folded for t in one.meaning.tokens), *tokens[one.end :]]
            factor = np.float32(weights.repaired * one.meaning.weight)
            best = np.maximum(best, factor * self._names.score(put))
        return best[: self._edition.count]

    def sure(self, found: Candidates, leaders: Sequence[int]) -> bool:
        """Whether one of the best documents found, at least one, is near what was asked."""
        if found.certainty is None or found.rung == LETTERS:
            return found.certainty is None
        best = list(leaders[:JUDGED])
        return bool((found.certainty[best] > self._weights.doubtful).any())

    def frequencies(self, reading: Reading, syllables: Iterable[str], asked: Asked | None) -> dict[str, int]:
        """Number of documents that hold each of some folded syllables of a reading."""
        known = asked or self._matcher.look_up(reading)
        return {one: self._matcher.frequency(known, one) for one in syllables}
