"""JSON Schemas of the data files, for editors: from the models, so that they cannot lie."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from indexer.catalog import CodeList
from indexer.load import REGISTER_FILES
from indexer.procedure import Procedure

SCHEMAS: dict[str, type[BaseModel]] = {
    "procedure": Procedure,
    "code_list": CodeList,
    **{name.removesuffix(".yaml"): model for name, model in REGISTER_FILES.items()},
}
"""Name of a schema -> the model it describes."""


def json_schema(name: str, *, draft_07: bool = False) -> dict[str, Any]:
    """The JSON Schema (2020-12, or draft-07 for editors that know no newer one) of a kind of data file."""
    schema = SCHEMAS[name].model_json_schema(by_alias=True)
    title = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return _as_draft_07(title) if draft_07 else title


def _as_draft_07(schema: dict[str, Any]) -> dict[str, Any]:
    old: dict[str, Any] = _renamed(schema)
    return {**old, "$schema": "http://json-schema.org/draft-07/schema#"}


def _renamed(value: Any) -> Any:
    """The same schema with the words of draft-07: `definitions`, and `items` for the places of a tuple."""
    if isinstance(value, list):
        return [_renamed(one) for one in value]
    if isinstance(value, str):
        return value.replace("#/$defs/", "#/definitions/")
    if not isinstance(value, dict):
        return value
    names = {"$defs": "definitions", "prefixItems": "items"}
    return {names.get(name, name): _renamed(one) for name, one in value.items()}
