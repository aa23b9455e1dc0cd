"""Conditions: the vectors that the browser's copy runs as well."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from dossiers.conditions import holds
from indexer.eform import Condition

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "conditions.json").read_text("utf-8"))


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["rule"])
def test_a_condition_holds_as_the_vectors_say(vector) -> None:
    condition = Condition.model_validate_json(json.dumps(vector["condition"]))
    today = dt.date.fromisoformat(vector.get("today", "2026-11-25"))
    assert holds(condition, vector["answers"], today) is vector["holds"]


def test_no_condition_always_holds() -> None:
    assert holds(None, {}, dt.date(2026, 11, 25))
