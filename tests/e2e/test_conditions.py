"""The browser's copy of the conditions agrees with the one that is the truth."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "conditions.json").read_text("utf-8"))
RUN = """async ([vectors, today]) => {
  const { holds } = await import("/static/js/conditions.js");
  return vectors.map((one) => holds(one.condition, one.answers, one.today ?? today));
}"""


@pytest.mark.browser
def test_the_browser_decides_every_condition_as_the_vectors_say(page) -> None:
    page.goto("/gioi-thieu")
    decided = page.evaluate(RUN, [VECTORS, "2026-11-25"])
    wrong = [one["rule"] for one, holds in zip(VECTORS, decided, strict=True) if one["holds"] is not holds]
    assert wrong == []
