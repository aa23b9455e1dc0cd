"""Readers of a running server that judge every answer: whole, in time, and of exactly one generation."""

from __future__ import annotations

import json
import re
import threading
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.faults.data import Version

PATIENCE = 60.0
"""Seconds until an answer counts as failed; builds take all of a small machine."""
_TAG = re.compile(r'W/"(?P<generation>[\w-]+)-[0-9a-f]+"')


@dataclass(slots=True)
class Tally:
    """What readers saw."""

    answers: Counter[str] = field(default_factory=Counter)
    """By mark of the version, and by state of /readyz"""
    generations: set[str] = field(default_factory=set)
    marks: dict[str, str] = field(default_factory=dict)
    """Generation -> mark of the version that its answers showed"""


@contextmanager
def repeating(count: int, job: Callable[[], None]) -> Iterator[None]:
    """Runs a job again and again in so many threads as long as the block runs; raises what a job raised."""
    over = threading.Event()

    def run() -> None:
        while not over.is_set():
            job()

    with ThreadPoolExecutor(count) as pool:
        running = [pool.submit(run) for _ in range(count)]
        try:
            yield
        finally:
            over.set()
    for one in running:
        one.result()


def ask(address: str, versions: Mapping[str, Version], tally: Tally) -> None:
    """A search, the same as a page, a list of fields and the probe; each answer is judged."""
    generation, body = fetch(f"{address}/api/v1/search?q=thu+tuc&per_page=50")
    answer = json.loads(body)
    marks = {hit["name"].rsplit(" ", 1)[1] for hit in answer["hits"]}
    assert len(marks) == 1, body
    version = versions[marks.pop()]
    assert answer["total"] == len(answer["hits"]) == version.count, body
    assert sum(one["count"] for one in answer["facets"]["field"]) == version.count, body
    belongs(generation, version, tally)
    generation, body = fetch(f"{address}/tim-kiem?q=thu+tuc")
    (version,) = (one for one in versions.values() if one.mark in body)
    assert not any(one.mark in body for one in versions.values() if one != version)
    belongs(generation, version, tally)
    generation, body = fetch(f"{address}/api/v1/fields")
    assert sum(one["count"] for one in json.loads(body)) in {one.count for one in versions.values()}, body
    probe(address, tally)


def probe(address: str, tally: Tally) -> None:
    """Asks /readyz: always ready."""
    with urllib.request.urlopen(f"{address}/readyz", timeout=PATIENCE) as answer:  # noqa: S310 - loopback
        health = json.load(answer)
    assert health["status"] == "ready", health
    tally.generations.add(health["generation"])
    tally.answers["readyz"] += 1


def belongs(generation: str, version: Version, tally: Tally) -> None:
    """Writes down which version a generation showed; it must always be the same."""
    assert tally.marks.setdefault(generation, version.mark) == version.mark, (generation, version)
    tally.answers[version.mark] += 1


def fetch(address: str) -> tuple[str, str]:
    """Generation that the ETag names, and the body; raises where the status is not 200."""
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310 - loopback
        tag = _TAG.fullmatch(answer.headers["etag"])
        assert tag, answer.headers["etag"]
        return tag["generation"], answer.read().decode("utf-8")
