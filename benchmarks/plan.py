"""What a run measures: sizes, bounds, seed, and where its files lie."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent


def _shared() -> Path:
    return Path(os.environ.get("THUTUC_SHARED", CHECKOUT.parent / "shared")).resolve()


@dataclass(frozen=True, slots=True)
class Plan:
    """Bounds of one run; the defaults are those of `make bench`."""

    sizes: tuple[int, ...] = (2_849, 10_000)
    """Procedures of each corpus; 2,849 is the national file as it is. The last one is searched."""
    seed: int = 1
    queries: int = 60_000
    """Distinct queries over HTTP: more than a server answers in `seconds`, so that none is repeated."""
    sample: int = 2_000
    """Queries timed in process."""
    slow_sample: int = 300
    """Queries timed where every engine answers the same ones: Whoosh's searcher takes tens of milliseconds."""
    seconds: int = 10
    """Length of each HTTP run."""
    connections: int = 32
    starts: int = 3
    """Starts timed of each kind of server; the best one counts, since others of the machine only ever add."""
    work: Path = CHECKOUT / "var" / "bench"
    """Corpora and indexes; everything in it can be made again."""
    shared: Path = field(default_factory=_shared)
    """Folder of the real records; where it is absent the bundled procedures are used."""

    @property
    def searched(self) -> int:
        """Size of the corpus that is searched."""
        return self.sizes[-1]
