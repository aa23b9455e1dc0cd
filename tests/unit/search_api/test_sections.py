"""The page of a procedure answers in the order in which people ask."""

from __future__ import annotations

from search_api.sections import sections
from tests.samples import procedure

FORM = {
    "version": 1,
    "pages": [{"id": "one", "title": "Một", "questions": [{"id": "a", "type": "text", "label": "Tên"}]}],
}


def test_where_and_what_to_bring_come_first() -> None:
    assert sections(procedure(), linked=False, expected=True)[:2] == ["where", "components"]


def test_the_parts_that_the_law_prescribes_always_stand() -> None:
    prescribed = {"steps", "methods", "components", "applicants", "agencies", "results", "legal_bases"}
    assert prescribed <= set(sections(procedure(), linked=False, expected=False))


def test_parts_without_anything_to_show_are_left_out() -> None:
    bare = sections(procedure(), linked=False, expected=False)
    assert not {"forms", "linked", "expected"} & set(bare)
    assert {"linked", "expected"} <= set(sections(procedure(), linked=True, expected=True))


def test_any_kind_of_form_makes_the_part_of_forms() -> None:
    paper = {"documents": [{"code": "a", "name": "Đơn", "form": {"name": "Mẫu đơn"}}]}
    result = {"name": "Giấy", "form": {"name": "Mẫu giấy"}}
    for one in (procedure(form=FORM), procedure(components=[paper]), procedure(results=[result])):
        assert "forms" in sections(one, linked=False, expected=False)
