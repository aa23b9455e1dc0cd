"""What a power cut could destroy: the order of writing, fsync and renaming of one build, checked.

A file survives when it was fsynced after its last write, a name when its folder was fsynced after the name was
made. All of a generation must survive before the pointer may name it, the pointer before anything is removed.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from tests.faults.tracing import Event

POINTER = "CURRENT"


class _Disk:
    """What would be lost now: contents and names that no fsync has reached, as paths."""

    def __init__(self, root: str) -> None:
        self._root = PurePosixPath(root)
        self.contents: set[str] = set()
        self.names: set[str] = set()
        self.made: set[str] = set()
        """Paths that this build made."""
        self.moved = False
        self.settled = False
        """Whether the pointer has moved, and whether that survives."""

    def apply(self, event: Event) -> list[str]:
        """Takes an event in; gives what is wrong with it."""
        wrong = [*self._frozen(event), *(self._too_early() if self._points(event) else [])]
        wrong += self._pointer_lost(event)
        getattr(self, f"_{event.kind}")(event)
        return wrong

    def _create(self, event: Event) -> None:
        self.names.add(event.path)
        self.made.add(event.path)

    def _write(self, event: Event) -> None:
        self.contents.add(event.path)

    def _sync(self, event: Event) -> None:
        self.contents.discard(event.path)
        self.names -= {name for name in self.names if str(PurePosixPath(name).parent) == event.path}
        self.settled = self.settled or (self.moved and event.path == str(self._root))

    def _rename(self, event: Event) -> None:
        for kept in (self.contents, self.names, self.made):
            inside = {path for path in kept if self._below(path, event.path)}
            kept.difference_update(inside)
            kept.update(event.target + path.removeprefix(event.path) for path in inside)
        self.names.add(event.target)
        self.made.add(event.target)
        self.moved = self.moved or self._points(event)

    def _remove(self, event: Event) -> None:
        for kept in (self.contents, self.names, self.made):
            kept.difference_update({path for path in kept if self._below(path, event.path)})

    @staticmethod
    def _below(path: str, folder: str) -> bool:
        return path == folder or path.startswith(f"{folder}/")

    def _points(self, event: Event) -> bool:
        return event.kind == "rename" and PurePosixPath(event.target) == self._root / POINTER

    def _in_generation(self, path: str) -> bool:
        """Whether a path is, or lies in, a generation that readers may open."""
        relative = PurePosixPath(path)
        if not relative.is_relative_to(self._root) or relative == self._root:
            return False
        top = relative.relative_to(self._root).parts[0]
        return top.startswith("gen-") and not top.endswith(".partial")

    def _too_early(self) -> list[str]:
        new = str(self._root / f"{POINTER}.new")
        lost = [path for path in self.contents if self._in_generation(path) or path == new]
        names = [path for path in self.names if self._in_generation(path)]
        return [f"the pointer moved before an fsync of {path}" for path in sorted(lost)] + [
            f"the pointer moved before an fsync of the folder of {path}" for path in sorted(names)
        ]

    def _frozen(self, event: Event) -> list[str]:
        """Changes of what readers may have open."""
        if event.kind == "write" and self._in_generation(event.path):
            return [f"{event.path} was written in a finished generation"]
        return []

    def _pointer_lost(self, event: Event) -> list[str]:
        old = event.kind == "remove" and self._in_generation(event.path) and event.path not in self.made
        return [f"{event.path} was removed before the pointer was safe"] if old and not self.settled else []


def violations(events: Iterable[Event], root: str) -> list[str]:
    """What a power cut at some moment of a build below `root` could destroy; empty where nothing."""
    disk = _Disk(root)
    wrong = [one for event in events for one in disk.apply(event)]
    if not disk.moved:
        wrong.append("the pointer never moved")
    elif not disk.settled:
        wrong.append("the folder of the pointer was never fsynced after it moved")
    return wrong
