"""Pages of the journey: addresses, progress, what is read of a form."""

from __future__ import annotations

from typing import Any

import pytest

from dossiers.journey import Content, PaperFault, Place, State, Step
from dossiers.pages import chosen_cases, paper_message, path_of, progress, read_answers
from tests.unit.dossiers.forms import ANSWERS, FORM, SETTING, TYPED
from tests.unit.dossiers.test_journey import FULL, journey
from tests.unit.dossiers.words import WORDS

WHO, WHAT = FORM.pages


def read(page, typed: dict[str, list[str]], stored: dict[str, Any] | None = None) -> dict[str, Any]:
    return read_answers(page, typed, stored or {}, SETTING)


@pytest.mark.parametrize(
    ("place", "end"),
    [
        (Place(Step.RECEPTION), "tiep-nhan"),
        (Place(Step.FORM, "who"), "bieu-mau/who"),
        (Place(Step.COMPONENTS), "thanh-phan"),
        (Place(Step.REVIEW), "kiem-tra"),
    ],
)
def test_each_page_has_its_address(place: Place, end: str) -> None:
    assert path_of("x", place) == f"/nop-ho-so/x/{end}"


def test_progress_names_nine_steps_and_links_what_may_be_visited() -> None:
    marks = progress(journey(Content(FULL.reception)), "x", Place(Step.INFORMATION))
    assert [mark.number for mark in marks] == list(range(1, 10))
    assert [mark.step for mark in marks if mark.current] == [Step.INFORMATION]
    assert {mark.step for mark in marks if mark.path} == {Step.RECEPTION, Step.INFORMATION}
    assert marks[3].state is State.DONE


def test_progress_of_the_whole_draft_stands_nowhere() -> None:
    assert not any(mark.current for mark in progress(journey(), "x", None))


def test_what_is_typed_is_read_and_what_was_emptied_takes_the_old_answer_away() -> None:
    answers = read(WHO, {**TYPED, "email": [""]}, ANSWERS)
    assert answers["number"] == "036090001234"
    assert answers["email"] is None


def test_a_question_that_did_not_stand_on_the_page_keeps_its_answer() -> None:
    page = WHO.model_copy(update={"questions": tuple(q for q in WHO.questions if q.id == "passport")})
    assert read(page, {}, {"abroad": False, "passport": "C1234567"}) == {}


def test_an_answer_of_the_account_that_is_locked_cannot_be_changed() -> None:
    name = next(one for one in WHO.questions if one.id == "name").model_copy(update={"locked": True})
    page = WHO.model_copy(update={"questions": (name,)})
    assert read(page, {"name": ["Kẻ khác"]}, {"name": "Nguyễn Văn An"}) == {}
    assert read(page, {"name": ["Kẻ khác"]}) == {"name": "Kẻ khác"}


CHILD = {"children.0.child": ["Bình"], "children.1.child": ["Chi"]}


def test_adding_an_item_keeps_the_others() -> None:
    assert read(WHAT, {**CHILD, "add": ["children"]})["children"] == [{"child": "Bình"}, {"child": "Chi"}, {}]


def test_adding_to_one_empty_item_makes_two() -> None:
    assert read(WHAT, {"children.0.child": [""], "add": ["children"]})["children"] == [{}, {}]


def test_removing_takes_that_item_out() -> None:
    assert read(WHAT, {**CHILD, "remove": ["children.0"]})["children"] == [{"child": "Chi"}]


@pytest.mark.parametrize("number", ["7", "x", "-1"])
def test_removing_what_is_not_there_changes_nothing(number: str) -> None:
    assert len(read(WHAT, {**CHILD, "remove": [f"children.{number}"]})["children"]) == 2


def test_an_empty_item_is_dropped_unless_the_form_needs_it() -> None:
    assert read(WHAT, {**CHILD, "children.0.child": [""]})["children"] == [{"child": "Chi"}]
    assert read(WHAT, {"children.0.child": [""]})["children"] == [{}]
    repeat = next(one for one in WHAT.questions if one.id == "children").model_copy(update={"min": 0})
    page = WHAT.model_copy(update={"questions": (repeat,)})
    assert read(page, {"children.0.child": [""]})["children"] is None


def test_only_groups_to_choose_can_be_chosen() -> None:
    assert chosen_cases(journey(), ["0", "1", "2", "9", "x"]) == [1]


def test_a_missing_paper_is_named() -> None:
    [fault] = journey(Content(FULL.reception, FULL.information, ANSWERS, (), {"form.photo": 1})).faults(
        Place(Step.COMPONENTS)
    )
    assert isinstance(fault, PaperFault)
    assert paper_message(fault, WORDS) == "missing: Giấy A, None"
