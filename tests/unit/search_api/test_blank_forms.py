"""The e-form as a sheet: each type of question has its place to answer, each condition its words."""

from __future__ import annotations

import json
from typing import Any

import pytest

from indexer.eform import EForm
from indexer.portal import Portal
from printing.sheet import Blank, Sheet
from search_api.blank_forms import MOST_TURNS, make_sheet
from search_api.words import WORDS
from tests.samples import procedure

ADDRESS = "https://thutuc.example.vn/thu-tuc/1.900001"


def sheet(*questions: dict[str, Any], lang: Any = "vi", official: bool = False, **page: Any) -> Sheet:
    plain = {"version": 3, "pages": [{"id": "one", "title": "Người yêu cầu", "questions": questions, **page}]}
    form = EForm.model_validate_json(json.dumps(plain))
    portal = Portal(name="Cổng mẫu", short_name="Mẫu", official=official)
    return make_sheet(procedure("1.900001", "Thủ tục mẫu"), form, portal, WORDS[lang], ADDRESS)


def blank(**question: Any) -> Blank:
    ((one,),) = (part.blanks for part in sheet({"id": "a", "label": "Câu hỏi", **question}).sections)
    return one


@pytest.mark.parametrize(
    ("type", "cells"), [("date", (2, 2, 4)), ("month", (2, 4)), ("citizen_id", (12,)), ("tax_code", (10, 3))]
)
def test_what_has_a_fixed_length_gets_a_box_a_digit(type: str, cells: tuple[int, ...]) -> None:
    assert (blank(type=type).kind, blank(type=type).cells) == ("cells", cells)


@pytest.mark.parametrize("type", ["text", "number", "money", "passport", "phone", "email"])
def test_a_short_answer_gets_one_line(type: str) -> None:
    assert (blank(type=type).kind, blank(type=type).lines) == ("line", 1)


def test_a_long_answer_gets_several_lines() -> None:
    assert blank(type="long_text").lines == blank(type="text", max_length=1000).lines == 3


def test_an_address_gets_a_line_for_each_of_its_parts() -> None:
    captions = blank(type="address").captions
    assert captions == ("Tỉnh, thành phố:", "Xã, phường, đặc khu:", "Số nhà, đường, thôn, xóm:")


def test_options_are_boxes_to_tick() -> None:
    options = [{"value": "a", "label": "Nam"}, {"value": "b", "label": "Nữ"}]
    assert blank(type="choose_one", options=options).options == ("Nam", "Nữ")
    assert blank(type="yes_no").options == ("Có", "Không")
    assert "Có thể chọn nhiều ô." in blank(type="choose_many", options=options).hints


def test_a_declaration_is_ticked_and_a_note_only_read() -> None:
    assert (blank(type="declaration", text="Đúng sự thật").kind, blank(type="note").kind) == ("tick", "note")
    assert blank(type="declaration", text="Đúng sự thật").text == "Đúng sự thật"


def test_a_file_is_handed_in_beside_the_sheet() -> None:
    one = blank(type="file")
    assert (one.kind, one.options) == ("choices", ("Đã kèm",))


@pytest.mark.parametrize(("most", "turns"), [(1, 1), (2, 2), (50, MOST_TURNS)])
def test_a_group_is_printed_a_few_times(most: int, turns: int) -> None:
    one = blank(type="repeat", max=most, questions=[{"id": "b", "type": "text", "label": "Tên con"}])
    assert (one.kind, one.times, [part.label for part in one.parts]) == ("group", turns, ["Tên con"])
    assert bool(one.hints) == (most > MOST_TURNS)


def test_a_must_is_marked() -> None:
    assert blank(type="text", required=True).marks == ("(*)",)
    assert blank(type="text").marks == ()


def test_a_condition_is_told_by_its_question_and_answer() -> None:
    whole = sheet(
        {"id": "married", "type": "yes_no", "label": "Đã kết hôn?"},
        {"id": "who", "type": "text", "label": "Với ai?", "show_if": {"question": "married", "is": True}},
        {
            "id": "when",
            "type": "text",
            "label": "Bao giờ?",
            "show_if": {"not": {"question": "married", "is": True}},
        },
    )
    _, simple, composed = whole.sections[0].blanks
    assert simple.hints == ("Chỉ điền khi trả lời “Đã kết hôn?” – Có.",)
    assert composed.hints == ("Chỉ điền khi các câu trả lời trước yêu cầu.",)


def test_questions_are_numbered_by_page() -> None:
    whole = sheet({"id": "a", "type": "text", "label": "A"}, {"id": "b", "type": "text", "label": "B"})
    assert [one.number for one in whole.sections[0].blanks] == ["1.1", "1.2"]
    assert whole.sections[0].title == "1. Người yêu cầu"


def test_a_sheet_says_that_it_is_for_reference_and_of_what() -> None:
    whole = sheet({"id": "a", "type": "text", "label": "A"})
    assert any("Mẫu tham khảo" in one for one in whole.notices)
    assert any("không phải Cổng Dịch vụ công quốc gia" in one for one in whole.notices)
    assert any("1.900001" in one for one in whole.facts)
    assert any("3" in one for one in whole.facts)
    assert (whole.address, whole.issuer) == (ADDRESS, "Cổng mẫu")


def test_an_official_portal_does_not_disown_itself() -> None:
    whole = sheet({"id": "a", "type": "text", "label": "A"}, official=True)
    assert not any("không phải" in one for one in whole.notices)
