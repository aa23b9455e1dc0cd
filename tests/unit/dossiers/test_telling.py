"""Answers and files as people read them."""

from __future__ import annotations

from dataclasses import replace

from dossiers.journey import Place, Step
from dossiers.telling import Line, Section, Teller
from tests.unit.dossiers.forms import ANSWERS, SETTING
from tests.unit.dossiers.test_journey import FULL, journey
from tests.unit.dossiers.words import WORDS

TELLER = Teller(WORDS, SETTING)
FILES = {"0.a": ["a.pdf", "a2.pdf"], "form.photo": ["anh.png"]}


def sections(content=FULL) -> dict[Place, Section]:
    return {one.place: one for one in TELLER.sections(journey(content), FILES)}


def lines(place: Place, content=FULL) -> dict[str, Line]:
    return {one.name: one for one in sections(content)[place].lines}


def test_every_page_but_the_review_has_a_section_in_order() -> None:
    assert list(sections()) == journey().pages[:-1]


def test_answers_are_told_as_people_write_them() -> None:
    who = lines(Place(Step.FORM, "who"))
    told = {name: who[name].text for name in ("abroad", "born", "phone", "home", "ethnic")}
    assert told == {
        "abroad": "Không",
        "born": "01/02/1990",
        "phone": "0912 345 678",
        "home": "Số 1, Phường Hoa Lư, Tỉnh Ninh Bình",
        "ethnic": "Kinh",
    }


def test_notes_and_hidden_questions_are_left_out() -> None:
    who = lines(Place(Step.FORM, "who"))
    assert "before" not in who
    assert "passport" not in who


def test_what_was_not_answered_is_empty_and_says_whether_it_is_needed() -> None:
    less = {key: value for key, value in ANSWERS.items() if key not in ("email", "number")}
    who = lines(Place(Step.FORM, "who"), replace(FULL, answers=less))
    assert (who["email"].is_empty, who["email"].asked) == (True, False)
    assert (who["number"].is_empty, who["number"].asked) == (True, True)


def test_items_of_a_repeat_are_told_one_by_one() -> None:
    children = lines(Place(Step.FORM, "what"))["children"]
    assert [[line.text for line in item] for item in children.items] == [["Bình", "Có", "12/QĐ"]]
    assert children.items[0][0].name == "children.0.child"


def test_files_are_told_by_name_at_their_question_and_paper() -> None:
    assert lines(Place(Step.FORM, "what"))["photo"].files == ("anh.png",)
    papers = lines(Place(Step.COMPONENTS))
    assert papers["0.a"].files == ("a.pdf", "a2.pdf")
    assert papers["0.b"].is_empty
    assert not papers["0.b"].asked


def test_a_declaration_is_told_as_confirmed() -> None:
    assert lines(Place(Step.FORM, "what"))["true"].text == "confirmed"
