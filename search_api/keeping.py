"""What is made once a generation, on first demand, and goes when the generation goes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, TypeVar, cast
from weakref import WeakKeyDictionary

from search_api.editions import Edition

T = TypeVar("T")


class _Slot:
    """Room for one thing, made by whoever comes first."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.made: list[Any] = []


class Keeper:
    """Things made of generations; they must not hold the generation, which would then never go."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._slots: WeakKeyDictionary[Edition, dict[Callable[[Edition], Any], _Slot]] = WeakKeyDictionary()

    def of(self, edition: Edition, make: Callable[[Edition], T]) -> T:
        """What `make` made of a generation; others who ask meanwhile wait for the one that is making it.

        Errors of `make` go on, and the next who asks tries again.
        """
        with self._lock:
            slot = self._slots.setdefault(edition, {}).setdefault(make, _Slot())
        with slot.lock:
            if not slot.made:
                slot.made.append(make(edition))
        return cast("T", slot.made[0])
