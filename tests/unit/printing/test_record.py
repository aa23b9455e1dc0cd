"""A record on paper says what it was given to say, letter for letter, whatever its length."""

from __future__ import annotations

import datetime as dt
import io
import logging
from dataclasses import replace

import pytest
from pypdf import PdfReader

from printing.record import Group, Record, Row, draw

MADE = dt.datetime(2026, 11, 25, 8, 0, tzinfo=dt.UTC)
RECORD = Record(
    title="Bản hồ sơ đã gửi",
    issuer="Cổng mẫu",
    code="H42-261125-0001",
    facts=(Row("Mã hồ sơ", "H42-261125-0001"), Row("Thời điểm gửi", "10:00 ngày 25/11/2026")),
    notices=("Không có giá trị pháp lý.",),
    groups=(Group("Người nộp", (Row("Họ và tên", "Nguyễn Thị Hường"),)),),
    page_label="Trang {page}/{pages}",
)
LONG = " ".join(f"câu{n}" for n in range(4_000))


def read(record: Record) -> PdfReader:
    return PdfReader(io.BytesIO(draw(record, "vi", MADE)))


def squeezed(record: Record) -> str:
    return "".join("".join(page.extract_text() for page in read(record).pages).split())


def test_everything_that_was_given_stands_on_the_paper(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        found = squeezed(RECORD)
    rows = [*RECORD.facts, *RECORD.groups[0].rows]
    told = [
        RECORD.title,
        RECORD.issuer,
        *RECORD.notices,
        "Người nộp",
        *(part for row in rows for part in (row.label, row.text)),
    ]
    assert [one for one in told if "".join(one.split()) not in found] == []
    assert not caplog.records


def test_two_prints_of_one_record_are_the_same_bytes() -> None:
    assert draw(RECORD, "vi", MADE) == draw(RECORD, "vi", MADE)


@pytest.mark.parametrize("filled", range(0, 60, 7))
def test_a_text_longer_than_pages_is_whole_wherever_it_begins(filled: int) -> None:
    rows = (*(Row(f"Mục {n}", "Có") for n in range(filled)), Row("Trình bày", LONG), Row("Sau cùng", "Hết"))
    record = replace(RECORD, groups=(Group("Nội dung", rows),))
    found = squeezed(record).replace("Trang", "")
    assert [n for n in (0, 1_999, 3_999) if f"câu{n}" not in found] == []
    assert len(read(record).pages) > 3
    assert "Hết" in found


@pytest.mark.parametrize("label", ["Nhãn", "Nhãn rất dài " * 12])
def test_label_and_text_begin_at_the_same_height_and_do_not_touch(label: str) -> None:
    places: dict[str, tuple[float, float]] = {}

    def see(text: str, _cm: object, place: list[float], _font: object, _size: object) -> None:
        places.setdefault(text.strip()[:4], (place[4], place[5]))

    record = replace(RECORD, groups=(Group("Nội dung", (Row(label, "Chữ kề bên"), Row("Dòng", "Dưới"))),))
    read(record).pages[0].extract_text(visitor_text=see)
    left, right, below = places["Nhãn"], places["Chữ "], places["Dòng"]
    assert right[0] > left[0] + 150
    assert abs(right[1] - left[1]) < 4
    assert below[1] < min(left[1], right[1])


def test_a_row_without_text_is_a_heading_of_what_follows() -> None:
    assert "Con–mục1" in squeezed(replace(RECORD, groups=(Group("Con", (Row("Con – mục 1", ""),)),)))


def test_without_a_code_the_head_takes_the_whole_width() -> None:
    assert "Bảnhồsơđãgửi" in squeezed(replace(RECORD, code="", notices=()))


def test_pages_are_numbered_out_of_all() -> None:
    rows = tuple(Row(f"Mục {n}", "Có") for n in range(120))
    pages = read(replace(RECORD, groups=(Group("Nội dung", rows),))).pages
    for number, page in enumerate(pages, 1):
        assert f"Trang {number}/{len(pages)}" in page.extract_text()
