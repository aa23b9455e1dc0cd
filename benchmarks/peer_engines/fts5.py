"""SQLite FTS5, in process and through datasette."""

from __future__ import annotations

import importlib.util
import json
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from benchmarks import servers
from benchmarks.peer_engines.bags import WEIGHTS, Bags, Query
from benchmarks.peer_engines.peer import AbsentError
from benchmarks.servers import Server

_FILE = "peers.db"
_COLUMNS = ", ".join(WEIGHTS)
_RANK = f"bm25({', '.join(str(weight) for weight in WEIGHTS.values())})"
_SEARCH = "select rowid from docs where docs match ? order by rank limit 10"
_SERVED = (
    "select code, name from (select rowid as number from docs where docs match :q order by rank limit 10)"
    " join names on names.rowid = number"
)


class Fts5:
    """One table without content, merged into one segment; ranked by SQLite's own BM25."""

    name = "SQLite FTS5"

    def build(self, bags: Bags, folder: Path) -> None:
        """Indexes all documents."""
        self._base = sqlite3.connect(folder / _FILE)
        self._base.execute("pragma journal_mode = off")
        self._base.execute("pragma synchronous = off")
        self._base.execute(f"create virtual table docs using fts5({_COLUMNS}, content='')")
        self._base.execute("insert into docs(docs, rank) values ('rank', ?)", (_RANK,))
        rows = ((one.number, *one.text.values()) for one in bags.documents())
        marks = ", ".join("?" for _ in range(len(WEIGHTS) + 1))
        self._base.executemany(f"insert into docs(rowid, {_COLUMNS}) values ({marks})", rows)  # noqa: S608 - constants
        self._base.execute("insert into docs(docs) values ('optimize')")
        self._base.commit()

    def top(self, query: Query) -> list[int]:
        """Numbers of the ten best documents."""
        return [row[0] for row in self._base.execute(_SEARCH, (_any_of(query),))]


def _any_of(query: Query) -> str:
    return " OR ".join(query.names)


@contextmanager
def datasette(folder: Path, named: Sequence[tuple[str, str]]) -> Iterator[Server]:
    """Serves the table that was built into a folder, with the code and name of each document.

    Raises AbsentError where datasette is not installed.
    """
    if importlib.util.find_spec("datasette") is None:
        raise AbsentError("datasette is absent (requirements/bench.txt)")
    with closing(sqlite3.connect(folder / _FILE)) as base, base:
        base.execute("create table if not exists names(code text, name text)")
        rows = ((number, *one) for number, one in enumerate(named))
        base.executemany("insert or replace into names(rowid, code, name) values (?, ?, ?)", rows)
    described = folder / "metadata.json"
    described.write_text(
        json.dumps({"databases": {"peers": {"queries": {"search": {"sql": _SERVED}}}}}), "utf-8"
    )
    port = servers.free_port()
    command = [sys.executable, "-m", "datasette", "serve", str(folder / _FILE), "--metadata", str(described)]
    command += [
        "--port",
        str(port),
        "--setting",
        "sql_time_limit_ms",
        "20000",
        "--setting",
        "suggest_facets",
        "off",
    ]
    with servers.running(command, port, "/peers/search.json?q=t0") as server:
        yield server


def datasette_path(query: Query) -> str:
    """Address of a search."""
    return f"/peers/search.json?_shape=array&q={quote(_any_of(query))}"
