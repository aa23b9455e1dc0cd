"""The server itself, killed at random and at system calls of sending, while programs retry with their keys."""

from __future__ import annotations

import contextlib
import datetime as dt
import http.client
import json
import os
import random
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from dossiers import app_keys
from dossiers.store.database import Database
from indexer.build import build_generation
from tests.faults.conftest import options, say
from tests.faults.data import make_version
from tests.faults_dossiers.conftest import Form, Opener
from tests.faults_dossiers.portal import Errand, Portal
from tests.running import PATIENCE, wait_until_ready

pytestmark = [pytest.mark.faults, pytest.mark.usefixtures("strace")]
PROGRAMS = 8
CALLS = {"sqlite": ("pwrite64", 40), "postgresql": ("sendto", 60)}
"""The call at which the server is killed, and how many of it one sending takes, about."""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small index, for its registers."""
    root = tmp_path_factory.mktemp("index")
    build_generation(make_version(root / "data", "Alpha", 1).data, root / "index")
    return root / "index"


def _port() -> int:
    """A free port below those that the system gives to clients: a client that knocks at such a one while the
    server is down may be given that very port, meet itself, and keep the server from coming back."""
    for port in range(18_123, 28_123):
        with contextlib.suppress(OSError), socket.socket() as one:
            one.bind(("127.0.0.1", port))
            return port
    raise OSError("no free port")


class Server:
    """`thutuc serve` on one port, again and again."""

    def __init__(self, opened: Portal, index: Path) -> None:
        port = _port()
        self._said = opened.folder / "server.log"
        self.address = f"http://127.0.0.1:{port}"
        self._command = [
            sys.executable, "-c", "from search_api.cli import main; main()",
            "serve", "--index", str(index), "--port", str(port),
        ]  # fmt: skip
        self._environment = {
            **os.environ, "THUTUC_DOSSIERS": "true", "THUTUC_DATABASE": opened.address,
            "THUTUC_FILES": str(opened.folder / "files"), "THUTUC_RATE_LIMIT": "off",
        }  # fmt: skip

    @contextlib.contextmanager
    def running(self) -> Iterator[subprocess.Popen[bytes]]:
        """A server that is ready; killed at the end, if it lives so long."""
        with self._said.open("wb") as said:
            process = subprocess.Popen(self._command, env=self._environment, stdout=said, stderr=said)
        try:
            try:
                wait_until_ready(self.address, process)
            except RuntimeError as error:
                raise AssertionError(self._said.read_text("utf-8", "replace")) from error
            yield process
        finally:
            process.kill()
            process.wait(timeout=PATIENCE)


class Program(threading.Thread):
    """Sends its drafts over the API; whatever happens to the server, it tries again with the same key."""

    def __init__(self, address: str, key: str, errands: Sequence[Errand]) -> None:
        super().__init__(daemon=True)
        self._address, self._key, self._errands = address, key, errands
        self.told: dict[str, str] = {}
        self.refused: list[str] = []
        self.retries = 0
        self.stop = threading.Event()

    def run(self) -> None:
        for one in self._errands:
            while not self.stop.is_set():
                status, answer = self._post(one)
                if status == 200:
                    # An answer that came before is never another one.
                    assert self.told.setdefault(one.dossier, answer["code"]) == answer["code"]
                    break
                if status not in (0, 503):
                    self.refused.append(f"{status} {answer}")
                    return
                self.retries += 1
                time.sleep(0.2)

    def _post(self, one: Errand) -> tuple[int, dict]:
        """Status and answer; 0 where none came."""
        request = urllib.request.Request(  # noqa: S310 - loopback
            f"{self._address}/api/v1/me/drafts/{one.dossier}/send",
            b'{"declared": true}',
            {
                "authorization": f"Bearer {self._key}", "content-type": "application/json",
                "idempotency-key": one.key, "if-match": f'"{one.version}"',
            },
        )  # fmt: skip
        try:
            with urllib.request.urlopen(request, timeout=30) as response:  # noqa: S310 - loopback
                return response.status, json.load(response)
        except urllib.error.HTTPError as error:
            return error.code, json.loads(error.read() or b"{}")
        except (OSError, http.client.HTTPException, ValueError):
            return 0, {}


def test_what_the_server_acknowledged_is_there_once_however_often_it_dies(
    form: Form, portal: Opener, index: Path, tmp_path: Path
) -> None:
    opened = portal(form.server_sends)
    key, again = (made_key(opened, name) for name in ("một", "hai"))
    server, dice, deaths = Server(opened, index), random.Random(2), {"random": 0, "call": 0}  # noqa: S311
    programs = [Program(server.address, key, opened.errands[place::PROGRAMS]) for place in range(PROGRAMS)]
    for one in programs:
        one.start()
    try:
        while any(one.is_alive() for one in programs):
            with server.running() as process:
                how = "random" if sum(deaths.values()) % 2 else "call"
                deaths[how] += die(process, how, opened, dice, form.life)
    finally:
        for one in programs:
            one.stop.set()
    assert [one.refused for one in programs if one.refused] == []
    told = {dossier: code for one in programs for dossier, code in one.told.items()}
    retries = sum(one.retries for one in programs)
    say(f"server: died {deaths}, {retries} retries, {len(told)} of {form.server_sends} sent")
    assert len(told) == form.server_sends
    assert min(deaths.values()) > 0
    opened.check(told, dt.datetime.now(dt.UTC))
    with server.running():
        late = Program(server.address, again, opened.errands[:20])
        late.run()
    assert late.told == {one.dossier: told[one.dossier] for one in opened.errands[:20]}
    opened.check(told, dt.datetime.now(dt.UTC))


def made_key(opened: Portal, name: str) -> str:
    database = Database(opened.address)
    key = app_keys.make(database, opened.errands[0].account, name, 30, dt.datetime.now(dt.UTC))
    database.close()
    assert key is not None
    return key


def die(process: subprocess.Popen[bytes], how: str, opened: Portal, dice: random.Random, life: int) -> int:
    """Lets a server die, by a kill or on entering a call, within some `life` sendings; 1 if it died."""
    if how == "random":
        time.sleep(dice.uniform(0.02, 0.1 * life))
        died = process.poll() is None
        process.kill()
        return int(died)
    name, each = CALLS["sqlite" if opened.address.startswith("sqlite") else "postgresql"]
    number = dice.randrange(1, each * life)
    injected = options(trace=name, inject=f"{name}:signal=SIGKILL:when={number}")
    command = [str(shutil.which("strace")), "-f", "-qq", "-o", os.devnull, *injected, "-p", str(process.pid)]
    tracer = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        return int(process.wait(timeout=5) == -9)
    except subprocess.TimeoutExpired:
        return 0
    finally:
        tracer.terminate()
        tracer.wait(timeout=PATIENCE)
