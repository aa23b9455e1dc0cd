"""`python -m benchmarks [PART ...]`: measures and prints Markdown, also into the file of `--out`."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks import build, http, latency, machine, peers
from benchmarks.plan import CHECKOUT, Plan
from benchmarks.report import Table
from benchmarks.searched import Searched

PARTS: dict[str, Callable[[Plan, Searched], Iterator[Table]]] = {
    "build": lambda plan, searched: build.measure(plan),
    "latency": latency.measure,
    "http": http.measure,
    "peers": peers.measure,
}
"""In this order: the first one builds what the others search."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the parts asked for and prints each table as soon as it stands, also into a file."""
    parser = _parser()
    given = parser.parse_args(arguments)
    unknown = set(given.parts) - PARTS.keys()
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    plan = _plan(given)
    if given.fresh:
        _forget(plan)
    plan.work.mkdir(parents=True, exist_ok=True)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    with given.out.open("w", encoding="utf-8") as file:
        for line in _report(plan, [part for part in PARTS if part in (given.parts or PARTS)]):
            print(line, flush=True)
            print(line, file=file, flush=True)


def _forget(plan: Plan) -> None:
    """Removes what earlier runs made, and nothing else that may lie there."""
    for pattern in ("national*", "bundled-*", "peers"):
        for folder in plan.work.glob(pattern):
            shutil.rmtree(folder)


def _report(plan: Plan, parts: Sequence[str]) -> Iterator[str]:
    yield from ("# Figures", "", *(f"- {one}" for one in machine.facts()))
    searched = Searched(plan)
    yield from (f"- Data: {searched.corpus.said}", "")
    for part in parts:
        print(f"{part} ...", file=sys.stderr, flush=True)
        for table in PARTS[part](plan, searched):
            yield from table.lines()


def _parser() -> argparse.ArgumentParser:
    default = Plan()
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of: {', '.join(PARTS)}")
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=default.sizes, help="procedures; the last is searched"
    )
    parser.add_argument("--seed", type=int, default=default.seed)
    parser.add_argument("--queries", type=int, default=default.queries, help="distinct queries over HTTP")
    parser.add_argument("--sample", type=int, default=default.sample, help="queries timed in process")
    parser.add_argument(
        "--slow-sample", type=int, default=default.slow_sample, help="queries put to every engine"
    )
    parser.add_argument("--seconds", type=int, default=default.seconds, help="length of each HTTP run")
    parser.add_argument("--connections", type=int, default=default.connections)
    parser.add_argument(
        "--starts", type=int, default=default.starts, help="starts timed of each kind of server"
    )
    parser.add_argument("--work", type=Path, default=default.work, help="folder for corpora and indexes")
    parser.add_argument("--fresh", action="store_true", help="make them anew")
    parser.add_argument("--out", type=Path, default=CHECKOUT / "var" / "bench.md")
    return parser


def _plan(given: argparse.Namespace) -> Plan:
    return Plan(
        sizes=tuple(given.sizes),
        seed=given.seed,
        queries=given.queries,
        sample=given.sample,
        slow_sample=given.slow_sample,
        seconds=given.seconds,
        connections=given.connections,
        starts=given.starts,
        work=given.work.resolve(),
    )


if __name__ == "__main__":
    main()
