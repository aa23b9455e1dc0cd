"""Answers as JSON: the shapes of the API. `wire_models.py` describes them to readers of the API."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import orjson

from indexer.card import Range
from indexer.catalog import AgencyKind
from search_api.addresses import hit_url, procedure_url, variant_url
from search_api.browsing import Counts
from search_api.finding import Found
from search_api.live import Serving
from search_api.query import SearchQuery
from search_api.results import Facets, FacetValue, Hit, SearchPage, Suggestion, Variant
from search_api.words import Words


def search_page(page: SearchPage, words: Words) -> bytes:
    """The answer to a search."""
    suggestion = page.suggestion
    return orjson.dumps(
        {
            "query": {
                "text": page.query.text,
                "understood": [
                    {"step": one.step, "from": one.before, "to": one.after} for one in page.understood
                ],
            },
            "total": page.total,
            "page": page.query.page,
            "per_page": page.query.per_page,
            "confident": page.confident,
            "rung": page.rung,
            "suggestion": {"text": suggestion.text, "marks": suggestion.marks} if suggestion else None,
            "hits": [_hit(one, page.query, words) for one in page.hits],
            "facets": _facets(page.facets, words),
        }
    )


def _hit(hit: Hit, query: SearchQuery, words: Words) -> dict[str, object]:
    card = hit.card
    return {
        "code": card.code,
        "name": card.name,
        "short_name": card.short_name,
        "agency": {"id": card.agency, "name": card.agency_name},
        "field": {"id": card.field, "name": card.field_name},
        "levels": card.levels,
        "online_level": card.online_level,
        "processing_time": _range(card.time, words.time(card.time)),
        "fee": _range(card.fee, words.fee(card.fee)),
        "standing": hit.standing,
        "score": hit.score,
        "url": hit_url(hit, query),
        "name_marks": hit.name_marks,
        "snippet": {"text": hit.snippet.text, "marks": hit.snippet.marks},
        "variants": [_variant(one, hit, query) for one in hit.variants],
        **({"factors": hit.factors} if query.explain else {}),
    }


def _range(known: Range, text: str) -> dict[str, object]:
    """The smallest known value; the text tells the whole range."""
    value = known.least
    whole = int(value) if value is not None and float(value).is_integer() else value
    return {"text": text, "value": whole, "unit": known.unit}


def _variant(variant: Variant, hit: Hit, query: SearchQuery) -> dict[str, object]:
    return {"code": variant.code, "levels": variant.levels, "url": variant_url(variant.code, hit, query)}


def _facets(facets: Facets, words: Words) -> dict[str, list[dict[str, object]]]:
    def values(found: Iterable[FacetValue], prefix: str = "") -> list[dict[str, object]]:
        return [
            {"id": one.id, "name": words(prefix + one.id) if prefix else one.name, "count": one.count}
            for one in found
        ]

    return {
        "agency": values(facets.agency),
        "field": values(facets.field),
        "level": values(facets.level, "level."),
        "online_level": values(facets.online_level, "online_level."),
    }


def suggestions(found: Iterable[Suggestion]) -> bytes:
    """The answer to a query that is still being typed."""
    return orjson.dumps({"items": [_suggestion(one) for one in found]})


def _suggestion(one: Suggestion) -> dict[str, object]:
    places = {"procedure": "/thu-tuc/", "agency": "/co-quan/", "field": "/linh-vuc/"}
    item: dict[str, object] = {
        "kind": one.kind,
        "title": one.title,
        "marks": one.marks,
        "agency": one.agency,
        "url": places[one.kind] + one.id,
    }
    return item | {"code": one.id} if one.kind == "procedure" else item


def procedure(found: Found, serving: Serving, as_of: dt.date) -> bytes:
    """A whole procedure, with what the registers know of it."""
    one, catalog = found.procedure, serving.edition.catalog
    model = orjson.loads(one.model_dump_json(by_alias=True))
    beside = {
        "agency_name": catalog.agency_name(one.agency),
        "field_name": catalog.field_name(one.field),
        "url": procedure_url(one.code),
        "as_of": as_of,
        "standing": found.standing,
        "replaced_by": [{"code": code, "url": procedure_url(code)} for code in found.successors],
    }
    return orjson.dumps(model | beside)


def agencies(counts: Counts) -> bytes:
    """All agencies and kinds of agencies."""
    return orjson.dumps(
        [
            _place(
                one.id,
                one.name,
                "agency_kind" if isinstance(one, AgencyKind) else "agency",
                one.parent,
                counts.agencies.get(one.id, 0),
            )
            for one in counts.catalog.agencies.values()
        ]
    )


def fields(counts: Counts) -> bytes:
    """All fields; the parent is the ministry that governs one."""
    return orjson.dumps(
        [
            _place(one.id, one.name, "field", one.sector, counts.fields.get(one.id, 0))
            for one in counts.catalog.fields.values()
        ]
    )


def _place(id: str, name: str, kind: str, parent: str | None, count: int) -> dict[str, object]:
    return {"id": id, "name": name, "kind": kind, "parent": parent, "count": count}
