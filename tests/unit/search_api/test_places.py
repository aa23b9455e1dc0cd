"""Which agencies and fields go on as typed."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from indexer.catalog import Catalog
from indexer.columns import Columns
from indexer.text import nfc, tokenize
from search_api.editions import Edition
from search_api.places import Places
from search_api.typed import Typed
from tests.samples import TODAY, build_index, procedure, registers

PROCEDURES = [
    procedure("1.000001", "Cấp phép", agency="bo-xay-dung", field="giao-thong"),
    procedure("1.000002", "Cấp sổ", agency="ubnd-xa-mau", field="ho-tich"),
    procedure("1.000003", "Cấp thẻ", agency="bo-cong-an", field="cu-tru"),
    procedure("1.000004", "Cấp đổi", agency="cong-an-cap-xa", field="cu-tru"),
]


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> tuple[Catalog, Columns]:
    edition = Edition(build_index(tmp_path_factory.mktemp("index"), PROCEDURES, registers()))
    return edition.catalog, edition.columns


def find(known: tuple[Catalog, Columns], text: str, kept=(True,) * 4, most: int = 9, day=TODAY):
    tokens = tokenize(nfc(text))
    typed = Typed.of(tokens, text[tokens[-1].start :])
    return [(one.id, differs) for one, differs in Places(*known).find(typed, np.array(kept), day, most)]


def test_names_that_begin_so_come_before_those_that_hold_it(known):
    assert find(known, "cong a") == [("cong-an-cap-xa", False), ("bo-cong-an", False)]


def test_other_names_of_an_agency_count(known):
    assert ("ubnd-cap-xa", False) in find(known, "ubnd x")


def test_an_agency_whose_procedures_filters_leave_out_is_none(known):
    assert find(known, "bộ", kept=(False, True, True, True)) == [("bo-cong-an", False)]
    assert find(known, "đường", kept=(False, True, True, True)) == []


def test_marks_that_differ_come_last(known):
    assert find(known, "bỏ c") == [("bo-cong-an", True)]
    assert find(known, "hố") == [("ho-tich", True)]


def test_what_is_over_comes_behind_what_exists(known):
    before = [one for one, _ in find(known, "bo gia", day=dt.date(2025, 1, 1))]
    assert before == [one for one, _ in find(known, "bo gia")]


@pytest.mark.parametrize("most", [1, 2])
def test_no_more_than_asked_for(known, most: int):
    assert len(find(known, "xa", most=most)) == most


def test_a_name_of_nowhere_finds_nothing(known):
    assert find(known, "zz") == []
