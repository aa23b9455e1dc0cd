"""What a hit shows."""

from __future__ import annotations

from typing import Any

import pytest

from indexer.card import Card, Range, make_card
from indexer.catalog import Catalog
from tests.samples import procedure, registers

CATALOG = Catalog(registers())


def card(terms: list[dict[str, Any]] | None = None, **parts: Any) -> Card:
    methods = [{"channel": "in_person", "terms": terms}] if terms else []
    return make_card(procedure(methods=methods, **parts), CATALOG)


def term(duration: float | None, unit: str | None, *fees: tuple[int | None, str]) -> dict[str, Any]:
    given = [{"amount": amount, "currency": currency} for amount, currency in fees]
    return {"duration": duration, "unit": unit, "fees": given}


DAY = "working_day"


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ([], Range(None, None, None)),
        ([term(3, DAY)], Range(3, 3, DAY)),
        ([term(5, DAY), term(3, DAY)], Range(3, 5, DAY)),
        ([term(3, DAY), term(None, None)], Range(3, 3, DAY, partial=True)),
        ([term(3, DAY), term(2, None)], Range(3, 3, DAY, partial=True)),
        ([term(3, DAY), term(1, "month")], Range(None, None, None, partial=True)),
        ([term(None, None)], Range(None, None, None)),
        ([term(2, None)], Range(None, None, None)),
    ],
)
def test_times_become_a_range_where_their_units_agree(terms: list[dict[str, Any]], expected: Range):
    assert card(terms).time == expected


@pytest.mark.parametrize(
    ("fees", "expected"),
    [
        ([], Range(None, None, None)),
        ([(0, "VND")], Range(0, 0, "VND")),
        ([(8000, "VND"), (0, "VND")], Range(0, 8000, "VND")),
        ([(8000, "VND"), (None, "VND")], Range(8000, 8000, "VND", partial=True)),
        ([(8000, "VND"), (5, "USD")], Range(None, None, None, partial=True)),
        ([(None, "VND")], Range(None, None, None)),
    ],
)
def test_fees_become_a_range_where_their_currency_agrees(fees, expected: Range):
    assert card([term(1, DAY, *fees)]).fee == expected


def test_a_card_names_its_agency_and_field():
    made = card()
    assert (made.agency, made.agency_name) == ("ubnd-cap-xa", "Ủy ban nhân dân cấp xã")
    assert (made.field, made.field_name) == ("ho-tich", "Hộ tịch")


def test_what_is_unknown_stays_unknown():
    made = card()
    assert (made.online_level, made.valid_from, made.valid_to, made.updated_on) == (None, None, None, None)
    assert not made.has_form


def test_a_card_is_the_same_after_json():
    made = make_card(
        procedure(
            short_name="Khai sinh",
            online_level="full",
            levels=["commune", "province"],
            valid_from="2026-01-01",
            methods=[{"channel": "online", "terms": [term(3, DAY, (8000, "VND"))]}],
        ),
        CATALOG,
        ["1.000002"],
    )
    assert Card.from_json(made.to_json()) == made
    assert made.replaced_by == ("1.000002",)
    assert made.key == "1.000001@2026-01-01"
