"""A data folder while it is being edited: built again and again into a folder of its own, with its complaints.

What is built is a copy in which a file with a mistake stands as it was when it last had none; a file that never
was sound is left out.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from indexer.build import build_generation
from indexer.caching import Cache
from indexer.complaints import Complaint
from indexer.errors import DataError, IndexerError
from search_api.ranking import WEIGHTS
from search_api.watching import REST, Stamp, look


@dataclass(frozen=True, slots=True)
class Findings:
    """What one look at the folder found."""

    number: int = 0
    """Of the look, from 1"""
    complaints: tuple[Complaint, ...] = ()
    """Of the files as they stand on disk, in the order of files and lines"""
    changed: tuple[str, ...] = ()
    """Codes of procedures whose files were changed, added or taken away since the first look"""
    fault: IndexerError | OSError | None = None
    """Why nothing new could be built, but for mistakes in files"""

    def about(self, code: str) -> tuple[Complaint, ...]:
        """Complaints about the files of one procedure."""
        return tuple(one for one in self.complaints if code_of(one.path) == code)


def code_of(path: str) -> str:
    """The code that a file of a procedure is named after; something else for other files."""
    return Path(path).stem.partition("@")[0]


class Drafts:
    """The folder, its copy and what was found so far; one thread at a time."""

    def __init__(self, data: Path, work: Path) -> None:
        """`work` is an empty folder that goes with the preview."""
        self._data = data
        self._copy = work / "data"
        self.index = work / "index"
        """Where generations are built"""
        self._cache = Cache(self.index / "cache")
        self._seen: dict[str, Stamp] | None = None
        self._first: dict[str, Stamp] = {}
        self._sound: dict[str, bytes | None] = {}
        """File of the copy -> what it held when it last had no mistake; of files that were changed since"""
        self.found = Findings()

    def stale(self) -> bool:
        """Whether a file changed since the last look."""
        return self._look() != self._seen

    def look_again(self, sleep: Callable[[float], None] = time.sleep) -> Findings:
        """Waits until files rest, copies what changed, builds, and tells what was found."""
        now = self._look()
        while now != (later := self._rested(sleep)):
            now = later
        self._first = self._first or now
        self._take(now)
        complaints, fault = self._build()
        broken = {self._inside(one.path) for one in complaints if one.severity == "error"}
        self._settle(broken)
        if self._restore(broken):
            fault = self._build()[1]
        self.found = Findings(self.found.number + 1, self._named(complaints), self._changed(now), fault)
        return self.found

    def _look(self) -> dict[str, Stamp]:
        return look(self._data, self.index)

    def _rested(self, sleep: Callable[[float], None]) -> dict[str, Stamp]:
        sleep(REST)
        return self._look()

    def _take(self, now: dict[str, Stamp]) -> None:
        """Brings the copy to what stands on disk, keeping what sound files held before."""
        before = self._seen or {}
        for path in before.keys() | now.keys():
            inside = self._inside(path)
            if before.get(path) != now.get(path) or inside in self._sound:
                self._sound.setdefault(inside, _content(self._copy / inside))
                _put(self._copy / inside, _content(self._data / inside) if path in now else None)
        self._seen = now

    def _build(self) -> tuple[tuple[Complaint, ...], IndexerError | OSError | None]:
        try:
            report = build_generation(
                self._copy, self.index, keep_going=True, profiles=WEIGHTS.profiles, cache=self._cache
            )
        except DataError as error:
            return error.complaints, None
        except (IndexerError, OSError) as error:
            return (), error
        return report.complaints, None

    def _settle(self, broken: Iterable[str]) -> None:
        """Forgets what sound files held before."""
        self._sound = {inside: held for inside, held in self._sound.items() if inside in set(broken)}

    def _restore(self, broken: Iterable[str]) -> bool:
        """Puts back what files with mistakes held before; False where there is none."""
        held = [(inside, self._sound[inside]) for inside in broken if self._sound.get(inside) is not None]
        for inside, content in held:
            _put(self._copy / inside, content)
        return bool(held)

    def _changed(self, now: dict[str, Stamp]) -> tuple[str, ...]:
        paths = {path for path in self._first.keys() | now.keys() if self._first.get(path) != now.get(path)}
        procedures = self._data / "procedures"
        return tuple(sorted({code_of(path) for path in paths if procedures in Path(path).parents}))

    def _named(self, complaints: Iterable[Complaint]) -> tuple[Complaint, ...]:
        """Complaints with the paths of the folder itself, without those that a file put back would have."""
        named = [replace(one, path=str(self._data / self._inside(one.path))) for one in complaints]
        return tuple(sorted(named, key=lambda one: (one.path, one.line, one.column)))

    def _inside(self, path: str) -> str:
        for folder in (self._copy, self._data):
            if Path(path).is_relative_to(folder):
                return Path(path).relative_to(folder).as_posix()
        return path


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


def _put(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
