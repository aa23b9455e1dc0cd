"""Order of documents and their groups."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from indexer.columns import make_columns
from search_api.ordering import Ordering
from search_api.query import Sort

EMPTY = make_columns([], [], ())
SCORED = st.lists(
    st.tuples(st.integers(0, 4), st.sampled_from([0.0, 1e-30, 0.25, 0.5, 1.0, 3.5])), max_size=200
)


def ordering(groups: list[int], ranks: list[int] | None = None, updated: list[int] | None = None) -> Ordering:
    size = len(groups)
    columns = replace(
        EMPTY,
        group=np.array(groups, np.int32),
        name_rank=np.array(ranks or range(size), np.int32),
        updated=np.array(updated or [0] * size, np.int32),
    )
    return Ordering(columns)


@given(SCORED)
def test_the_best_come_first_and_equal_ones_in_their_own_order(scored: list[tuple[int, float]]):
    groups, scores = [one for one, _ in scored], [one for _, one in scored]
    documents = np.arange(len(scored))[::2]
    found = ordering(groups).ordered(documents, np.array(scores, np.float32), Sort.RELEVANCE)
    assert found.tolist() == sorted(documents.tolist(), key=lambda one: -np.float32(scores[one]))


@given(SCORED)
def test_each_group_is_led_by_its_first_document(scored: list[tuple[int, float]]):
    groups = [one for one, _ in scored]
    order = np.arange(len(groups))[::-1]
    one = ordering(groups)
    leaders = list(one.leaders(order))
    firsts = {groups[document]: document for document in order.tolist()[::-1]}
    assert leaders == sorted(firsts.values(), reverse=True)
    assert one.groups(order) == len(leaders)
    for document in leaders:
        others = [other for other in order.tolist() if groups[other] == groups[document]]
        assert [document, *one.others(document, order)] == others


def test_names_and_days_sort_as_asked():
    one = ordering([0, 1, 2], ranks=[2, 0, 1], updated=[5, 5, 9])
    documents, scores = np.arange(3), np.zeros(3, np.float32)
    assert one.ordered(documents, scores, Sort.NAME).tolist() == [1, 2, 0]
    assert one.ordered(documents, scores, Sort.UPDATED).tolist() == [2, 1, 0]
