"""Answers of programs: kept in the shape that pages keep, refused where they are no answer, whatever is shown."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossiers.answers import read_page, visible
from dossiers.given_answers import pointer, read_given
from dossiers.questions import KINDS
from indexer.eform import EForm
from tests.unit.dossiers.forms import ANSWERS, FORM, SETTING, TYPED

QUESTIONS = [question for page in FORM.pages for question in page.questions]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
NO_FILE = {name: answer for name, answer in ANSWERS.items() if name != "photo"}


def faults(answers: dict[str, Any], stored: dict[str, Any] | None = None) -> dict[str, str]:
    """Pointer -> rule."""
    found = read_given(QUESTIONS, answers, stored or {}, SETTING)
    return {pointer(one.path): one.rule for one in found.faults}


def test_good_answers_are_kept_as_they_are() -> None:
    found = read_given(QUESTIONS, NO_FILE, {}, SETTING)
    assert found.faults == []
    assert found.kept == NO_FILE


@pytest.mark.parametrize(
    "name", ["name", "number", "born", "since", "phone", "email", "tax", "ethnic", "use"]
)
def test_a_text_is_read_as_a_page_reads_it(name: str) -> None:
    (typed,) = TYPED[name]
    page = next(page for page in FORM.pages if any(one.id == name for one in page.questions))
    assert read_given(QUESTIONS, {name: typed}, {}, SETTING).kept[name] == read_page(page, TYPED)[name]


def test_texts_are_kept_in_nfc_without_control_characters() -> None:
    typed = unicodedata.normalize("NFD", "Nguyễn\x00 Văn")
    home = {"province": "37", "commune": "14464", "street": unicodedata.normalize("NFD", "Số\x07 1")}
    kept = read_given(QUESTIONS, {"name": typed, "home": home}, {}, SETTING).kept
    assert kept["name"] == "Nguyễn Văn"
    assert kept["home"]["street"] == "Số 1"


@pytest.mark.parametrize(
    ("name", "nothing"), [("name", None), ("name", ""), ("name", "  "), ("copies", []), ("children", [])]
)
def test_nothing_takes_an_answer_away(name: str, nothing: Any) -> None:
    found = read_given(QUESTIONS, {name: nothing}, ANSWERS, SETTING)
    assert (found.kept, found.faults) == ({name: None}, [])


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"nobody": 1}, {"/nobody": "unknown"}),
        ({"before": "x"}, {"/before": "unknown"}),
        ({"photo": ["id"]}, {"/photo": "attached"}),
        ({"rooms": "3"}, {"/rooms": "invalid"}),
        ({"rooms": True}, {"/rooms": "invalid"}),
        ({"rooms": 99}, {"/rooms": "too_large"}),
        ({"rooms": float("inf")}, {"/rooms": "invalid"}),
        ({"price": 1.5}, {"/price": "invalid"}),
        ({"abroad": "yes"}, {"/abroad": "invalid"}),
        ({"true": False}, {"/true": "invalid"}),
        ({"born": "2030-01-01"}, {"/born": "too_late"}),
        ({"copies": ["a", "a"]}, {"/copies": "invalid"}),
        ({"home": {"street": 7}}, {"/home": "invalid"}),
        ({"home": {"house": "1"}}, {"/home": "invalid"}),
        ({"children": {"child": "B"}}, {"/children": "invalid"}),
        ({"children": ["B"]}, {"/children": "invalid"}),
        ({"children": [{"child": "B"}] * 3}, {"/children": "too_many"}),
        ({"children": [{"child": "B", "a/b~": 1}]}, {"/children/0/a~1b~0": "unknown"}),
        ({"children": [{}, {"adopted": 1}]}, {"/children/1/adopted": "invalid"}),
    ],
)
def test_what_is_no_answer_is_named(answers: dict[str, Any], expected: dict[str, str]) -> None:
    assert faults(answers) == expected


def test_what_is_only_not_finished_is_kept() -> None:
    assert faults({"home": {"street": "Số 1"}, "children": [{}], "name": None}) == {}


def test_an_answer_to_a_hidden_question_is_looked_at_as_well() -> None:
    assert faults({"abroad": False, "passport": "?"}) == {"/passport": "invalid"}


def test_an_answer_from_the_account_stays() -> None:
    form = EForm.model_validate_json(
        '{"version": 1, "pages": [{"id": "p", "title": "P", "questions": [{"type": "phone", "id": "phone",'
        ' "label": "L", "prefill": "account.phone", "locked": true}]}]}'
    )
    questions, stored = form.pages[0].questions, {"phone": "+84912345678"}

    def rules(value: Any, kept: dict[str, Any]) -> list[str]:
        return [one.rule for one in read_given(questions, {"phone": value}, kept, SETTING).faults]

    assert rules("0987654321", stored) == ["locked"]
    assert rules(None, stored) == ["locked"]
    assert rules("0912345678", stored) == []
    assert rules("0987654321", {}) == []


@given(
    st.dictionaries(st.sampled_from([one.id for one in QUESTIONS]) | st.text(max_size=5), JSON, max_size=5)
)
def test_whatever_comes_nothing_breaks_and_what_is_kept_can_be_shown(answers: dict[str, Any]) -> None:
    found = read_given(QUESTIONS, answers, {}, SETTING)
    if not found.faults:
        kept = {name: value for name, value in found.kept.items() if value is not None}
        for name, value in visible(FORM, kept, SETTING).items():
            question = next(one for one in QUESTIONS if one.id == name)
            if question.type in KINDS:
                assert isinstance(KINDS[question.type].show(question, value, SETTING.lists), str)


@given(st.lists(st.text(max_size=6) | st.integers(0, 99), max_size=4))
def test_a_pointer_leads_back_to_its_path(path: list[str | int]) -> None:
    parts = pointer(tuple(path)).split("/")[1:]
    assert [part.replace("~1", "/").replace("~0", "~") for part in parts] == [str(part) for part in path]
