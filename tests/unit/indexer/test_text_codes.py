"""Codes, numbers of laws and addresses in running text."""

from __future__ import annotations

import itertools
import re
import unicodedata
from pathlib import Path

import pytest

from indexer import text
from indexer.text import Kind, fold, nfc, tokenize
from tests.samples import national, streams


def numbers(written: str) -> list[str]:
    return [token.key for token in tokenize(nfc(written)) if token.kind in (Kind.NUMBER, Kind.CODE)]


@pytest.mark.parametrize(
    ("written", "terms"),
    [
        ("1.001193", ["1.001193"]),
        ("(1.001193)", ["1.001193"]),
        ("mã 1.001193.", ["1.001193"]),
        ("1.001193.Trường hợp", ["1.001193"]),
        ("1.001193.000.00.00.H40", ["1.001193.000.00.00.h40", "1.001193"]),
        ("2.000815.H19", ["2.000815.h19", "2.000815"]),
        ("42/2022/NĐ-CP", ["42/2022/nd-cp", "42/2022", "42", "2022", "nd", "cp"]),
        ("42 / 2022 / NĐ - CP", ["42/2022/nd-cp", "42/2022", "42", "2022", "nd", "cp"]),
        ("42/2022/\nNĐ-\nCP", ["42/2022/nd-cp", "42/2022", "42", "2022", "nd", "cp"]),
        ("42/2022/NĐ–CP", ["42/2022/nd-cp", "42/2022", "42", "2022", "nd", "cp"]),
        ("42/2022/nd-cp", ["42/2022/nd-cp", "42/2022", "42", "2022", "nd", "cp"]),
        ("61/2020/QH14", ["61/2020/qh14", "61/2020", "61", "2020", "qh14"]),
        ("1234/QĐ-BTP", ["1234/qd-btp", "1234", "qd", "btp"]),
        ("01/2020/TTLT-BTP-BNG", ["01/2020/ttlt-btp-bng", "01/2020", "01", "2020", "ttlt", "btp", "bng"]),
        ("1.\u200b001193", ["1.001193"]),
    ],
)
def test_codes_and_legal_numbers_are_kept_whole_and_in_parts(written: str, terms: list[str]):
    tokens = tokenize(nfc(written))
    assert text.codes(tokens) == terms
    assert text.codes(tokenize(nfc(unicodedata.normalize("NFD", written)))) == terms


@pytest.mark.parametrize(
    "written",
    ["1.10", "1.1000", "11.001193", "1.0011930", "a1.001193", "10/2025", "01/07/2025", "1/2", "3,5"],
)
def test_headings_dates_and_amounts_are_no_codes(written: str):
    assert numbers(written) == []


def test_codes_are_no_syllables():
    tokens = tokenize("mã 1.001193 theo 42/2022/NĐ-CP này")
    assert text.folded(tokens) == ["ma", "theo", "nay"]
    assert text.folded_pairs(tokens) == []


@pytest.mark.parametrize(
    "written",
    [
        "thư gửi hop.thu+mau@mau.example.org nhé",
        "xem https://mau.example.org/a_b?c=1&d=2 nhé",
        "xem www.mau.example.org nhé",
    ],
)
def test_addresses_are_whole_and_not_searched(written: str):
    kinds = [token.kind for token in tokenize(written)]
    assert kinds.count(Kind.ADDRESS) == 1
    assert text.syllables(tokenize(written))[-1] == text.tone_key("nhé")
    assert not {"mau", "example", "org", "www"} & set(itertools.chain.from_iterable(streams(written)))


@pytest.mark.shared
def test_codes_stay_whole_in_all_real_titles(shared: Path):
    records = national(shared)
    assert len(records) == 2_849
    for record in records:
        written = f"{record['code']} {record['name']}"
        tokens = tokenize(nfc(written))
        assert (tokens[0].kind, tokens[0].key) == (Kind.CODE, record["code"])
        assert streams(unicodedata.normalize("NFD", written)) == streams(written)
        assert streams(written.upper()) == streams(written)
        for number in re.findall(r"(?<![\w/])\d{1,4}/\d{4}/NĐ-CP(?![\w/])", nfc(written)):
            assert fold(number) in [token.key for token in tokens]
