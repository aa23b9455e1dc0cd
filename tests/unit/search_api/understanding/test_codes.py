"""Codes of procedures in any spelling, and what only looks like one."""

from __future__ import annotations

import pytest

from search_api.understanding import Reading, read_code
from search_api.understanding.codes import MOST


def codes(typed: str) -> tuple[str, ...]:
    return read_code(Reading.of(typed)).codes


@pytest.mark.parametrize(
    "typed",
    [
        "1.001193",
        "1001193",
        "1,001193",
        "1-001193",
        "1 001193",
        "1 . 001193",
        "１．００１１９３",
        "mã １００１１９３",
        "1.001193000",
        "1001193000",
        "mã 1001193 nhé",
        "(1.001193)",
        "1.001193.",
        "khai sinh,1.001193",
        "1.001\u200b193",
        "1\u00a0.\u00a0001193",
        "1–001193",
    ],
)
def test_a_code_is_read_in_any_spelling(typed: str):
    assert codes(typed) == ("1.001193",)


@pytest.mark.parametrize(
    ("typed", "beginning"),
    [
        ("100119", "1.00119"),
        ("1 00119", "1.00119"),
        ("mã 1.00119", "1.00119"),
        ("1.001", "1.001"),
        ("1.0011", "1.0011"),
        ("1.00119", "1.00119"),
        (" 1,001 ", "1.001"),
    ],
)
def test_the_beginning_of_a_code_is_read(typed: str, beginning: str):
    assert codes(typed) == (beginning,)


@pytest.mark.parametrize(
    "typed",
    [
        "1",
        "1.",
        "1.00",
        "khai sinh",
        "0912345678",
        "0.001193",
        "11.001193",
        "1.0011930",
        "a1.001193",
        "1.000 đồng",
        "1.000.000",
        "2.500.000 đồng",
        "lệ phí 1.000.000",
        "15.000",
        "24/11/2026",
        "42/2022/NĐ-CP",
        "1.001193a",
        "lệ phí 100065 đồng",
        "làm lại biển số 300034",
        "lệ phí 200000 đồng",
        "gọi 1 00119 nhé",
        "T-BPC-280421",
        "BPC-2804210",
        "mã 1001193000000",
        "",
    ],
)
def test_what_is_no_code_is_left_alone(typed: str):
    before = Reading.of(typed)
    assert read_code(before) is before


def test_a_code_is_explained_as_it_was_typed():
    (said,) = read_code(Reading.of("mã 1,001193 nhé")).understood
    assert (said.step, said.before, said.after) == ("code", "1,001193", "1.001193")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("1.001193.000.00.00.H40", "1.001193.000.00.00.H40"),
        ("1001193.000.00.00.h40", "1.001193.000.00.00.H40"),
        ("mã 1.001193.H19", "1.001193.H19"),
    ],
)
def test_the_suffix_of_a_local_version_is_kept(typed: str, code: str):
    assert codes(typed) == (code,)


def test_several_codes_are_read_in_order_each_once():
    assert codes("1.004194 hay 1001193, 1.004194?") == ("1.004194", "1.001193")
    assert len(codes(" ".join(f"1.00{n}" for n in range(1000, 1300)))) == MOST
