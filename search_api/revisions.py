"""How two versions of a procedure differ, in words that everybody reads. Pure."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import orjson

from indexer.catalog import Catalog
from indexer.changes import Difference, compare, record
from indexer.procedure import Procedure
from search_api.history import part
from search_api.words import Words

MOST = 200
"""Differences of two versions that are told: with more, the procedure was written anew."""
AROUND = 8
"""Words of an unchanged text that are shown on either side of a change."""
LONGEST_COMPARED = 4_000
"""Words of two texts together that are compared word by word: the time grows with their product."""
_STEP = re.compile(r"([a-z_]+)|\[(\d+)\]")
_WORDS = re.compile(r"\s+|[^\s]+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NAMES = ("name", "title", "label", "number", "text", "case", "channel", "address", "note")
"""Keys an item of a list is called by, the best first."""
_ENUMERATIONS = {
    "channel": "channel.{}",
    "online_level": "online_level.{}",
    "levels": "level.{}",
    "applicant_types": "applicant.{}",
    "status": "status.{}",
    "unit": "unit_name.{}",
    "applies": "components.applies.{}",
}
"""Key -> message of its values."""
_AGENCIES = (
    "agency",
    "competent_agencies",
    "delegated_agencies",
    "coordinating_agencies",
    "publishing_agency",
)

Piece = tuple[Literal["same", "old", "new"], str]


@dataclass(frozen=True, slots=True)
class Told:
    """One difference."""

    part: str
    """Last part of the message key `part.…`: what it is about"""
    where: tuple[str, ...]
    """Names of the items it is inside of, the outermost first"""
    detail: str | None
    """Last part of the message key `detail.…`; None where the part says it all"""
    pieces: tuple[Piece, ...] = ()
    """A changed text, word by word"""
    old: str = ""
    new: str = ""
    """Values that are no texts; empty: there was none"""
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    """Items of a list"""


class Revisions:
    """Tells differences in one language, with the names of one set of registers."""

    def __init__(self, words: Words, catalog: Catalog) -> None:
        self._words = words
        self._catalog = catalog

    def between(self, old: Procedure, new: Procedure) -> list[Told]:
        """What differs from one version to another, in the order of the model; their days aside."""
        before, after = ({("", ""): record(one)} for one in (old, new))
        whole = orjson.loads(after["", ""]), orjson.loads(before["", ""])
        found = [one for change in compare(before, after) for one in change.differences]
        told = [one for one in found if one.field not in ("valid_from", "valid_to")]
        return [self._tell(one, whole) for one in told[:MOST]]

    def _tell(self, difference: Difference, whole: Sequence[Any]) -> Told:
        steps = [name or int(place) for name, place in _STEP.findall(difference.field)]
        keys = [one for one in steps if isinstance(one, str)]
        about = part(difference.field)
        where = tuple(self._where(steps, whole))
        detail = keys[-1] if len(keys) > 1 and keys[-1] not in ("fees",) else None
        told = Told(about, where, detail)
        match difference.old, difference.new:
            case list() as old, list() as new:
                return replace(told, **self._items(old, new, keys[-1]))
            case str() as old, str() as new if not self._is_named(old, keys[-1]):
                return replace(told, pieces=tuple(pieces(old, new)))
            case old, new:
                return replace(told, old=self._value(old, keys[-1]), new=self._value(new, keys[-1]))

    def _where(self, steps: Sequence[str | int], whole: Sequence[Any]) -> Iterator[str]:
        """Names of the items of lists that a way leads through."""
        for at in range(1, len(steps)):
            if isinstance(steps[at], int) and isinstance(steps[at - 1], str):
                found = (_at(one, steps[: at + 1]) for one in whole)
                item = next((one for one in found if one is not None), None)
                if label := self._inside(item, str(steps[at - 1])):
                    yield label

    def _inside(self, item: Any, key: str) -> str:
        """What the item is called that a difference is inside of; a term without a case goes without saying."""
        if not isinstance(item, dict):
            return ""
        return str(item.get("case") or "") if key == "terms" else self._label(item, key)

    def _items(self, old: Sequence[Any], new: Sequence[Any], key: str) -> dict[str, Any]:
        """Items of a list that are new, gone, or stand on both sides with other contents."""
        gone = [self._label(one, key) for one in _without(old, new)]
        fresh = [self._label(one, key) for one in _without(new, old)]
        both = [one for one in fresh if one in gone]
        return {
            "added": tuple(one for one in fresh if one not in both),
            "removed": tuple(one for one in gone if one not in both),
            "changed": tuple(both),
        }

    def _label(self, item: Any, key: str) -> str:
        """What an item of a list is called."""
        if not isinstance(item, dict):
            return self._value(item, key)
        named = next(((name, item[name]) for name in _NAMES if isinstance(item.get(name), str)), None)
        if named is not None:
            return self._value(named[1], named[0])
        if item.get("amount") is not None:
            return self._words.amount(item["amount"], item.get("currency", "VND"))
        if item.get("duration") is not None and item.get("unit"):
            return self._words.duration(item["duration"], item["unit"])
        return next((self._value(one, "") for value in item.values() for one in _leaves(value)), "")

    def _is_named(self, text: str, key: str) -> bool:
        """Whether a value is an id or a day, not a text."""
        return key in (*_ENUMERATIONS, *_AGENCIES, "field", "kind") or bool(_DAY.fullmatch(text))

    def _value(self, value: Any, key: str) -> str:
        match value:
            case None:
                return ""
            case bool():
                return self._words("yes" if value else "no")
            case int() | float():
                return self._words.number(value)
            case str():
                return self._text(value, key)
            case list():
                return "; ".join(self._label(one, key) for one in value)
            case _:
                return self._label(value, key)

    def _text(self, text: str, key: str) -> str:
        if _DAY.fullmatch(text):
            return self._words.day(text)
        if key in _AGENCIES:
            return self._catalog.agency_name(text)
        if key == "field":
            return self._catalog.field_name(text)
        pattern = _ENUMERATIONS.get(key)
        return self._words.either(pattern.format(text), "unknown") if pattern else text


def _at(whole: Any, steps: Sequence[str | int]) -> Any:
    """What stands at the end of a way; None where it does not lead anywhere."""
    found = whole
    for step in steps:
        if isinstance(found, Mapping):
            found = found.get(str(step))
        elif isinstance(found, list) and isinstance(step, int) and step < len(found):
            found = found[step]
        else:
            return None
    return found


def _without(items: Sequence[Any], others: Sequence[Any]) -> Iterator[Any]:
    """Items that the others do not hold as often."""
    left = Counter(orjson.dumps(one) for one in others)
    for item in items:
        raw = orjson.dumps(item)
        if left[raw]:
            left[raw] -= 1
        else:
            yield item


def _leaves(value: Any) -> Iterator[str]:
    """The texts inside a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _leaves(one)


