"""Building: time by part from nothing, with a warm cache, and with one changed file until a server finds it."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import orjson

from benchmarks import machine, servers
from benchmarks.building import Built, build, rate_file
from benchmarks.corpus import Corpus, make_corpus
from benchmarks.plan import Plan
from benchmarks.report import Cell, Table
from benchmarks.servers import Server

NEW_WORD = "qzxvbw"
"""A word that no corpus holds."""
_PAUSE = 0.1
"""Seconds between two questions whether the changed procedure is found yet."""
_GRACE = 60.0
"""Seconds after the build within which a server must have looked."""


def measure(plan: Plan) -> Iterator[Table]:
    """One table of totals and one of parts, a row for each size and kind of build."""
    totals: list[tuple[Cell, ...]] = []
    parts: dict[str, Built] = {}
    for size in plan.sizes:
        corpus = make_corpus(plan, size)
        shutil.rmtree(corpus.index, ignore_errors=True)
        made = {"from nothing": build(corpus), "again, nothing changed": build(corpus)}
        rate_file(corpus).write_text(str(size / made["from nothing"].wall), "ascii")
        made["one file changed"], found = _one_changed(corpus)
        for kind, one in made.items():
            waited = found if kind == "one file changed" else None
            reused = one.report.get("reused")
            totals.append((f"{size:,}, {kind}", one.wall, one.cpu, size / one.wall, reused, waited, one.peak))
            parts[f"{size:,}, {kind}"] = one
    columns = (
        "build",
        "wall s",
        "CPU s",
        "procedures/s",
        "from cache",
        "found by a running server after s",
        "peak PSS MB",
    )
    notes = [
        f"index of {plan.searched:,}: {_index_mb(plan):,.0f} MB a generation; wall includes starting the command"
    ]
    yield Table("Building", columns, totals, notes)
    yield _by_part(parts)


def _by_part(builds: dict[str, Built]) -> Table:
    names = list(dict.fromkeys(name for one in builds.values() for name in one.report["seconds"]))
    rows = [(kind, *(one.report["seconds"].get(name) for name in names)) for kind, one in builds.items()]
    return Table("Building by part, seconds as the build itself reports", ("build", *names), rows)


def _index_mb(plan: Plan) -> float:
    root = make_corpus(plan, plan.searched).index
    return machine.folder_mb(root / (root / "CURRENT").read_text("ascii").strip())


def _one_changed(corpus: Corpus) -> tuple[Built, float]:
    """Builds with one changed file while a server runs; the build and the seconds until the server finds it."""
    path = _some_file(corpus.data)
    before = path.read_text("utf-8")
    with servers.thutuc(corpus.index) as server, ThreadPoolExecutor(1) as beside:
        path.write_text(_with_new_word(before), "utf-8")
        try:
            began = time.perf_counter()
            building = beside.submit(build, corpus)
            _wait_until_found(server, building)
            return building.result(), time.perf_counter() - began
        finally:
            path.write_text(before, "utf-8")


def _some_file(data: Path) -> Path:
    files = sorted((data / "procedures").rglob("*.yaml"))
    return files[len(files) // 2]


def _with_new_word(text: str) -> str:
    """The file with a new word at the beginning of its name."""
    return re.sub(r"^(name: ['\"]?)", rf"\g<1>{NEW_WORD} ", text, count=1, flags=re.MULTILINE)


def _wait_until_found(server: Server, building: Future[Built]) -> None:
    """Waits; raises what the build raised, and TimeoutError where the server never finds the new word."""
    end = float("inf")
    while not _finds(server):
        if building.done():
            building.result()
            end = min(end, time.monotonic() + _GRACE)
        if time.monotonic() > end:
            raise TimeoutError("the running server did not find the changed procedure")
        time.sleep(_PAUSE)


def _finds(server: Server) -> bool:
    _, body = server.get(f"/api/v1/search?q={NEW_WORD}")
    return any(NEW_WORD in hit["name"] for hit in orjson.loads(body).get("hits", []))
