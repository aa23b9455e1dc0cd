"""Values of the model -> YAML that a person wants to edit, and that loads as the same values again.

Keys stand in the order of the model; what equals its default is left out, but not the nulls that a person would
look for. Long paragraphs are folded, texts of several lines are blocks, small leaves are written in one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from indexer.importers.yaml_scalars import block, can_be_block, quoted, scalar
from indexer.procedure import Procedure, Source

WIDTH = 110
"""Columns; as in the source code of the project."""
LOOKED_FOR: dict[type[BaseModel], tuple[str, ...]] = {
    Procedure: ("online_level",),
    Source: ("retrieved_on",),
}
"""Keys that are written although they are null."""
_CODES = {
    "number",
    "code",
    "result_code",
    "basis",
    "procedure",
    "cutoff",
    "area",
    "ident_code",
    "start",
    "end",
}
"""Keys whose values are codes, always quoted."""
_LISTS_OF_CODES = {"related", "linked", "replaces", "legacy_codes", "procedures", "popular"}
_NAME = re.compile(r"[a-z]+(?:-[a-z0-9]+)*")
"""A code that is a name of ours, e.g. to-khai: no quotes."""


def to_yaml(value: BaseModel, comment: Iterable[str] = ()) -> str:
    """The text of a file that holds one value; `comment` are lines above it, without the sign."""
    head = [f"# {one}".rstrip() for one in comment]
    return "\n".join([*head, *_mapping(_pairs(value), "")]) + "\n"


def _pairs(value: BaseModel) -> dict[str, Any]:
    """Keys and values to be written, by their names in YAML."""
    fields = type(value).model_fields
    shown = LOOKED_FOR.get(type(value), ())
    return {
        field.alias or name: getattr(value, name)
        for name, field in fields.items()
        if name in shown or not _is_default(field, getattr(value, name))
    }


def _is_default(field: FieldInfo, value: Any) -> bool:
    return not field.is_required() and value == field.get_default(call_default_factory=True)


def _mapping(pairs: Mapping[str, Any], indent: str) -> list[str]:
    if not pairs:
        return [f"{indent}{{}}"]
    return [text for key, value in pairs.items() for text in _entry(key, value, indent)]


def _entry(key: str, value: Any, indent: str) -> list[str]:
    """Lines of `key: value`."""
    head = f"{indent}{_key(key)}:"
    inside = f"{indent}  "
    if isinstance(value, BaseModel):
        value = _pairs(value)
    if isinstance(value, Mapping):
        one_line = None if key == "source" else _flow(value)
        if one_line and len(head) + 1 + len(one_line) <= WIDTH:
            return [f"{head} {one_line}"]
        return [f"{head} {{}}"] if not value else [head, *_mapping(value, inside)]
    if isinstance(value, list | tuple):
        return _list_entry(key, value, head, inside)
    return _scalar_entry(key, value, head, inside)


def _list_entry(key: str, values: Sequence[Any], head: str, inside: str) -> list[str]:
    if not values:
        return [f"{head} []"]
    if not any(isinstance(one, BaseModel | Mapping) for one in values):
        one_line = f"[{', '.join(_leaf(key, one, flow=True) for one in values)}]"
        if len(head) + 1 + len(one_line) <= WIDTH and "\n" not in one_line:
            return [f"{head} {one_line}"]
    return [head, *(text for one in values for text in _item(key, one, inside))]


def _item(key: str, value: Any, indent: str) -> list[str]:
    """Lines of `- value`."""
    if isinstance(value, BaseModel):
        value = _pairs(value)
    if not isinstance(value, Mapping):
        return _scalar_entry(key, value, f"{indent}-", f"{indent}  ")
    one_line = _flow(value)
    if one_line and len(indent) + 2 + len(one_line) <= WIDTH:
        return [f"{indent}- {one_line}"]
    first, *others = _mapping(value, f"{indent}  ")
    return [f"{indent}- {first.lstrip()}", *others]


def _scalar_entry(key: str, value: Any, head: str, inside: str) -> list[str]:
    if isinstance(value, str) and not isinstance(value, Enum) and not _is_code(key):
        broad = "\n" in value or len(head) + 1 + len(value) > WIDTH
        if broad and can_be_block(value):
            return block(value, head, inside, WIDTH)
    return [f"{head} {_leaf(key, value, flow=False)}"]


def _flow(pairs: Mapping[str, Any]) -> str | None:
    """`{key: value, …}` where every value is a leaf or a list of leaves; else None."""
    parts = list(_flow_parts(pairs))
    return None if None in parts else f"{{{', '.join(part for part in parts if part)}}}"


def _flow_parts(pairs: Mapping[str, Any]) -> Iterator[str | None]:
    for key, value in pairs.items():
        inner = _pairs(value) if isinstance(value, BaseModel) else value
        if isinstance(inner, Mapping):
            nested = _flow(inner)
            yield None if nested is None else f"{_key(key)}: {nested}"
        elif isinstance(inner, list | tuple):
            leaves = not any(isinstance(one, BaseModel | Mapping | list | tuple) for one in inner)
            shown = ", ".join(_leaf(key, one, flow=True) for one in inner) if leaves else ""
            yield f"{_key(key)}: [{shown}]" if leaves else None
        elif isinstance(inner, str) and "\n" in inner:
            yield None
        else:
            yield f"{_key(key)}: {_leaf(key, inner, flow=True)}"


def _leaf(key: str, value: Any, *, flow: bool) -> str:
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, str) and _is_code(key) and not _NAME.fullmatch(value):
        return quoted(value)
    return scalar(value, flow=flow)


def _is_code(key: str) -> bool:
    return key in _CODES or key in _LISTS_OF_CODES


def _key(key: str) -> str:
    return scalar(key, flow=True)
