"""Levels, applicants, names, keywords, words of the web page."""

from __future__ import annotations

import pytest

from indexer.importers.applicants import read_applicants
from indexer.importers.levels import read_levels
from indexer.importers.names import LONGEST, read_keywords, read_name
from indexer.importers.pages import without_page_words
from indexer.importers.report import Trace
from indexer.procedure import ApplicantType, Level


@pytest.fixture
def trace() -> Trace:
    return Trace("1.000001")


def rules(trace: Trace) -> list[str]:
    return [one.rule for one in trace.repairs]


@pytest.mark.parametrize(
    ("said", "levels"),
    [
        ("Cấp Xã", (Level.COMMUNE,)),
        ("Cấp Bộ, Cấp tỉnh, cấp xã", (Level.MINISTRY, Level.PROVINCE, Level.COMMUNE)),
        ("Cấp huyện, Cơ quan khác", (Level.DISTRICT, Level.OTHER)),
        ("Cấp xã, Cấp Xã", (Level.COMMUNE,)),
        ("", (Level.OTHER,)),
    ],
)
def test_levels_are_known_in_any_spelling(said: str, levels: tuple[Level, ...]) -> None:
    assert read_levels(said) == (levels, [])


def test_an_unknown_level_is_named() -> None:
    assert read_levels("Cấp vùng, Cấp xã") == ((Level.COMMUNE,), ["Cấp vùng"])


def test_applicants_whose_names_hold_commas_stay_whole(trace: Trace) -> None:
    said = "Cán bộ, công chức, viên chức, Tổ chức (không bao gồm doanh nghiệp, HTX), Doanh nghiệp, Hợp tác xã"
    assert read_applicants(said, trace) == (
        ApplicantType.CIVIL_SERVANT,
        ApplicantType.ORGANIZATION,
        ApplicantType.ENTERPRISE,
        ApplicantType.COOPERATIVE,
    )
    assert trace.note() is None


def test_the_longest_name_wins(trace: Trace) -> None:
    said = "Doanh nghiệp có vốn đầu tư nước ngoài, Doanh nghiệp Việt Nam, Doanh nghiệp, Doanh nghiệp"
    assert read_applicants(said, trace) == (
        ApplicantType.FDI_ENTERPRISE,
        ApplicantType.VN_ENTERPRISE,
        ApplicantType.ENTERPRISE,
    )


def test_an_unknown_applicant_keeps_the_whole_cell(trace: Trace) -> None:
    said = "Công dân Việt Nam, Người nước ngoài cư trú lâu năm"
    assert read_applicants(said, trace) == (ApplicantType.VN_CITIZEN,)
    assert trace.note() == f"Đối tượng thực hiện: {said}"
    assert rules(trace) == ["unknown_applicant"]


def test_a_name_is_one_line(trace: Trace) -> None:
    assert read_name("Cấp thẻ\ncho  người già ", trace) == "Cấp thẻ cho người già"
    assert rules(trace) == ["broken_name"]


def test_the_title_of_a_decision_is_kept_and_said(trace: Trace) -> None:
    assert read_name("Công bố Danh mục thủ tục của Sở A", trace) == "Công bố Danh mục thủ tục của Sở A"
    assert read_name("Quyết định chuyển mục đích sử dụng rừng", trace).startswith("Quyết định chuyển")
    assert rules(trace) == ["title_of_decision"]


def test_a_name_beyond_the_model_is_whole_in_the_note(trace: Trace) -> None:
    name = " ".join(["dài"] * 600)
    short = read_name(name, trace)
    assert len(short) <= LONGEST
    assert short.endswith("…")
    assert trace.note() == f"Tên đầy đủ: {name}"


def test_keywords_that_repeat_the_name_say_nothing() -> None:
    assert read_keywords("Cấp Thẻ.", "Cấp thẻ") == ()
    assert read_keywords("không có", "Cấp thẻ") == ()
    assert read_keywords("thẻ, giấy", "Cấp thẻ") == ("thẻ, giấy",)


def test_buttons_of_the_page_behind_a_cell_go_and_are_reported(trace: Trace) -> None:
    page = "Từ khóaKhông có thông tinMô tảKhông có thông tinChọn cơ quan thực hiệnTỉnh/ Thành phốNộp hồ sơ"
    assert without_page_words(f"Đủ 18 tuổi.{page}", "requirements", trace) == "Đủ 18 tuổi."
    assert without_page_words(f"Không có thông tin{page}", "requirements", trace) is None
    assert rules(trace) == ["page_words"] * 2


def test_heads_with_a_text_behind_them_stay(trace: Trace) -> None:
    said = "Đủ 18 tuổi.Từ khóaThẻ giàMô tảKhông có thông tin"
    assert without_page_words(said, "requirements", trace) == said
    assert rules(trace) == []
