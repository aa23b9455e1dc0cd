"""Rules between the questions of a form."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import ValidationError

from indexer.eform import Condition, EForm, problems

NAME = {"id": "ten", "type": "text", "label": "Tên"}
AGE = {"id": "tuoi", "type": "number", "label": "Tuổi"}
BORN = {"id": "sinh", "type": "date", "label": "Ngày sinh"}
MARRIED = {"id": "ket_hon", "type": "yes_no", "label": "Đã kết hôn"}
SEX = {
    "id": "gioi",
    "type": "choose_one",
    "label": "Giới tính",
    "options": [{"value": "nam", "label": "Nam"}, {"value": "nu", "label": "Nữ"}],
}
NOTE = {"id": "ghi", "type": "note", "label": "Ghi chú"}
SIGN = {"id": "cam_doan", "type": "declaration", "label": "Tôi cam đoan"}


def form(*questions: dict[str, Any], pages: list[dict[str, Any]] | None = None) -> EForm:
    given = pages or [{"id": "trang", "title": "Trang", "questions": questions}]
    return EForm.model_validate_json(json.dumps({"version": 1, "pages": given}))


def rules(*questions: dict[str, Any], **parts: Any) -> list[str]:
    return [one.rule for one in problems(form(*questions, **parts))]


def after(condition: dict[str, Any], *before: dict[str, Any]) -> list[str]:
    return rules(*before, {"id": "cuoi", "type": "text", "label": "Cuối", "show_if": condition})


@pytest.mark.parametrize(
    "condition",
    [
        {"question": "ten", "is": "A"},
        {"question": "tuoi", "from": 6, "to": 18},
        {"question": "sinh", "before": "today"},
        {"question": "sinh", "after": "2020-01-01"},
        {"question": "ket_hon", "is": True},
        {"question": "gioi", "in": ["nam", "nu"]},
        {"question": "gioi", "is_not": "nam"},
        {"question": "cam_doan", "answered": True},
        {"all": [{"question": "ten", "answered": True}, {"not": {"question": "tuoi", "is": 3}}]},
        {"any": [{"question": "ten", "answered": True}]},
    ],
)
def test_sound_conditions_have_no_problem(condition: dict[str, Any]):
    assert after(condition, NAME, AGE, BORN, MARRIED, SEX, SIGN) == []


@pytest.mark.parametrize(
    ("condition", "rule"),
    [
        ({"question": "khong_co", "is": 1}, "unknown_question"),
        ({"question": "cuoi", "is": "x"}, "unknown_question"),
        ({"question": "ghi", "answered": True}, "unknown_question"),
        ({"question": "ten", "from": 1}, "operator_type"),
        ({"question": "tuoi", "before": "today"}, "operator_type"),
        ({"question": "gioi", "is": "khac"}, "value_type"),
        ({"question": "gioi", "not_in": ["nam", "khac"]}, "value_type"),
        ({"question": "ket_hon", "is": "yes"}, "value_type"),
        ({"question": "tuoi", "is": True}, "value_type"),
        ({"question": "ten", "is": 5}, "value_type"),
        ({}, "condition_shape"),
        ({"question": "ten"}, "condition_shape"),
        ({"is": "x"}, "condition_shape"),
        ({"question": "ten", "is": "A", "all": [{"question": "ten", "answered": True}]}, "condition_shape"),
        (
            {"all": [{"question": "ten", "answered": True}], "any": [{"question": "ten", "answered": True}]},
            "condition_shape",
        ),
        ({"is": "x", "all": [{"question": "ten", "answered": True}]}, "condition_shape"),
        ({"not": {"all": [{"question": "khong_co", "is": 1}]}}, "unknown_question"),
    ],
)
def test_unsound_conditions_are_reported(condition: dict[str, Any], rule: str):
    assert after(condition, NAME, AGE, BORN, MARRIED, SEX, NOTE) == [rule]


def test_a_condition_may_not_look_ahead():
    looking = {**NAME, "show_if": {"question": "tuoi", "is": 3}}
    assert rules(looking, AGE) == ["unknown_question"]
    assert rules(AGE, looking) == []


def test_a_check_may_look_at_its_own_question():
    assert rules({**AGE, "check": {"question": "tuoi", "from": 18}}) == []


@pytest.mark.parametrize("id", ["ten", "tuoi"])
def test_doubled_questions_are_reported(id: str):
    assert rules(NAME, AGE, {**NAME, "id": id}) == ["doubled_question"]


def test_doubled_questions_are_reported_across_pages():
    pages = [{"id": name, "title": "Trang", "questions": [NAME]} for name in ("a", "b")]
    assert rules(pages=pages) == ["doubled_question"]


def test_doubled_pages_are_reported():
    pages = [
        {"id": "a", "title": "Một", "questions": [NAME]},
        {"id": "a", "title": "Hai", "questions": [AGE]},
    ]
    assert rules(pages=pages) == ["doubled_page"]


def test_doubled_options_are_reported():
    assert rules({**SEX, "options": [SEX["options"][0], SEX["options"][0]]}) == ["doubled_option"]


def test_a_least_above_the_most_is_reported():
    assert rules({**AGE, "min": 5, "max": 4}) == ["min_above_max"]
    assert rules({**AGE, "min": 4, "max": 4}) == []


def test_questions_of_a_repeated_block_see_only_their_own_item():
    inner = {**AGE, "show_if": {"question": "ten", "is": "A"}}
    block = {"id": "con", "type": "repeat", "label": "Con", "max": 3}
    assert rules(NAME, {**block, "questions": [inner]}) == ["unknown_question"]
    assert rules({**block, "questions": [NAME, inner]}) == []


def test_a_page_is_shown_by_questions_of_earlier_pages_alone():
    pages = [
        {"id": "a", "title": "Một", "questions": [NAME]},
        {"id": "b", "title": "Hai", "questions": [AGE], "show_if": {"question": "tuoi", "is": 3}},
    ]
    (found,) = problems(form(pages=pages))
    assert (found.rule, found.path) == ("unknown_question", ("pages", 1, "show_if", "question"))
    assert found.values["known"] == ["ten"]


def test_a_problem_says_where_it_is():
    (found,) = problems(form(NAME, {**AGE, "show_if": {"all": [{"question": "ten", "is": 1}]}}))
    assert found.path == ("pages", 0, "questions", 1, "show_if", "all", 0, "is")


@pytest.mark.parametrize(
    "wrong",
    [
        {**NAME, "type": "song"},
        {**NAME, "id": "Tên"},
        {**NAME, "label": ""},
        {**NAME, "colour": "red"},
        {**SEX, "options": SEX["options"][:1]},
        {**NAME, "max_length": 0},
        {**AGE, "min": "1"},
        {**NAME, "prefill": "server.secret"},
        {
            "id": "con",
            "type": "repeat",
            "label": "Con",
            "max": 3,
            "questions": [{"id": "x", "type": "repeat", "label": "X", "max": 2, "questions": [NAME]}],
        },
    ],
)
def test_questions_outside_the_vocabulary_are_refused(wrong: dict[str, Any]):
    with pytest.raises(ValidationError):
        form(wrong)


def test_operators_have_their_yaml_names():
    condition = Condition.model_validate({"question": "a", "is": 1, "not_in": ("b",), "from": 2})
    assert set(condition.operators()) == {"is", "not_in", "from"}
