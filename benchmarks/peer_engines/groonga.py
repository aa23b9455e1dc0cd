"""Groonga: its command for building and single queries, groonga-httpd for HTTP."""

from __future__ import annotations

import getpass
import json
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from benchmarks import servers
from benchmarks.peer_engines.bags import WEIGHTS, Bags, Query
from benchmarks.peer_engines.peer import AbsentError
from benchmarks.servers import Server

_SCORED = " || ".join(f"scorer_tf_idf({stream}) * {weight:g}" for stream, weight in WEIGHTS.items())
_TABLES = "\n".join(
    [
        "table_create Docs TABLE_NO_KEY",
        *(f"column_create Docs {one} COLUMN_SCALAR Text" for one in ("code", "name", *WEIGHTS)),
    ]
)
# Keys by hash: over a patricia trie Groonga also finds tokens that merely begin with the one asked for.
_INDEX = "\n".join(
    [
        "table_create Terms TABLE_HASH_KEY ShortText --default_tokenizer TokenDelimit",
        f"column_create Terms docs COLUMN_INDEX|WITH_SECTION Docs {','.join(WEIGHTS)}",
    ]
)
_SERVER = """\
daemon off;
worker_processes 1;
user {user} {group};
pid {folder}/pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  groonga_log_path {folder}/groonga.log;
  groonga_database {database};
  server {{
    listen 127.0.0.1:{port};
    location /d/ {{ groonga on; }}
  }}
}}
"""


class Groonga:
    """A database without keys whose index is made after loading; scored by tf-idf."""

    name = "Groonga"

    def __init__(self) -> None:
        _find("groonga", "groonga-bin")

    def build(self, bags: Bags, folder: Path, named: Sequence[tuple[str, str]]) -> None:
        """Indexes all documents with the code and name of each; Groonga numbers them from 1."""
        self._database = folder / "db"
        began_with = "load --table Docs\n["
        commands = folder / "load.grn"
        with commands.open("w", encoding="utf-8") as file:
            file.write(f"{_TABLES}\n{began_with}\n")
            for one in bags.documents():
                code, name = named[one.number]
                record = json.dumps({"code": code, "name": name, **one.text}, ensure_ascii=False)
                file.write(record + (",\n" if one.number + 1 < bags.count else "\n"))
            file.write(f"]\n{_INDEX}\n")
        self._run("-n", str(self._database), file=commands)

    def ask(self, queries: Sequence[Query]) -> tuple[list[list[int]], list[float]]:
        """For each query the ten best documents, and the milliseconds that Groonga says it took."""
        commands = self._database.with_name("ask.grn")
        asked = [
            f'select Docs --match_columns "{_SCORED}" --query "{_any_of(one)}" --sort_keys -_score,_id'
            " --output_columns _id,_score --limit 10"
            for one in queries
        ]
        commands.write_text("".join(f"{one}\n" for one in asked), "utf-8")
        answers = [json.loads(line) for line in self._run(str(self._database), file=commands).splitlines()]
        found = [[row[0] - 1 for row in body[0][2:]] for _, body in answers]
        return found, [head[2] * 1e3 for head, _ in answers]

    @staticmethod
    def _run(*arguments: str, file: Path) -> str:
        done = subprocess.run(
            ["groonga", "--file", str(file), *arguments], check=True, stdout=subprocess.PIPE, text=True
        )
        return done.stdout


def _find(command: str, package: str) -> str:
    found = shutil.which(command) or shutil.which(command, path="/usr/sbin")
    if found is None:
        raise AbsentError(f"{command} is absent (Debian: `apt-get install {package}`)")
    return found


def _any_of(query: Query) -> str:
    return " OR ".join(query.names)


@contextmanager
def httpd(folder: Path) -> Iterator[Server]:
    """Serves the database that was built into a folder; raises AbsentError where groonga-httpd is absent."""
    command = _find("groonga-httpd", "groonga-httpd")
    port, run = servers.free_port(), (folder / "httpd").resolve()
    run.mkdir(exist_ok=True)
    settings = run / "httpd.conf"
    user = getpass.getuser()
    filled = _SERVER.format(
        user=user, group=_group(), folder=run, database=(folder / "db").resolve(), port=port
    )
    settings.write_text(filled, "utf-8")
    with servers.running([command, "-p", f"{run}/", "-c", str(settings)], port, "/d/status") as server:
        yield server


def _group() -> str:
    return subprocess.run(["id", "-gn"], check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


def httpd_path(query: Query) -> str:
    """Address of a search."""
    asked = {
        "table": "Docs",
        "match_columns": _SCORED,
        "query": _any_of(query),
        "sort_keys": "-_score,_id",
        "output_columns": "code,name,_score",
        "limit": "10",
    }
    return f"/d/select.json?{urlencode(asked)}"
