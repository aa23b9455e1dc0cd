"""How good answers are: judged queries against an engine, by class and in all.

A file of judgements has the columns class, query, codes (split by |), with a header line. A hit counts by its
code or by the code of one of its variants. A query without codes is right when the answer says that it is not
sure, or is empty.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from search_api.engine import SearchEngine
from search_api.query import SearchQuery
from search_api.results import Hit, SearchPage

DEPTH = 10
"""Hits looked at."""
COLUMNS = ("class", "query", "codes")


class JudgementError(ValueError):
    """A file of judgements cannot be read; the arguments are its path, a line and a rule."""

    def __init__(self, path: Path, line: int, rule: str) -> None:
        super().__init__(f"{path}:{line}: {rule}")
        self.path, self.line, self.rule = path, line, rule


@dataclass(frozen=True, slots=True)
class Judgement:
    """A query and the codes it should bring; none: nothing fits."""

    group: str
    query: str
    codes: tuple[str, ...]


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


def read_judgements(path: Path) -> list[Judgement]:
    """Reads a file of judgements; raises JudgementError with path and line, FileNotFoundError without a file."""
    rows = _rows(path)
    if not rows or tuple(rows[0]) != COLUMNS:
        raise JudgementError(path, 1, "judgement_header")
    found: list[Judgement] = []
    for line, row in enumerate(rows[1:], start=2):
        if len(row) != len(COLUMNS) or not row[1].strip():
            raise JudgementError(path, line, "judgement_row")
        codes = tuple(code for code in row[2].strip().split("|") if code)
        found.append(Judgement(row[0], row[1], codes))
    return found


def _rows(path: Path) -> list[list[str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    except FileNotFoundError:
        raise
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise JudgementError(path, 1, "judgement_unreadable") from error


def judge(engine: SearchEngine, judgements: Iterable[Judgement]) -> list[Outcome]:
    """Asks every query and looks where the right codes stand."""
    return [_outcome(one, engine.search(SearchQuery(text=one.query, per_page=DEPTH))) for one in judgements]


def _outcome(judgement: Judgement, page: SearchPage) -> Outcome:
    if not judgement.codes:
        right = not page.confident or page.total == 0
        return Outcome(judgement, 1 if right else None, float(right), page.total, page.confident)
    wanted = set(judgement.codes)
    gains = [_codes(hit) & wanted for hit in page.hits[:DEPTH]]
    rank = next((place for place, gain in enumerate(gains, start=1) if gain), None)
    return Outcome(judgement, rank, _ndcg(gains, len(wanted)), page.total, page.confident)


def _codes(hit: Hit) -> set[str]:
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
    """Figures of each class in the order of the file, then of all together under `all`."""
    groups = dict.fromkeys(one.judgement.group for one in outcomes)
    table = {g: figures([one for one in outcomes if one.judgement.group == g]) for g in groups}
    return {**table, "all": figures(outcomes)} if outcomes else {}
