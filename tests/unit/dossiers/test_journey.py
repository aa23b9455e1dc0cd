"""The nine steps, computed from procedure and answers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dossiers.journey import Content, Journey, PaperFault, Place, State, Step
from dossiers.shared_forms import INFORMATION, RECEPTION
from indexer.procedure import Procedure
from tests.unit.dossiers.forms import ANSWERS, FORM, SETTING

PAPERS = """[
  {"applies": "always", "documents": [
    {"code": "a", "name": "Giấy A"}, {"code": "b", "name": "Giấy B", "required": false, "max_files": 2},
    {"code": "c", "name": "Bản giấy", "accepts_electronic": false}]},
  {"case": "Ủy quyền", "applies": "choose", "documents": [{"code": "d", "name": "Giấy ủy quyền"}]},
  {"case": "Không rõ", "documents": [{"code": "e", "name": "Giấy E"}]},
  {"applies": "always", "documents": [
    {"code": "f", "name": "Giấy F", "show_if": {"question": "use", "is": "work"}}]}
]"""


BARE = """{"code": "1.000001", "name": "Thủ tục thử", "agency": "ubnd-cap-xa", "field": "ho-tich",
  "levels": ["commune"], "source": {"url": "https://example.vn/"}, "components": %s}"""


def procedure(*, form: bool = True, papers: bool = True) -> Procedure:
    plain = Procedure.model_validate_json(BARE % (PAPERS if papers else "[]"))
    return plain.model_copy(update={"form": FORM}) if form else plain


RECEIVED = {
    "applicant_kind": "person",
    "full_name": "Nguyễn Văn An",
    "citizen_id": "036090001234",
    "birth_date": "1990-02-01",
    "phone": "+84912345678",
    "address": {"province": "37", "commune": "14464"},
    "on_behalf": False,
}
INFORMED = {"receive_by": "counter", "notify_by": ["email"], "has_authorised": False}
FULL = Content(RECEIVED, INFORMED, ANSWERS, (), {"0.a": 1, "form.photo": 1})
PAPERS_PAGE = Place(Step.COMPONENTS)


def journey(content: Content = FULL, **kind: bool) -> Journey:
    return Journey(procedure(**kind), RECEPTION, INFORMATION, content, SETTING)


def test_the_pages_follow_the_guide() -> None:
    assert journey().pages == [
        Place(Step.RECEPTION),
        Place(Step.INFORMATION),
        Place(Step.FORM, "who"),
        Place(Step.FORM, "what"),
        PAPERS_PAGE,
        Place(Step.REVIEW),
    ]


def test_a_step_that_does_not_apply_is_skipped() -> None:
    bare = journey(form=False, papers=False)
    assert bare.pages == [Place(Step.RECEPTION), Place(Step.INFORMATION), Place(Step.REVIEW)]
    assert bare.step_state(Step.FORM) is State.SKIPPED
    assert bare.step_state(Step.COMPONENTS) is State.SKIPPED


def test_a_full_journey_is_complete_and_every_page_may_be_visited() -> None:
    whole = journey()
    assert whole.is_complete
    assert all(whole.may_visit(page) for page in whole.pages)
    assert whole.faults(Place(Step.REVIEW)) == []


def test_an_empty_journey_begins_at_the_reception_and_shows_nothing_else() -> None:
    empty = journey(Content())
    assert empty.next_place == Place(Step.RECEPTION)
    assert [page for page in empty.pages if empty.may_visit(page)] == [Place(Step.RECEPTION)]
    assert empty.state(Place(Step.RECEPTION)) is State.TODO


def test_a_page_in_front_with_a_fault_closes_the_pages_behind_it() -> None:
    broken = journey(replace(FULL, information={}))
    assert broken.next_place == Place(Step.INFORMATION)
    assert not broken.may_visit(Place(Step.FORM, "who"))
    assert broken.may_visit(Place(Step.INFORMATION))


def test_a_page_that_is_not_there_may_not_be_visited() -> None:
    assert not journey().may_visit(Place(Step.FORM, "nowhere"))


def test_something_answered_but_not_enough_is_incomplete_not_to_do() -> None:
    begun = journey(replace(FULL, information={"receive_by": "post"}))
    assert begun.state(Place(Step.INFORMATION)) is State.INCOMPLETE
    assert journey(Content()).state(Place(Step.INFORMATION)) is State.TODO


def test_a_required_paper_must_be_attached() -> None:
    [fault] = journey(replace(FULL, attached={"form.photo": 1})).faults(PAPERS_PAGE)
    assert isinstance(fault, PaperFault)
    assert (fault.paper.key, fault.rule) == ("0.a", "missing")


def test_too_many_files_of_one_paper_are_a_fault() -> None:
    content = replace(FULL, attached={"0.a": 1, "0.b": 3})
    assert [(fault.paper.key, fault.rule) for fault in journey(content).faults(PAPERS_PAGE)] == [
        ("0.b", "too_many")
    ]


def test_papers_on_paper_only_and_of_uncertain_groups_are_asked_but_not_required() -> None:
    required = {paper.key: paper.required for paper in journey().papers}
    assert required == {"0.a": True, "0.b": False, "0.c": False, "2.e": False}


def test_a_chosen_case_brings_its_papers() -> None:
    chosen = journey(replace(FULL, cases=(1,)))
    assert {paper.key: paper.required for paper in chosen.papers}["1.d"] is True
    assert [fault.paper.key for fault in chosen.faults(PAPERS_PAGE)] == ["1.d"]


def test_a_paper_may_depend_on_an_answer() -> None:
    working = journey(replace(FULL, answers={**ANSWERS, "use": "work"}))
    assert "3.f" in {paper.key for paper in working.papers}
    assert "3.f" not in {paper.key for paper in journey().papers}


def test_after_and_before_walk_the_pages_and_stop_at_their_ends() -> None:
    whole = journey()
    walked = [whole.pages[0]]
    while walked[-1] != whole.pages[-1]:
        walked.append(whole.after(walked[-1]))
    assert walked == whole.pages
    assert whole.after(walked[-1]) == walked[-1]
    assert whole.before(walked[0]) is None
    assert whole.before(walked[1]) == walked[0]


@pytest.mark.parametrize("step", [Step.SIGN_IN, Step.OPEN, Step.CHOOSE])
def test_the_first_three_steps_are_behind_whoever_is_here(step: Step) -> None:
    assert journey(Content()).step_state(step) is State.DONE


def test_a_step_with_a_finished_and_an_unfinished_page_is_incomplete() -> None:
    half = journey(replace(FULL, answers={key: ANSWERS[key] for key in ("name", "abroad", "number")}))
    assert half.step_state(Step.FORM) is State.INCOMPLETE
