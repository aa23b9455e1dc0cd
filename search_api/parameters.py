"""Which parameters an address takes; anything else is refused by name."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from starlette.requests import Request

from search_api.query import MOST_VALUES, BadParameter, BadQuery, SearchQuery, unknown_parameters

TRACKING = ("utm_", "fbclid", "gclid", "zarsrc", "mibextid")
"""Beginnings of parameters that social networks glue to links; a page opened from there must not fail."""

Params = list[tuple[str, str]]


def data_params(request: Request, allowed: Sequence[str]) -> Params:
    """The parameters of a request for data; raises BadQuery for any other than the allowed ones."""
    return _only(request.query_params.multi_items(), allowed)


def page_params(request: Request, allowed: Sequence[str]) -> Params:
    """The parameters of a request for a page: the same, but what was glued to the link is passed over."""
    given = request.query_params.multi_items()
    return _only([(name, value) for name, value in given if not name.startswith(TRACKING)], allowed)


def _only(given: Params, allowed: Sequence[str]) -> Params:
    unknown = unknown_parameters((name for name, _ in given), allowed)
    if unknown:
        raise BadQuery(unknown)
    # Times given, empty values included: the description of the API says so.
    many = [name for name, times in Counter(name for name, _ in given).items() if times > MOST_VALUES]
    if many:
        raise BadQuery(BadParameter(name, "too_many_values", (("most", MOST_VALUES),)) for name in many)
    return given


def read_day(params: Params) -> dt.date | None:
    """The day of `as_of`; raises BadQuery for what is none."""
    return SearchQuery.from_params(params).as_of
