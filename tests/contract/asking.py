"""How the contract asks: the factory an engine gives, and short ways to search."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import Any, ClassVar

import pytest

from indexer.catalog import Registers
from indexer.procedure import Procedure
from search_api.engine import SearchEngine
from search_api.query import SearchQuery
from search_api.results import SearchPage
from tests.contract.corpus import CORPUS
from tests.samples import TODAY, registers

EngineFactory = Callable[[Sequence[Procedure], Registers, dt.date], SearchEngine]


class Asking:
    """Base of every part of the contract."""

    SKIPPED: ClassVar[dict[str, str]] = {}
    """Rule (name of a test) -> why this engine does not keep it yet."""

    @pytest.fixture(scope="class")
    @classmethod
    def make_engine(cls) -> EngineFactory:
        raise NotImplementedError("an engine's test class gives a factory")

    @pytest.fixture(scope="class")
    @classmethod
    def engine(cls, make_engine: EngineFactory) -> SearchEngine:
        return make_engine(CORPUS, registers(), TODAY)

    @pytest.fixture(autouse=True)
    def _skip_with_reason(self, request: pytest.FixtureRequest) -> None:
        reason = self.SKIPPED.get(request.node.originalname)
        if reason:
            pytest.skip(reason)


def ask(engine: SearchEngine, text: str = "", **parts: Any) -> SearchPage:
    """Searches; parts are those of SearchQuery."""
    return engine.search(SearchQuery(text=text, **parts))


def codes(page: SearchPage) -> list[str]:
    """Codes of the hits of a page, in order."""
    return [hit.card.code for hit in page.hits]


def everything(engine: SearchEngine, text: str = "", **parts: Any) -> list[str]:
    """Codes of all pages and of their variants."""
    return list(_everything(engine, text, parts))


def _everything(engine: SearchEngine, text: str, parts: dict[str, Any]) -> Iterator[str]:
    page = ask(engine, text, per_page=50, **parts)
    for number in range(1, page.pages + 1):
        for hit in ask(engine, text, per_page=50, page=number, **parts).hits:
            yield hit.card.code
            yield from (variant.code for variant in hit.variants)
