"""A commented skeleton of a new procedure."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from indexer.messages import SKELETON

SCHEMA = "../../../docs/schema/procedure.draft-07.json"
"""From a procedure's file in the repository to the schema that editors check it with."""


def skeleton(code: str, field: str, agency: str, target: Path | None = None) -> str:
    """YAML of a draft with every common key explained; passes the check as it is.

    `target` is the file it is written to: where the schema lies beside it, its first lines lead editors there.
    """
    text = resources.files("indexer").joinpath("skeleton.yaml").read_text("utf-8")
    return text.format(code=code, field=field, agency=agency, editor=_editor_lines(target))


def _editor_lines(target: Path | None) -> str:
    if target is None or not (target.parent.resolve() / SCHEMA).is_file():
        return SKELETON["no_schema"]
    return f"# yaml-language-server: $schema={SCHEMA}\n# $schema: {SCHEMA}\n"
