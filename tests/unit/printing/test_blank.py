"""A sheet on paper says what it was given to say, letter for letter, and leaves room to write."""

from __future__ import annotations

import datetime as dt
import io
import logging
import unicodedata
from dataclasses import replace

import pytest
from pypdf import PdfReader

from printing.blank import draw
from printing.sheet import Blank, Section, Sheet

MADE = dt.datetime(2026, 11, 25, 8, 0, tzinfo=dt.UTC)
LETTERS = "aăâeêioôơuưyđ"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
SHEET = Sheet(
    title="Tờ khai đăng ký khai sinh",
    issuer="Cổng mẫu",
    facts=("Thủ tục: Đăng ký khai sinh (mã 1.001193)",),
    notices=("Mẫu tham khảo.",),
    sections=(),
    signature=("Người khai", "(Ký, ghi rõ họ tên)"),
    address="https://thutuc.example.vn/thu-tuc/1.001193",
    address_label="Bản mới nhất:",
    page_label="Trang {page}/{pages}",
)


def with_blanks(*blanks: Blank) -> Sheet:
    return replace(SHEET, sections=(Section("1. Người yêu cầu", blanks, ("Gợi ý của trang.",)),))


def read(sheet: Sheet) -> PdfReader:
    return PdfReader(io.BytesIO(draw(sheet, "vi", MADE)))


def text_of(sheet: Sheet) -> str:
    return "\n".join(page.extract_text() for page in read(sheet).pages)


def squeezed(text: str) -> str:
    """Without blanks and line ends, which wrapping moves."""
    return "".join(text.split())


def test_every_vietnamese_letter_comes_back_as_it_was(caplog: pytest.LogCaptureFixture) -> None:
    marked = [unicodedata.normalize("NFC", one + tone) for one in LETTERS if one != "đ" for tone in TONES]
    whole = " ".join([*marked, "đ", *(one.upper() for one in marked), "Đ", "₫ “ ” – … ² ³ °"])
    with caplog.at_level(logging.WARNING):
        found = text_of(with_blanks(Blank("note", "Chữ", text=whole)))
    assert squeezed(whole) in squeezed(found)
    assert not caplog.records


def test_a_letter_that_the_typeface_lacks_is_reported(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        draw(with_blanks(Blank("note", "Chữ lạ", text="漢")), "vi", MADE)
    assert any("missing" in one.getMessage() for one in caplog.records)


def test_decomposed_letters_are_composed() -> None:
    decomposed = unicodedata.normalize("NFD", "Nguyễn Thị Hường")
    assert "Nguyễn Thị Hường" in text_of(with_blanks(Blank("line", decomposed)))


@pytest.mark.parametrize(
    "blank",
    [
        Blank("line", "Họ, chữ đệm, tên", number="1.1", marks=("(*)",)),
        Blank("line", "Nơi cư trú", captions=("Tỉnh, thành phố:", "Xã, phường:")),
        Blank("line", "Trình bày lý do", lines=3, hints=("Nêu rõ ngày tháng.",)),
        Blank("cells", "Ngày sinh", cells=(2, 2, 4)),
        Blank("choices", "Giới tính", options=("Nam", "Nữ")),
        Blank("choices", "Diện", options=("Một diện có tên rất dài " * 8, "Diện khác")),
        Blank("tick", "Tôi cam đoan", text="Những điều trên là đúng sự thật."),
        Blank("note", "Lưu ý", text="Đọc kỹ trước khi viết."),
        Blank("group", "Các con", parts=(Blank("line", "Tên con"),), times=2, turn="Người thứ {n}"),
    ],
    ids=lambda blank: f"{blank.kind}-{blank.label}",
)
def test_all_words_of_a_blank_stand_on_the_paper(blank: Blank) -> None:
    found = squeezed(text_of(with_blanks(blank)))
    words = [
        blank.label,
        blank.number,
        blank.text,
        *blank.marks,
        *blank.hints,
        *blank.captions,
        *blank.options,
    ]
    words += [part.label for part in blank.parts]
    words += [blank.turn.format(n=n) for n in range(1, blank.times + 1)] if blank.turn else []
    assert [one for one in words if squeezed(one) not in found] == []


def test_head_notices_and_place_to_sign_stand_on_the_paper() -> None:
    found = squeezed(text_of(with_blanks(Blank("line", "Tên"))))
    told = [SHEET.title, SHEET.issuer, *SHEET.facts, *SHEET.notices, *SHEET.signature, SHEET.address]
    assert [one for one in told if squeezed(one) not in found] == []


def test_pages_are_numbered_out_of_all() -> None:
    pages = read(with_blanks(*(Blank("line", f"Câu hỏi {n}", lines=3) for n in range(40)))).pages
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert f"Trang {number}/{len(pages)}" in page.extract_text()


def test_braces_in_a_text_stay_as_they_are() -> None:
    assert "{nb} {page} {n}" in text_of(with_blanks(Blank("note", "Chữ", text="{nb} {page} {n}")))


def test_a_label_is_not_parted_from_where_its_answer_goes() -> None:
    """The label and the first line below it stand on one page, wherever the page ends."""
    for before in range(20, 27):
        blanks = [Blank("line", f"Dòng {n}") for n in range(before)]
        parts = [Blank("note", "Nhãn cuối", text="chỗ trả lời")]
        pages = [page.extract_text() for page in read(with_blanks(*blanks, *parts)).pages]
        assert any("Nhãn cuối" in page and "chỗ trả lời" in page for page in pages)


def test_one_sheet_drawn_twice_is_the_same_file() -> None:
    sheet = with_blanks(Blank("line", "Tên"))
    assert draw(sheet, "vi", MADE) == draw(sheet, "vi", MADE)


def test_the_file_tells_its_title_and_language() -> None:
    reader = read(with_blanks(Blank("line", "Tên")))
    assert reader.metadata is not None
    assert reader.metadata.title == SHEET.title
    assert reader.trailer["/Root"]["/Lang"] == "vi"


def test_an_address_too_long_for_a_code_is_printed_as_text() -> None:
    long = replace(with_blanks(Blank("line", "Tên")), address="https://example.vn/" + "a" * 600)
    assert squeezed(long.address) in squeezed(text_of(long))


def test_a_group_without_end_goes_on_over_pages() -> None:
    parts = tuple(Blank("line", f"Mục {n}", lines=2) for n in range(12))
    pages = read(with_blanks(Blank("group", "Thành viên", parts=parts, times=3, turn="Lần {n}"))).pages
    assert "Lần 3" in "".join(page.extract_text() for page in pages)
    assert len(pages) > 1
