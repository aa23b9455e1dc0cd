"""What every engine offers to be measured."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from benchmarks.peer_engines.bags import Bags, Query


class AbsentError(Exception):
    """The engine is not here; says what to install."""


class Peer(Protocol):
    """An engine in this process."""

    name: str

    def build(self, bags: Bags, folder: Path) -> None:
        """Indexes all documents into an empty folder and makes them ready to be searched."""

    def top(self, query: Query) -> list[int]:
        """Numbers of the ten best documents, best first: any token may match, weights by field."""
