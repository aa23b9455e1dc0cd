"""What is made of a generation is made once, and goes with it."""

from __future__ import annotations

import gc
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from search_api.keeping import Keeper


class Generation:
    """Stands for an edition: only its identity counts."""


def counting() -> Any:
    made: list[object] = []

    def make(edition: Any) -> int:
        made.append(edition)
        return len(made)

    return make


def test_a_thing_is_made_once_a_generation() -> None:
    keeper, make, first, second = Keeper(), counting(), Generation(), Generation()
    assert [keeper.of(one, make) for one in (first, first, second, first)] == [1, 1, 2, 1]  # type: ignore[arg-type]


def test_two_things_of_one_generation_are_kept_apart() -> None:
    keeper, edition = Keeper(), Generation()
    assert keeper.of(edition, counting()) == 1  # type: ignore[arg-type]
    assert keeper.of(edition, lambda one: "other") == "other"  # type: ignore[arg-type]


def test_those_who_ask_meanwhile_wait_for_the_one_that_is_making_it() -> None:
    keeper, edition, begun, go = Keeper(), Generation(), threading.Event(), threading.Event()
    times = []

    def make(one: Any) -> str:
        times.append(one)
        begun.set()
        go.wait(10)
        return "made"

    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(keeper.of, edition, make) for _ in range(4)]  # type: ignore[arg-type]
        assert begun.wait(10)
        go.set()
        assert [one.result() for one in asked] == ["made"] * 4
    assert len(times) == 1


def test_one_thing_does_not_wait_for_another() -> None:
    keeper, edition, go = Keeper(), Generation(), threading.Event()
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(keeper.of, edition, lambda one: go.wait(10))  # type: ignore[arg-type]
        assert keeper.of(edition, lambda one: "quick") == "quick"  # type: ignore[arg-type]
        go.set()
        assert slow.result() is True


def test_after_a_failure_it_is_tried_again() -> None:
    keeper, edition, tries = Keeper(), Generation(), iter([OSError("no room"), None])

    def make(one: Any) -> str:
        error = next(tries)
        if error:
            raise error
        return "made"

    with pytest.raises(OSError, match="no room"):
        keeper.of(edition, make)  # type: ignore[arg-type]
    assert keeper.of(edition, make) == "made"  # type: ignore[arg-type]


def test_what_was_made_goes_with_the_generation() -> None:
    keeper, edition = Keeper(), Generation()
    thing = weakref.ref(keeper.of(edition, lambda one: Generation()))  # type: ignore[arg-type]
    assert thing() is not None
    del edition
    gc.collect()
    assert thing() is None
