"""A list that several addresses show has one that counts."""

from __future__ import annotations

from typing import Any

import pytest

from indexer.catalog import Catalog
from search_api.canonical import list_params
from search_api.query import SearchQuery
from search_api.results import Facets, SearchPage
from tests.samples import registers

CATALOG = Catalog(registers())


def page(total: int = 100, **asked: Any) -> SearchPage:
    query = SearchQuery(per_page=20, **asked)
    return SearchPage(query=query, total=total, hits=(), facets=Facets(), confident=True)


@pytest.mark.parametrize(
    ("asked", "params"),
    [
        ({}, []),
        ({"field": ("ho-tich",)}, [("field", "ho-tich")]),
        ({"field": ("ho-tich", "cu-tru")}, [("field", "cu-tru"), ("field", "ho-tich")]),
        ({"field": ("unheard-of", "cu-tru")}, [("field", "cu-tru")]),
        ({"page": 2}, [("page", "2")]),
        ({"page": 6}, []),
        ({"field": ("cu-tru",), "page": 3}, [("field", "cu-tru"), ("page", "3")]),
    ],
)
def test_known_values_in_one_order_and_pages_that_exist(asked: Any, params: Any) -> None:
    assert list_params(page(**asked), "field", CATALOG) == params


def test_lists_of_a_field_are_narrowed_by_agencies() -> None:
    assert list_params(page(agency=("ubnd-cap-xa", "ho-tich")), "agency", CATALOG) == [
        ("agency", "ubnd-cap-xa")
    ]
