"""Papers: grouped by case, form files cut off, numbers of copies put right, remarks told apart."""

from __future__ import annotations

import pytest

from indexer.importers.form_names import single_files, split_file, torn_file
from indexer.importers.papers import Row, read_papers
from indexer.importers.report import Trace
from indexer.procedure import ComponentGroup, Document


@pytest.fixture
def trace() -> Trace:
    return Trace("1.000001")


def rules(trace: Trace) -> list[str]:
    return [one.rule for one in trace.repairs]


def only(groups: tuple[ComponentGroup, ...]) -> Document:
    (group,) = groups
    (document,) = group.documents
    return document


@pytest.mark.parametrize(
    ("name", "paper", "file"),
    [
        (
            "Đơn theo Thông tư 16/2026/TT-BNNMTMẫu số 01.docx",
            "Đơn theo Thông tư 16/2026/TT-BNNMT",
            "Mẫu số 01.docx",
        ),
        ("Đơn theo mẫu quy định1.3. Don xin cap.docx", "Đơn theo mẫu quy định", "1.3. Don xin cap.docx"),
        ("Tờ khai (mẫu NA9).10-Mẫu NA9.doc", "Tờ khai (mẫu NA9).", "10-Mẫu NA9.doc"),
        ("Tờ trình theo quy địnhtờ trình.docx", "Tờ trình theo quy định", "tờ trình.docx"),
        ("Đơn theo Thông tư 94/2025/TT-BNNMTđơn.pdf", "Đơn theo Thông tư 94/2025/TT-BNNMT", "đơn.pdf"),
        ("Đơn theo Nghị định 23/2026/NĐ-CPMau41.docx", "Đơn theo Nghị định 23/2026/NĐ-CP", "Mau41.docx"),
        ("Ảnh cỡ 4x6 cm nền trắng.mau 12 (1).doc", "Ảnh cỡ 4x6 cm nền trắng.", "mau 12 (1).doc"),
        (
            "Tờ khai theo Thông tư 80/2021/TT-BTC01-LP.docx",
            "Tờ khai theo Thông tư 80/2021/TT-BTC",
            "01-LP.docx",
        ),
    ],
)
def test_a_file_name_glued_to_a_paper_is_cut_off(name: str, paper: str, file: str) -> None:
    assert split_file(name) == (paper, file)


@pytest.mark.parametrize(
    "name", ["Đơn xin cấp thẻ", "Tờ khai theo mẫu số 01.doc", "mẫu.docx", "Bản sao. Nộp tệp a.pdf sau"]
)
def test_without_a_clear_border_nothing_is_cut(name: str) -> None:
    assert split_file(name) is None


def test_files_glued_together_are_told_apart() -> None:
    assert single_files("Mau 1.docxMau 2.docMau 3.docx") == ["Mau 1.docx", "Mau 2.doc", "Mau 3.docx"]


def test_a_torn_file_name_is_whole_again() -> None:
    assert torn_file("Bản đồ khu vựcMau 35 - PL II_36.2025.", "TT-X_02.7.2025.docx") == (
        "Bản đồ khu vực",
        "Mau 35 - PL II_36.2025.TT-X_02.7.2025.docx",
    )
    assert torn_file("Đơn theo mẫu.", "a.docx") is None


def test_cases_come_in_the_order_of_their_first_paper(trace: Trace) -> None:
    rows = [Row("A", "* Một:"), Row("B", "Hai"), Row("C", "Một"), Row("D")]
    groups = read_papers(rows, trace)
    assert [(group.case, [one.name for one in group.documents]) for group in groups] == [
        ("Một", ["A", "C"]),
        ("Hai", ["B"]),
        (None, ["D"]),
    ]
    assert all(group.applies is None for group in groups)


def test_codes_are_unique_in_the_procedure(trace: Trace) -> None:
    rows = [Row("Đơn xin", "Một"), Row("- Đơn xin.", "Hai"), Row("…", "Hai")]
    groups = read_papers(rows, trace)
    assert [one.code for group in groups for one in group.documents] == ["don-xin", "don-xin-2", "giay-to"]


def test_papers_that_one_may_have_are_not_required(trace: Trace) -> None:
    assert not only(read_papers([Row("Giấy ủy quyền (nếu có).")], trace)).required
    assert only(read_papers([Row("Giấy (nếu có) kèm ảnh")], trace)).required


def test_remarks_go_to_the_note_unless_they_ask_for_a_paper(trace: Trace) -> None:
    assert read_papers([Row("Nộp bản sao cũng được.", "* Lưu ý:", originals=0)], trace) == ()
    assert trace.note() == "Lưu ý về thành phần hồ sơ: Nộp bản sao cũng được."
    assert only(read_papers([Row("Ảnh", "Lưu ý", originals=1)], trace)).name == "Ảnh"


def test_a_year_in_front_of_a_count_goes_back_to_the_name(trace: Trace) -> None:
    paper = only(read_papers([Row("Tờ khai ban hành ngày 28/02/", originals=20251)], trace))
    assert (paper.name, paper.originals) == ("Tờ khai ban hành ngày 28/02/2025", 1)
    assert rules(trace) == ["year_in_count"]


def test_a_count_that_cannot_be_is_unknown_and_said(trace: Trace) -> None:
    paper = only(read_papers([Row("Tờ khai", originals=6131, copies=0)], trace))
    assert (paper.originals, paper.copies) == (None, 0)
    assert paper.note == "Số bản chính ghi trong nguồn: 6131."


def test_all_form_files_are_kept(trace: Trace) -> None:
    row = Row("Đơn theo mẫu.phu luc 1.docx", forms=("Phụ lục 2.docx",), form_in_name=True)
    paper = only(read_papers([row], trace))
    assert paper.name == "Đơn theo mẫu."
    assert paper.form is not None
    assert (paper.form.name, paper.note) == ("Phụ lục 2.docx", "Biểu mẫu khác: phu luc 1.docx")


def test_a_form_whose_border_is_unclear_stays_in_the_name(trace: Trace) -> None:
    paper = only(read_papers([Row("Tờ khai theo mẫu số 01.doc", form_in_name=True)], trace))
    assert (paper.name, paper.form) == ("Tờ khai theo mẫu số 01.doc", None)
    assert rules(trace) == ["form_not_found"]


def test_a_long_case_is_short_as_a_heading_and_whole_in_the_note(trace: Trace) -> None:
    case = " ".join(["trường hợp"] * 60)
    (group,) = read_papers([Row("Đơn", case)], trace)
    assert group.case is not None
    assert group.case.endswith("…")
    assert trace.note() == f"Trường hợp trong thành phần hồ sơ: {case}"


def test_a_case_without_papers_is_kept(trace: Trace) -> None:
    assert read_papers([Row("Không có thông tin", "Cấp lại")], trace) == ()
    assert trace.note() == "Trường hợp trong thành phần hồ sơ: Cấp lại"


def test_points_of_one_row_stay_points(trace: Trace) -> None:
    assert only(read_papers([Row("- Đơn. - Ảnh.")], trace)).name == "- Đơn.\n- Ảnh."
