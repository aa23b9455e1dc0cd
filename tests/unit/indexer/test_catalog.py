"""Who is who, and what follows from versions and replacements."""

from __future__ import annotations

import datetime as dt

import pytest
from pydantic import ValidationError

from indexer.catalog import Catalog, settle, successors
from indexer.procedure import Status
from tests.samples import AGENCIES, procedure, registers

CATALOG = Catalog(registers())


def test_names_of_unknown_ids_are_the_ids():
    assert CATALOG.agency_name("bo-tu-phap") == "Bộ Tư pháp"
    assert CATALOG.agency_name("khong-co") == "khong-co"
    assert CATALOG.field_name("ho-tich") == "Hộ tịch"
    assert CATALOG.field_name("khong-co") == "khong-co"


@pytest.mark.parametrize(
    ("agency", "served"),
    [
        ("bo-xay-dung", {"bo-xay-dung"}),
        ("bo-cong-an", {"bo-cong-an", "cong-an-cap-xa", "cuc-xuat-nhap-canh"}),
        ("ubnd-xa-mau", {"ubnd-xa-mau", "ubnd-cap-xa"}),
        ("bo-giao-thong-van-tai", {"bo-giao-thong-van-tai", "bo-xay-dung"}),
        ("khong-co", set()),
    ],
)
def test_an_agency_stands_for_its_kind_its_units_and_its_successors(agency: str, served: set[str]):
    assert CATALOG.served_by(agency) == served


def test_successors_of_successors_count_and_circles_end():
    chain = [
        {"id": "a", "name": "A", "level": "ministry", "successors": ["b"]},
        {"id": "b", "name": "B", "level": "ministry", "successors": ["c"]},
        {"id": "c", "name": "C", "level": "ministry", "successors": ["a"]},
        {"id": "d", "name": "D", "level": "ministry", "parent": "c"},
    ]
    catalog = Catalog(registers(agencies=[*AGENCIES, *chain]))
    assert catalog.served_by("a") == {"a", "b", "c", "d"}


def test_successors_are_named_once_for_each_replaced_code():
    found = successors(
        [
            procedure("1.000002", replaces=["1.000001"]),
            procedure("1.000002", replaces=["1.000001"], valid_from="2026-01-01"),
            procedure("1.000003", replaces=["1.000001"]),
        ]
    )
    assert found == {"1.000001": ("1.000002", "1.000003")}


def ends(*procedures) -> list[tuple[dt.date | None, Status]]:
    return [(one.valid_to, one.status) for one in settle(procedures)]


def test_a_version_ends_the_day_before_the_next_one_begins():
    found = ends(
        procedure(),
        procedure(valid_from="2025-01-01"),
        procedure(valid_from="2026-03-01"),
    )
    assert found == [
        (dt.date(2024, 12, 31), Status.IN_FORCE),
        (dt.date(2026, 2, 28), Status.IN_FORCE),
        (None, Status.IN_FORCE),
    ]


def test_a_replaced_procedure_ends_the_day_before_its_successor_begins():
    found = ends(procedure(), procedure("1.000002", replaces=["1.000001"], valid_from="2026-07-01"))
    assert found[0] == (dt.date(2026, 6, 30), Status.IN_FORCE)


def test_a_procedure_replaced_on_an_unknown_day_is_abolished():
    found = ends(procedure(), procedure("1.000002", replaces=["1.000001"]))
    assert found == [(None, Status.ABOLISHED), (None, Status.IN_FORCE)]


def test_an_earlier_version_keeps_its_known_end_when_the_last_one_is_replaced():
    found = ends(
        procedure(valid_from="2020-01-01"),
        procedure(valid_from="2023-01-01"),
        procedure("1.000002", replaces=["1.000001"]),
    )
    assert found[:2] == [(dt.date(2022, 12, 31), Status.IN_FORCE), (None, Status.ABOLISHED)]


@pytest.mark.parametrize(
    "stated", [{"valid_to": "2025-05-05"}, {"status": "suspended"}, {"status": "abolished"}]
)
def test_what_a_file_states_is_not_settled_anew(stated: dict[str, str]):
    old = procedure(valid_from="2020-01-01", **stated)
    assert settle([old, procedure(valid_from="2026-01-01")])[0] == old


@pytest.mark.parametrize(
    "wrong",
    [
        {"agencies": [{"id": "Bộ", "name": "x", "level": "ministry"}]},
        {"agencies": [{"id": "a", "name": "", "level": "ministry"}]},
        {"agencies": [{"id": "a", "name": "A", "level": "galaxy"}]},
        {"areas": [{"code": "123", "name": "x", "kind": "province"}]},
        {"popular": ["1001193"]},
        {"unknown": []},
    ],
)
def test_registers_refuse_what_they_do_not_know(wrong: dict[str, object]):
    with pytest.raises(ValidationError):
        registers(**wrong)
