"""Counting groups for facets."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search_api.counting import Counter, Facet
from search_api.results import FacetCounts, FacetValue

NAMED = (("c", "Xã"), ("a", "Tỉnh"), ("b", "Tỉnh"))
HELD = ((), (0,), (1, 2), (0, 1, 2))
ROWS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3), st.booleans()), max_size=30)


@given(ROWS)
def test_a_group_counts_once_for_each_value_of_its_documents(rows: list[tuple[int, int, bool]]):
    group = np.array([one for one, _, _ in rows], np.int32)
    column = np.array([one for _, one, _ in rows], np.int16)
    counter = Counter(group, {"free": Facet(NAMED, column, HELD), "fixed": Facet(NAMED, column, HELD, True)})
    chosen = [number for number, (_, _, one) in enumerate(rows) if one]
    found = counter.count(np.array(chosen, np.int64))
    counts = {
        at: len({rows[number][0] for number in chosen if at in HELD[rows[number][1]]}) for at in range(3)
    }
    values = [FacetValue(*NAMED[at], count) for at, count in counts.items() if count]
    assert list(found["fixed"]) == values
    assert list(found["free"]) == sorted(values, key=lambda one: (-one.count, one.name, one.id))


def test_counts_are_a_sequence_of_values():
    values = [FacetValue("a", "Tỉnh", 3), FacetValue("c", "Xã", 1)]
    counts = FacetCounts.of(values)
    assert (len(counts), counts[0], counts[-1], counts[:1]) == (2, values[0], values[1], values[:1])
    assert counts == FacetCounts.of(values) != FacetCounts.of(values[:1])
    assert hash(counts) == hash(FacetCounts.of(values))
    assert list(counts) == values
