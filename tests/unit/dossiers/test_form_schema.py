"""The compiled schema: accepts what the evaluator accepts, refuses what it can say."""

from __future__ import annotations

import copy

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossiers.answers import faults, visible
from dossiers.form_schema import compile_form
from dossiers.shared_forms import INFORMATION, RECEPTION
from tests.unit.dossiers.forms import ANSWERS, FORM, SETTING

SCHEMA = compile_form(FORM)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())


@pytest.mark.parametrize("form", [FORM, RECEPTION, INFORMATION])
def test_a_compiled_form_is_a_schema(form) -> None:
    jsonschema.Draft202012Validator.check_schema(compile_form(form))


def test_good_answers_are_valid() -> None:
    VALIDATOR.validate(ANSWERS)


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("number", "123"),
        ("born", "2026-02-30"),
        ("since", "2026-13"),
        ("rooms", 10),
        ("price", 1.5),
        ("use", "sell"),
        ("copies", ["a", "a"]),
        ("children", []),
        ("home", {"province": "37"}),
        ("phone", "0912345678"),
        ("true", False),
        ("role", "admin"),
        ("passport", "B1234567"),
        ("abroad", None),
    ],
)
def test_a_wrong_hidden_or_unknown_answer_is_refused(name: str, answer: object) -> None:
    assert not VALIDATOR.is_valid({**ANSWERS, name: answer})


def test_an_answer_that_a_condition_asks_for_must_be_there() -> None:
    answers = {key: value for key, value in ANSWERS.items() if key != "number"}
    assert not VALIDATOR.is_valid(answers)
    assert VALIDATOR.is_valid({**answers, "abroad": True, "passport": "B1234567"})


CHANGES = st.dictionaries(
    st.sampled_from(sorted(ANSWERS)),
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-5, 20),
        st.text(max_size=5),
        st.sampled_from(list(ANSWERS.values())),
    ),
    max_size=4,
)


@given(CHANGES)
def test_the_schema_is_never_stricter_than_the_evaluator(changes: dict) -> None:
    changed = {**copy.deepcopy(ANSWERS), **changes}
    answers = visible(FORM, {key: value for key, value in changed.items() if value is not None}, SETTING)
    if not list(faults(FORM, answers, SETTING)):
        VALIDATOR.validate(answers)
