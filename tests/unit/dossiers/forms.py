"""A form with every type of question, lists, and the day on which it is asked."""

from __future__ import annotations

import datetime as dt

from dossiers.questions import Setting
from indexer.eform import EForm

TODAY = dt.date(2026, 11, 25)


class Lists:
    """Two areas, one commune, one list."""

    def label(self, code_list: str, value: str) -> str | None:
        return {"01": "Kinh", "02": "Tày"}.get(value) if code_list == "dan-toc" else None

    def area(self, code: str) -> str | None:
        return {"37": "Tỉnh Ninh Bình", "01": "Thành phố Hà Nội", "14464": "Phường Hoa Lư"}.get(code)

    def parent(self, code: str) -> str | None:
        return {"14464": "37"}.get(code)


SETTING = Setting(TODAY, Lists())

FORM = EForm.model_validate_json(
    """{"version": 3, "pages": [
  {"id": "who", "title": "Người yêu cầu", "questions": [
    {"type": "note", "id": "before", "label": "Chuẩn bị giấy tờ"},
    {"type": "text", "id": "name", "label": "Họ và tên", "required": true, "max_length": 20},
    {"type": "yes_no", "id": "abroad", "label": "Sống ở nước ngoài?", "required": true},
    {"type": "passport", "id": "passport", "label": "Hộ chiếu", "required": true,
     "show_if": {"question": "abroad", "is": true}},
    {"type": "citizen_id", "id": "number", "label": "Số định danh", "required": true,
     "show_if": {"question": "abroad", "is": false}, "messages": {"invalid": "Số định danh có 12 chữ số."}},
    {"type": "date", "id": "born", "label": "Ngày sinh", "not_after": "today", "not_before": "1900-01-01"},
    {"type": "month", "id": "since", "label": "Từ tháng", "not_after": "today"},
    {"type": "address", "id": "home", "label": "Nơi ở"},
    {"type": "phone", "id": "phone", "label": "Điện thoại"},
    {"type": "email", "id": "email", "label": "Thư điện tử"},
    {"type": "tax_code", "id": "tax", "label": "Mã số thuế"},
    {"type": "code_list", "id": "ethnic", "label": "Dân tộc", "list": "dan-toc"}]},
  {"id": "what", "title": "Nội dung", "show_if": {"question": "name", "answered": true}, "questions": [
    {"type": "long_text", "id": "reason", "label": "Lý do"},
    {"type": "number", "id": "rooms", "label": "Số phòng", "min": 1, "max": 9},
    {"type": "money", "id": "price", "label": "Giá", "min": 0},
    {"type": "choose_one", "id": "use", "label": "Dùng làm gì",
     "options": [{"value": "live", "label": "Để ở"}, {"value": "work", "label": "Để làm việc"}]},
    {"type": "choose_many", "id": "copies", "label": "Bản sao",
     "options": [{"value": "a", "label": "A"}, {"value": "b", "label": "B"}, {"value": "c", "label": "C"}]},
    {"type": "repeat", "id": "children", "label": "Con", "min": 1, "max": 2, "questions": [
      {"type": "text", "id": "child", "label": "Tên con", "required": true},
      {"type": "yes_no", "id": "adopted", "label": "Con nuôi?"},
      {"type": "text", "id": "decision", "label": "Số quyết định", "required": true,
       "show_if": {"question": "adopted", "is": true}}]},
    {"type": "file", "id": "photo", "label": "Ảnh", "max_files": 1},
    {"type": "declaration", "id": "true", "label": "Cam đoan đúng sự thật"}]}]}"""
)

ANSWERS = {
    "name": "Nguyễn Văn An",
    "abroad": False,
    "number": "036090001234",
    "born": "1990-02-01",
    "since": "2026-11",
    "home": {"province": "37", "commune": "14464", "street": "Số 1"},
    "phone": "+84912345678",
    "email": "an@example.vn",
    "tax": "0100233488",
    "ethnic": "01",
    "reason": "Vì thế\nnên vậy",
    "rooms": 3,
    "price": 1_000_000,
    "use": "live",
    "copies": ["a", "c"],
    "children": [{"child": "Bình", "adopted": True, "decision": "12/QĐ"}],
    "photo": ["file"],
    "true": True,
}
"""Answers without a fault."""

TYPED = {
    "name": ["  Nguyễn   Văn An "],
    "abroad": ["no"],
    "number": ["036 090 001 234"],
    "born": ["1/2/1990"],
    "since": ["11/2026"],
    "home.province": ["37"],
    "home.commune": ["14464"],
    "home.street": ["Số 1"],
    "phone": ["0912 345 678"],
    "email": ["an@EXAMPLE.vn"],
    "tax": ["0100 233 488"],
    "ethnic": ["01"],
    "reason": ["Vì  thế\r\nnên vậy\r\n"],
    "rooms": ["3"],
    "price": ["1.000.000 đồng"],
    "use": ["live"],
    "copies": ["c", "a"],
    "children.0.child": ["Bình"],
    "children.0.adopted": ["yes"],
    "children.0.decision": ["12/QĐ"],
    "true": ["yes"],
}
"""What was typed for them."""
