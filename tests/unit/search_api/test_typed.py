"""How names go on as typed: a missing mark is free, a typed one counts."""

from __future__ import annotations

import pytest

from indexer.text import nfc, tokenize
from search_api.typed import Typed


def typed(text: str) -> Typed:
    tokens = tokenize(nfc(text))
    return Typed.of(tokens, text[tokens[-1].start :])


def agrees(text: str, name: str) -> bool:
    return typed(text).agrees([token.key for token in tokenize(nfc(name))])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("dang ky kh", "đăng ký khai sinh"),
        ("đang ky", "đang ký"),
        ("đăng ký kha", "đăng ký khai"),
        ("hì", "hình"),  # finished it is spelled "hỳ"
        ("hoà", "hòa"),
        ("kĩ", "kỹ"),
        ("sổ đ", "sổ đỏ"),
    ],
)
def test_a_name_agrees_that_goes_on_with_the_marks_typed(text: str, name: str):
    assert agrees(text, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [("đang ky", "đăng ký"), ("bổ n", "bộ nội"), ("bộ nố", "bộ nội"), ("tỉ", "tí"), ("đ", "da")],
)
def test_a_typed_mark_counts_against_another(text: str, name: str):
    assert not agrees(text, name)


def test_an_unfinished_syllable_may_be_spelled_with_i_or_y():
    assert typed("đăng kí").lines == ("dang ki", "dang ky")
    assert typed("khai si").lines == ("khai si", "khai sy")
