"""Numbers of legal documents: whole again where the year or a piece went astray, never made up."""

from __future__ import annotations

import datetime as dt

import pytest

from indexer.importers.legal_bases import Row, read_bases, read_basis, read_day, read_decision
from indexer.importers.report import Trace


def read(number: str | None, title: str | None) -> tuple[str | None, str | None, str | None]:
    found = read_basis(number, title)
    return (found.basis and found.basis.number, found.basis and found.basis.title, found.rule)


@pytest.mark.parametrize(
    "number", ["60/2014/QH13", "66.7/2025/NQ-CP", "226/QĐ-UBND", "02/2020/UBTVQH14", "1/2/TT-X"]
)
def test_a_clean_number_stays(number: str) -> None:
    assert read(number, "Luật mẫu") == (number, "Luật mẫu", None)


@pytest.mark.parametrize(
    ("number", "title", "found", "rest"),
    [
        ("Luật số 32/2024/QH15", "Luật mẫu", "32/2024/QH15", "Luật mẫu"),
        ("Thông tư 218/2016/TT-BTC", "Phí", "218/2016/TT-BTC", "Phí"),
        ("202446/2024/QH15", "Luật mẫu năm", "46/2024/QH15", "Luật mẫu năm 2024"),
        ("202640/2026/NĐ-CP", "Nghị định ngày 25/01/", "40/2026/NĐ-CP", "Nghị định ngày 25/01/2026"),
        ("2026.55/2026/TT-BTC", "Thông tư ngày 15/5/", "55/2026/TT-BTC", "Thông tư ngày 15/5/2026."),
        ("2020/TT-BTP", "Thông tư 01/2020/TT-BTP01/", "01/2020/TT-BTP", "Thông tư 01/2020/TT-BTP"),
        ("13", "Thông tư số 13/2024/TT-BQP sửa đổi", "13/2024/TT-BQP", "Thông tư số 13/2024/TT-BQP sửa đổi"),
        ("21/2008/TTLT- BQP-BTC", "Liên tịch", "21/2008/TTLT-BQP-BTC", "Liên tịch"),
    ],
)
def test_a_number_that_went_astray_is_whole_again(number: str, title: str, found: str, rest: str) -> None:
    assert read(number, title) == (found, rest, "basis_number_mended")


@pytest.mark.parametrize(
    ("title", "found", "rest"),
    [
        ("Về phân bón84/2019/NĐ-CP.", "84/2019/NĐ-CP", "Về phân bón"),
        ("Nghị định 101/2024/NĐ-CP", "101/2024/NĐ-CP", None),
        ("Quyết định 24/2024/QĐ-UBND về mẫu24/2024", "24/2024/QĐ-UBND", "Quyết định 24/2024/QĐ-UBND về mẫu"),
        ("Sửa Quyết định 290/2005/QĐ-TTg191/2005/TTLT/BQP-BTC", "191/2005/TTLT/BQP-BTC", None),
    ],
)
def test_a_number_in_the_title_is_found(title: str, found: str, rest: str | None) -> None:
    number, left, rule = read(None, title)
    assert (number, rule) == (found, "basis_number_from_title")
    assert rest is None or left == rest


@pytest.mark.parametrize(
    ("number", "title"),
    [
        (None, "Luật Thú y 2015"),
        (None, "Sửa 12/2020/NĐ-CP và 13/2021/NĐ-CP"),
        (None, "Cơ quan thực hiệnSở Tư pháp"),
        (None, ": Thông tư 269/2016/TT-BTC)Trực tiếp1 Ngày"),
        ("BỘ LUẬT HÀNG HẢI", None),
    ],
)
def test_without_a_clear_number_there_is_no_basis(number: str | None, title: str | None) -> None:
    found = read_basis(number, title)
    assert found.basis is None
    assert found.text == " ".join(filter(None, (title, number)))


def test_words_in_a_number_that_the_title_lacks_are_kept() -> None:
    assert read("Điều 5 Nghị định 12/2020/NĐ-CP", "Mẫu")[:2] == (
        "12/2020/NĐ-CP",
        "Mẫu\nĐiều 5 Nghị định 12/2020/NĐ-CP",
    )


def test_bases_without_a_number_and_days_that_are_none_go_to_the_note() -> None:
    trace = Trace("1.000001")
    rows = [
        Row("12/2020/NĐ-CP", "Một", "31-02-2020", "Chính phủ"),
        Row("12/2020/NĐ-CP", "Một", "31-02-2020", "Chính phủ"),
        Row(None, "Luật Thú y 2015", "01-02-2015"),
    ]
    (basis,) = read_bases(rows, trace)
    assert (basis.issuer, basis.issued_on) == ("Chính phủ", None)
    assert trace.note() == (
        "Căn cứ pháp lý: 12/2020/NĐ-CP: 31-02-2020\nCăn cứ pháp lý: Luật Thú y 2015 01-02-2015"
    )


def test_days_are_read_day_first() -> None:
    assert read_day("09-08-2014") == dt.date(2014, 8, 9)
    assert read_day("2014") is None
    assert read_day(None) is None


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("Quyết định số 5132/QĐ-BQP", "5132/QĐ-BQP"),
        ("SỐ 12/QĐ-NHNN", "12/QĐ-NHNN"),
        ("4777 /QĐ-BQP", "4777/QĐ-BQP"),
        ("12./QĐ-BXD", "12/QĐ-BXD"),
        ("QĐ/0001-BCA", "QĐ/0001-BCA"),
        ("1681", "1681"),
    ],
)
def test_decisions_are_named_by_their_number(said: str, number: str) -> None:
    assert read_decision(said) == number
