"""Facts of the machine that a figure must stand beside, and memory of processes (Linux)."""

from __future__ import annotations

import datetime as dt
import importlib.metadata
import os
import platform
import sqlite3
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")
_LIBRARIES = (
    "thutuc",
    "Whoosh",
    "numpy",
    "fastapi",
    "uvicorn",
    "uvloop",
    "httptools",
    "tantivy",
    "datasette",
)


@dataclass(frozen=True, slots=True)
class Memory:
    """Memory of one process in MB."""

    rss: float
    """resident, shared pages counted in full"""
    pss: float
    """resident, shared pages divided among those who share them"""


def facts() -> list[str]:
    """Processor, memory, system, versions, day and load, one a line."""
    load = " ".join(f"{one:.1f}" for one in os.getloadavg())
    return [
        f"Machine: {_field('cpuinfo', 'model name')}, {len(os.sched_getaffinity(0))} cores, "
        f"{_memory_gb():.0f} GB; {_system()}, Linux {platform.release()}",
        f"Versions: Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {', '.join(_versions())}",
        f"Day: {dt.datetime.now(dt.UTC):%Y-%m-%d %H:%M} UTC; load average at the start {load}",
    ]


def _field(file: str, name: str) -> str:
    for line in (_PROC / file).read_text("utf-8").splitlines():
        key, _, value = line.partition(":")
        if key.strip() == name:
            return value.strip()
    return platform.machine()


def _memory_gb() -> float:
    return int(_field("meminfo", "MemTotal").split()[0]) / 2**20


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        return platform.system()


def _versions() -> Iterator[str]:
    installed = {one.metadata["Name"]: one.version for one in importlib.metadata.distributions()}
    yield from (f"{name} {installed[name]}" for name in _LIBRARIES if name in installed)
    for command in (("wrk", "-v"), ("groonga", "--version")):
        yield from _tool(*command)


def _tool(*command: str) -> Iterator[str]:
    """First words of what a tool says of itself; nothing where it is absent."""
    try:
        said = subprocess.run(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, text=True
        )
    except FileNotFoundError:
        return
    yield " ".join(said.stdout.split()[:2])


def tree(root: int) -> list[int]:
    """A process and everything it started."""
    parents: dict[int, list[int]] = {}
    for folder in _PROC.iterdir():
        if folder.name.isdigit():
            parents.setdefault(_parent(folder), []).append(int(folder.name))
    found = [root]
    for one in found:
        found += parents.get(one, [])
    return found


def _parent(folder: Path) -> int:
    try:
        # The name in brackets may hold blanks; state and parent follow it.
        return int((folder / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()[1])
    except (OSError, IndexError):
        return 0


def memory(process: int) -> Memory:
    """Memory of a process; nothing of one that has ended."""
    held = {"Rss": 0, "Pss": 0}
    try:
        lines = (_PROC / str(process) / "smaps_rollup").read_text("utf-8").splitlines()
    except OSError:
        lines = []
    for line in lines:
        key, _, value = line.partition(":")
        if key in held:
            held[key] = int(value.split()[0])
    return Memory(held["Rss"] / 1024, held["Pss"] / 1024)


def command_of(process: int) -> str:
    """Command line of a process; empty for one that has ended."""
    try:
        return (_PROC / str(process) / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
    except OSError:
        return ""


def folder_mb(folder: Path) -> float:
    """Size of all files below a folder in MB."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 2**20
