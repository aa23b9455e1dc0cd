"""Every weight of the ranking, with its reason beside it; `make judge` prints how good the whole is.

    lexical = F                               nothing typed with marks
            = max(A + FOLDED_BESIDE*F, FOLDED_ALONE*F + MARKS_APART*A)   otherwise
    score   = (lexical/best lexical * (1 + COVERAGE*share of the title asked for) + NAMES*v + what l adds to that)
              * (1 + NAMED*share of the query in names) * (1 + prior) * (1 + POPULAR*popularity)

A sums the accented streams, F the folded ones; v is how well a name of the procedure equals the query, l how
much it looks like it letter by letter (LETTERS; only where something seems to be misspelt). The best of the
wordings of a query counts: as typed, mended, and with what its words stand for added (MEANING).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from indexer.columns import LEVELS, Columns
from indexer.procedure import Level
from indexer.tables import Floats


def _accented() -> dict[str, float]:
    return {
        # Titles hold the official words; syllables alone confuse, pairs tell acts apart.
        "title_s": 1.0,
        "title_p": 1.0,
        # Everyday names are as good as titles, but a list of them matches more easily.
        "alias_s": 0.5,
        "alias_p": 0.7,
        # Whole phrases of people: what they share with a query is often only the frame of the question.
        "situation_s": 0.2,
        "situation_p": 0.3,
        # Agency, field and level words narrow, they do not name the act.
        "meta_s": 0.3,
        "meta_p": 0.3,
        # Bodies repeat everybody's words: at .25 they already lose more first places than they win.
        "body_w": 0.1,
        # A code or the number of a law is asked for on purpose.
        "codes": 2.0,
    }


def _folded() -> dict[str, float]:
    return {
        "title_f": 1.0,
        "title_fp": 1.0,
        "alias_f": 0.5,
        "alias_fp": 0.7,
        "situation_f": 0.2,
        "situation_fp": 0.3,
        "meta_f": 0.3,
        "meta_fp": 0.3,
        "body_f": 0.1,
        "codes": 2.0,
    }


NAMES = {f"{part}_{end}": 1.0 for part in ("title", "alias", "situation") for end in ("f", "fp")}
"""Streams that name a procedure; only whether they hold a term counts."""


@dataclass(frozen=True, slots=True)
class Weights:
    """All numbers that rank."""

    accented: dict[str, float] = field(default_factory=_accented)
    folded: dict[str, float] = field(default_factory=_folded)
    folded_beside: float = 0.35
    """F beside A: half-accented queries need it."""
    folded_alone: float = 1.1
    """F against A: a typed mark counts against a mismatch, a missing one is free."""
    marks_apart: float = 0.01
    """A beside F alone: of names equal in bare letters the one with the typed marks comes first."""
    coverage: float = 0.35
    """A title whose words were all asked for beats a longer one with the same words."""
    named: float = 1.5
    """Share of the query in names of a procedure: texts repeat everybody's words, names do not."""
    names: float = 1.0
    """A name that equals the query is worth as much as the best text match."""
    name_kinds: tuple[float, ...] = (1.0, 1.0, 1.0, 0.6)
    """title, short name, alias, situation: a situation is a way of speaking, not a name."""
    letters: float = 1.4
    """Threes of letters in common with a name, from 0 to 1: a misspelt name reaches about .7 and then counts as an
    equal one. Machine-made slips in the tune set, first places without it/with it: one letter left out
    .876/.889, two slips .768/.806, a blank too many .813/.894, one slip in each seven letters .475/.694."""
    alike_slipped: float = 0.3
    """From here it counts where a syllable was never seen; gibberish reaches .29 (unanswerable.tsv)."""
    alike: float = 0.6
    """From here it counts where all syllables are known, but two stand side by side that do so in no name; two
    words of three in common reach .5."""
    unlike: float = 0.35
    """And only where no name equals the query better than this; at .5 two queries more are lost than won (LOO)."""
    popular: float = 0.15
    """Editorial order breaks near-ties; it must not beat words."""
    commune: float = 0.04
    province: float = 0.02
    citizen: float = 0.04
    """Most people look for what their commune does for a citizen."""
    repaired: float = 0.9
    """The query with slips mended: a little less sure than what was typed."""
    meaning: float = 0.72
    """What a word stands for beside the word itself."""
    meaning_size: float = 0.35
    """Power of the number of syllables that divides it: long official names must not drown the rest."""
    routed: float = 0.3
    """Procedures of an agency that was named come before those of others."""
    least_mass: float = 0.18
    """A hit holds at least this share of the query's weight in words (idf): whole sentences share little with the
    words of an office."""
    tail: float = 0.15
    """Share of the best lexical score below which a hit is dropped: it repeats common words only."""
    sure_name: float = 3.0
    """Certainty is the share of the query's words in names of a hit, and how well a name equals it: of a whole
    sentence that is little, yet the best sign there is."""
    sure_pairs: float = 2.0
    """Beside that its pairs of words: single words meet by chance."""
    doubtful: float = 1.95
    """Up to this sum the answer is called unsure. With .5, .3 and 1.05 for these three, unseen situations
    (data/aliases.yaml, those asked for taken away) were called unsure .87 of the time though their first hit was
    right, now .67; of queries that nothing answers .94 to .98 as before (national, bundled), of good ones of the
    tune set .02."""

    @property
    def profiles(self) -> dict[str, dict[str, float]]:
        """Streams and weights that the index joins: the two readings of a query, and all names."""
        return {"accented": self.accented, "folded": self.folded, "names": NAMES}


WEIGHTS = Weights()


def prior(columns: Columns, weights: Weights) -> Floats:
    """Factor of each document that no query changes: level, audience, editorial order."""
    bits = {level: 1 << place for place, level in enumerate(LEVELS)}
    commune = (columns.levels & bits[Level.COMMUNE]) > 0
    province = (columns.levels & bits[Level.PROVINCE]) > 0
    level = np.where(commune, weights.commune, np.where(province, weights.province, 0.0))
    named = columns.popular > 0
    most = max(1, int(columns.popular.max(initial=0)))
    popularity = np.where(named, 1.0 - (columns.popular - 1) / most, 0.0)
    factor = (1 + level + weights.citizen * columns.citizen) * (1 + weights.popular * popularity)
    return np.asarray(factor, np.float32)
