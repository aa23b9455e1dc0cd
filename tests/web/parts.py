"""A procedure with every part of the model, its free texts numbered; plain or hostile. Facts are made up."""

from __future__ import annotations

import itertools
from typing import Any

from tests.samples import SOURCE

FREE = "T:"
"""Marks a text that people write; everything else is an id, a code, a number or an address."""
WHOLE: dict[str, Any] = {
    "code": "1.900001",
    "name": "T:Thủ tục cấp giấy mẫu",
    "short_name": "T:Cấp giấy mẫu",
    "aliases": ["T:làm giấy mẫu"],
    "situations": ["T:tôi cần giấy mẫu"],
    "keywords": ["T:giấy mẫu"],
    "agency": "ubnd-cap-xa",
    "field": "ho-tich",
    "levels": ["commune", "province"],
    "kind": "law_delegated",
    "online_level": "partial",
    "partial_reason": {"kind": "presence", "note": "T:phải có mặt", "basis": "T:1/2020/NĐ-CP"},
    "proactive_level": 2,
    "applicant_types": ["vn_citizen", "cooperative"],
    "summary": "T:Tóm tắt thủ tục mẫu",
    "steps": [{"case": "T:Nộp trực tiếp", "items": ["T:Bước một của thủ tục mẫu", "T:Bước hai"]}],
    "methods": [
        {
            "channel": "in_person",
            "note": "T:ghi chú cách thức",
            "terms": [
                {
                    "duration": 3,
                    "unit": "working_day",
                    "case": "T:trường hợp thường",
                    "cutoff": "15:00",
                    "note": "T:ghi chú thời hạn",
                    "fees": [
                        {
                            "kind": "le_phi",
                            "amount": 20000,
                            "note": "T:ghi chú phí",
                            "basis": "T:2/2020/TT-BTC",
                        },
                        {"kind": "phi", "amount": None, "note": None},
                    ],
                }
            ],
        },
        {"channel": "online", "terms": [{"duration": None, "unit": None}]},
        {"channel": "post", "terms": [{"duration": 1, "unit": None}]},
    ],
    "components": [
        {
            "case": "T:Giấy tờ phải nộp",
            "applies": "choose",
            "documents": [
                {
                    "code": "to-khai",
                    "name": "T:Tờ khai mẫu",
                    "originals": 1,
                    "copies": 2,
                    "required": False,
                    "accepts_electronic": True,
                    "formats": ["pdf"],
                    "max_files": 2,
                    "result_code": "T:KQ.1",
                    "note": "T:ghi chú giấy tờ",
                    "show_if": {"question": "married", "is": True},
                    "form": {
                        "name": "T:Mẫu tờ khai",
                        "number": "T:M01",
                        "basis": "T:3/2020/TT-BTP",
                        "url": "https://example.org/m01",
                    },
                }
            ],
        }
    ],
    "sets": 2,
    "form": {
        "version": 1,
        "pages": [
            {
                "id": "one",
                "title": "T:Trang một của biểu mẫu",
                "hint": "T:gợi ý trang",
                "questions": [
                    {"id": "married", "type": "yes_no", "label": "T:Đã kết hôn chưa?", "required": True},
                    {
                        "id": "sex",
                        "type": "choose_one",
                        "label": "T:Giới tính",
                        "hint": "T:gợi ý câu hỏi",
                        "options": [{"value": "a", "label": "T:Nam"}, {"value": "b", "label": "T:Nữ"}],
                    },
                    {"id": "promise", "type": "declaration", "label": "T:Cam đoan", "text": "T:Lời cam đoan"},
                    {
                        "id": "children",
                        "type": "repeat",
                        "label": "T:Các con",
                        "max": 3,
                        "questions": [{"id": "child", "type": "text", "label": "T:Tên con"}],
                    },
                ],
            }
        ],
    },
    "results": [
        {
            "code": "T:KQ.2",
            "name": "T:Giấy mẫu",
            "validity": "T:5 năm",
            "electronic": True,
            "form": {"name": "T:Mẫu kết quả"},
        }
    ],
    "requirements": "T:Phải đủ 18 tuổi",
    "legal_bases": [
        {
            "number": "T:60/2014/QH13",
            "title": "T:Luật mẫu",
            "issuer": "T:Quốc hội",
            "issued_on": "2014-11-20",
            "effective_on": "2016-01-01",
            "expired_on": "2020-01-01",
            "replaced_by": "T:61/2020/QH14",
            "url": "https://example.org/luat",
        }
    ],
    "competent_agencies": ["so-tu-phap"],
    "delegated_agencies": ["cong-an-cap-xa"],
    "coordinating_agencies": ["bo-cong-an"],
    "reception_places": [
        {
            "agency": "ubnd-xa-mau",
            "address": "T:Số 1 đường Mẫu",
            "phone": "T:0123",
            "hours": "T:giờ hành chính",
            "geo": [20.5, 106.1],
        }
    ],
    "related": ["1.900002"],
    "linked": ["1.900003"],
    "replaces": ["1.900009"],
    "legacy_codes": ["T:T-MAU-000001"],
    "external_ids": {"dvcqg": "T:ma-ngoai"},
    "decision": {
        "number": "T:1/QĐ-BTP",
        "date": "2026-01-02",
        "agency": "bo-tu-phap",
        "kind": "amended",
        "file": "https://example.org/qd",
    },
    "publishing_agency": "bo-tu-phap",
    "place_independent": True,
    "video": "https://example.org/video",
    "note": "T:Lưu ý của thủ tục mẫu",
    "valid_from": "2026-01-01",
    "valid_to": "2027-12-31",
    "updated_on": "2026-02-03",
    "source": {**SOURCE, "note": "T:ghi chú nguồn", "retrieved_on": "2026-03-04"},
}
OFFER: dict[str, Any] = {
    "procedure": "1.900001",
    "agency": "ubnd-xa-mau",
    "online_level": "full",
    "submission_url": "https://example.org/nop",
    "place": "T:Quầy số 3",
    "fees": [{"kind": "phi", "amount": 5000}],
    "note": "T:ghi chú nơi cung cấp",
}


def plain(value: Any) -> Any:
    """The value with its free texts as they are."""
    return _written(value, lambda text: text)


def hostile(value: Any, numbers: itertools.count[int]) -> Any:
    """The value with markup, a template and quotes in every free text, each with a number of its own."""
    return _written(value, lambda text: payload(next(numbers)))


def payload(number: int) -> str:
    """What a hostile author writes."""
    return f"<img src=x onerror=alert({number})>{{{{7*7}}}}\"'</script>"


def _written(value: Any, write: Any) -> Any:
    if isinstance(value, dict):
        return {key: _written(one, write) for key, one in value.items()}
    if isinstance(value, list):
        return [_written(one, write) for one in value]
    if isinstance(value, str) and value.startswith(FREE):
        return write(value.removeprefix(FREE))
    return value
