"""Papers by case: chosen cases add theirs, and nobody guesses which papers are whose."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from indexer.procedure import Procedure
from search_api.cases import LONGEST_ID, make_checklist
from tests.samples import procedure


def group(name: str, applies: str | None, case: str | None = None) -> dict[str, Any]:
    return {"case": case, "applies": applies, "documents": [{"code": "giay", "name": name}]}


def of(*groups: dict[str, Any]) -> Procedure:
    return procedure("1.900001", "Thủ tục mẫu", components=list(groups))


BIRTH = of(
    group("Giấy chứng sinh", "always", "Giấy tờ phải nộp"),
    group("Văn bản ủy quyền", "choose", "Ủy quyền cho người khác"),
    group("Biên bản", "choose", "Trẻ bị bỏ rơi"),
)


def names(one: Procedure, *asked: str) -> list[str]:
    return [paper.name for group in make_checklist(one, asked).groups for paper in group.documents]


def test_without_a_choice_only_the_papers_of_everybody_are_on_the_list() -> None:
    assert names(BIRTH) == ["Giấy chứng sinh"]


def test_a_chosen_case_adds_its_papers_and_no_others() -> None:
    assert names(BIRTH, "tre-bi-bo-roi") == ["Giấy chứng sinh", "Biên bản"]


def test_several_cases_may_be_one_persons() -> None:
    assert names(BIRTH, "tre-bi-bo-roi", "uy-quyen-cho-nguoi-khac") == [
        "Giấy chứng sinh",
        "Văn bản ủy quyền",
        "Biên bản",
    ]


def test_a_case_that_does_not_exist_is_passed_over() -> None:
    assert names(BIRTH, "khong-co") == ["Giấy chứng sinh"]


def test_what_the_source_does_not_assign_is_everybodys() -> None:
    both = of(group("Đơn", None, "Giấy tờ phải nộp"), group("Căn cước", None, "Giấy tờ phải xuất trình"))
    checklist = make_checklist(both)
    assert checklist.cases == ()
    assert len(checklist.shared) == 2


def test_a_case_is_called_by_its_name_without_marks() -> None:
    assert [one.id for one in make_checklist(BIRTH).cases] == ["uy-quyen-cho-nguoi-khac", "tre-bi-bo-roi"]


def test_the_others_are_one_step_away_with_those_already_chosen() -> None:
    checklist = make_checklist(BIRTH, ["tre-bi-bo-roi"])
    (other,) = checklist.others
    assert checklist.ids(other) == ["uy-quyen-cho-nguoi-khac", "tre-bi-bo-roi"]
    assert checklist.ids() == ["tre-bi-bo-roi"]


@given(st.lists(st.one_of(st.none(), st.text(min_size=1, max_size=90).filter(str.strip)), max_size=8))
def test_every_case_has_an_id_of_its_own_that_is_short(cases: list[str | None]) -> None:
    one = of(*(group("Giấy", "choose", case) for case in cases))
    ids = [case.id for case in make_checklist(one).cases]
    assert len(set(ids)) == len(ids)
    assert all(0 < len(id) <= LONGEST_ID + 2 for id in ids)
    for case in make_checklist(one).cases:
        assert make_checklist(one, [case.id]).chosen[0].group is case.group
