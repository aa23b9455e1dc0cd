"""The summary of a procedure and its tables: what stands there, what is left out, what becomes one row."""

from __future__ import annotations

from typing import Any

import pytest

from indexer.eform import Condition, EForm
from indexer.procedure import Method
from search_api.outline import (
    LONGEST_PAPER,
    bare_duration,
    needs_number_word,
    one_answer,
    papers,
    rows,
    says_hour,
)
from tests.samples import procedure


def document(name: str, **more: Any) -> dict[str, Any]:
    return {"code": f"giay-{abs(hash(name))}", "name": name, **more}


def group(*documents: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"documents": list(documents), **more}


def method(channel: str, note: str | None = None, **term: Any) -> Method:
    whole = {"duration": 3.0, "unit": "working_day", "note": note, **term}
    return Method.model_validate({"channel": channel, "terms": (whole,)}, strict=False)


def of(*groups: dict[str, Any]) -> Any:
    return papers(procedure("1.900001", "Thủ tục mẫu", components=list(groups)))


def test_five_papers_are_named_and_the_others_counted() -> None:
    told = of(group(*(document(f"Giấy {n}") for n in range(8))))
    assert told.names == tuple((f"Giấy {n}", False) for n in range(5))
    assert told.more == 3


def test_an_optional_paper_is_counted_and_a_conditional_one_marked() -> None:
    when = {"question": "married", "is": True}
    told = of(
        group(document("Tờ khai"), document("Ảnh", required=False), document("Giấy khác", show_if=when))
    )
    assert (told.names, told.more) == ((("Tờ khai", False), ("Giấy khác", True)), 1)


def test_papers_of_a_single_case_among_several_are_not_named_for_everybody() -> None:
    told = of(
        group(document("Tờ khai"), applies="always"),
        group(document("Giấy ủy quyền"), applies="choose", case="Người khác nộp thay"),
    )
    assert (told.names, told.more) == ((("Tờ khai", False),), 1)


def test_a_long_name_is_cut_between_words() -> None:
    ((name, _),) = of(group(document("giấy tờ " * 40))).names
    assert len(name) <= LONGEST_PAPER + 2
    assert name.endswith(" …")


def test_papers_of_a_chosen_case_stand_in_the_summary() -> None:
    always = group(document("Tờ khai"), applies="always")
    case = group(document("Giấy ủy quyền"), applies="choose", case="Nộp thay")
    one = procedure(components=[always, case])
    assert [name for name, _ in papers(one).names] == ["Tờ khai"]
    assert [name for name, _ in papers(one, one.components).names] == ["Tờ khai", "Giấy ủy quyền"]


def test_ways_with_equal_terms_and_fees_are_one_row() -> None:
    (row,) = rows([method("in_person"), method("online"), method("post")])
    assert row.channels == ("in_person", "online", "post")


def test_ways_whose_times_or_fees_differ_keep_their_rows() -> None:
    fees = ({"amount": 1000},)
    assert len(rows([method("in_person"), method("online", duration=2.0), method("post", fees=fees)])) == 3


def test_what_all_ways_say_stands_once_and_the_rest_names_its_way() -> None:
    ways = [
        method("in_person", "Trả trong ngày."),
        method("online", "Trả trong ngày."),
        method("post", "Trả trong ngày. Cước tính riêng."),
    ]
    (row,) = rows(ways)
    assert row.notes == (((), "Trả trong ngày."), (("post",), "Cước tính riêng."))


def test_no_note_of_any_way_is_lost() -> None:
    notes = ["Một. Hai.", "Ba\nHai.", "Một."]
    (row,) = rows([method(c, n) for c, n in zip(("in_person", "online", "post"), notes, strict=True)])
    shown = " ".join(text for _, text in row.notes)
    assert all(one in shown for one in ("Một.", "Hai.", "Ba"))


@pytest.mark.parametrize("note", ["nhận sau 15 giờ", "nhận sau 15:00", "sau 15h", "sau 15h00", "Sau 15 GIỜ."])
def test_an_hour_that_a_note_tells_is_not_told_again(note: str) -> None:
    assert says_hour(note, "15:00")
    assert rows([method("online", note, cutoff="15:00")])[0].cutoff is None


@pytest.mark.parametrize("note", ["", "trong 15 ngày", "sau 5 giờ", "sau 16:15", "sau 115 giờ", "sau 15:30"])
def test_another_number_does_not_hide_the_hour(note: str) -> None:
    assert not says_hour(note, "15:00")
    assert rows([method("online", note or None, cutoff="15:00")])[0].cutoff == "15:00"


@pytest.mark.parametrize(
    ("number", "needed"),
    [("CT01", True), ("Mẫu số 18", False), ("MẪU 13", False), ("mẫu HH1", False), ("Phụ lục I", False)],
)
def test_a_number_that_names_itself_gets_no_word_before_it(number: str, needed: bool) -> None:
    assert needs_number_word(number) is needed


FORM = EForm.model_validate(
    {
        "version": 1,
        "pages": (
            {
                "id": "one",
                "title": "Trang",
                "questions": (
                    {"id": "moto", "type": "yes_no", "label": "Chỉ xe máy?"},
                    {"id": "name", "type": "text", "label": "Tên"},
                    {
                        "id": "kind",
                        "type": "choose_one",
                        "label": "Loại",
                        "options": ({"value": "a", "label": "Mới"}, {"value": "b", "label": "Đổi"}),
                    },
                ),
            },
        ),
    }
)


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        ({"question": "moto", "is": False}, ("Chỉ xe máy?", ("no",))),
        ({"question": "kind", "in": ("a", "b")}, ("Loại", ("Mới", "Đổi"))),
        ({"question": "name", "answered": True}, None),
        ({"all": ({"question": "moto", "is": True},)}, None),
        ({"question": "elsewhere", "is": True}, None),
    ],
)
def test_a_condition_is_told_by_its_question_and_answers(condition: Any, told: Any) -> None:
    assert one_answer(Condition.model_validate(condition), FORM) == told


def test_a_bare_number_is_told_only_where_the_source_says_nothing_else() -> None:
    assert bare_duration([method("in_person", unit=None), method("post", unit=None)]) == 3
    assert bare_duration([method("in_person"), method("post", unit=None)]) is None
    assert bare_duration([method("in_person", unit=None), method("post", unit=None, duration=5.0)]) is None
    assert bare_duration([method("in_person", unit=None, duration=None)]) is None
    assert bare_duration([]) is None
