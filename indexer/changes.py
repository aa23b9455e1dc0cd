"""What changed from one set of procedures to the next, and the record of it that generations hand on.

    INDEX/gen-<id>/changes.jsonl    one change a line, oldest first (docs/operations.md)

A version is known by its code and its first day: another `valid_from` is another version. A difference is
named by the way to it, as complaints name it: `methods[0].terms[0].fees[0].amount`. Lists of unequal length, or
whose items have moved, differ as a whole: their places do not answer to each other.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import orjson
from pydantic import BaseModel, ValidationError

from indexer.complaints import Path as Way
from indexer.complaints import shown_path
from indexer.errors import DamagedError
from indexer.generation import FileEntry, verify
from indexer.procedure import Procedure
from indexer.records import Records
from indexer.stored import read_identities

KEPT_LINES = 20_000
"""Newest lines that are handed on: some 5 MB, years of a portal's edits, yet read in an instant."""
MOST_FIELDS = 50
"""A record that would name more fields names the top keys they stand under: it was written anew."""
FILE = "changes.jsonl"
UNTOLD = frozenset({"source.retrieved_on"})
"""Fields whose change is none of the procedure: a new import moves them everywhere."""

_TOLD = ("kind", "code", "valid_from", "name", "agency", "field", "fields")
Kind = Literal["added", "changed", "removed"]
Key = tuple[str, str]
"""Code and first day of a version; the day is empty where it is unknown."""
RecordsByKey = Mapping[Key, bytes]
"""Procedures as JSON, as generations hold them."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that differs; None also stands for a value that is not there."""

    field: str
    """Way to it, e.g. methods[0].terms[0].duration."""
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Change:
    """One version of a procedure that was added, changed or removed; the name is its newest."""

    kind: Kind
    code: str
    valid_from: str | None
    name: str
    differences: tuple[Difference, ...] = ()
    """None for what was added or removed."""
    agency: str = ""
    field: str = ""
    """As the name: feeds of an agency or field also tell of what is gone."""

    @property
    def key(self) -> str:
        """The version as its file is called: the code, with @valid_from where it is known."""
        return f"{self.code}@{self.valid_from}" if self.valid_from else self.code

    @property
    def fields(self) -> list[str]:
        """Names of what differs; of more than MOST_FIELDS only their top keys."""
        names = [one.field for one in self.differences]
        tops = dict.fromkeys(name.partition(".")[0].partition("[")[0] for name in names)
        return names if len(names) <= MOST_FIELDS else list(tops)


@dataclass(frozen=True, slots=True)
class Tally:
    """What a build recorded: numbers of changes against the generation before it."""

    previous: str = ""
    """Name of that generation; empty for the first build, which records nothing."""
    added: int = 0
    changed: int = 0
    removed: int = 0
    dropped: int = 0
    """Oldest lines that were left out to keep KEPT_LINES."""
    refused: DamagedError | None = None
    """Why the previous generation could not be read: the history then starts anew."""


def records(procedures: Iterable[Procedure]) -> dict[Key, bytes]:
    """Procedures as `compare` takes them."""
    return {
        (one.code, one.valid_from.isoformat() if one.valid_from else ""): record(one) for one in procedures
    }


def record(procedure: Procedure) -> bytes:
    """A procedure as generations hold it."""
    return procedure.model_dump_json(by_alias=True).encode("utf-8")


def compare(old: RecordsByKey, new: RecordsByKey) -> Iterator[Change]:
    """What was added, changed and removed, in the order of codes and days.

    Raises DamagedError for a record that is no procedure of this version of thutuc.
    """
    for key in sorted(old.keys() | new.keys()):
        change = _change(old.get(key), new.get(key))
        if change is not None:
            yield change


def _change(old: bytes | None, new: bytes | None) -> Change | None:
    if old == new:
        return None
    before, after = _plain(old), _plain(new)
    newest = after or before
    facts = {name: newest[name] for name in ("code", "valid_from", "name", "agency", "field")}
    if old is None or new is None:
        return Change("removed" if new is None else "added", **facts)
    found = tuple(one for one in _differences(before, after, ()) if one.field not in UNTOLD)
    return Change("changed", **facts, differences=found) if found else None


def _plain(raw: bytes | None) -> dict[str, Any]:
    """A record as plain values, every default filled in."""
    if raw is None:
        return {}
    try:
        return Procedure.model_validate_json(raw).model_dump(mode="json", by_alias=True)
    except ValidationError as error:
        raise _strange(raw) from error


def _strange(raw: bytes) -> DamagedError:
    return DamagedError("other_version", path=f"{raw[:40].decode('utf-8', 'replace')}...")


def _differences(old: Any, new: Any, way: Way) -> Iterator[Difference]:
    # As JSON: to Python, 1 equals true; to a condition of a form it does not.
    if orjson.dumps(old) == orjson.dumps(new):
        return
    match old, new:
        case dict(), dict():
            for name in dict.fromkeys((*new, *old)):
                yield from _differences(old.get(name), new.get(name), (*way, name))
        case list(), list() if _answer(old, new):
            for place, (before, after) in enumerate(zip(old, new, strict=True)):
                yield from _differences(before, after, (*way, place))
        case _:
            yield Difference(shown_path(way), old, new)


