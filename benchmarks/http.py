"""Answers over HTTP: one worker, every query another, beside the same server answering constant JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

from benchmarks import load, machine, servers
from benchmarks.load import Load
from benchmarks.plan import Plan
from benchmarks.report import Cell, Table, ratio
from benchmarks.searched import Searched
from benchmarks.servers import Server

_TOUCHED = 200
"""Queries asked before memory is read: mapped pages count once touched."""
_SUGGESTED = 12
"""Letters of a query that is still being typed."""


def measure(plan: Plan, searched: Searched) -> Iterator[Table]:
    """Requests a second, then start and memory."""
    yield _throughput(plan, searched)
    yield _start_and_memory(plan, searched)


def search_paths(queries: Sequence[str]) -> list[str]:
    """Addresses of the searches for queries."""
    return [f"/api/v1/search?q={quote(one)}" for one in queries]


def _throughput(plan: Plan, searched: Searched) -> Table:
    title = f"HTTP, one worker, {plan.connections} connections, {searched.corpus.size:,} procedures"
    if not load.available():
        return Table(title, (), (), [f"skipped: {load.NO_WRK}"])
    queries = searched.queries(plan.queries)
    searches = search_paths(queries)
    loads: dict[str, Load] = {}
    with servers.thutuc(searched.corpus.index, servers.CONSTANT) as server:
        loads["constant JSON, same server and settings"] = load.press(server, ["/readyz"], plan)
    with servers.thutuc(searched.corpus.index) as server:
        loads["`/livez`: our layers alone"] = load.press(server, ["/livez"], plan)
        loads["`/api/v1/search`, uncached"] = load.press(server, searches, plan)
        loads["`/tim-kiem`, page, uncached"] = load.press(
            server, [f"/tim-kiem?q={quote(one)}" for one in queries], plan
        )
        loads["`/api/v1/suggest`, uncached"] = load.press(server, _suggest_paths(queries), plan)
    ceiling = next(iter(loads.values())).per_second
    rows = [(name, *_row(one), ratio(one.per_second, ceiling)) for name, one in loads.items()]
    repeated = sum(one.repeated for name, one in loads.items() if "uncached" in name)
    notes = [
        f"{len(queries):,} distinct queries from titles, accents kept, dropped or mistyped; repeated requests: "
        f"{repeated:,}. A search gives ten hits with snippets and four facets. {plan.seconds} s each."
    ]
    return Table(title, ("", "req/s", "p50 ms", "p99 ms", "ratio to constant JSON"), rows, notes)


def _row(one: Load) -> tuple[float, float, float]:
    return one.per_second, one.p50, one.p99


def _suggest_paths(queries: Sequence[str]) -> list[str]:
    begun = dict.fromkeys(one[:_SUGGESTED].strip() for one in queries)
    return [f"/api/v1/suggest?q={quote(one)}" for one in begun]


def _start_and_memory(plan: Plan, searched: Searched) -> Table:
    rows: list[tuple[Cell, ...]] = []
    index, paths = searched.corpus.index, search_paths(searched.queries(_TOUCHED))
    for workers in (1, 2):
        seconds = [_start(index, workers) for _ in range(plan.starts - 1)]
        with servers.thutuc(index, workers=workers) as server:
            best = min([*seconds, server.started])
            for path in paths * workers:
                server.get(path)
            rows.append((workers, best, *_memory(server)))
    columns = ("workers", "start until `/readyz` s", "largest worker RSS MB", "PSS of all MB", "processes")
    notes = [f"after {_TOUCHED} searches a worker; best of {plan.starts} starts; PSS divides shared pages"]
    return Table(f"Start and memory, {searched.corpus.size:,} procedures", columns, rows, notes)


def _start(index: Path, workers: int) -> float:
    with servers.thutuc(index, workers=workers) as server:
        return server.started


def _memory(server: Server) -> tuple[float, float, int]:
    """RSS of the largest process, PSS of all, number of processes."""
    held = [machine.memory(one) for one in machine.tree(server.process)]
    return max(one.rss for one in held), sum(one.pss for one in held), len(held)
