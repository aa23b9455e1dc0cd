"""Two states of the procedures side by side, as an editor reads them: which fields, from what to what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import orjson

from indexer.changes import Change, Difference, Kind, RecordsByKey, compare, records, stored_records
from indexer.errors import DataError
from indexer.generation import current_generation
from indexer.load import load_folder
from indexer.procedure import Status
from indexer.settling import settle

Say = Callable[..., str]
"""Key of the message table and values -> text."""

_KINDS: tuple[Kind, ...] = ("changed", "removed", "added")
_WIDTH = 70
"""Letters of a value that are shown: two of them and a field's name fit a wide terminal."""
_BEFORE = 20
"""Letters shown before the first difference of long texts."""
_MOST_FIELDS = 50
"""Lines about one procedure: with more, it was written anew and is better read as a file."""
_MOST_ITEMS = 6
"""Items of a list that are named."""
_NAMES = ("name", "title", "label", "number", "text", "case", "channel")
"""Keys an item of a list is called by, the best first."""
_EMPTY: tuple[Any, ...] = (None, [], {})


class UnknownFolderError(Exception):
    """A folder holds neither data nor an index; the argument is its path."""


def between(old: Path, new: Path) -> list[Change]:
    """Changes from one folder to another: data folders, generations or indexes (their current generation).

    As a build does, it leaves drafts out and lets versions end where the next begins. Raises DataError where a
    data folder has mistakes, GenerationError for a damaged generation and UnknownFolderError.
    """
    return list(compare(_records(old), _records(new)))


def _records(folder: Path) -> RecordsByKey:
    if (folder / "portal.yaml").is_file() or (folder / "procedures").is_dir():
        return _of_data(folder)
    generation = folder if (folder / "manifest.json").is_file() else current_generation(folder)
    if generation is None:
        raise UnknownFolderError(folder)
    return stored_records(generation)


def _of_data(folder: Path) -> RecordsByKey:
    loaded = load_folder(folder)
    mistakes = [one for one in loaded.complaints if one.severity == "error"]
    if mistakes:
        raise DataError(mistakes)
    return records(settle([one for one in loaded.procedures if one.status is not Status.DRAFT]))


def as_record(changes: Sequence[Change]) -> dict[str, Any]:
    """Counts and changes with whole values, for JSON."""
    plain = [
        {
            "kind": one.kind,
            "code": one.code,
            "valid_from": one.valid_from,
            "name": one.name,
            "fields": [{"field": d.field, "old": d.old, "new": d.new} for d in one.differences],
        }
        for one in changes
    ]
    return {"counts": _counts(changes), "changes": plain}


def _counts(changes: Sequence[Change]) -> dict[str, int]:
    counted = Counter(one.kind for one in changes)
    return {kind: counted[kind] for kind in _KINDS}


def lines(changes: Sequence[Change], say: Say) -> Iterator[str]:
    """Counts, then each procedure: first the changed ones with their fields, then the removed, the added."""
    if not changes:
        yield say("diff_same")
        return
    yield say("diff_counts", **_counts(changes))
    for kind in _KINDS:
        for change in (one for one in changes if one.kind == kind):
            yield f"{say(f'diff_{kind}')} {change.key}: {_printable(change.name)}"
            yield from _field_lines(change.differences, say)


def _field_lines(differences: Sequence[Difference], say: Say) -> Iterator[str]:
    for one in differences[:_MOST_FIELDS]:
        yield f"    {one.field}: {_shown(one.old, one.new, say)}"
    if len(differences) > _MOST_FIELDS:
        yield f"    {say('diff_more', number=len(differences) - _MOST_FIELDS)}"


def _shown(old: Any, new: Any, say: Say) -> str:
    match old, new:
        case list(), list():
            return _items(old, new, say)
        case str(), str():
            start = _start(old, new)
            return f"{_quoted(old, start)} → {_quoted(new, start)}"
        case _:
            return f"{_value(old, say)} → {_value(new, say)}"


def _start(old: str, new: str) -> int:
    """Where to begin to show two texts: at a word shortly before they part; at the front where they are short."""
    if max(len(old), len(new)) <= _WIDTH:
        return 0
    shorter = min(len(old), len(new))
    parting = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), shorter)
    near = max(0, parting - _BEFORE)
    return (old.rfind(" ", max(0, near - _BEFORE), near) + 1) or near


def _quoted(text: str, start: int = 0) -> str:
    part = text[start : start + _WIDTH]
    before, after = "…" if start else "", "…" if len(text) > start + _WIDTH else ""
    return f'"{before}{_printable(part)}{after}"'


def _printable(text: str) -> str:
    """A text on one line, with what has no shape of its own made visible."""
    return "".join(c if c.isprintable() else "·" for c in text.replace("\n", "⏎"))


def _value(value: Any, say: Say) -> str:
    if value in _EMPTY:
        return say("diff_empty")
    match value:
        case str():
            return _quoted(value)
        case list():
            return ", ".join(_named(value))
        case dict():
            return _label(value)
        case _:
            return _plain(value)


def _plain(value: float | bool) -> str:
    """A number or truth value as YAML has it; a whole number without its `.0`."""
    whole = isinstance(value, float) and value.is_integer()
    return orjson.dumps(int(value) if whole else value).decode("utf-8")


def _items(old: Sequence[Any], new: Sequence[Any], say: Say) -> str:
    """Which items of a list are new, gone, or stand on both sides with other contents."""
    gone, fresh = _labels(old, new), _labels(new, old)
    both = [label for label in fresh if label in gone]
    parts = {
        "diff_items_added": [label for label in fresh if label not in both],
        "diff_items_removed": [label for label in gone if label not in both],
        "diff_items_changed": both,
    }
    said = [say(key, items=", ".join(_few(labels))) for key, labels in parts.items() if labels]
    return "; ".join(said) or say("diff_reordered")


def _labels(items: Sequence[Any], others: Sequence[Any]) -> list[str]:
    """Labels of the items that the others do not hold as often."""
    left = Counter(orjson.dumps(one) for one in others)
    found = []
    for item in items:
        raw = orjson.dumps(item)
        if left[raw]:
            left[raw] -= 1
        else:
            found.append(_label(item))
    return found


def _named(items: Sequence[Any]) -> list[str]:
    return _few([_label(one) for one in items])


def _few(labels: Sequence[str]) -> list[str]:
    return [*labels[:_MOST_ITEMS], *(["…"] if len(labels) > _MOST_ITEMS else [])]


def _label(item: Any) -> str:
    """What a value is called: itself, its name, or else what it holds."""
    if not isinstance(item, dict):
        return _quoted(item) if isinstance(item, str) else _plain(item)
    named = next((item[key] for key in _NAMES if isinstance(item.get(key), str)), None)
    if named is not None:
        return _quoted(named)
    held = {key: value for key, value in item.items() if value not in _EMPTY}
    return _printable(orjson.dumps(held).decode("utf-8")[:_WIDTH])
