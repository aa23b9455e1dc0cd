"""Days on which a dossier that is sent now would be ready."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from dossiers.expecting import expected
from indexer.catalog import Catalog, Registers
from indexer.procedure import Procedure
from tests.unit.dossiers.test_journey import BARE

MORNING = dt.datetime(2026, 11, 25, 3, 0, tzinfo=dt.UTC)
"""Ten in the morning in Vietnam, a Wednesday."""
CATALOG = Catalog(Registers.model_validate_json('{"portal": {"name": "Cổng", "short_name": "Cổng"}}'))


def procedure(*methods: dict[str, Any]) -> Procedure:
    content = {**json.loads(BARE % "[]"), "methods": methods}
    return Procedure.model_validate_json(json.dumps(content))


def method(channel: str, *terms: dict[str, Any]) -> dict[str, Any]:
    return {"channel": channel, "terms": terms}


def term(duration: float | None, unit: str | None = "working_day", **more: str) -> dict[str, Any]:
    return {"duration": duration, "unit": unit, **more}


def days(found: Procedure) -> list[tuple[str, str | None]]:
    told = expected(found, CATALOG, "ubnd-cap-xa", MORNING)
    return [(one.day.isoformat(), one.term.case) for one in told]


def test_the_online_way_counts_and_no_other_where_it_is_described() -> None:
    assert days(procedure(method("in_person", term(9)), method("online", term(3)))) == [("2026-11-30", None)]


def test_without_an_online_way_the_others_count() -> None:
    assert days(procedure(method("in_person", term(1)))) == [("2026-11-26", None)]


def test_each_case_has_its_day_and_equal_days_are_told_once() -> None:
    several = method("online", term(1), term(1), term(2, case="Phải xác minh"))
    assert days(procedure(several)) == [("2026-11-26", None), ("2026-11-27", "Phải xác minh")]


def test_a_term_that_cannot_be_counted_is_left_out() -> None:
    assert days(procedure(method("online", term(None), term(5, None)))) == []
    assert days(procedure()) == []


def test_the_day_is_that_of_vietnam() -> None:
    late = dt.datetime(2026, 11, 25, 20, 0, tzinfo=dt.UTC)  # three in the night of the 26th
    [one] = expected(procedure(method("online", term(1))), CATALOG, "ubnd-cap-xa", late)
    assert one.day == dt.date(2026, 11, 27)