def _answer(old: Sequence[Any], new: Sequence[Any]) -> bool:
    """Whether the places of two lists answer to each other: there are as many, and no item has only moved."""
    before, after = ([orjson.dumps(item) for item in items] for items in (old, new))
    differing = [(a, b) for a, b in zip(before, after, strict=False) if a != b]
    return len(old) == len(new) and not any(a in after or b in before for a, b in differing)


# Generations -------------------------------------------------------------------------------------------------


class _Sealed(BaseModel):
    """What is read of a manifest: histories go on though the format of the rest changes."""

    files: dict[str, FileEntry]


class _Keyed(BaseModel):
    """What is read of a record to know which it is."""

    code: str
    valid_from: str | None = None


class _Stored(Mapping[Key, bytes]):
    """Records of a generation, left where they are until they are asked for."""

    def __init__(self, stored: Records, numbers: Iterable[int]) -> None:
        self._stored = stored
        self._numbers = {_key(stored[number]): number for number in numbers}

    def __getitem__(self, key: Key) -> bytes:
        return self._stored[self._numbers[key]]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)


def _key(raw: bytes) -> Key:
    try:
        found = _Keyed.model_validate_json(raw)
    except ValidationError as error:
        raise _strange(raw) from error
    return found.code, found.valid_from or ""


def stored_records(folder: Path) -> RecordsByKey:
    """The procedures of a finished generation; raises DamagedError where they cannot be read."""
    stored = _open(folder)
    return _Stored(stored, range(len(stored)))


def _open(folder: Path) -> Records:
    for name in ("procedures.jsonl", "procedures.offsets.npy"):
        _verify(folder, name)
    try:
        return Records(folder / "procedures")
    except (OSError, ValueError) as error:
        raise DamagedError("unreadable", path=folder / "procedures", reason=error) from error


def _verify(folder: Path, name: str) -> None:
    """Compares one file with the manifest: to hash a whole generation would cost more than to compare it."""
    entry = _manifest(folder).files.get(name)
    if entry is None:
        raise DamagedError("differs", path=folder / name)
    verify(folder, name, entry)


def _manifest(folder: Path) -> _Sealed:
    path = folder / "manifest.json"
    try:
        return _Sealed.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise DamagedError("unreadable", path=path, reason=type(error).__name__) from error


def carry_forward(folder: Path, previous: Path | None, now: dt.datetime, made: Sequence[bytes] = ()) -> Tally:
    """Writes changes.jsonl into an unfinished generation: the lines of the previous one, then its own.

    The procedures of `folder` must stand there already; `now` carries its offset from UTC. The first build
    writes no line, for everything would be new. Nor does one whose previous generation is damaged or of
    another make: the tally says so, and the history starts anew. `made` are digests of the procedures; without
    them all are compared.
    """
    before: list[bytes] = []
    own: list[tuple[Kind, bytes]] = []
    refused: DamagedError | None = None
    if previous is not None:
        try:
            before = _history(previous)
            own = [(change.kind, _line(change, folder, now)) for change in _between(previous, folder, made)]
        except DamagedError as error:
            before, refused = [], error
    lines = [*before, *(line for _, line in own)]
    (folder / FILE).write_bytes(b"".join(lines[-KEPT_LINES:]))
    kinds = Counter(kind for kind, _ in own)
    return Tally(
        previous=previous.name if previous else "",
        added=kinds["added"],
        changed=kinds["changed"],
        removed=kinds["removed"],
        dropped=max(0, len(lines) - KEPT_LINES),
        refused=refused,
    )


def _history(previous: Path) -> list[bytes]:
    """Lines handed on; none where the generation was made before there were any."""
    if FILE not in _manifest(previous).files:
        return []
    _verify(previous, FILE)
    return (previous / FILE).read_bytes().splitlines(keepends=True)


def _between(previous: Path, folder: Path, made: Sequence[bytes]) -> Iterator[Change]:
    """Changes from one generation to another, whose procedures have these digests (stored.py): those that stand
    in both as they are cost nothing."""
    old, new = _open(previous), Records(folder / "procedures")
    before, after = read_identities(previous, _manifest(previous).files), made
    if not before or not after:
        return compare(_Stored(old, range(len(old))), _Stored(new, range(len(new))))
    gone, fresh = set(before).difference(after), set(after).difference(before)
    return compare(
        _Stored(old, [number for number, digest in enumerate(before) if digest in gone]),
        _Stored(new, [number for number, digest in enumerate(after) if digest in fresh]),
    )


def _line(change: Change, folder: Path, now: dt.datetime) -> bytes:
    plain = {
        "generation": folder.name.removesuffix(".partial").removeprefix("gen-"),
        "at": now.isoformat(timespec="seconds"),
        **{name: getattr(change, name) for name in _TOLD},
    }
    return orjson.dumps(plain, option=orjson.OPT_APPEND_NEWLINE)
