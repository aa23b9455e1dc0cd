"""Runs the tests of accounts and dossiers on PostgreSQL: the server that THUTUC_TEST_POSTGRES names, else one of
our own in a folder that is removed afterwards, on a free port of 127.0.0.1."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TESTS = ["tests/unit/dossiers", "-k", "postgresql"]


def programs() -> Path | None:
    """Folder of initdb and pg_ctl: Debian keeps them out of the path."""
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return folders[-1] if folders else None


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def server(binaries: Path) -> Iterator[str]:
    """Address of a server that lives as long as the block; it refuses to run as root, so its own user runs it."""
    folder = Path(tempfile.mkdtemp(prefix="thutuc-postgres-"))
    user = "postgres" if os.getuid() == 0 else None
    if user:
        os.chown(folder, pwd.getpwnam(user).pw_uid, -1)

    def run(name: str, *arguments: str) -> None:
        quiet = subprocess.DEVNULL
        subprocess.run([binaries / name, *arguments], check=True, user=user, stdout=quiet, cwd=folder)

    port, data = free_port(), str(folder / "data")
    run("initdb", "-D", data, "-A", "trust", "-U", "postgres", "--no-sync")
    listening = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
    run("pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", listening, "start")
    try:
        yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
    finally:
        run("pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder)


def tested(address: str) -> int:
    environment = {**os.environ, "THUTUC_TEST_POSTGRES": address}
    command = [sys.executable, "-m", "pytest", "-n", "auto", *TESTS]
    return subprocess.run(command, check=False, env=environment).returncode


def main() -> int:
    given = os.environ.get("THUTUC_TEST_POSTGRES")
    if given:
        return tested(given)
    binaries = programs()
    if binaries is None:
        print("skipped: PostgreSQL is not installed and THUTUC_TEST_POSTGRES names no server")
        return 0
    with server(binaries) as address:
        return tested(address)


if __name__ == "__main__":
    sys.exit(main())
