"""Filters and facets over the columns."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis import analyse
from indexer.catalog import Catalog
from indexer.columns import make_columns
from indexer.settling import settle
from search_api.narrowing import Narrowing
from search_api.query import SearchQuery
from tests.contract.corpus import CORPUS
from tests.samples import TODAY, procedure, registers

CATALOG = Catalog(registers())
SETTLED = settle(sorted(CORPUS, key=lambda one: one.key))


def narrowing(*procedures) -> Narrowing:
    analyses = [analyse(one, CATALOG, lambda syllables: [0] * len(syllables)) for one in procedures]
    return Narrowing(make_columns(procedures, analyses, ()), CATALOG)


WHOLE = narrowing(*SETTLED)


def kept(mask: np.ndarray) -> list[str]:
    return [SETTLED[i].key for i in np.flatnonzero(mask)]


@given(st.dates(dt.date(2019, 1, 1), dt.date(2028, 1, 1)))
def test_one_version_of_a_code_holds_at_most(day: dt.date):
    for status in ("in_force", "all"):
        codes = [key.split("@")[0] for key in kept(WHOLE.in_force(day, status))]
        assert len(codes) == len(set(codes))


@given(st.dates(dt.date(2019, 1, 1), dt.date(2028, 1, 1)))
def test_what_is_in_force_is_part_of_all(day: dt.date):
    assert not (WHOLE.in_force(day, "in_force") & ~WHOLE.in_force(day, "all")).any()


def test_an_abolished_procedure_held_until_its_last_day():
    one = narrowing(procedure(status="abolished", valid_to="2026-03-31"))
    assert one.in_force(dt.date(2026, 3, 31), "in_force").tolist() == [True]
    assert one.in_force(dt.date(2026, 4, 1), "in_force").tolist() == [False]
    assert one.in_force(TODAY, "all").tolist() == [True]


def test_an_abolished_procedure_without_a_last_day_is_over():
    one = narrowing(procedure(status="abolished"))
    assert one.in_force(dt.date(2020, 1, 1), "in_force").tolist() == [False]


def test_versions_that_overlap_by_mistake_give_the_later_one():
    both = narrowing(
        procedure(valid_from="2020-01-01", valid_to="2030-01-01"), procedure(valid_from="2026-01-01")
    )
    assert both.in_force(TODAY, "in_force").tolist() == [False, True]


def test_without_filters_there_are_no_masks():
    assert WHOLE.masks(SearchQuery()) == {}
    assert WHOLE.all_of(()).all()


@pytest.mark.parametrize(
    "query",
    [
        SearchQuery(agency=("bo-cong-an",)),
        SearchQuery(field=("ho-tich", "cu-tru")),
        SearchQuery(level=("commune", "ministry")),
        SearchQuery(online_level=("unknown", "full")),
    ],
)
def test_a_mask_keeps_what_a_plain_reading_keeps(query: SearchQuery):
    (mask,) = WHOLE.masks(query).values()
    served = frozenset().union(*(CATALOG.served_by(one) for one in query.agency))
    expected = [
        one.key
        for one in SETTLED
        if (not query.agency or one.agency in served)
        and (not query.field or one.field in query.field)
        and (not query.level or set(one.levels) & set(query.level))
        and (not query.online_level or (one.online_level or "unknown") in query.online_level)
    ]
    assert kept(mask) == expected != []


FILTERS = st.builds(
    SearchQuery,
    agency=st.sets(st.sampled_from(sorted(CATALOG.agencies)), max_size=2).map(tuple),
    field=st.sets(st.sampled_from(sorted(CATALOG.fields)), max_size=2).map(tuple),
    level=st.sets(st.sampled_from(["commune", "province", "ministry"]), max_size=2).map(tuple),
    online_level=st.sets(st.sampled_from(["full", "partial", "none", "unknown"]), max_size=2).map(tuple),
)


@given(FILTERS, st.sets(st.integers(0, len(SETTLED) - 1)))
def test_facets_count_what_each_value_would_leave(query: SearchQuery, places: set[int]):
    found = np.zeros(len(SETTLED), np.bool_)
    found[list(places)] = True
    facets = WHOLE.facets(found, WHOLE.masks(query))
    groups = WHOLE._columns.group
    for name in ("agency", "field", "level", "online_level"):
        for value in getattr(facets, name):
            chosen = replace(query, **{name: (value.id,)})
            left = found & WHOLE.all_of(WHOLE.masks(chosen).values())
            assert value.count == len(set(groups[left].tolist())) > 0


def test_a_corpus_of_nothing_has_no_facets():
    empty = narrowing()
    assert empty.facets(np.zeros(0, np.bool_), {}) == type(empty.facets(np.zeros(0, np.bool_), {}))()
