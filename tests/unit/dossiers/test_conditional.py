"""What conditions look at, and how they are told."""

from __future__ import annotations

import json

import pytest

from dossiers.conditional import as_json, askable, depends_on, only_if
from indexer.eform import Condition
from tests.unit.dossiers.forms import FORM, SETTING
from tests.unit.dossiers.words import WORDS


def condition(text: str) -> Condition:
    return Condition.model_validate_json(text)


WHO, WHAT = FORM.pages
NESTED = '{"any": [{"question": "a", "is": 1}, {"not": {"all": [{"question": "b", "answered": true}]}}]}'


def test_a_condition_depends_on_every_question_within_it() -> None:
    assert depends_on(condition(NESTED)) == {"a", "b"}
    assert depends_on(None) == frozenset()


def test_a_question_that_hangs_on_one_of_its_page_is_asked_before_that_is_answered() -> None:
    assert {"passport", "number"} <= {one.id for one in askable(WHO.questions, {}, SETTING)}


def test_a_question_that_hangs_on_another_page_is_asked_only_where_it_applies() -> None:
    number = next(one for one in WHO.questions if one.id == "number")
    assert askable([number], {}, SETTING) == []
    assert askable([number], {"abroad": False}, SETTING) == [number]


def test_json_for_the_browser_has_the_names_of_the_yaml() -> None:
    assert json.loads(as_json(condition(NESTED))) == json.loads(NESTED)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"question": "abroad", "is": true}', "only_if: Sống ở nước ngoài, Có"),
        ('{"question": "use", "in": ["live", "work"]}', "only_if: Dùng làm gì, Để ở; Để làm việc"),
        ('{"question": "rooms", "from": 2}', "only_if_other"),
        ('{"question": "elsewhere", "is": "x"}', "only_if_other"),
        (NESTED, "only_if_other"),
    ],
)
def test_a_choice_is_told_by_label_and_answers_all_else_in_general(text: str, told: str) -> None:
    questions = (*WHO.questions, *WHAT.questions)
    assert only_if(condition(text), questions, WORDS) == told
