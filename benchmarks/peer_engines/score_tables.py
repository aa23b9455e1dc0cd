"""Our own score tables, as the service uses them."""

from __future__ import annotations

from collections.abc import Mapping

from benchmarks.peer_engines.bags import WEIGHTS, Query
from benchmarks.scoring import scores, top_ten
from indexer.tables import FieldTable


class ScoreTables:
    """Three of our tables, already built with all others of the generation."""

    name = "thutuc: score tables"

    def __init__(self, tables: Mapping[str, FieldTable], count: int) -> None:
        self._tables = tables
        self._count = count

    def top(self, query: Query) -> list[int]:
        """Numbers of the ten best documents."""
        return top_ten(scores(self._tables, self._count, WEIGHTS, dict.fromkeys(WEIGHTS, query.terms)))
