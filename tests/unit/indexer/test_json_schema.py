"""JSON Schemas for editors: the committed ones are those of today's models, and agree with the loader."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from indexer.json_schema import SCHEMAS, json_schema
from indexer.skeleton import SCHEMA, skeleton
from indexer.yaml_tree import decode, parse

CHECKOUT = Path(__file__).resolve().parents[3]
COMMITTED = {"procedure.json": False, "procedure.draft-07.json": True}


@pytest.mark.parametrize(("name", "draft_07"), COMMITTED.items())
def test_the_committed_schema_is_the_one_of_the_model(name: str, draft_07: bool) -> None:
    committed = json.loads((CHECKOUT / "docs" / "schema" / name).read_text("utf-8"))
    assert committed == json_schema("procedure", draft_07=draft_07), "run `make format`"


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_schema_is_valid_in_both_drafts(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema(name))
    jsonschema.Draft7Validator.check_schema(json_schema(name, draft_07=True))


def test_draft_07_holds_no_word_of_later_drafts() -> None:
    text = json.dumps(json_schema("procedure", draft_07=True))
    assert "$defs" not in text
    assert "prefixItems" not in text


def test_every_bundled_procedure_fits_both_schemas() -> None:
    now = jsonschema.Draft202012Validator(json_schema("procedure"))
    old = jsonschema.Draft7Validator(json_schema("procedure", draft_07=True))
    paths = sorted((CHECKOUT / "data" / "procedures").rglob("*.yaml"))
    assert paths
    for path in paths:
        data = parse(decode(path.read_bytes())).data
        for validator in (now, old):
            assert not list(validator.iter_errors(data)), path


def test_every_key_of_a_procedure_tells_an_editor_what_it_is_or_names_itself() -> None:
    schema = json_schema("procedure")
    assert schema["properties"]["short_name"]["description"]
    assert schema["additionalProperties"] is False


def test_the_skeleton_leads_to_the_committed_schema() -> None:
    path = CHECKOUT / "data" / "procedures" / "ho-tich" / SCHEMA
    assert path.resolve() == CHECKOUT / "docs" / "schema" / "procedure.draft-07.json"
    target = CHECKOUT / "data" / "procedures" / "ho-tich" / "1.001193.yaml"
    assert SCHEMA in skeleton("1.001193", "ho-tich", "ubnd-cap-xa", target).splitlines()[0]


def test_a_skeleton_elsewhere_tells_how_to_get_the_schema(tmp_path: Path) -> None:
    for target in (None, tmp_path / "procedures" / "ho-tich" / "1.001193.yaml"):
        text = skeleton("1.001193", "ho-tich", "ubnd-cap-xa", target)
        assert SCHEMA not in text
        assert "thutuc schema --draft-07" in text.splitlines()[0]
