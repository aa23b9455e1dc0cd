"""Names of agencies as sources write them: lists cut into names, names brought to one form."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.importers.wording import line, name_key
from indexer.procedure import Level

_HEADS = (
    "Ban|Bảo hiểm|Biên phòng|Bệnh viện|Bộ|Các|Cán bộ|Cảng vụ|Cảng|Cấp|Chi cục|Chi nhánh|Chỉ huy|Chính phủ|Chính ủy|"
    "Chủ đầu tư|Chủ tịch|Công an|Công đoàn|Cơ quan|Cơ sở|Cục|Doanh nghiệp|Đại diện|Đại sứ quán|Đội|Đồn|Đơn vị|"
    "Giám đốc|Hải quan|Hiệu trưởng|Hội đồng|Kho bạc|Khu|Kiểm lâm|Kiểm toán|Lãnh đạo|Lãnh sự|Ngân hàng|Người|"
    "Phòng|Quân|Quốc hội|Quỹ|Sở|Thanh tra|Thi hành án|Thống đốc|Thủ trưởng|Thủ tướng|Thuế|Tòa án|Toà án|"
    "Tổ chức|Tổng|Trạm|Trung tâm|Trưởng|Trường|Tư lệnh|UBND|Ủy ban|Uỷ ban|Văn phòng|Viện|Vụ"
)
_HEAD = re.compile(rf"(?:{_HEADS})\b", re.IGNORECASE)
_BETWEEN = re.compile(rf"\s*[,;]+\s*(?=(?:{_HEADS})\b)", re.IGNORECASE)
_SPLICED = re.compile(r"[^\W\d_A-ZĐ][A-ZĐ][^\W\d_A-ZĐ]")
"""Cells glued together: "…hợp tác xãCơ quan …"."""
_SHORT = (
    (re.compile(r"\bUBND\b"), "Ủy ban nhân dân"),
    (re.compile(r"\bBHXH\b"), "Bảo hiểm xã hội"),
    (re.compile(r"\bNHNN\b"), "Ngân hàng Nhà nước"),
    (re.compile(r"\bNN và MT\b|\bNN&MT\b"), "Nông nghiệp và Môi trường"),
    (re.compile(r"\bVN\b"), "Việt Nam"),
    (re.compile(r"\bTP\. ?HCM\b|\bTP HCM\b"), "Thành phố Hồ Chí Minh"),
    (re.compile(r"\bTP\. ?(?=\w)"), "Thành phố "),
)
_ENDING = re.compile(r"(?:_old|\(\s*[^()]*\bcũ\s*\))?[\s.;,]*$")
_PERSON = re.compile(
    r"(?:Chủ tịch|Bộ trưởng|Giám đốc|Cục trưởng|Tổng cục trưởng|Vụ trưởng|Chỉ huy trưởng|Thống đốc"
    r"|Chánh thanh tra|Chánh án|Người đứng đầu|Lãnh đạo|Bộ phận Một cửa|Văn phòng(?= Sở))\s+(?:của\s+)?",
    re.IGNORECASE,
)
_NOBODY = re.compile(r"bộ|bộ trưởng|cục trưởng|giám đốc|chủ tịch|lãnh đạo", re.IGNORECASE)
_ABOVE = re.compile(
    r"(?P<own>.+?)\s*(?:\s[-–]|[-–]\s|-(?=Bộ )|/|(?<!trực )\bthuộc\b)\s*"
    r"(?P<above>(?:Bộ|Tổng cục|Cục|Ban|Quân chủng|Sở)\s.+)"
)
_EVERYWHERE = re.compile(r"\s*(?:\bcác tỉnh, thành phố|\bcác cấp)$", re.IGNORECASE)
VARIANTS = {
    name_key(variant): id
    for id, variants in {
        "ubnd-cap-xa": (
            "Ủy ban nhân dân xã, phường, thị trấn",
            "Ủy ban nhân dân cấp xã, phường, thị trấn",
            "Ủy ban nhân dân xã, phường, đặc khu",
        ),
        "ubnd-cap-tinh": (
            "Ủy ban nhân dân tỉnh và thành phố trực thuộc trung ương",
            "Ủy ban nhân dân tỉnh, thành phố trực thuộc trung ương",
            "Ủy ban nhân dân tỉnh, thành phố",
        ),
        "chi-cuc-chan-nuoi-va-thu-y": ("Chi cục Chăn nuôi và Thú y",),
        "hai-quan-cua-khau": ("Hải quan cửa khẩu, Hải quan ngoài cửa khẩu", "Hải quan ngoài cửa khẩu"),
        "co-so-dang-kiem": ("Cơ sở đăng kiểm (xe cơ giới, xe máy chuyên dùng)", "Các đơn vị đăng kiểm"),
        "van-phong-dang-ky-dat-dai": ("Chi nhánh Văn phòng đăng ký đất đai",),
        "co-quan-dai-dien-viet-nam-o-nuoc-ngoai": ("Cơ quan đại diện có thẩm quyền",),
        "bo-xay-dung": ("Bộ Xây dựng (Giao thông vận tải cũ)",),
    }.items()
    for variant in variants
}
"""Further spellings of bundled agencies and kinds."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name in its full form and what it says of itself."""

    full: str
    above: str | None = None
    """Name of the agency it says it belongs to."""


