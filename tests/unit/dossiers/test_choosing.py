"""Step 3: which agencies take a procedure, and where it is handed in."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from dossiers.choosing import Door, Way, units, way
from indexer.catalog import Catalog, Registers
from indexer.procedure import OnlineLevel, Status
from tests.unit.dossiers.test_journey import procedure

TODAY = dt.date(2026, 11, 25)
AGENCIES = [
    {"id": "ubnd-xa-b", "name": "UBND xã Bình", "level": "commune", "kind": "ubnd-cap-xa"},
    {"id": "ubnd-xa-a", "name": "UBND xã An", "level": "commune", "kind": "ubnd-cap-xa"},
    {
        "id": "ubnd-xa-cu",
        "name": "UBND xã Cũ",
        "level": "commune",
        "kind": "ubnd-cap-xa",
        "valid_to": "2025-06-30",
        "successors": ["ubnd-xa-a"],
    },
    {
        "id": "so-cu",
        "name": "Sở Cũ",
        "level": "province",
        "valid_to": "2025-02-28",
        "successors": ["so-moi"],
    },
    {"id": "so-moi", "name": "Sở Mới", "level": "province"},
]
KINDS = [{"id": "ubnd-cap-xa", "name": "UBND cấp xã", "level": "commune"}]
URL = "https://example.vn/nop"


def catalog(*offers: dict[str, object]) -> Catalog:
    content = {
        "portal": {"name": "Cổng", "short_name": "Cổng"},
        "kinds": KINDS,
        "agencies": AGENCIES,
        "offers": [{"procedure": "1.000001", **offer} for offer in offers],
    }
    return Catalog(Registers.model_validate_json(json.dumps(content)))


def of_agency(agency: str):
    return procedure().model_copy(update={"agency": agency})


def test_of_a_kind_present_members_come_by_name_and_the_kind_itself_last() -> None:
    assert [one for one, _ in units(catalog(), procedure(), TODAY)] == [
        "ubnd-xa-a",
        "ubnd-xa-b",
        "ubnd-cap-xa",
    ]


def test_of_an_agency_that_ended_its_heir_takes_the_procedure() -> None:
    assert units(catalog(), of_agency("so-cu"), TODAY) == [("so-moi", "Sở Mới")]


def test_an_agency_that_offers_the_procedure_takes_it_too() -> None:
    offered = units(catalog({"agency": "so-moi"}), procedure(), TODAY)
    assert ("so-moi", "Sở Mới") in offered


def test_without_a_word_on_it_a_procedure_is_handed_in_here() -> None:
    assert way(catalog(), procedure(), "ubnd-xa-a", TODAY) == Way(Door.HERE)


@pytest.mark.parametrize("offering", ["ubnd-xa-a", "ubnd-cap-xa"])
def test_an_address_of_the_agency_or_of_its_kind_leads_elsewhere(offering: str) -> None:
    there = catalog({"agency": offering, "submission_url": URL})
    assert way(there, procedure(), "ubnd-xa-a", TODAY) == Way(Door.ELSEWHERE, URL)


def test_an_address_of_another_agency_leads_nobody_elsewhere() -> None:
    there = catalog({"agency": "ubnd-xa-b", "submission_url": URL})
    assert way(there, procedure(), "ubnd-xa-a", TODAY).door is Door.HERE


def test_an_offer_that_is_over_counts_no_more() -> None:
    there = catalog({"agency": "ubnd-xa-a", "submission_url": URL, "valid_to": "2026-11-24"})
    assert way(there, procedure(), "ubnd-xa-a", TODAY).door is Door.HERE


def test_the_level_of_an_offer_wins_over_that_of_the_procedure() -> None:
    offline = procedure().model_copy(update={"online_level": OnlineLevel.NONE})
    assert way(catalog(), offline, "ubnd-xa-a", TODAY).door is Door.NOT_ONLINE
    online = catalog({"agency": "ubnd-xa-a", "online_level": "full"})
    assert way(online, offline, "ubnd-xa-a", TODAY).door is Door.HERE


@pytest.mark.parametrize(
    "changed",
    [{"status": Status.SUSPENDED}, {"valid_from": dt.date(2027, 3, 1)}, {"valid_to": dt.date(2026, 11, 24)}],
)
def test_what_is_not_in_force_takes_no_dossiers(changed: dict[str, object]) -> None:
    assert (
        way(catalog(), procedure().model_copy(update=changed), "ubnd-xa-a", TODAY).door is Door.NOT_IN_FORCE
    )
