"""Other engines beside ours: the same documents, tokens, fields, weights and queries, in one run.

Only our own server understands queries, groups, counts facets and cuts snippets; the others answer bare searches.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import load, servers
from benchmarks.http import search_paths
from benchmarks.load import Load
from benchmarks.peer_engines import fts5, groonga
from benchmarks.peer_engines.bags import WEIGHTS, Bags, Query
from benchmarks.peer_engines.fts5 import Fts5
from benchmarks.peer_engines.groonga import Groonga
from benchmarks.peer_engines.peer import AbsentError, Peer
from benchmarks.peer_engines.score_tables import ScoreTables
from benchmarks.peer_engines.tantivy_index import Tantivy
from benchmarks.peer_engines.whoosh_searcher import WhooshSearcher
from benchmarks.plan import Plan
from benchmarks.report import Cell, Table, ratio
from benchmarks.searched import Searched
from benchmarks.servers import Server
from benchmarks.timing import Times, timed

_IN_PROCESS: tuple[Callable[[], Peer], ...] = (WhooshSearcher, Fts5, Tantivy)
_FIELDS = ", ".join(f"{stream.partition('_')[0]} x{weight:g}" for stream, weight in WEIGHTS.items())
_SAME = (
    f"any token may match, fields {_FIELDS}, top ten, one thread; every engine got the tokens of our index by "
    "short names"
)
_BUILT = (
    "built: ours makes a whole generation from YAML on all cores, every stream; the others index these three "
    "fields from ready tokens"
)
_ORDER = (
    "of our top ten: Whoosh scores by our formula; tantivy has its own k1 and b; FTS5 adds up the fields before it "
    "saturates; Groonga's tf-idf knows no length"
)


@dataclass(slots=True)
class _Field:
    """What all engines are given, and what came of them."""

    bags: Bags
    queries: list[Query]
    folder: Path
    named: list[tuple[str, str]]
    """code and name of each document"""
    found: dict[str, tuple[float, Times, float]] = field(default_factory=dict)
    """by engine: documents a second, times, share of our top ten"""
    notes: list[str] = field(default_factory=list)
    ours: list[list[int]] = field(default_factory=list)

    def room(self, name: str) -> Path:
        """An empty folder for an engine."""
        room = self.folder / name.split(maxsplit=1)[0].lower().partition("'")[0]
        room.mkdir(parents=True)
        return room

    def rate(self, build: Callable[[], None]) -> float:
        """Documents a second of a build, the time of making documents left out."""
        self.bags.spent = 0.0
        began = time.perf_counter()
        build()
        return self.bags.count / (time.perf_counter() - began - self.bags.spent)

    def shared(self, theirs: Sequence[Sequence[int]]) -> float:
        """Mean share of our top tens that stands in theirs, too."""
        shares = [len(set(a) & set(b)) / len(a) for a, b in zip(self.ours, theirs, strict=True) if a]
        return sum(shares) / len(shares) if shares else 1.0


def measure(plan: Plan, searched: Searched) -> Iterator[Table]:
    """Single searches and builds, then HTTP."""
    folder = plan.work / "peers"
    shutil.rmtree(folder, ignore_errors=True)
    edition = searched.edition
    bags = Bags(searched.engine.tables, edition.count)
    queries = bags.queries(searched.queries(plan.slow_sample))
    given = _Field(bags, queries, folder, list(zip(edition.codes, searched.titles, strict=True)))
    yield _singly(searched, given)
    yield _over_http(plan, searched, given)
    shutil.rmtree(folder, ignore_errors=True)


def _singly(searched: Searched, given: _Field) -> Table:
    tables = ScoreTables(given.bags.tables, given.bags.count)
    given.ours = [tables.top(one) for one in given.queries]
    given.found[tables.name] = (searched.build_rate(), timed(tables.top, given.queries), 1.0)
    for make in _IN_PROCESS:
        try:
            _measure_one(make(), given)
        except AbsentError as error:
            given.notes.append(f"skipped: {error}")
    _measure_groonga(given)
    notes = [f"{len(given.queries):,} queries; {_SAME}", _BUILT, _ORDER, *given.notes]
    title = f"Peers, single searches, {given.bags.count:,} procedures"
    columns = ("", "documents/s built", "p50 ms", "p99 ms", "p50 to ours", "p99 to ours", "of our top ten")
    return Table(title, columns, list(_rows(given)), notes)


def _rows(given: _Field) -> Iterator[tuple[Cell, ...]]:
    _, ours, _ = next(iter(given.found.values()))
    for name, (rate, one, shared) in given.found.items():
        beside = (ratio(one.p50, ours.p50), ratio(one.p99, ours.p99))
        yield (name, rate, one.p50, one.p99, *beside, f"{shared:.0%}")


def _measure_one(peer: Peer, given: _Field) -> None:
    room = given.room(peer.name)
    rate = given.rate(lambda: peer.build(given.bags, room))
    times = timed(peer.top, given.queries)
    given.found[peer.name] = (rate, times, given.shared([peer.top(one) for one in given.queries]))


def _measure_groonga(given: _Field) -> None:
    try:
        peer = Groonga()
    except AbsentError as error:
        given.notes.append(f"skipped: {error}")
        return
    room = given.room(peer.name)
    rate = given.rate(lambda: peer.build(given.bags, room, given.named))
    peer.ask(given.queries)
    theirs, milliseconds = peer.ask(given.queries)
    given.found[peer.name] = (rate, Times.of(milliseconds), given.shared(theirs))
    given.notes.append("Groonga's times are those it reports itself")


def _over_http(plan: Plan, searched: Searched, given: _Field) -> Table:
    title = f"Peers over HTTP, {given.bags.count:,} procedures"
    if not load.available():
        return Table(title, (), (), [f"skipped: {load.NO_WRK}"])
    typed = searched.queries(plan.queries)
    asked = given.bags.queries(typed)
    loads: dict[str, Load] = {}
    with servers.thutuc(searched.corpus.index) as server:
        loads["thutuc, `/api/v1/search`: whole answers"] = load.press(server, search_paths(typed), plan)
    notes: list[str] = []
    for name, serve, paths in _served(given, asked):
        try:
            with serve() as server:
                loads[name] = load.press(server, paths, plan)
        except AbsentError as error:
            notes.append(f"skipped: {error}")
    ours = next(iter(loads.values())).per_second
    rows: list[tuple[Cell, ...]] = [
        (name, one.per_second, one.p50, one.p99, ratio(ours, one.per_second)) for name, one in loads.items()
    ]
    columns = ("", "req/s", "p50 ms", "p99 ms", "ours to it")
    return Table(
        title, columns, rows, ["one worker each; the others answer the bare top ten: code and name", *notes]
    )


def _served(
    given: _Field, asked: Sequence[Query]
) -> Iterator[tuple[str, Callable[[], AbstractContextManager[Server]], list[str]]]:
    if Fts5.name in given.found:
        room = given.folder / "sqlite"
        yield (
            "datasette, SQLite FTS5",
            lambda: fts5.datasette(room, given.named),
            _paths(fts5.datasette_path, asked),
        )
    if Groonga.name in given.found:
        room_of_groonga = given.folder / "groonga"
        yield "groonga-httpd", lambda: groonga.httpd(room_of_groonga), _paths(groonga.httpd_path, asked)


def _paths(path: Callable[[Query], str], asked: Sequence[Query]) -> list[str]:
    return list(dict.fromkeys(path(one) for one in asked))
