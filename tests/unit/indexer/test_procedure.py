"""What a procedure may be."""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from indexer.procedure import Procedure
from tests.samples import procedure


def test_nothing_but_the_facts_asked_for_is_needed():
    made = procedure()
    assert (made.online_level, made.requirements, made.valid_from, made.decision) == (None, None, None, None)
    assert made.steps == made.methods == made.components == ()


def test_texts_are_composed_and_without_blanks_at_the_ends():
    name = "Đăng ký khai sinh"
    assert procedure(name=f"  {unicodedata.normalize('NFD', name)}\n").name == name


@pytest.mark.parametrize(
    "wrong",
    [
        {"code": "1.10040"},
        {"code": "1001193"},
        {"code": "0.001193"},
        {"code": "1.001193 "},
        {"code": "1.001193.h40"},
        {"code": 1.001193},
        {"name": ""},
        {"name": "   "},
        {"name": "x" * 2_001},
        {"agency": "Bộ Tư pháp"},
        {"levels": []},
        {"levels": ["galaxy"]},
        {"online_level": "4"},
        {"proactive_level": 5},
        {"sets": 0},
        {"valid_from": "2026-02-30"},
        {"status": "gone"},
        {"source": {"url": "ftp://x"}},
        {"source": {"url": "javascript:alert(1)"}},
        {"methods": [{"channel": "online", "terms": []}]},
        {"methods": [{"channel": "online", "terms": [{"duration": 1, "unit": "week"}]}]},
        {"methods": [{"channel": "online", "terms": [{"duration": -1, "unit": "day"}]}]},
        {"methods": [{"channel": "online", "terms": [{"duration": 1}]}]},
        {"components": [{"documents": []}]},
        {"results": [{"name": "a", "form": {"name": "b", "file": "../secret"}}]},
        {"unknown_key": 1},
        {"sensitive": "yes"},
    ],
)
def test_what_breaks_a_rule_is_refused(wrong: dict[str, Any]):
    with pytest.raises(ValidationError):
        procedure(**wrong)


@pytest.mark.parametrize("code", ["1.001193", "9.999999", "2.000815.H19", "1.001193.000.00.00.H40"])
def test_national_and_local_codes_are_codes(code: str):
    assert procedure(code).code == code


def test_a_unit_must_be_given_or_said_to_be_unknown():
    terms = [{"duration": 1, "unit": None}]
    assert procedure(methods=[{"channel": "post", "terms": terms}]).methods[0].terms[0].unit is None


def test_the_title_is_the_short_name_where_there_is_one():
    assert procedure(short_name="Khai sinh").title == "Khai sinh"
    assert procedure().title == "Đăng ký khai sinh"


def test_versions_have_different_keys():
    assert procedure().key == "1.000001"
    assert procedure(valid_from="2026-01-01").key == "1.000001@2026-01-01"


@pytest.mark.parametrize(
    ("first", "last", "day", "holds"),
    [
        (None, None, "2026-01-01", True),
        ("2026-01-01", None, "2025-12-31", False),
        ("2026-01-01", None, "2026-01-01", True),
        (None, "2026-01-01", "2026-01-01", True),
        (None, "2026-01-01", "2026-01-02", False),
    ],
)
def test_first_and_last_day_belong_to_the_time_in_force(
    first: str | None, last: str | None, day: str, holds: bool
):
    made = procedure(valid_from=first, valid_to=last)
    assert made.in_force_on(dt.date.fromisoformat(day)) is holds


def test_a_procedure_cannot_be_changed():
    with pytest.raises(ValidationError, match="frozen"):
        procedure().name = "x"  # type: ignore[misc]


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "online_level": st.sampled_from([None, "none", "partial", "full"]),
            "aliases": st.lists(st.sampled_from(["một", "hai", "ba bốn"]), max_size=3),
            "valid_from": st.dates().map(str),
            "sets": st.integers(1, 20),
            "summary": st.text("ạbc d", min_size=1).filter(str.strip),
            "place_independent": st.sampled_from([None, True, False]),
        },
    )
)
def test_a_procedure_is_the_same_after_json(parts: dict[str, Any]):
    made = procedure(**parts)
    assert Procedure.model_validate_json(made.model_dump_json(by_alias=True)) == made
