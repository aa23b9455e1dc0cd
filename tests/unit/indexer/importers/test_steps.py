"""Steps: one item a step, sub-lines stay with it, cases only where the source clearly tells them apart."""

from __future__ import annotations

from indexer.importers.steps import case_group, read_steps
from indexer.procedure import StepGroup


def items(said: str) -> list[str]:
    (group,) = read_steps(said)
    return list(group.items)


def test_steps_by_number_keep_their_lines() -> None:
    said = "- Bước 1: Nộp.\n+ Tại xã;\n+ Qua mạng.\n- Bước 2: Nhận."
    assert items(said) == ["Bước 1: Nộp.\n+ Tại xã;\n+ Qua mạng.", "Bước 2: Nhận."]


def test_steps_on_one_line_are_told_apart() -> None:
    assert items("Bước 1: Nộp. Bước 2: Nhận.\nTheo hẹn.") == ["Bước 1: Nộp.", "Bước 2: Nhận.\nTheo hẹn."]


def test_a_number_inside_a_sentence_is_no_step() -> None:
    assert items("Bước 1: Nộp.\nBước 2: Làm lại bước 1 nếu thiếu.") == [
        "Bước 1: Nộp.",
        "Bước 2: Làm lại bước 1 nếu thiếu.",
    ]


def test_bullets_of_the_first_kind_open_items() -> None:
    assert items("- Nộp.\n+ Tại xã.\n- Nhận.\nTheo hẹn.") == ["Nộp.\n+ Tại xã.", "Nhận.\nTheo hẹn."]


def test_plain_paragraphs_are_items_with_their_bullets() -> None:
    assert items("Công lập:\n- Nộp.\n\nNgoài công lập:\n- Gửi.") == [
        "Công lập:\n- Nộp.",
        "Ngoài công lập:\n- Gửi.",
    ]


def test_remarks_open_an_item_of_their_own() -> None:
    assert items("a) Nộp.\n* Lưu ý:\nGiấy giả bị hủy.\nb) Nhận.") == [
        "a) Nộp.",
        "Lưu ý:\nGiấy giả bị hủy.",
        "b) Nhận.",
    ]


def test_a_sign_without_words_is_no_item() -> None:
    assert items("+ Nộp.\n+") == ["Nộp."]


def test_headings_above_first_steps_are_cases() -> None:
    said = "Chung.\n* Cấp mới:\nBước 1: Nộp.\nBước 2: Nhận.\n* Cấp lại:\nBước 1: Báo mất."
    assert read_steps(said) == (
        StepGroup(items=("Chung.",)),
        StepGroup(case="Cấp mới", items=("Bước 1: Nộp.", "Bước 2: Nhận.")),
        StepGroup(case="Cấp lại", items=("Bước 1: Báo mất.",)),
    )


def test_a_first_case_may_have_no_heading() -> None:
    said = "Bước 1: Nộp.\nCấp lại:\nBước 1: Báo mất."
    assert [group.case for group in read_steps(said)] == [None, "Cấp lại"]


def test_sentences_above_first_steps_are_no_cases() -> None:
    said = "Bước 1: Nộp.\nTheo mẫu.\nBước 1: Sửa.\nBước 2: Nhận."
    assert [group.case for group in read_steps(said)] == [None]


def test_nothing_gives_no_group() -> None:
    assert read_steps(" \n") == ()


def test_a_case_that_the_source_names_is_the_case() -> None:
    assert case_group("Hồ sơ chung", "Bước 1: Nộp.") == (
        StepGroup(case="Hồ sơ chung", items=("Bước 1: Nộp.",)),
    )
    assert case_group(None, "Nộp.") == (StepGroup(items=("Nộp.",)),)
    assert case_group("Trống", "") == ()