def split_names(source: str) -> list[str]:
    """The names of a list; a comma parts two only where a new name, capital first, begins behind it."""
    whole = line(source)
    borders = [one.span() for one in _BETWEEN.finditer(whole) if whole[one.end()].isupper()]
    starts, ends = [0, *(end for _, end in borders)], [*(start for start, _ in borders), len(whole)]
    parts = (whole[start:end].strip(" ,;") for start, end in zip(starts, ends, strict=True))
    return list(dict.fromkeys(filter(None, parts)))


def is_name(one: str) -> bool:
    """Whether a text can be the name of an agency at all."""
    return bool(_HEAD.match(one)) and one[0].isupper() and len(one) <= 250 and not _NOBODY.fullmatch(one)


def is_spliced(source: str) -> bool:
    """Whether other parts of the page are glued into a cell, so that its commas part nothing."""
    return bool(_SPLICED.search(source))


def full_name(one: str) -> Name:
    """Short forms written out, "_old" and "(… cũ)" dropped, the agency above told apart."""
    plain = line(one)
    for pattern, written in _SHORT:
        plain = pattern.sub(written, plain)
    plain = _ENDING.sub("", plain) or plain
    match = _ABOVE.fullmatch(plain)
    if match:
        return Name(match["own"].strip(" -"), match["above"].strip())
    return Name(plain)


def without_person(name: str) -> str | None:
    """The agency behind "Chủ tịch …", "Giám đốc …", "Trưởng ban …"; None where the name is no person's."""
    if name.startswith("Trưởng ban "):
        return f"Ban {name.removeprefix('Trưởng ban ')}"
    match = _PERSON.match(name)
    rest = name[match.end() :] if match else ""
    return rest if _HEAD.match(rest) else None


def without_everywhere(name: str) -> str | None:
    """The name without "các tỉnh, thành phố", "các cấp"; None where it does not say so."""
    bare = _EVERYWHERE.sub("", name)
    return bare if bare and bare != name else None


def level_of(name: str) -> Level:
    """The level that a name tells for sure; else other."""
    key = name_key(name)
    for level, words in _LEVELS:
        if any(re.search(rf"\b{re.escape(word)}(?!\S)", key) for word in words):
            return level
    if re.match(
        r"(?:Cục|Tổng cục|Vụ|Bộ (?!chỉ huy|tư lệnh|phận)|Thủ tướng|Chính phủ|Quốc hội)\s?",
        name,
        re.IGNORECASE,
    ):
        return Level.MINISTRY
    return Level.PROVINCE if name.startswith("Sở ") else Level.OTHER


_LEVELS = tuple(
    (level, tuple(name_key(word) for word in words))
    for level, words in (
        (Level.COMMUNE, ("cấp xã", "ủy ban nhân dân xã", "ủy ban nhân dân phường")),
        (Level.DISTRICT, ("cấp huyện", "công an huyện", "quân sự huyện")),
        (Level.PROVINCE, ("cấp tỉnh", "tỉnh", "thành phố")),
    )
)
