"""A commented skeleton of a new procedure."""

from __future__ import annotations

from importlib import resources

SCHEMA = "../../../docs/schema/procedure.draft-07.json"
"""From a procedure's file to the schema that editors check it with."""


def skeleton(code: str, field: str, agency: str) -> str:
    """YAML of a draft with every common key explained; passes the check as it is."""
    text = resources.files("indexer").joinpath("skeleton.yaml").read_text("utf-8")
    return text.format(code=code, field=field, agency=agency, schema=SCHEMA)
