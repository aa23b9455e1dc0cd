"""Figures of judged queries as lines for a terminal and as plain values for JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from search_api.judging import Outcome, by_class

_COLUMNS = ("queries", "S@1", "S@3", "S@10", "MRR@10", "nDCG@10", "zero", "unsure")


def lines(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """A table: a line a class, then all together."""
    yield f"{'class':<20}" + "".join(f"{name:>9}" for name in _COLUMNS)
    for group, row in by_class(outcomes).items():
        count, *shares = asdict(row).values()
        yield f"{group:<20}{count:>9}" + "".join(f"{share:>9.3f}" for share in shares)


def as_record(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Figures by class and the outcome of each query."""
    queries = [
        {
            "class": one.judgement.group,
            "query": one.judgement.query,
            "codes": one.judgement.codes,
            "rank": one.rank,
            "ndcg": round(one.ndcg, 4),
            "found": one.found,
            "confident": one.confident,
        }
        for one in outcomes
    ]
    return {"classes": {group: asdict(row) for group, row in by_class(outcomes).items()}, "queries": queries}


def missed(outcomes: Sequence[Outcome], say: Callable[[str], str]) -> Iterator[str]:
    """A line for each query whose first place is wrong."""
    for one in outcomes:
        if one.rank != 1:
            place = one.rank or "-"
            codes = "|".join(one.judgement.codes) or say("nothing_fits")
            yield f"{say('missed')}: {one.judgement.group}\t{one.judgement.query}\t{codes}\t{place}"
