"""The corpus that is searched: its index, opened, and queries from its titles."""

from __future__ import annotations

import shutil
from dataclasses import replace
from functools import cached_property
from pathlib import Path

import orjson

from benchmarks.building import build, rate_file
from benchmarks.corpus import Corpus, make_corpus
from benchmarks.plan import Plan
from benchmarks.queries import distinct_queries
from indexer.errors import GenerationError
from indexer.generation import readable_generation
from search_api.clock import today_in_vietnam
from search_api.editions import Edition
from search_api.whoosh_engine import WhooshEngine


class Searched:
    """One corpus with its index, which is built where none stands yet."""

    def __init__(self, plan: Plan) -> None:
        self.corpus: Corpus = make_corpus(plan, plan.searched)
        self._seed = plan.seed

    @cached_property
    def folder(self) -> Path:
        """The current generation."""
        try:
            return readable_generation(self.corpus.index)[0]
        except GenerationError:
            build(self.corpus)
            return readable_generation(self.corpus.index)[0]

    def build_rate(self) -> float:
        """Procedures a second of a build from nothing: the one measured for this corpus, else a new one."""
        kept = rate_file(self.corpus)
        if not kept.is_file():
            aside = replace(self.corpus, index=self.corpus.index.with_name("index-again"))
            shutil.rmtree(aside.index, ignore_errors=True)
            kept.write_text(str(self.corpus.size / build(aside).wall), "ascii")
            shutil.rmtree(aside.index)
        return float(kept.read_text("ascii"))

    @cached_property
    def edition(self) -> Edition:
        """The generation, opened."""
        return Edition(self.folder)

    @cached_property
    def engine(self) -> WhooshEngine:
        """The engine over it."""
        return WhooshEngine(self.edition, today_in_vietnam)

    @cached_property
    def titles(self) -> list[str]:
        """Names of all procedures, in the order of documents."""
        with (self.folder / "procedures.jsonl").open("rb") as lines:
            return [orjson.loads(line)["name"] for line in lines]

    def queries(self, count: int) -> list[str]:
        """So many distinct queries; a smaller number gives the first ones of a larger number."""
        return distinct_queries(self.titles, count, self._seed)
