"""YAML text -> plain values and where each stands, by our own resolver after YAML 1.2.

Plain scalars become null, true, false, integers and decimals; everything else stays text, so that `no`,
`12:30` and `2026-01-02` mean what they say. Built from libyaml's event stream, which survives nesting that
crashes its composer; anchors, aliases, tags and merge keys are refused: procedures need none, bombs do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from indexer.complaints import Path
from indexer.messages import SYNTAX

LARGEST_FILE = 1 << 20
"""Bytes; the longest national record has 60 kB."""
DEEPEST = 50
"""Nesting; the deepest place of the model has 12 levels."""
MOST_NODES = 100_000
LONGEST_NUMBER = 18
"""Digits that fit 64 bits; longer ones are rubbish and slow to convert."""

_NULL = re.compile(r"null|Null|NULL|~|")
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INTEGER = re.compile(r"[-+]?[0-9]+")
_DECIMAL = re.compile(r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)")

Place = tuple[int, int]
"""Line and column, from 1."""


class YamlError(Exception):
    """A text that cannot be read on: rule, place and values of the complaint."""

    def __init__(self, rule: str, place: Place = (1, 1), **values: object) -> None:
        super().__init__(rule)
        self.rule = rule
        self.place = place
        self.values = values


@dataclass(slots=True)
class Tree:
    """A parsed file: its values, where each stands, and what is wrong with it but can be read."""

    data: Any = None
    places: dict[Path, Place] = field(default_factory=dict)
    """Place of each value."""
    keys: dict[Path, Place] = field(default_factory=dict)
    """Place of the key of each value of a mapping."""
    numbers: dict[Path, str] = field(default_factory=dict)
    """Spelling of each unquoted number."""
    doubled: list[tuple[Path, Place, Place]] = field(default_factory=list)
    """Keys given twice: path, second place, first place."""


def decode(raw: bytes) -> str:
    """The text of a file: UTF-8 with or without a byte order mark. Raises YamlError."""
    if len(raw) > LARGEST_FILE:
        raise YamlError("too_large", size=len(raw), most=LARGEST_FILE)
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise YamlError("utf16")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        place = (before.count(b"\n") + 1, len(before) - before.rfind(b"\n"))
        raise YamlError("not_utf8", place, byte=error.start) from error


def parse(text: str) -> Tree:
    """The tree of a text that holds one document. Raises YamlError where it cannot be read to its end."""
    builder = _Builder(_events(text))
    return builder.document()


def _events(text: str) -> Iterator[yaml.Event]:
    depth = nodes = 0
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            nodes += isinstance(event, yaml.NodeEvent)
            if depth > DEEPEST:
                raise YamlError("too_deep", _place(event), most=DEEPEST)
            if nodes > MOST_NODES:
                raise YamlError("too_many_nodes", _place(event), most=MOST_NODES)
            _refuse(event)
            yield event
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (1, 1) if mark is None else (mark.line + 1, mark.column + 1)
        raise _syntax(place, _said(error, text)) from error
    except yaml.YAMLError as error:
        line = text.encode("utf-8")[: getattr(error, "position", 0)].count(b"\n") + 1
        raise _syntax((line, 1), str(getattr(error, "reason", error))) from error


def _said(error: yaml.MarkedYAMLError, text: str) -> str:
    """What libyaml says; it calls a tab by its name in some places only."""
    mark = error.problem_mark
    lines = text.split("\n", mark.line + 1) if mark else []
    if mark and mark.line < len(lines) and lines[mark.line][mark.column : mark.column + 1] == "\t":
        return "found a tab character"
    return error.problem or error.context or ""


def _syntax(place: Place, said: str) -> YamlError:
    vi, en = next(words for start, words in SYNTAX.items() if said.startswith(start))
    return YamlError("syntax", place, problem_vi=vi, problem_en=en)


def _refuse(event: yaml.Event) -> None:
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise YamlError("alias", _place(event))
    tag = getattr(event, "tag", None)
    if tag:
        raise YamlError("tag", _place(event), tag=str(tag)[:60])


def _place(event: yaml.Event) -> Place:
    mark = event.start_mark
    return (1, 1) if mark is None else (mark.line + 1, mark.column + 1)


class _Builder:
    """Builds values from events; the depth of its recursion is bounded by DEEPEST."""

    def __init__(self, events: Iterator[yaml.Event]) -> None:
        self._events = events
        self._tree = Tree()

    def document(self) -> Tree:
        started = False
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if started:
                    raise YamlError("several_documents", _place(event))
                started = True
                self._tree.data = self._value(next(self._events), ())
        if not started:
            raise YamlError("empty_file")
        return self._tree

    def _value(self, event: yaml.Event, path: Path) -> Any:
        self._tree.places[path] = _place(event)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        assert isinstance(event, yaml.ScalarEvent)  # noqa: S101 - the refused kinds never come here
        return self._scalar(event, path)

    def _sequence(self, path: Path) -> list[Any]:
        values: list[Any] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            values.append(self._value(event, (*path, len(values))))
        return values

    def _mapping(self, path: Path) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise YamlError("complex_key", _place(event))
            if event.value == "<<":
                raise YamlError("alias", _place(event))
            inside = (*path, event.value)
            if inside in self._tree.keys:
                self._tree.doubled.append((inside, _place(event), self._tree.keys[inside]))
                self._skip(next(self._events))
                continue
            self._tree.keys[inside] = _place(event)
            values[event.value] = self._value(next(self._events), inside)
        return values

    def _skip(self, event: yaml.Event) -> None:
        """Passes over a value without keeping it."""
        depth = 0
        while True:
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth == 0:
                return
            event = next(self._events)

    def _scalar(self, event: yaml.ScalarEvent, path: Path) -> Any:
        value: str = event.value
        if not event.implicit[0] or event.style:
            return value
        if _NULL.fullmatch(value):
            return None
        if value in _BOOL:
            return _BOOL[value]
        for pattern, convert in ((_INTEGER, int), (_DECIMAL, float)):
            if pattern.fullmatch(value):
                if len(value) > LONGEST_NUMBER:
                    raise YamlError("long_number", _place(event), most=LONGEST_NUMBER)
                self._tree.numbers[path] = value
                return convert(value)
        return value
