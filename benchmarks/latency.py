"""Answers in process, one at a time: the whole chain, parts of it left out, bare scoring, Whoosh's own searcher."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass
from unittest.mock import patch

import numpy as np
from whoosh import index, query
from whoosh.searching import Searcher

from benchmarks.plan import Plan
from benchmarks.report import Table, ratio
from benchmarks.scoring import folded_terms, scores, top_ten
from benchmarks.searched import Searched
from benchmarks.timing import Times, timed
from indexer.schema import make_schema
from indexer.scores import ProcedureBM25
from indexer.tables import FieldTable
from search_api import wire
from search_api.narrowing import Narrowing
from search_api.query import SearchQuery, SuggestQuery
from search_api.ranking import WEIGHTS
from search_api.results import Facets, Snippet
from search_api.understanding import STEPS, Knowledge, understand
from search_api.words import Words

Terms = Mapping[str, list[str]]


def measure(plan: Plan, searched: Searched) -> Iterator[Table]:
    """The chain, then scoring alone beside Whoosh's searcher."""
    yield _chain(plan, searched)
    yield _scoring(plan, searched)


def _chain(plan: Plan, searched: Searched) -> Table:
    typed = searched.queries(plan.sample)
    engine, words = searched.engine, Words("vi")
    asked = [SearchQuery(text=one) for one in typed]
    times = {
        "whole chain: understand, score, group, ten hits with snippets, four facets": timed(
            engine.search, asked
        )
    }
    for name, facets, snippets in (
        ("without facets", False, True),
        ("without snippets", True, False),
        ("without both", False, False),
    ):
        with without(facets=facets, snippets=snippets):
            times[name] = timed(engine.search, asked)
    times["whole chain and its JSON"] = timed(lambda one: wire.search_page(engine.search(one), words), asked)
    begun = [SuggestQuery(prefix=one) for one in typed]
    times["suggestions"] = timed(engine.suggest, begun)
    knowledge = Knowledge(searched.edition.vocabulary, searched.edition.catalog)
    times["understanding alone"] = timed(lambda one: understand(one, knowledge, STEPS), typed)
    notes = [f"{len(typed):,} distinct queries from titles, accents kept, dropped or mistyped; one thread"]
    return Table(f"In process, {searched.corpus.size:,} procedures", _COLUMNS, _rows(times), notes)


_COLUMNS = ("", "p50 ms", "p95 ms", "p99 ms", "mean ms", "p50 beside the first")


def _rows(times: Mapping[str, Times]) -> list[tuple[str, float, float, float, float, float | None]]:
    first = next(iter(times.values())).p50
    return [(name, one.p50, one.p95, one.p99, one.mean, ratio(one.p50, first)) for name, one in times.items()]


def without(*, facets: bool, snippets: bool) -> ExitStack:
    """Leaves parts of an answer out while the block runs; the service itself has no such switch."""
    stack = ExitStack()
    if not facets:
        stack.enter_context(patch.object(Narrowing, "facets", lambda *_: Facets()))
    if not snippets:
        stack.enter_context(patch("search_api.whoosh_engine.snippet", lambda *_: Snippet("")))
    return stack


@dataclass(frozen=True, slots=True)
class _Scorers:
    """One profile of streams, asked of the score tables and of Whoosh's searcher."""

    tables: Mapping[str, FieldTable]
    count: int
    searcher: Searcher
    weights: Mapping[str, float]

    def by_tables(self, terms: Terms) -> list[int]:
        """Top ten of the score tables."""
        return top_ten(scores(self.tables, self.count, self.weights, terms))

    def by_whoosh(self, terms: Terms) -> list[int]:
        """Top ten of Whoosh's searcher."""
        asked = [
            query.Term(stream, term, boost=weight)
            for stream, weight in self.weights.items()
            for term in terms[stream]
        ]
        return [hit.docnum for hit in self.searcher.search(query.Or(asked), limit=10)]


def _scoring(plan: Plan, searched: Searched) -> Table:
    edition = searched.edition
    with closing(index.open_dir(str(searched.folder / "whoosh"), schema=make_schema())) as whole:
        searcher = whole.searcher(weighting=ProcedureBM25())
        scorers = _Scorers(searched.engine.tables, edition.count, searcher, WEIGHTS.folded)
        terms = [folded_terms(one) for one in searched.queries(plan.slow_sample)]
        times = {
            f"score tables: top ten over {len(WEIGHTS.folded)} streams": timed(scorers.by_tables, terms),
            "Whoosh's searcher, the same streams and weights, limit=10": timed(scorers.by_whoosh, terms),
        }
        same = agreement(scorers.by_tables, scorers.by_whoosh, terms)
        searcher.close()
    notes = [f"{len(terms):,} queries; of the two top tens {same:.1%} are shared"]
    return Table(f"Scoring alone, {searched.corpus.size:,} procedures", _COLUMNS, _rows(times), notes)


def agreement(
    one: Callable[[Terms], list[int]], other: Callable[[Terms], list[int]], asked: list[dict[str, list[str]]]
) -> float:
    """Mean share of the first top ten that stands in the second one, too."""
    shares = [len(set(mine) & set(other(terms))) / len(mine) for terms in asked if (mine := one(terms))]
    return float(np.mean(shares)) if shares else 1.0
