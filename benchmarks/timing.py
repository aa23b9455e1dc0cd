"""Times of single calls, and the places of them that are reported."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

T = TypeVar("T")
_WARM = 50
"""Calls before the clock starts: caches of syllables, mapped pages."""


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of one call."""

    p50: float
    p95: float
    p99: float
    mean: float

    @classmethod
    def of(cls, milliseconds: Iterable[float]) -> Times:
        """The places of some times."""
        all_of_them = np.fromiter(milliseconds, np.float64)
        p50, p95, p99 = np.percentile(all_of_them, (50, 95, 99))
        return cls(float(p50), float(p95), float(p99), float(all_of_them.mean()))


def timed(call: Callable[[T], object], arguments: Sequence[T]) -> Times:
    """Times a call once with each argument, one after the other, after a short warm-up."""
    for one in arguments[:_WARM]:
        call(one)
    gc.collect()
    return Times.of(_milliseconds(call, one) for one in arguments)


def _milliseconds(call: Callable[[T], object], argument: T) -> float:
    began = time.perf_counter_ns()
    call(argument)
    return (time.perf_counter_ns() - began) / 1e6
