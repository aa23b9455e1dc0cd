"""The answers of a whole form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossiers.answers import faults, merge, page_faults, read_page, shown_pages, visible
from dossiers.questions import KINDS, TEXT_LIMIT
from tests.unit.dossiers.forms import ANSWERS, FORM, SETTING, TYPED


def found(answers: dict) -> dict[str, str]:
    return {fault.name: fault.rule for fault in faults(FORM, answers, SETTING)}


def without(name: str) -> dict:
    return {key: value for key, value in ANSWERS.items() if key != name}


def test_what_people_type_is_kept_in_one_shape() -> None:
    read = {}
    for page in FORM.pages:
        read = merge(read, read_page(page, TYPED))
    assert merge(read, {"photo": ["file"]}) == ANSWERS


def test_good_answers_have_no_fault() -> None:
    assert found(ANSWERS) == {}


@pytest.mark.parametrize("name", ["name", "abroad", "number", "true"])
def test_what_is_required_and_missing_is_a_fault(name: str) -> None:
    assert found(without(name))[name] == "required"


@pytest.mark.parametrize(
    ("name", "answer", "rule"),
    [
        ("name", "x" * 21, "too_long"),
        ("name", 5, "invalid"),
        ("abroad", "no", "invalid"),
        ("number", "123", "invalid"),
        ("born", "2026-11-26", "too_late"),
        ("born", "1899-12-31", "too_early"),
        ("born", "2026-02-30", "invalid"),
        ("born", "31/2/1990", "invalid"),
        ("since", "2026-12", "too_late"),
        ("since", "2026-13", "invalid"),
        ("home", {"commune": "14464"}, "no_province"),
        ("home", {"province": "99", "commune": "14464"}, "no_province"),
        ("home", {"province": "37"}, "no_commune"),
        ("home", {"province": "01", "commune": "14464"}, "other_province"),
        ("home", {"province": "37", "commune": "14464", "street": "x" * 201}, "too_long"),
        ("home", {"province": "37", "commune": "14464", "floor": "2"}, "invalid"),
        ("phone", "0912345678", "invalid"),
        ("email", "an@", "invalid"),
        ("tax", "0100233489", "invalid"),
        ("ethnic", "99", "invalid"),
        ("reason", "x" * (TEXT_LIMIT["long_text"] + 1), "too_long"),
        ("rooms", 0, "too_small"),
        ("rooms", 10, "too_large"),
        ("rooms", True, "invalid"),
        ("price", 1.5, "invalid"),
        ("use", "sell", "invalid"),
        ("copies", ["a", "a"], "invalid"),
        ("copies", [], "invalid"),
        ("copies", "a", "invalid"),
        ("children", [], "too_few"),
        ("children", [{"child": "A"}] * 3, "too_many"),
        ("children", "A", "invalid"),
        ("photo", ["a", "b"], "too_many"),
        ("true", "yes", "invalid"),
    ],
)
def test_an_answer_that_breaks_a_rule_is_named_with_it(name: str, answer: object, rule: str) -> None:
    assert found({**ANSWERS, name: answer}) == {name: rule}


def test_a_fault_inside_a_repeat_names_item_and_question() -> None:
    children = [{"child": "Bình"}, {"adopted": True}]
    assert found({**ANSWERS, "children": children}) == {
        "children.1.child": "required",
        "children.1.decision": "required",
    }


def test_a_hidden_question_has_no_answer_and_no_fault() -> None:
    answers = {**ANSWERS, "passport": "nonsense!"}
    assert "passport" not in visible(FORM, answers, SETTING)
    assert found(answers) == {}


def test_a_hidden_page_is_not_there() -> None:
    assert [page.id for page in shown_pages(FORM, {"abroad": True}, SETTING)] == ["who"]
    assert [page.id for page in shown_pages(FORM, ANSWERS, SETTING)] == ["who", "what"]


def test_answers_to_unknown_questions_are_dropped() -> None:
    assert "role" not in visible(FORM, {**ANSWERS, "role": "admin"}, SETTING)


def test_a_question_left_empty_takes_the_old_answer_away() -> None:
    assert "phone" not in merge(ANSWERS, read_page(FORM.pages[0], {**TYPED, "phone": [" "]}))


def test_what_cannot_be_read_is_kept_as_it_was_typed() -> None:
    typed = {"born": ["hôm qua"], "phone": ["gọi mẹ tôi"], "abroad": ["maybe"], "tax": ["12"]}
    read = merge({}, read_page(FORM.pages[0], typed))
    assert read == {"born": "hôm qua", "phone": "gọi mẹ tôi", "abroad": "maybe", "tax": "12"}


def test_the_form_may_word_a_failure_itself() -> None:
    fault = next(fault for fault in faults(FORM, {**ANSWERS, "number": "1"}, SETTING))
    assert fault.own_words == "Số định danh có 12 chữ số."
    assert next(fault for fault in faults(FORM, without("name"), SETTING)).own_words is None


def test_items_of_a_repeat_are_read_up_to_one_more_than_the_limit() -> None:
    typed = {f"children.{i}.child": [str(i)] for i in range(50)}
    assert len(read_page(FORM.pages[1], typed)["children"]) == 3


def test_answers_are_shown_as_people_read_them() -> None:
    shown = {
        q.id: KINDS[q.type].show(q, ANSWERS[q.id], SETTING.lists)
        for page in FORM.pages
        for q in page.questions
        if q.type in KINDS and q.id in ANSWERS
    }
    assert shown["born"] == "01/02/1990"
    assert shown["since"] == "11/2026"
    assert shown["home"] == "Số 1, Phường Hoa Lư, Tỉnh Ninh Bình"
    assert shown["phone"] == "0912 345 678"
    assert shown["price"] == "1.000.000 đồng"
    assert shown["copies"] == "A; C"
    assert shown["ethnic"] == "Kinh"


@given(
    st.dictionaries(
        st.sampled_from([*TYPED, "children.x.child", "children.99999.child"]), st.lists(st.text(max_size=30))
    )
)
def test_whatever_is_typed_is_read_and_judged(typed: dict[str, list[str]]) -> None:
    for page in FORM.pages:
        read = merge({}, read_page(page, typed))
        for fault in page_faults(FORM, page, read, SETTING):
            assert fault.rule
