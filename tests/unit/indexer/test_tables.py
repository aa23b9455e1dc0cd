"""Score tables as plain arrays."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.tables import (
    BLOCK,
    DENSE_SHARE,
    FieldTable,
    encode,
    find_all,
    inverse_frequency,
    padded,
    prefix_range,
    read_array,
    term_array,
    with_dense,
)

WORDS = st.text("abđữ=_1", min_size=1, max_size=5)


def sorted_terms(words) -> list[str]:
    return sorted(set(words), key=encode)


def small_table(count: int = 20) -> FieldTable:
    """Term `a` in every document, `b` in document 3 alone."""
    offsets = np.array([0, count, count + 1], np.int64)
    documents = np.array([*range(count), 3], np.int32)
    impacts = np.array([*(0.5 + d for d in range(count)), 7.0], np.float32)
    return with_dense(["a", "b"], offsets, (documents, impacts, np.ones(count + 1, np.int32)), count)


@pytest.mark.parametrize(("count", "length"), [(0, 64), (1, 64), (63, 64), (64, 64), (65, 128), (128, 128)])
def test_documents_are_padded_to_whole_blocks(count: int, length: int):
    assert padded(count) == length
    assert length % BLOCK == 0


def test_rare_terms_weigh_more():
    weights = [inverse_frequency(n, 100) for n in (0, 1, 50, 99, 100)]
    assert weights == sorted(weights, reverse=True)
    assert weights[-1] > 0
    assert inverse_frequency(2, 10) == pytest.approx(math.log(1 + 8.5 / 2.5))


@given(st.lists(WORDS, max_size=12), st.lists(WORDS, max_size=12))
def test_every_term_is_found_at_its_place_and_no_other(stored: list[str], asked: list[str]):
    terms = sorted_terms(stored)
    expected = [terms.index(one) if one in terms else -1 for one in asked]
    assert find_all(term_array(terms), asked) == expected


def test_a_long_term_is_not_taken_for_its_beginning():
    names = term_array(["abc"])
    assert find_all(names, ["abcd", "ab", "abc"]) == [-1, -1, 0]


def test_a_lone_surrogate_is_looked_for_without_an_error():
    assert find_all(term_array(["a"]), ["\ud800"]) == [-1]


@given(st.lists(WORDS, max_size=15), st.text("abđữ=_1", max_size=6))
def test_a_prefix_names_the_run_of_terms_that_begin_with_it(stored: list[str], prefix: str):
    terms = sorted_terms(stored)
    first, last = prefix_range(term_array(terms), prefix)
    assert terms[first:last] == [term for term in terms if term.startswith(prefix)]


def test_frequent_terms_get_dense_rows():
    table = small_table()
    assert table.dense_rows.tolist() == [0, -1]
    assert table.dense.shape == (1, 64)
    assert 20 / DENSE_SHARE >= 1


@pytest.mark.parametrize("weight", [1.0, 0.35, 2.0])
def test_dense_rows_and_posting_lists_add_the_same(weight: float):
    table = small_table()
    for position, expected in ((0, {d: 0.5 + d for d in range(20)}), (1, {3: 7.0})):
        total = np.zeros(padded(20), np.float32)
        table.add(total, position, weight)
        assert {d: float(v) for d, v in enumerate(total) if v} == pytest.approx(
            {d: weight * value for d, value in expected.items()}
        )


def test_a_table_tells_who_holds_a_term():
    table = small_table()
    assert table.documents_of(1).tolist() == [3]
    assert [table.document_frequency(at) for at in (0, 1, -1)] == [20, 1, 0]
    assert table.find(["b", "c", "a"]) == [1, -1, 0]


def test_a_table_is_the_same_after_saving(tmp_path: Path):
    table = small_table()
    table.save(tmp_path / "title_s")
    loaded = FieldTable.load(tmp_path / "title_s")
    for name in ("terms", "offsets", "documents", "impacts", "frequencies", "dense_rows", "dense"):
        assert np.array_equal(getattr(loaded, name), getattr(table, name))
        assert getattr(loaded, name).dtype == getattr(table, name).dtype


@pytest.mark.parametrize("shape", [(0,), (0, 64), (3,), (2, 64)])
def test_arrays_are_mapped_and_cannot_be_written(tmp_path: Path, shape: tuple[int, ...]):
    np.save(tmp_path / "a.npy", np.ones(shape, np.float32))
    array = read_array(tmp_path / "a.npy")
    assert array.shape == shape
    assert not array.flags.writeable
    assert not array.flags.owndata


def test_pickled_arrays_are_refused(tmp_path: Path):
    np.save(tmp_path / "a.npy", np.array([{"a": 1}], object), allow_pickle=True)
    with pytest.raises(ValueError, match="Python objects"):
        read_array(tmp_path / "a.npy")


def test_an_empty_table_answers():
    table = with_dense([], np.zeros(1, np.int64), (np.zeros(0, np.int32),) * 3, 0)
    assert table.find(["a"]) == [-1]
    assert prefix_range(table.terms, "a") == (0, 0)
