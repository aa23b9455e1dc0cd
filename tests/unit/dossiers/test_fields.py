"""Questions as a page shows them: answers as people write them, messages that name the question."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from dossiers.answers import page_faults, read_page
from dossiers.fields import Drawing, messages, settle, shown
from dossiers.messages import TABLES
from indexer.eform import EForm
from tests.unit.dossiers.forms import FORM, SETTING


class Words:
    """Our message tables alone."""

    def __init__(self, lang: str = "vi") -> None:
        self.lang = lang

    def __call__(self, key: str, **values: object) -> str:
        return TABLES[self.lang][key].format(**values)

    def either(self, key: str, fallback: str, **values: object) -> str:
        return self(key if key in TABLES[self.lang] else fallback, **values)


class Areas:
    """A province with one commune, a list of two."""

    class _Area:
        def __init__(self, code: str, name: str, parent: str | None = None) -> None:
            self.code, self.name, self.parent = code, name, parent

    provinces = (_Area("37", "Tỉnh Ninh Bình"), _Area("01", "Thành phố Hà Nội"))
    communes = (_Area("14464", "Phường Hoa Lư", "37"),)

    def items(self, code_list: str) -> tuple[Any, ...]:
        return ()

    def label(self, code_list: str, value: str) -> str | None:
        return None

    def parent(self, code: str) -> str | None:
        return {"14464": "37"}.get(code)

    def area(self, code: str) -> str | None:
        return next((one.name for one in (*self.provinces, *self.communes) if one.code == code), None)


LISTS: Any = Areas()
WORDS: Any = Words()
WHO = FORM.pages[0]


def drawn(form: EForm, answers: dict[str, Any], errors: dict[str, str] | None = None) -> dict[str, Any]:
    drawing = Drawing(WORDS, LISTS, errors or {})
    return {one.name: one for page in form.pages for one in drawing.fields(page.questions, answers)}


@pytest.mark.parametrize(
    ("kind", "answer", "stands"),
    [
        ("text", None, ""),
        ("date", "2026-11-24", "24/11/2026"),
        ("date", "hôm qua", "hôm qua"),
        ("month", "2026-11", "11/2026"),
        ("money", 1_000_000, "1.000.000"),
        ("number", 1.5, "1,5"),
        ("phone", "+84912345678", "0912 345 678"),
        ("phone", "12", "12"),
        ("yes_no", True, ""),
    ],
)
def test_an_answer_stands_in_its_input_as_people_write_it(kind: str, answer: Any, stands: str) -> None:
    assert shown(kind, answer) == stands


def test_choices_are_chosen_and_yes_and_no_have_words() -> None:
    fields = drawn(FORM, {"abroad": False, "copies": ["a", "c"], "use": "live"})
    assert fields["abroad"].chosen == ("no",)
    assert [choice.label for choice in fields["abroad"].choices] == ["Có", "Không"]
    assert fields["copies"].chosen == ("a", "c")
    assert fields["use"].chosen == ("live",)


def test_a_repeat_shows_its_items_and_at_least_one_empty() -> None:
    assert [field.name for field in drawn(FORM, {})["children"].items[0]][:1] == ["children.0.child"]
    two = drawn(FORM, {"children": [{"child": "Một"}, {"child": "Hai"}]})["children"]
    assert [item[0].value for item in two.items] == ["Một", "Hai"]


def test_a_commune_is_shown_by_name_and_kept_by_code_where_the_province_has_it() -> None:
    address = {"province": "37", "commune": "phường hoa lư", "street": "Số 1"}
    kept = settle(WHO.questions, {"home": address}, LISTS)["home"]
    assert kept["commune"] == "14464"
    assert drawn(FORM, {"home": kept})["home"].parts["commune"] == "Phường Hoa Lư"
    elsewhere = settle(WHO.questions, {"home": {**address, "province": "01"}}, LISTS)["home"]
    assert elsewhere["commune"] == "phường hoa lư", "of another province it stays as it was typed"


def test_every_fault_names_its_question_and_the_forms_own_words_come_first() -> None:
    answers = read_page(WHO, {"abroad": ["no"], "number": ["12"], "born": ["01/01/2030"], "phone": ["1"]})
    told = messages(
        page_faults(FORM, WHO, {k: v for k, v in answers.items() if v is not None}, SETTING), WORDS
    )
    assert told == {
        "name": "Nhập “Họ và tên”.",
        "number": "Số định danh có 12 chữ số.",
        "born": "“Ngày sinh” phải là 25/11/2026 hoặc trước đó.",
        "phone": "“Điện thoại” gồm 10 chữ số và bắt đầu bằng 03, 05, 07, 08 hoặc 09.",
    }
    assert dt.date(2026, 11, 25) == SETTING.today


def test_an_error_stands_at_its_field() -> None:
    assert drawn(FORM, {}, {"name": "Nhập tên."})["name"].error == "Nhập tên."
    assert drawn(FORM, {}, {"name": "Nhập tên."})["phone"].error is None
