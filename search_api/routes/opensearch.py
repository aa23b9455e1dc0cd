"""The search plug-in of browsers (OpenSearch 1.1) and the suggestions it asks for while somebody types."""

from __future__ import annotations

import orjson
from starlette.requests import Request
from starlette.responses import Response

from search_api.addresses import suggestion_url
from search_api.parameters import data_params, page_params
from search_api.query import SuggestQuery
from search_api.results import Suggestion
from search_api.visits import ENGLISH, Body, Visit, base_address
from search_api.xml_bodies import xml_body

MEDIA = "application/opensearchdescription+xml"
SUGGESTIONS = "application/x-suggestions+json"
LONGEST_NAME = 16
"""Letters of a short name, by OpenSearch 1.1."""


async def description(request: Request) -> Response:
    """What a browser needs to know to offer the search in its address bar."""
    visit = Visit(request, page=True)
    page_params(request, ())
    return visit.answer(
        None, lambda: xml_body(visit, "machines/opensearch.xml", MEDIA, short_name=_short_name(visit))
    )


def _short_name(visit: Visit) -> str:
    """The short name of the portal in Vietnamese, where it is short enough; else ours."""
    named = visit.serving.edition.catalog.registers.portal.short_name
    fits = visit.words.lang == "vi" and len(named) <= LONGEST_NAME
    return named if fits else visit.words("opensearch.short")


async def suggest(request: Request) -> Response:
    """Completions of what was typed so far: the text itself, titles, what each is, addresses.

    The first entry repeats the text letter by letter: browsers throw away answers to anything else.
    """
    visit = Visit(request, page=True)
    params = data_params(request, ("q",))
    query = SuggestQuery.from_params(params)
    typed = next((value for name, value in params if name == "q"), "")
    return visit.answer((query, typed), lambda: _suggestions(visit, query, typed))


def _suggestions(visit: Visit, query: SuggestQuery, typed: str) -> Body:
    found = visit.serving.engine.suggest(query)
    start = base_address(visit.request) + (ENGLISH if visit.words.lang == "en" else "")
    content = [
        typed.encode("utf-8", "replace").decode("utf-8"),
        [one.title for one in found],
        [_told(visit, one) for one in found],
        [start + suggestion_url(one) for one in found],
    ]
    return Body(orjson.dumps(content), {"content-type": f"{SUGGESTIONS}; charset=utf-8"})


def _told(visit: Visit, one: Suggestion) -> str:
    """What stands beside a title: the agency of a procedure, else what kind of thing it is."""
    return one.agency or "" if one.kind == "procedure" else visit.words(f"suggestion.{one.kind}")
