"""What pydantic finds wrong in a file, as complaints with a place and words that tell how to mend it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from indexer.choices import meant
from indexer.complaints import Complaint, Path, Severity, nearest, shown_path
from indexer.messages import PATTERNS
from indexer.yaml_tree import Place, Tree

_Values = dict[str, object]
_SHOWN = 60
"""Letters of a wrong value that a message repeats."""


@dataclass(frozen=True, slots=True)
class Where:
    """One file and its parsed tree: turns paths into complaints."""

    path: str
    tree: Tree

    def complain(self, at: Path, rule: str, /, severity: Severity = "error", **values: object) -> Complaint:
        """A complaint about the value at a path, or about the nearest value above it that stands in the file."""
        line, column = self._place(at)
        return Complaint(self.path, line, column, shown_path(at), rule, tuple(values.items()), severity)

    def _place(self, at: Path) -> Place:
        for length in range(len(at), 0, -1):
            if at[:length] in self.tree.places:
                return self.tree.places[at[:length]]
        return self.tree.places.get((), (1, 1))


def doubled_keys(where: Where) -> Iterator[Complaint]:
    """A complaint for each key that stands twice in a mapping."""
    for path, (line, column), first in where.tree.doubled:
        values = (("name", path[-1]), ("first", first[0]))
        yield Complaint(where.path, line, column, shown_path(path), "doubled_key", values)


def explain(where: Where, model: type[BaseModel], errors: list[ErrorDetails]) -> Iterator[Complaint]:
    """One complaint a place: of several readings of one value that all fail, the first speaks."""
    seen: set[Path] = set()
    for error in errors:
        path = _path(where.tree, error)
        if path not in seen and not _follows(error):
            seen.add(path)
            yield _complaint(where, model, error, path)


def _follows(error: ErrorDetails) -> bool:
    """Whether a list is called too short only because its faulty items were not counted."""
    given = error["input"]
    return (
        error["type"] == "too_short" and isinstance(given, list) and len(given) >= error["ctx"]["min_length"]
    )


def _path(tree: Tree, error: ErrorDetails) -> Path:
    """Way to the value in the file: names of union members in pydantic's location are left out."""
    path: Path = ()
    for part in error["loc"]:
        if (*path, part) in tree.places:
            path = (*path, part)
    match error["type"]:
        case "missing":
            return (*path, error["loc"][-1])
        case "union_tag_invalid" | "union_tag_not_found":
            return (*path, "type")
        case _:
            return path


def _complaint(where: Where, model: type[BaseModel], error: ErrorDetails, path: Path) -> Complaint:
    if error["type"] == "extra_forbidden":
        line, column = where.tree.keys.get(path, (1, 1))
        near = nearest(str(path[-1]), _keys_at(model, error["loc"][:-1]))
        return Complaint(where.path, line, column, shown_path(path), "unknown_key", (("near", near),))
    if path in where.tree.numbers and error["type"] in ("string_type", "union_tag_invalid"):
        return where.complain(path, "number_not_text", raw=where.tree.numbers[path])
    rule, values = _rule(error)
    return where.complain(path, rule, "error", **values)


def _rule(error: ErrorDetails) -> tuple[str, _Values]:
    found = _RULES.get(error["type"])
    if found is None:
        return "other", {"detail": error["msg"]}
    return found(error)


def _plain(rule: str, **names: str) -> Callable[[ErrorDetails], tuple[str, _Values]]:
    """A rule whose values are taken from the error's context by name."""
    return lambda error: (rule, {ours: error["ctx"][theirs] for ours, theirs in names.items()})


def _text(error: ErrorDetails) -> tuple[str, _Values]:
    return ("bool_not_text" if isinstance(error["input"], bool) else "not_text"), {}


def _pattern(error: ErrorDetails) -> tuple[str, _Values]:
    pattern = error["ctx"]["pattern"]
    vi, en = next(words for start, words in PATTERNS.items() if pattern.startswith(start))
    return "pattern", {"value": _shown(error), "expected_vi": vi, "expected_en": en}


def _day(error: ErrorDetails) -> tuple[str, _Values]:
    return "not_day", {"value": _shown(error)}


def _choice(error: ErrorDetails) -> tuple[str, _Values]:
    allowed = re.findall(r"'([^']*)'", error["ctx"].get("expected") or error["ctx"]["expected_tags"])
    value = error["ctx"].get("tag", _shown(error))
    return "not_one_of", {
        "value": value,
        "allowed": ", ".join(allowed),
        "near": meant(str(value), allowed) or nearest(str(value), allowed),
    }


def _short(error: ErrorDetails) -> tuple[str, _Values]:
    if isinstance(error["input"], str):
        return "empty_text", {}
    return "short_list", {"least": error["ctx"]["min_length"]}


def _long(error: ErrorDetails) -> tuple[str, _Values]:
    rule = "long_text" if isinstance(error["input"], str) else "long_list"
    return rule, {"most": error["ctx"]["max_length"]}


def _shown(error: ErrorDetails) -> str:
    return str(error["input"])[:_SHOWN]


_RULES: dict[str, Callable[[ErrorDetails], tuple[str, _Values]]] = {
    "missing": _plain("missing"),
    "union_tag_not_found": lambda error: ("missing", {}),
    "union_tag_invalid": _choice,
    "enum": _choice,
    "literal_error": _choice,
    "string_type": _text,
    "string_too_short": _plain("empty_text"),
    "string_too_long": _plain("long_text", most="max_length"),
    "string_pattern_mismatch": _pattern,
    "int_type": _plain("not_integer"),
    "int_from_float": _plain("not_integer"),
    "int_parsing": _plain("not_integer"),
    "float_type": _plain("not_number"),
    "bool_type": _plain("not_bool"),
    "date_type": _day,
    "date_parsing": _day,
    "date_from_datetime_parsing": _day,
    "date_from_datetime_inexact": _day,
    "tuple_type": _plain("not_list"),
    "list_type": _plain("not_list"),
    "dict_type": _plain("not_mapping"),
    "model_type": _plain("not_mapping"),
    "model_attributes_type": _plain("not_mapping"),
    "greater_than_equal": _plain("too_small", least="ge"),
    "greater_than": _plain("too_small", least="gt"),
    "less_than_equal": _plain("too_big", most="le"),
    "too_short": _short,
    "too_long": _long,
}


def _keys_at(model: type[BaseModel], location: tuple[int | str, ...]) -> list[str]:
    """Keys that are allowed where pydantic's location leads."""
    kinds: list[Any] = [model]
    for part in location:
        kinds = [inner for kind in kinds for inner in _inside(kind, part)] or kinds
    return [
        one.alias or name
        for kind in kinds
        if isinstance(kind, type) and issubclass(kind, BaseModel)
        for name, one in kind.model_fields.items()
    ]


def _inside(kind: Any, part: int | str) -> list[Any]:
    """Model classes behind one part of a location: a key, a position or the tag of a union member."""
    if not (isinstance(kind, type) and issubclass(kind, BaseModel)):
        return []
    for name, one in kind.model_fields.items():
        if part in (name, one.alias):
            return list(_models(one.annotation))
    tag = kind.model_fields.get("type")
    return [kind] if tag is not None and part in get_args(tag.annotation) else []


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    """Model classes that an annotation mentions."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models(argument)
