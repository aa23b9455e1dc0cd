"""One run of judging: everything that was asked for, measured in turn."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from search_api.judging.comparing import Comparison
from search_api.judging.figures import Figures, Outcome, by_class, judge
from search_api.judging.goals import Goal
from search_api.judging.rules import Rule
from search_api.judging.sets import Judgement
from search_api.judging.trials import Trial
from search_api.judging.twins import Twins
from search_api.judging.unnamed import Unnamed
from search_api.live import Serving, opened
from search_api.whoosh_engine import Clock

Broken = tuple[Rule, tuple[str, ...]]
"""A rule that does not hold, and the codes that came first instead."""


@dataclass(frozen=True, slots=True)
class Shorn:
    """The same queries against an index that was built anew without some names."""

    removed: int
    """Phrases taken away"""
    outcomes: tuple[Outcome, ...]


@dataclass(slots=True)
class Report:
    """What a run found; parts that were not asked for are empty."""

    outcomes: tuple[Outcome, ...] = ()
    shorn: dict[str, Shorn] = field(default_factory=dict)
    """loo or bare -> what is left without names"""
    ablation: dict[str, tuple[Trial, ...]] = field(default_factory=dict)
    """full or loo -> each step and factor switched off in turn"""
    tries: dict[str, tuple[Trial, ...]] = field(default_factory=dict)
    """full or loo -> other weights"""
    twins: tuple[Twins, ...] = ()
    recorded: Comparison | None = None
    rules: int = 0
    """Rules that were looked at"""
    broken: tuple[Broken, ...] = ()
    goals: tuple[tuple[Goal, float], ...] = ()

    def tables(self) -> dict[str, dict[str, Figures]]:
        """Index -> class -> figures."""
        shorn = {name: by_class(one.outcomes) for name, one in self.shorn.items()}
        return {"full": by_class(self.outcomes), **shorn}


@contextmanager
def rebuilt(data: Unnamed, today: Clock) -> Iterator[Serving]:
    """An index of changed data in a folder that goes with it."""
    from indexer.build import build_procedures  # noqa: PLC0415 - pyvi, which only a build needs

    with tempfile.TemporaryDirectory(prefix="thutuc-judge-") as root:
        yield opened(build_procedures(data.procedures, data.registers, Path(root)), today)


def judge_shorn(serving: Serving, data: Unnamed, judgements: Sequence[Judgement]) -> Shorn:
    """The queries against a rebuilt index."""
    return Shorn(data.removed, tuple(judge(serving.engine, judgements)))
