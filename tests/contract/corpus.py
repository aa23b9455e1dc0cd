"""The procedures every engine is asked about. Codes, numbers and dates are made up."""

from __future__ import annotations

import unicodedata

from indexer.procedure import Procedure
from tests.samples import procedure

BIRTH = procedure(
    "1.001193",
    "Đăng ký khai sinh",
    aliases=["làm giấy khai sinh"],
    online_level="full",
    updated_on="2026-03-01",
    steps=[
        "Người có yêu cầu nộp tờ khai tại Ủy ban nhân dân cấp xã. Công chức tư pháp kiểm tra hồ sơ.",
        "Công chức ghi vào Sổ hộ tịch; cấp Giấy khai sinh cho người đi đăng ký.",
        "Hỏi thêm qua hop-thu.mau@example.org hoặc https://mau.example.org/trang-giup-do.",
    ],
    legal_bases=[{"number": "123/2015/NĐ-CP", "title": "Hướng dẫn Luật Hộ tịch"}],
)
BIRTH_AGAIN = procedure("1.004884", "Đăng ký lại khai sinh", online_level="partial", updated_on="2026-05-01")
MARRIAGE = procedure(
    "1.000894", "Đăng ký kết hôn", agency="ubnd-xa-mau", online_level="none", updated_on="2025-01-01"
)
NOTARY = procedure("2.000815", "Chứng thực bản sao từ bản chính", agency="so-tu-phap", levels=["province"])
JUSTICE = procedure("2.000816", "Công nhận báo cáo viên pháp luật", agency="bo-tu-phap", levels=["ministry"])
STAY = procedure(
    "1.004194",
    "Đăng ký tạm trú",
    agency="cong-an-cap-xa",
    field="cu-tru",
    steps=["Nộp hồ sơ tại Công an cấp xã nơi dự kiến tạm trú."],
)
ARTS = procedure("1.004195", "Ăn uống trong lễ hội, đăng ký địa điểm", field="cu-tru")
LICENCE = procedure(
    "3.000348",
    "Cấp lại giấy phép lái xe",
    agency="bo-xay-dung",
    field="giao-thong",
    levels=["province"],
    legacy_codes=["GTVT-QLX-07"],
)
PASSPORTS = tuple(
    procedure(
        f"2.00200{place}",
        f"Trình báo mất hộ chiếu phổ thông (thực hiện tại cấp {words})",
        agency="cuc-xuat-nhap-canh",
        field="xuat-nhap-canh",
        levels=[level],
    )
    for place, (words, level) in enumerate(
        [("trung ương", "ministry"), ("tỉnh", "province"), ("xã", "commune")]
    )
)
ROAD = procedure("6.000001", "Nghiệm thu công trình đường sáu", field="giao-thong")
SUN = procedure("6.000002", "Nghiệm thu công trình dương bảy", field="giao-thong")
DECOMPOSED = procedure(
    "7.000001",
    unicodedata.normalize("NFD", "Cấp thẻ hướng dẫn viên"),
    field="cu-tru",
    steps=[unicodedata.normalize("NFD", "Người đề nghị gửi hồ sơ đến cơ quan chuyên môn về du lịch.")],
)
VERSIONS = (
    procedure("5.000010", "Cấp sổ thuyền viên", valid_from="2020-01-01"),
    procedure("5.000010", "Cấp sổ thuyền viên, bản đang dùng", valid_from="2026-01-01"),
    procedure("5.000010", "Cấp sổ thuyền viên, bản sắp tới", valid_from="2027-03-01"),
)
ABOLISHED = procedure("5.000020", "Xác nhận lý lịch cư dân ven biển", status="abolished")
REPLACED = procedure("5.000030", "Kiểm định phao cứu sinh", valid_from="2021-01-01")
SUCCESSOR = procedure(
    "5.000031", "Kiểm định thiết bị cứu sinh", replaces=["5.000030"], valid_from="2026-07-01"
)
GONE_SUCCESSOR = procedure(
    "5.000032", "Kiểm tra bến khách ngang sông", replaces=["5.000033"], valid_from="2025-01-01"
)
FUTURE = procedure("5.000050", "Cấp phép bay cho thiết bị mới", valid_from="2027-01-01")
SUSPENDED = procedure("5.000060", "Cho thuê mặt nước tạm dừng", status="suspended")

CORPUS: tuple[Procedure, ...] = (
    BIRTH,
    BIRTH_AGAIN,
    MARRIAGE,
    NOTARY,
    JUSTICE,
    STAY,
    ARTS,
    LICENCE,
    *PASSPORTS,
    ROAD,
    SUN,
    DECOMPOSED,
    *VERSIONS,
    ABOLISHED,
    REPLACED,
    SUCCESSOR,
    GONE_SUCCESSOR,
    FUTURE,
    SUSPENDED,
)
IN_FORCE_GROUPS = 16
"""Hits of an empty query today: each code once, the three passport levels together, nothing that is over,
nothing of the future."""
