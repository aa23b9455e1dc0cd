"""Complaints that know what was meant: Vietnamese words for choices, names for ids, tabs, folders."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.choices import CHOICES, meant
from indexer.complaints import Complaint
from indexer.load import load_folder, parse_text
from indexer.procedure import Procedure
from indexer.text import fold

HEAD = 'code: "1.001193"\nname: Đăng ký khai sinh\nsource: {url: "https://example.org/"}\n'
IDS = "agency: ubnd-cap-xa\nfield: ho-tich\nlevels: [commune]\n"
AGENCIES = "kinds:\n  - {id: ubnd-cap-xa, name: Ủy ban nhân dân cấp xã, aliases: [UBND xã], level: commune}\n"


@pytest.mark.parametrize("words", sorted(CHOICES))
def test_the_words_are_written_as_they_are_compared(words: str) -> None:
    assert fold(words) == words


def said(text: str) -> list[Complaint]:
    return list(parse_text((HEAD + text).encode(), Procedure, "a.yaml").complaints)


@pytest.mark.parametrize(
    ("line", "near"),
    [
        ("methods: [{channel: online, terms: [{duration: 3, unit: ngày làm việc}]}]", "working_day"),
        ("methods: [{channel: online, terms: [{duration: 3, unit: ngày}]}]", "day"),
        ("methods: [{channel: trực tiếp, terms: [{duration: 3, unit: day}]}]", "in_person"),
        ("methods: [{channel: Trực tuyến, terms: [{duration: 3, unit: day}]}]", "online"),
        (
            "methods: [{channel: post, terms: [{duration: 3, unit: day, fees: [{kind: lệ phí, amount: 1}]}]}]",
            "le_phi",
        ),
        ("online_level: toàn trình", "full"),
        ("online_level: mot_phan", "partial"),
        ("status: hieu_luc", "in_force"),
        ("status: Bãi bỏ", "abolished"),
        ("applicant_types: [Công dân]", "vn_citizen"),
        ("applicant_types: [doanh nghiệp]", "enterprise"),
        ("status: abolishd", "abolished"),
    ],
)
def test_a_choice_in_vietnamese_is_told_the_choice_that_is_meant(line: str, near: str) -> None:
    (complaint,) = said(IDS + line)
    assert complaint.rule == "not_one_of"
    assert f'"{near}"?' in complaint.message("vi")


def test_a_level_in_vietnamese_is_told_the_level() -> None:
    (complaint,) = said(IDS.replace("[commune]", "[xã]"))
    assert '"commune"?' in complaint.message("en")


def test_a_word_is_read_by_what_is_allowed_there() -> None:
    assert meant("ngày", ["date", "text"]) == "date"
    assert meant("ngày", ["working_day", "day"]) == "day"
    assert meant("ngày", ["full", "partial"]) == ""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "procedures" / "ho-tich").mkdir(parents=True)
    (tmp_path / "portal.yaml").write_text("name: Cổng mẫu\nshort_name: Mẫu\n", "utf-8")
    (tmp_path / "agencies.yaml").write_text(AGENCIES, "utf-8")
    (tmp_path / "fields.yaml").write_text("fields:\n  - {id: ho-tich, name: Hộ tịch}\n", "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("key", "value", "near"),
    [
        ("field: ho-tich", "field: Hộ tịch", "ho-tich"),
        ("field: ho-tich", "field: ho tich", "ho-tich"),
        ("field: ho-tich", "field: hotich", "ho-tich"),
        ("agency: ubnd-cap-xa", "agency: Ủy ban nhân dân cấp xã", "ubnd-cap-xa"),
        ("agency: ubnd-cap-xa", "agency: UBND xã", "ubnd-cap-xa"),
        ("agency: ubnd-cap-xa", "agency: uy-ban-nhan-dan-cap-xa", "ubnd-cap-xa"),
    ],
)
def test_a_name_in_the_place_of_an_id_is_told_the_id(data: Path, key: str, value: str, near: str) -> None:
    path = data / "procedures" / "ho-tich" / "1.001193.yaml"
    path.write_text(HEAD + IDS.replace(key, value), "utf-8")
    told = [one for one in load_folder(data).complaints if f'"{near}"?' in one.message("vi")]
    assert [one.line for one in told] == [4 if "agency" in key else 5]


def test_what_is_like_no_name_gives_one_complaint(data: Path) -> None:
    path = data / "procedures" / "ho-tich" / "1.001193.yaml"
    path.write_text(HEAD + IDS.replace("field: ho-tich", "field: Xyz!"), "utf-8")
    assert [one.rule for one in load_folder(data).complaints] == ["pattern"]


@pytest.mark.parametrize("text", ["a: 1\n\tb: 2\n", "a:\n\tb: 1\n", "\ta: 1\n"])
def test_a_tab_is_called_a_tab(text: str) -> None:
    (complaint,) = parse_text(text.encode(), Procedure, "a.yaml").complaints
    assert "tab" in complaint.message("vi")


def test_a_sign_at_the_beginning_of_a_text_is_not_called_a_tab() -> None:
    (complaint,) = parse_text(b"a: @x\n", Procedure, "a.yaml").complaints
    assert "tab" not in complaint.message("vi")


def test_a_complaint_about_a_folder_names_no_line(data: Path) -> None:
    (data / "odd").mkdir()
    (complaint,) = load_folder(data).complaints
    assert complaint.text("en").startswith(f"{data / 'odd'}: warning: ")
