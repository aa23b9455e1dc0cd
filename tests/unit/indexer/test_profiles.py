"""Streams joined into one table."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.profiles import join, load_profile, term_in, write_profiles
from indexer.tables import FieldTable, padded, with_dense

COUNT = 70
POSTINGS = st.dictionaries(
    st.sampled_from(["a", "b", "ba", "c_d", "42"]),
    st.dictionaries(st.integers(0, COUNT - 1), st.floats(0.25, 9, width=32), min_size=1, max_size=40),
    max_size=5,
)


def table(postings: dict[str, dict[int, float]]) -> FieldTable:
    terms = sorted(postings)
    lists = [sorted(postings[term].items()) for term in terms]
    offsets = np.cumsum([0, *map(len, lists)]).astype(np.int64)
    documents = np.array([d for some in lists for d, _ in some], np.int32)
    impacts = np.array([value for some in lists for _, value in some], np.float32)
    return with_dense(terms, offsets, (documents, impacts, np.ones(len(documents), np.int32)), COUNT)


def added(one: FieldTable, term: str) -> np.ndarray:
    total = np.zeros(padded(COUNT), np.float32)
    (at,) = one.find([term])
    if at >= 0:
        one.add(total, at, 1.0)
    return total


@given(POSTINGS, POSTINGS, POSTINGS)
def test_a_joined_table_adds_what_its_streams_would(first, second, words):
    tables = {"title_f": table(first), "alias_f": table(second), "body_w": table(words)}
    weights = {"title_f": 1.0, "alias_f": 0.5, "body_w": 0.1}
    joined = join(tables, weights, COUNT)
    for term in {*first, *second}:
        expected = added(tables["title_f"], term) + np.float32(0.5) * added(tables["alias_f"], term)
        assert added(joined, term) == pytest.approx(expected, rel=1e-5)
    for term in words:
        expected = np.float32(0.1) * added(tables["body_w"], term)
        assert added(joined, term_in("body_w", term)) == pytest.approx(expected, rel=1e-5)


@given(POSTINGS, POSTINGS)
def test_a_joined_table_is_a_table(first, second):
    joined = join({"title_f": table(first), "alias_f": table(second)}, {"title_f": 1, "alias_f": 1}, COUNT)
    terms = joined.terms.tolist()
    assert terms == sorted(set(terms))
    for position in range(len(terms)):
        documents = joined.documents_of(position).tolist()
        assert documents == sorted(set(documents))
        assert documents


def test_words_codes_and_syllables_share_no_terms():
    assert len({term_in(stream, "42") for stream in ("title_f", "body_w", "codes")}) == 3
    assert term_in("title_s", "42") == term_in("meta_fp", "42") == "42"


def test_weights_that_a_generation_was_not_built_with_are_joined_anew(tmp_path: Path):
    tables = {"title_f": table({"a": {1: 2.0}}), "alias_f": table({"a": {1: 1.0}})}
    write_profiles(tmp_path / "profiles", tables, {"folded": {"title_f": 1.0}}, COUNT)
    held = load_profile(tmp_path / "profiles", "folded", {"title_f": 1.0}, tables, COUNT)
    other = load_profile(tmp_path / "profiles", "folded", {"title_f": 1.0, "alias_f": 1.0}, tables, COUNT)
    missing = load_profile(tmp_path / "profiles", "names", {"alias_f": 1.0}, tables, COUNT)
    none = load_profile(tmp_path / "elsewhere", "folded", {"title_f": 2.0}, tables, COUNT)
    values = [float(added(one, "a")[1]) for one in (held, other, missing, none)]
    assert values == [2.0, 3.0, 1.0, 4.0]
    assert orjson.loads((tmp_path / "profiles" / "weights.json").read_bytes()) == {"folded": {"title_f": 1.0}}


def test_no_stream_gives_an_empty_table():
    assert join({}, {}, COUNT).find(["a"]) == [-1]
