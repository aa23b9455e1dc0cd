"""Judged queries against an engine, and the figures of what came out, by class and in all.

A hit counts by its code or by the code of one of its variants. A query without codes is right when the answer
says that it is not sure, or is empty.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from search_api.engine import SearchEngine
from search_api.judging.sets import Judgement
from search_api.query import SearchQuery
from search_api.results import Hit, SearchPage

DEPTH = 10
"""Hits looked at."""
FITTING = "answerable"
"""Name of the row of all queries that something fits, where others are in the set, too."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an engine made of one judged query."""

    judgement: Judgement
    rank: int | None
    """Place of the first right hit, from 1; None below DEPTH. For a query without codes 1 or None."""
    ndcg: float
    found: int
    """Number of hits in all."""
    confident: bool
    first: frozenset[str] = frozenset()
    """Codes of the first hit: its own and those of its variants"""

    @property
    def right(self) -> bool:
        """Whether the first place is right."""
        return self.rank == 1


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures of a set of outcomes; shares from 0 to 1."""

    queries: int
    success_1: float
    success_3: float
    success_10: float
    mrr_10: float
    ndcg_10: float
    zero_results: float
    not_confident: float


def judge(
    engine: SearchEngine, judgements: Iterable[Judgement], without: tuple[str, ...] = ()
) -> list[Outcome]:
    """Asks every query and looks where the right codes stand; `without` names switches of query.SWITCHES."""
    return [_outcome(one, engine.search(_asked(one.query, without))) for one in judgements]


def _asked(text: str, without: tuple[str, ...]) -> SearchQuery:
    return SearchQuery(text=text, per_page=DEPTH, without=without)


def _outcome(judgement: Judgement, page: SearchPage) -> Outcome:
    codes = [codes_of(hit) for hit in page.hits[:DEPTH]]
    first = frozenset(codes[0]) if codes else frozenset[str]()
    if not judgement.codes:
        right = not page.confident or page.total == 0
        return Outcome(judgement, 1 if right else None, float(right), page.total, page.confident, first)
    wanted = set(judgement.codes)
    gains = [some & wanted for some in codes]
    rank = next((place for place, gain in enumerate(gains, start=1) if gain), None)
    return Outcome(judgement, rank, _ndcg(gains, len(wanted)), page.total, page.confident, first)


def codes_of(hit: Hit) -> set[str]:
    """Codes that a hit stands for: its own and those of its variants."""
    return {hit.card.code, *(variant.code for variant in hit.variants)}


def _ndcg(gains: Sequence[set[str]], wanted: int) -> float:
    """Binary nDCG; codes that share a hit as variants need only one place in the ideal order."""
    shared = sum(len(gain) - 1 for gain in gains if gain)
    ideal = min(DEPTH, wanted - shared)
    best = sum(1 / math.log2(place + 1) for place in range(1, ideal + 1))
    got = sum(1 / math.log2(place + 1) for place, gain in enumerate(gains, start=1) if gain)
    return got / best if best else 0.0


def figures(outcomes: Sequence[Outcome]) -> Figures:
    """Figures over some outcomes, at least one."""

    def share(values: Iterable[float]) -> float:
        return sum(values) / len(outcomes)

    ranks = [one.rank for one in outcomes]
    return Figures(
        queries=len(outcomes),
        success_1=share(rank == 1 for rank in ranks),
        success_3=share(rank is not None and rank <= 3 for rank in ranks),
        success_10=share(rank is not None for rank in ranks),
        mrr_10=share(1 / rank if rank else 0.0 for rank in ranks),
        ndcg_10=share(one.ndcg for one in outcomes),
        zero_results=share(one.found == 0 for one in outcomes),
        not_confident=share(not one.confident for one in outcomes),
    )


def by_class(outcomes: Sequence[Outcome]) -> dict[str, Figures]:
    """Figures of each class in the order of the file, then of those that something fits where others are
    there, too, then of all together under `all`."""
    groups = dict.fromkeys(one.judgement.group for one in outcomes)
    table = {g: figures([one for one in outcomes if one.judgement.group == g]) for g in groups}
    fitting = [one for one in outcomes if one.judgement.codes]
    if 0 < len(fitting) < len(outcomes):
        table[FITTING] = figures(fitting)
    return {**table, "all": figures(outcomes)} if outcomes else {}
