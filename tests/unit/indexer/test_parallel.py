"""Work in other processes."""

from __future__ import annotations

import multiprocessing
import os
import time

import pytest

from indexer.parallel import MOST_WORKERS, Workers, cores


def slow_square(number: int) -> int:
    time.sleep(0.02 * (number % 3))
    return number * number


def own_process(_: object) -> int:
    return os.getpid()


def fail(number: int) -> int:
    raise ValueError(number)


def die(_: object) -> None:
    os._exit(1)


def sleep_long(_: object) -> None:
    time.sleep(60)


@pytest.mark.parametrize("count", [1, 2])
def test_results_come_in_the_order_of_the_tasks(count: int):
    with Workers(count) as workers:
        workers.start()
        assert list(workers.map(slow_square, range(12))) == [n * n for n in range(12)]
        assert workers.submit(slow_square, 5).result() == 25


def test_one_worker_is_this_process_and_more_are_others():
    with Workers(1) as here, Workers(2) as others:
        assert set(here.map(own_process, range(3))) == {os.getpid()}
        assert os.getpid() not in set(others.map(own_process, range(3)))


def test_tasks_are_drawn_only_as_results_are_taken():
    drawn: list[int] = []

    def tasks():
        for number in range(100):
            drawn.append(number)
            yield number

    with Workers(2) as workers:
        made = workers.map(slow_square, tasks())
        next(made)
        assert len(drawn) <= 6


@pytest.mark.parametrize("count", [1, 2])
def test_an_error_of_a_task_is_raised_here(count: int):
    with Workers(count) as workers, pytest.raises(ValueError, match="7"):
        list(workers.map(fail, [7]))


def test_a_process_that_is_killed_is_told_of():
    with Workers(2) as workers, pytest.raises(ChildProcessError, match="memory"):
        list(workers.map(die, [1]))


@pytest.mark.parametrize("wait", [0, 0.02, 0.1, 0.3])
def test_a_process_killed_while_it_starts_is_told_of(wait: float):
    before = set(multiprocessing.active_children())
    with Workers(3) as workers, pytest.raises(ChildProcessError, match="memory"):
        workers.start()
        time.sleep(wait)
        next(iter(set(multiprocessing.active_children()) - before)).kill()
        list(workers.map(slow_square, range(12)))
    assert set(multiprocessing.active_children()) <= before


def test_after_a_process_was_killed_no_task_is_taken():
    with Workers(2) as workers:
        with pytest.raises(ChildProcessError):
            workers.submit(die, 1).result()
        with pytest.raises(ChildProcessError):
            workers.submit(slow_square, 1)


def test_a_result_asked_for_too_late_is_an_error():
    with Workers(2) as workers:
        made = workers.submit(slow_square, 1)
    with pytest.raises(ChildProcessError, match="stopped"):
        made.result()


def test_an_error_here_does_not_wait_for_tasks_under_way():
    began = time.monotonic()
    with pytest.raises(LookupError), Workers(2) as workers:
        workers.submit(sleep_long, 1)
        raise LookupError
    assert time.monotonic() - began < 50


def test_large_tasks_and_results_pass_while_nobody_asks():
    with Workers(2) as workers:
        made = [workers.submit(bytes.upper, b"a" * 3_000_000) for _ in range(5)]
        assert {one.result() for one in made} == {b"A" * 3_000_000}


def test_the_number_of_processes_is_bounded():
    assert cores() >= 1
    with Workers(1_000) as workers:
        assert workers.count == MOST_WORKERS
