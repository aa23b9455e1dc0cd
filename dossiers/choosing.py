"""Step 3: which agencies take a procedure, and whether it is handed in here, elsewhere, or not online. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from indexer.catalog import Agency, AgencyKind, Catalog, Offer
from indexer.procedure import OnlineLevel, Procedure, Status
from indexer.text import fold


class Door(StrEnum):
    """Where a procedure is handed in."""

    HERE = "here"
    ELSEWHERE = "elsewhere"
    """On another site, whose address the data tell."""
    NOT_ONLINE = "not_online"
    NOT_IN_FORCE = "not_in_force"


@dataclass(frozen=True, slots=True)
class Way:
    """How a procedure is handed in at an agency."""

    door: Door
    url: str | None = None


def units(catalog: Catalog, procedure: Procedure, today: dt.date) -> list[tuple[str, str]]:
    """(id, name) of the agencies that take a procedure, by name.

    Of a kind: the agencies of that kind in the register, and last the kind itself for all that are not in it.
    """
    own = catalog.agencies.get(procedure.agency)
    if not isinstance(own, AgencyKind):
        return [(one.id, one.name) for one in _heirs(catalog, procedure.agency, today)]
    members = [one for one in catalog.registers.agencies if one.kind == own.id and _holds(one, today)]
    found = {one.id: one.name for one in members}
    offered = (offer.agency for offer in _offers(catalog, procedure, today))
    found |= {one: catalog.agency_name(one) for one in offered if one != own.id}
    return [*sorted(found.items(), key=lambda pair: fold(pair[1])), (own.id, own.name)]


def way(catalog: Catalog, procedure: Procedure, agency: str, today: dt.date) -> Way:
    """Where a procedure is handed in for an agency; an offer of that agency wins over one of its kind."""
    if procedure.status is not Status.IN_FORCE or not procedure.in_force_on(today):
        return Way(Door.NOT_IN_FORCE)
    offers = {offer.agency: offer for offer in _offers(catalog, procedure, today)}
    own = [offers[one] for one in _line(catalog, agency) if one in offers]
    url = next((offer.submission_url for offer in own if offer.submission_url), None)
    if url is not None:
        return Way(Door.ELSEWHERE, url)
    level = next((offer.online_level for offer in own if offer.online_level), procedure.online_level)
    return Way(Door.NOT_ONLINE if level is OnlineLevel.NONE else Door.HERE)


def _offers(catalog: Catalog, procedure: Procedure, today: dt.date) -> Iterator[Offer]:
    for offer in catalog.registers.offers:
        begun = offer.valid_from is None or offer.valid_from <= today
        if (
            offer.procedure == procedure.code
            and begun
            and (offer.valid_to is None or today <= offer.valid_to)
        ):
            yield offer


def _line(catalog: Catalog, agency: str) -> list[str]:
    """An agency and its kind."""
    kind = getattr(catalog.agencies.get(agency), "kind", None)
    return [agency, kind] if kind else [agency]


def _heirs(catalog: Catalog, agency: str, today: dt.date) -> list[Agency | AgencyKind]:
    """An agency, or those that followed it where its last day is over."""
    waiting, found, seen = [agency], [], set()
    while waiting:
        one = catalog.agencies.get(waiting.pop(0))
        if one is None or one.id in seen:
            continue
        seen.add(one.id)
        if isinstance(one, AgencyKind) or _holds(one, today):
            found.append(one)
        else:
            waiting.extend(one.successors)
    return found


def _holds(agency: Agency, today: dt.date) -> bool:
    begun = agency.valid_from is None or agency.valid_from <= today
    return begun and (agency.valid_to is None or today <= agency.valid_to)
