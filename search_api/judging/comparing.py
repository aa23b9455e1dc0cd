"""Two runs over the same queries: which first places became right or wrong, and whether that may be chance.

With 270 queries the share of right first places is known to some three points either way; the queries that
changed tell more, and by name.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from search_api.judging.figures import Outcome
from search_api.judging.sets import Judgement, JudgementError, read_rows

COLUMNS = ("class", "query", "rank")
"""Of a recorded run. The query is a digest: a record must not hand on queries that nobody may tune to."""
DIGEST = 12
"""Letters of a digest."""


def sign_test(won: int, lost: int) -> float:
    """Two-sided probability that as few as min(won, lost) of the changes go one way when both are as likely."""
    changed = won + lost
    tail = sum(math.comb(changed, few) for few in range(min(won, lost) + 1))
    return min(1.0, tail / float(2 ** (changed - 1))) if changed else 1.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became right and what became wrong."""

    won: tuple[Judgement, ...]
    lost: tuple[Judgement, ...]
    compared: int
    """Queries that both runs hold"""

    @property
    def p(self) -> float:
        """Of the two-sided sign test."""
        return sign_test(len(self.won), len(self.lost))


def compare(before: Sequence[Outcome], after: Sequence[Outcome]) -> Comparison:
    """Two runs over the same judgements in the same order."""
    pairs = list(zip(before, after, strict=True))
    return Comparison(
        won=tuple(new.judgement for old, new in pairs if new.right and not old.right),
        lost=tuple(new.judgement for old, new in pairs if old.right and not new.right),
        compared=len(pairs),
    )


def digest(query: str) -> str:
    """What a record holds of a query."""
    return hashlib.sha256(query.encode("utf-8")).hexdigest()[:DIGEST]


def write_record(path: Path, outcomes: Sequence[Outcome]) -> None:
    """Writes a run: class, digest of the query, place of the first right hit (0: none)."""
    rows = [COLUMNS, *((o.judgement.group, digest(o.judgement.query), str(o.rank or 0)) for o in outcomes)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join("\t".join(row) + "\n" for row in rows), "utf-8")


def read_record(path: Path) -> dict[tuple[str, str], bool]:
    """Class and digest of each query -> whether its first place was right. Raises JudgementError."""
    found: dict[tuple[str, str], bool] = {}
    for line, (group, query, rank) in read_rows(path, COLUMNS):
        if not (rank.isascii() and rank.isdigit()):
            raise JudgementError(path, line, "judgement_row", COLUMNS)
        found[group, query] = rank == "1"
    return found


def against(record: Mapping[tuple[str, str], bool], outcomes: Sequence[Outcome]) -> Comparison:
    """A run beside a recorded one; queries that the record does not hold are left out."""
    known = [
        (record[key], one)
        for one in outcomes
        if (key := (one.judgement.group, digest(one.judgement.query))) in record
    ]
    return Comparison(
        won=tuple(one.judgement for before, one in known if one.right and not before),
        lost=tuple(one.judgement for before, one in known if before and not one.right),
        compared=len(known),
    )