def pieces(old: str, new: str) -> Iterator[Piece]:
    """A changed text as runs that stayed, went and came; long runs that stayed are cut in the middle."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if len(before) + len(after) > LONGEST_COMPARED:
        yield from (("old", old), ("new", new))
        return
    if before == after:
        yield "same", new
        return
    matched = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for number, (kind, a, b, c, d) in enumerate(_joined(matched, before)):
        if kind == "equal":
            yield (
                "same",
                _shortened(before[a:b], first=number == 0, last=b == len(before) and d == len(after)),
            )
            continue
        if b > a:
            yield "old", "".join(before[a:b])
        if d > c:
            yield "new", "".join(after[c:d])


_Run = tuple[str, int, int, int, int]
"""Kind, and from where to where in the old and the new words"""


def _joined(matched: Sequence[_Run], before: Sequence[str]) -> list[_Run]:
    """Changes with nothing but a blank between them are one: people read phrases."""
    runs: list[_Run] = []
    for number, run in enumerate(matched):
        blank = run[0] == "equal" and not "".join(before[run[1] : run[2]]).strip()
        between = blank and 0 < number < len(matched) - 1
        if runs and runs[-1][0] != "equal" and (between or run[0] != "equal"):
            last = runs.pop()
            runs.append(("replace", last[1], run[2], last[3], run[4]))
        else:
            runs.append(run)
    return runs


def _shortened(words: Sequence[str], *, first: bool, last: bool) -> str:
    """A run that stayed; blanks count as words."""
    head, tail = (0 if first else 2 * AROUND), (0 if last else 2 * AROUND)
    if len(words) <= head + tail + 4:
        return "".join(words)
    return f"{''.join(words[:head])} … {''.join(words[len(words) - tail :]) if tail else ''}"
