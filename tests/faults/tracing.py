"""What strace printed, as values: the calls of a process, and what each did to files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

CHANGING = "openat,open,creat,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,unlink,unlinkat,rmdir"
WRITING = "write,pwrite64,writev,pwritev,ftruncate,fallocate,sendfile,copy_file_range"
SYNCING = "fsync,fdatasync"
TRACED = f"{CHANGING},{WRITING},{SYNCING},flock,read,pread64,close"
"""Calls that a build is followed by."""

_LINE = re.compile(r"(?P<pid>\d+)\s+(?P<name>\w+)\((?P<args>.*)\)\s+= (?P<result>.*)")
_BEGUN = re.compile(r"(?P<pid>\d+)\s+(?P<begun>\w+\(.*?)\s*<unfinished \.\.\.>")
_ENDED = re.compile(r"(?P<pid>\d+)\s+<\.\.\. \w+ resumed>(?P<rest>.*)")
_ARGUMENT = re.compile(r'"(?:[^"\\]|\\.)*"(?:\.\.\.)?|(?:[^,<"]|<[^>]*>)+')
_OPENED = re.compile(r"(?:AT_FDCWD|\d+)<(?P<path>[^>]*)>")


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the system."""

    pid: int
    name: str
    args: tuple[str, ...]
    result: str

    @property
    def injected(self) -> bool:
        """Whether strace made it fail."""
        return "(INJECTED)" in self.result

    @property
    def failed(self) -> bool:
        """Whether it returned an error, or never returned."""
        return self.result.startswith(("-1", "?"))

    @property
    def creates(self) -> bool:
        """Whether it may make or empty a file."""
        return any("O_CREAT" in part or "O_TRUNC" in part for part in self.args)

    @property
    def paths(self) -> tuple[str, ...]:
        """Absolute paths it acts on: of open files, and of names with their folder."""
        found: list[str] = []
        folder: str | None = None
        for part in self.args:
            opened = _OPENED.fullmatch(part)
            if opened:
                found += [folder] if folder else []
                folder = opened["path"]
            elif part.startswith('"/') or (part.startswith('"') and folder):
                found.append(str(PurePosixPath(folder or "/", part.strip('."'))))
                folder = None
        return (*found, folder) if folder else tuple(found)

    def within(self, folder: object) -> bool:
        """Whether it acts on a folder or something below it."""
        return any(_below(path, str(folder)) for path in self.paths)


def _below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(f"{folder}/")


def parse(lines: Iterable[str]) -> Iterator[Call]:
    """Reads the output of `strace -f -y`; calls that another process interrupted are put together again."""
    begun: dict[str, str] = {}
    for line in lines:
        if start := _BEGUN.match(line):
            begun[start["pid"]] = start["begun"]
            continue
        whole = line
        if end := _ENDED.match(line):
            whole = f"{end['pid']} {begun.pop(end['pid'], '')}{end['rest']}"
        if call := _LINE.match(whole):
            args = tuple(part.strip() for part in _ARGUMENT.findall(call["args"]) if part.strip())
            yield Call(int(call["pid"]), call["name"], args, call["result"].strip())


@dataclass(frozen=True, slots=True)
class Place:
    """The `number`th call of a name that a process makes; what strace can be told to fail."""

    name: str
    number: int
    path: str


def places(calls: Iterable[Call], folder: object, *, reading: bool = False) -> list[Place]:
    """Places where something below a folder is changed, or only read; each place once, in order."""
    numbers: Counter[tuple[int, str]] = Counter()
    found: dict[tuple[str, int], Place] = {}
    for call in calls:
        numbers[call.pid, call.name] += 1
        place = Place(call.name, numbers[call.pid, call.name], (call.paths or ("",))[-1])
        reads = call.name in ("read", "pread64", "close") or (call.name == "openat" and not call.creates)
        if call.within(folder) and reads == reading:
            found.setdefault((place.name, place.number), place)
    return list(found.values())


Kind = Literal["create", "write", "sync", "rename", "remove"]


@dataclass(frozen=True, slots=True)
class Event:
    """What a call did to the file system; `target` is the new name of what was renamed."""

    kind: Kind
    path: str
    target: str = ""


def events(calls: Iterable[Call]) -> Iterator[Event]:
    """What the calls that succeeded did, in order."""
    for call in calls:
        if not call.failed:
            yield from _events(call)


def _events(call: Call) -> Iterator[Event]:
    paths = call.paths
    if not paths:
        return
    if call.name.startswith("rename"):
        yield Event("rename", paths[0], paths[1])
    elif call.name.startswith("unlink") or call.name == "rmdir":
        yield Event("remove", paths[0])
    elif call.name.startswith(("mkdir", "link")):
        yield Event("create", paths[-1])
    elif call.name in ("open", "openat", "creat") and call.creates:
        yield Event("create", paths[0])
        yield Event("write", paths[0])
    elif call.name in WRITING.split(","):
        yield Event("write", paths[-1] if call.name == "copy_file_range" else paths[0])
    elif call.name in SYNCING.split(","):
        yield Event("sync", paths[0])
