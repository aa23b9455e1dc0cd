"""Answers as JSON: the shapes of the API. `wire_models.py` describes them to readers of the API."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import orjson

from indexer.card import Card, Range
from indexer.catalog import AgencyKind
from search_api.addresses import hit_url, procedure_url, suggestion_url, variant_url
from search_api.browsing import Counts
from search_api.finding import Found
from search_api.live import Serving
from search_api.query import SearchQuery
from search_api.related import find_related
from search_api.results import FacetCounts, Facets, Hit, SearchPage, Suggestion, Variant
from search_api.words import Words


def search_page(page: SearchPage, words: Words) -> bytes:
    """The answer to a search, put together from what is made once for each card and value and what is new."""
    suggestion = page.suggestion
    head = orjson.dumps(
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
        }
    )
    hits = b",".join([_hit(one, page.query, words) for one in page.hits])
    return b'%b,"hits":[%b],"facets":%b}' % (head[:-1], hits, _facets(page.facets, words))


def _hit(hit: Hit, query: SearchQuery, words: Words) -> bytes:
    card = hit.prepared.get(words.lang)
    if card is None:
        card = hit.prepared[words.lang] = _card(hit.card, words)
    found: dict[str, object] = {"standing": hit.standing, "score": hit.score, "url": hit_url(hit, query)}
    found["name_marks"] = hit.name_marks
    found["snippet"] = {"text": hit.snippet.text, "marks": hit.snippet.marks}
    found["variants"] = [_variant(one, hit, query) for one in hit.variants]
    if query.explain:
        found["factors"] = hit.factors
    return b"%b,%b" % (card, orjson.dumps(found)[1:])


def _card(card: Card, words: Words) -> bytes:
    """What every search says of a procedure, an object without its end."""
    return orjson.dumps(
        {
            "code": card.code,
            "name": card.name,
            "short_name": card.short_name,
            "agency": {"id": card.agency, "name": card.agency_name},
            "field": {"id": card.field, "name": card.field_name},
            "levels": card.levels,
            "online_level": card.online_level,
            "processing_time": _range(card.time, words.time(card.time)),
            "fee": _range(card.fee, words.fee(card.fee)),
        }
    )[:-1]


def _range(known: Range, text: str) -> dict[str, object]:
    """The smallest known value; the text tells the whole range."""
    value = known.least
    whole = int(value) if value is not None and float(value).is_integer() else value
    return {"text": text, "value": whole, "unit": known.unit}


def _variant(variant: Variant, hit: Hit, query: SearchQuery) -> dict[str, object]:
    return {"code": variant.code, "levels": variant.levels, "url": variant_url(variant.code, hit, query)}


def _facets(facets: Facets, words: Words) -> bytes:
    return b'{"agency":%b,"field":%b,"level":%b,"online_level":%b}' % (
        _values(facets.agency, words),
        _values(facets.field, words),
        _values(facets.level, words, "level."),
        _values(facets.online_level, words, "online_level."),
    )


def _values(found: FacetCounts, words: Words, prefix: str = "") -> bytes:
    """Values with their counts; `prefix` leads to the words for values that have no name of their own."""
    if not found:
        return b"[]"
    names = found.names
    begun = names.prepared.get(words.lang)
    if begun is None:
        named = [(id, words(prefix + id) if prefix else name) for id, name in names.named]
        begun = names.prepared[words.lang] = [
            b'},%b,"count":' % orjson.dumps({"id": id, "name": name})[:-1] for id, name in named
        ]
    parts = [b""] * (2 * len(found))
    parts[::2] = map(begun.__getitem__, found.numbers)
    parts[1::2] = orjson.dumps(found.counts)[1:-1].split(b",")
    return b"[%b}]" % b"".join(parts)[2:]


def suggestions(found: Iterable[Suggestion]) -> bytes:
    """The answer to a query that is still being typed."""
    return orjson.dumps({"items": [_suggestion(one) for one in found]})


def _suggestion(one: Suggestion) -> dict[str, object]:
    item: dict[str, object] = {
        "kind": one.kind,
        "title": one.title,
        "marks": one.marks,
        "agency": one.agency,
        "url": suggestion_url(one),
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
        "related": find_related(serving.engine, one, as_of),
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
