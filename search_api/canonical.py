"""The one address of a list that several addresses show. Pure."""

from __future__ import annotations

from indexer.catalog import Catalog
from search_api.results import SearchPage


def list_params(page: SearchPage, narrower: str, catalog: Catalog) -> list[tuple[str, str]]:
    """Parameters of the one address of an agency's or field's list, narrowed by the other: values that are
    known, in one order, and a page that exists."""
    known = catalog.fields if narrower == "field" else catalog.agencies
    params = [(narrower, one) for one in sorted(getattr(page.query, narrower)) if one in known]
    number = page.query.page
    return [*params, ("page", str(number))] if 1 < number <= page.pages else params
