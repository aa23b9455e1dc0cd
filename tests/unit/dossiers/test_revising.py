"""What changed in a procedure since a draft began."""

from __future__ import annotations

import json

from dossiers.revising import Change, changes
from indexer.procedure import Procedure
from tests.unit.dossiers.test_journey import procedure


def changed(edit) -> list[Change]:
    """What is told of a procedure that was edited since."""
    before = procedure()
    content = json.loads(before.model_dump_json(by_alias=True, exclude_none=True))
    edit(content)
    return changes(before, Procedure.model_validate_json(json.dumps(content)))


def questions(content):
    return content["form"]["pages"][0]["questions"]


def test_nothing_is_told_where_only_the_rest_changed() -> None:
    assert changed(lambda content: content.update(aliases=["tên khác"], note="Ghi chú")) == []


def test_a_new_a_changed_and_a_lost_question_are_told_by_label() -> None:
    def edit(content) -> None:
        asked = questions(content)
        asked.append({"type": "text", "id": "new", "label": "Câu mới"})
        next(one for one in asked if one["id"] == "name")["max_length"] = 50
        asked.remove(next(one for one in asked if one["id"] == "email"))

    assert changed(edit) == [
        Change("question_changed", "Họ và tên"),
        Change("question_new", "Câu mới"),
        Change("question_gone", "Thư điện tử"),
    ]


def test_a_page_that_is_asked_in_another_case_changes_its_questions() -> None:
    told = changed(lambda content: content["form"]["pages"][1].pop("show_if"))
    assert {one.kind for one in told} == {"question_changed"}
    assert len(told) == 8


def test_papers_are_told_by_name() -> None:
    def edit(content) -> None:
        first = content["components"][0]["documents"]
        first[0]["required"] = False
        first.pop(1)
        first.append({"code": "z", "name": "Giấy Z"})

    assert changed(edit) == [
        Change("paper_changed", "Giấy A"),
        Change("paper_new", "Giấy Z"),
        Change("paper_gone", "Giấy B"),
    ]


def test_times_and_fees_are_told_together() -> None:
    method = {"channel": "online", "terms": [{"duration": 3, "unit": "working_day"}]}
    assert changed(lambda content: content.update(methods=[method])) == [Change("terms")]
