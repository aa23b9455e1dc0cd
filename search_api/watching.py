"""`thutuc build --watch`: builds again whenever a file of the data folder changes."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

PAUSE = 0.5
"""Seconds between looks: one at ten thousand files takes a tenth of it."""
REST = 0.25
"""Seconds that files must rest before they are read: editors save in several steps."""

Stamp = tuple[int, int, int]
"""When a file was written (ns), its size, its number on the disk: one that took its place has another."""


def watch(
    data: Path,
    out: Path,
    build: Callable[[], object],
    *,
    sleep: Callable[[float], None] = time.sleep,
    waiting: Callable[[], None] = lambda: None,
) -> None:
    """Builds now and after every change below `data` until Ctrl+C; `out` is not looked at.

    `build` tells about mistakes itself; `waiting` is called whenever there is nothing to do.
    """
    try:
        while True:
            seen = look(data, out)
            build()
            waiting()
            while look(data, out) == seen:
                sleep(PAUSE)
            _rest(data, out, sleep)
    except KeyboardInterrupt:
        return


def _rest(data: Path, out: Path, sleep: Callable[[float], None]) -> None:
    """Waits until nothing changes any more."""
    before: dict[str, Stamp] | None = None
    while before != (now := look(data, out)):
        before = now
        sleep(REST)


def look(data: Path, out: Path) -> dict[str, Stamp]:
    """Stamps of all files below a folder, hidden ones left out, by path; empty where there is no such folder."""
    return dict(_stamps(str(data), str(out.resolve())))


def _stamps(folder: str, out: str) -> Iterator[tuple[str, Stamp]]:
    try:
        entries = [one for one in os.scandir(folder) if not one.name.startswith(".")]
        folders = [one.path for one in entries if one.is_dir() and os.path.realpath(one.path) != out]
        for one in entries:
            if one.is_file():
                status = one.stat()
                yield one.path, (status.st_mtime_ns, status.st_size, status.st_ino)
    except FileNotFoundError:
        return  # Gone while it was looked at: the next look sees the rest.
    for inner in folders:
        yield from _stamps(inner, out)
