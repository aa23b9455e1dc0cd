"""Fees: free is free unless the same cell names a price; cut amounts are mended by the bracket or left unknown."""

from __future__ import annotations

import pytest

from indexer.importers.fees import fee_of, money, read_fees
from indexer.procedure import Fee


def fees(said: str | None) -> list[Fee]:
    return [one.fee for one in read_fees(said)]


def rules(said: str) -> list[str | None]:
    return [one.rule for one in read_fees(said)]


@pytest.mark.parametrize("said", ["Miễn phí", "Miễn phí (Không)", "Miễn phí (Không quy định.)"])
def test_free_without_a_word_is_zero(said: str) -> None:
    assert fees(said) == [Fee(amount=0)]


def test_free_keeps_the_word_beside_it() -> None:
    assert fees("Miễn phí (Mức do Hội đồng nhân dân cấp tỉnh quyết định)") == [
        Fee(amount=0, note="Mức do Hội đồng nhân dân cấp tỉnh quyết định")
    ]


def test_free_that_names_a_price_is_unknown() -> None:
    said = "Miễn phí (Cấp mới: 40.000 đồng/lần)"
    assert fees(said) == [Fee(amount=None, note=said)]
    assert rules(said) == ["free_but_priced"]


@pytest.mark.parametrize("said", [None, "", "Không có thông tin", "Không"])
def test_nothing_is_no_fee(said: str | None) -> None:
    assert fees(said) == []


def test_no_information_with_a_mark_keeps_the_mark() -> None:
    assert fees("Không có thông tin (2)") == [Fee(amount=None, note="Không có thông tin (2)")]


@pytest.mark.parametrize(
    ("said", "amount", "currency", "note"),
    [
        ("10,000 Việt Nam Đồng", 10_000, "VND", None),
        ("1,200,000 VNĐ (đồng/lần)", 1_200_000, "VND", "đồng/lần"),
        ("10 USD (/bản)", 10, "USD", "/bản"),
        ("500,000 Việt Nam Đồng ((từ 2027))", 500_000, "VND", "từ 2027"),
        ("40,000 VNĐ (theo bảng) (2)", 40_000, "VND", "(theo bảng) (2)"),
        ("20,000 VNĐ (một tờ", 20_000, "VND", "(một tờ"),
    ],
)
def test_amounts_have_their_currency_and_note(
    said: str, amount: int, currency: str, note: str | None
) -> None:
    assert fees(said) == [Fee(amount=amount, currency=currency, note=note)]
    assert rules(said) == [None]


@pytest.mark.parametrize(
    ("said", "amount"),
    [
        ("100 VNĐ (Phí: 100.000 đồng/lần)", 100_000),
        ("20 VNĐ (20.000đ/tờ)", 20_000),
        ("2 VNĐ (02 triệu đồng)", 2_000_000),
    ],
)
def test_an_amount_cut_short_is_the_one_in_the_bracket(said: str, amount: int) -> None:
    assert [one.amount for one in fees(said)] == [amount]
    assert rules(said) == ["restored_amount"]


def test_an_amount_that_cannot_be_is_unknown_and_said() -> None:
    assert fees("20 VNĐ (mỗi tờ)") == [Fee(amount=None, note="Nguồn ghi: 20 VNĐ (mỗi tờ)")]
    assert fees("50 VNĐ (nay 25.000 đồng)") == [Fee(amount=None, note="Nguồn ghi: 50 VNĐ (nay 25.000 đồng)")]


def test_each_line_with_its_kind_is_a_fee_and_other_lines_belong_to_it() -> None:
    said = "Phí : 2.000.000 Đồng (Trong nước)\nTệp: a.pdf\nLệ phí : 0 Đồng\nPhí : Không Đồng"
    assert fees(said) == [
        Fee(kind="phi", amount=2_000_000, note="Trong nước\nTệp: a.pdf"),
        Fee(kind="le_phi", amount=0),
        Fee(kind="phi", amount=0),
    ]


@pytest.mark.parametrize(
    "said", ["Phí : o Đồng", "Lệ phí : 1.5 USD", "Phí : Bằng 50% mức cũ Đồng (Thông tư)"]
)
def test_what_is_no_whole_amount_stays_as_text(said: str) -> None:
    fee = fees(said)[0]
    assert fee.amount is None
    assert fee.note == said.partition(": ")[2]
    assert rules(said) == ["fee_as_text"]


def test_an_empty_amount_is_unknown() -> None:
    assert fees("Lệ phí :  Đồng") == [Fee(kind="le_phi", amount=None)]
    assert fees("Lệ phí :  Đồng (Theo quy định)") == [Fee(kind="le_phi", amount=None, note="Theo quy định")]


def test_zero_given_as_a_number_is_free_only_without_a_text() -> None:
    assert fee_of(None, 0, "VND", "không").fee == Fee(amount=0)
    assert fee_of(None, 0, "VND", "22.500.000 đồng/lần").fee == Fee(amount=None, note="22.500.000 đồng/lần")
    assert fee_of(None, 0, "VND", "Theo quy định của Bộ Tài chính").fee.amount is None
    assert fee_of(None, 300_000, "VND", None).fee == Fee(amount=300_000)


def test_figures_of_laws_and_days_are_no_money() -> None:
    assert money("Thông tư 25/2021/TT-BTC ngày 07/4/2021, 50% của 1.500.000 đồng, 30 nghìn đồng") == [
        1_500_000,
        30_000,
    ]
