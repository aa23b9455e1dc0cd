"""A procedure for machines that read pages: schema.org GovernmentService and BreadcrumbList as JSON-LD; and the
one line that search engines and social networks show under its title.

Only what the data say: an unknown fee is no offer, working days are no ISO 8601 duration. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from indexer.card import make_card
from indexer.catalog import Agency, Catalog
from indexer.procedure import Fee, Method, Procedure, ReceptionPlace, Term, Unit
from search_api.addresses import address, procedure_url
from search_api.words import Words

Node = dict[str, Any]
_DURATIONS = {Unit.DAY: "P{}D", Unit.HOUR: "PT{}H", Unit.MONTH: "P{}M"}
"""Units that ISO 8601 knows."""
_MOST_APPLICANTS = 3
"""Kinds of applicants that one line names."""


def structured(procedure: Procedure, catalog: Catalog, base: str, words: Words) -> Node:
    """The JSON-LD of a procedure; `base` is the public address of the service, labels are in one language."""
    graph = [
        _service(procedure, catalog, _Place(base, words)),
        _breadcrumbs(procedure, catalog, _Place(base, words)),
    ]
    return {"@context": "https://schema.org", "@graph": graph}


class _Place:
    """Where nodes point to, and in which language their labels are."""

    def __init__(self, base: str, words: Words) -> None:
        self.base = base
        self.words = words
        self._prefix = "/en" if words.lang == "en" else ""

    def page(self, path: str) -> str:
        """Public address of a page."""
        return f"{self.base}{self._prefix}{path}"


def _service(procedure: Procedure, catalog: Catalog, place: _Place) -> Node:
    url = place.page(procedure_url(procedure.code))
    node: Node = {
        "@type": "GovernmentService",
        "@id": f"{url}#service",
        "url": url,
        "identifier": procedure.code,
        "name": procedure.title,
        "alternateName": _other_names(procedure),
        "description": procedure.summary or summary_line(procedure, catalog, place.words),
        "serviceType": catalog.field_name(procedure.field),
        "provider": _agency(procedure.agency, catalog, place),
        "areaServed": _area(procedure.agency, catalog, place.words),
        "audience": [
            {"@type": "Audience", "audienceType": place.words(f"applicant.{one}")}
            for one in procedure.applicant_types
        ],
        "availableChannel": list(_channels(procedure, catalog, place)),
        "serviceOutput": [{"@type": "Thing", "name": one.name} for one in procedure.results],
        "offers": _offers(procedure, place.words),
        "termsOfService": f"{url}#requirements" if procedure.requirements else None,
        "isRelatedTo": [
            {"@type": "GovernmentService", "identifier": code, "url": place.page(procedure_url(code))}
            for code in dict.fromkeys((*procedure.linked, *procedure.related))
        ],
        "subjectOf": {"@type": "WebPage", "url": procedure.source.url},
    }
    return _known(node)


def _known(node: Node) -> Node:
    """The node without what is not known."""
    return {key: value for key, value in node.items() if value not in (None, [], {}, "")}


def _other_names(procedure: Procedure) -> list[str]:
    return [one for one in (procedure.name, *procedure.aliases) if one != procedure.title]


def _agency(id: str, catalog: Catalog, place: _Place) -> Node:
    found = catalog.agencies.get(id)
    known = found if isinstance(found, Agency) else None
    return _known(
        {
            "@type": "GovernmentOrganization",
            "name": catalog.agency_name(id),
            "url": place.page(address(f"/co-quan/{id}")),
            "identifier": known and known.ident_code,
            "telephone": known and known.phone,
            "address": known and known.address,
        }
    )


def _area(agency: str, catalog: Catalog, words: Words) -> Node:
    """The place of a single agency; kinds of agencies and ministries serve the whole country."""
    area = catalog.areas.get(getattr(catalog.agencies.get(agency), "area", None) or "")
    if area is None:
        return {"@type": "Country", "name": words("country"), "identifier": "VN"}
    return {"@type": "AdministrativeArea", "name": area.name, "identifier": area.code}


def _channels(procedure: Procedure, catalog: Catalog, place: _Place) -> Iterator[Node]:
    for method in procedure.methods:
        yield _known(
            {
                "@type": "ServiceChannel",
                "name": place.words(f"channel.{method.channel}"),
                "processingTime": _duration(method),
                "description": "; ".join(_terms(method, place.words)),
            }
        )
    for one in procedure.reception_places:
        yield {"@type": "ServiceChannel", "serviceLocation": _location(one, catalog)}


def _location(place: ReceptionPlace, catalog: Catalog) -> Node:
    geo = place.geo and {"@type": "GeoCoordinates", "latitude": place.geo[0], "longitude": place.geo[1]}
    return _known(
        {
            "@type": "Place",
            "name": catalog.agency_name(place.agency) if place.agency else None,
            "address": place.address,
            "telephone": place.phone,
            "description": place.hours,
            "geo": geo,
        }
    )


def _duration(method: Method) -> str | None:
    """The one time that a way takes, as ISO 8601; None where it depends or is told in working days."""
    times = {(term.duration, term.unit) for term in method.terms}
    duration, unit = times.pop()
    if times or duration is None or unit is None or unit not in _DURATIONS:
        return None
    return _DURATIONS[unit].format(f"{duration:g}")


def _terms(method: Method, words: Words) -> Iterator[str]:
    """The times of a way in words, each with its case."""
    for term in method.terms:
        if term.duration is not None:
            text = _time(term.duration, term.unit, words)
            yield f"{term.case}: {text}" if term.case else text


def _time(duration: float, unit: Unit | None, words: Words) -> str:
    return words.duration(duration, unit) if unit else words("unit.none", n=words.number(duration))


def _offers(procedure: Procedure, words: Words) -> list[Node]:
    """Each known fee once, though several ways may ask it."""
    found: list[Node] = []
    for method in procedure.methods:
        for term in method.terms:
            offers = [_offer(fee, term, words) for fee in term.fees if fee.amount is not None]
            found += [one for one in offers if one not in found]
    return found


def _offer(fee: Fee, term: Term, words: Words) -> Node:
    return _known(
        {
            "@type": "Offer",
            "price": str(fee.amount),
            "priceCurrency": fee.currency,
            "category": words(f"fee.kind.{fee.kind}").rstrip(":") if fee.kind else None,
            "name": term.case,
            "description": fee.note,
        }
    )


def _breadcrumbs(procedure: Procedure, catalog: Catalog, place: _Place) -> Node:
    trail = (
        (place.words("nav.browse"), "/thu-tuc-hanh-chinh"),
        (catalog.field_name(procedure.field), address(f"/linh-vuc/{procedure.field}")),
        (procedure.title, procedure_url(procedure.code)),
    )
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": place.page(path)}
        for position, (name, path) in enumerate(trail, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def summary_line(procedure: Procedure, catalog: Catalog, words: Words) -> str:
    """Who, where, how long and how much in one line, for lists of search engines; what is unknown is left out."""
    card = make_card(procedure, catalog)
    who = [words(f"applicant.{one}") for one in procedure.applicant_types]
    facts = {
        "meta.who": ", ".join(who[:_MOST_APPLICANTS]) + (" …" if len(who) > _MOST_APPLICANTS else ""),
        "meta.where": card.agency_name,
        "meta.time": words.time(card.time) if card.time.unit else "",
        "meta.fee": words.fee(card.fee) if card.fee.unit else "",
    }
    return " ".join(words(key, text=text) for key, text in facts.items() if text)
