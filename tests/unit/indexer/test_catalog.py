"""Who is who, and what follows from versions and replacements."""

from __future__ import annotations

import datetime as dt

import pytest
from pydantic import ValidationError

from indexer.catalog import Catalog
from indexer.procedure import Status
from indexer.settling import settle, successors
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
        ("bo-xay-dung", {"bo-xay-dung", "bo-giao-thong-van-tai"}),
        ("ubnd-cap-xa", {"ubnd-cap-xa", "ubnd-xa-mau"}),
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


FORMER = [
    {"id": "cu", "name": "Cũ", "level": "ministry", "valid_to": "2025-02-28", "successors": ["x", "y"]},
    {"id": "cu-hon", "name": "Cũ hơn", "level": "ministry", "valid_to": "2010-01-01", "successors": ["cu"]},
    {"id": "duoi-cu", "name": "Dưới cũ", "level": "ministry", "parent": "cu"},
    {"id": "x", "name": "X", "level": "ministry"},
    {"id": "y", "name": "Y", "level": "ministry"},
    {"id": "duoi-y", "name": "Dưới Y", "level": "ministry", "parent": "y"},
]


def test_an_heir_has_what_still_stands_under_those_it_followed_but_nothing_of_other_heirs():
    catalog = Catalog(registers(agencies=[*AGENCIES, *FORMER]))
    assert catalog.served_by("x") == {"x", "cu", "cu-hon", "duoi-cu"}
    assert catalog.served_by("y") == {"y", "duoi-y", "cu", "cu-hon", "duoi-cu"}
    assert catalog.served_by("cu") == {"cu", "cu-hon", "duoi-cu", "x", "y", "duoi-y"}


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


def test_a_suspended_procedure_ends_like_any_other():
    old = procedure(status="suspended")
    assert ends(old, procedure(valid_from="2026-03-01"))[0] == (dt.date(2026, 2, 28), Status.SUSPENDED)
    day = procedure("1.000002", replaces=["1.000001"], valid_from="2026-07-01")
    assert ends(old, day)[0] == (dt.date(2026, 6, 30), Status.SUSPENDED)
    assert ends(old, procedure("1.000002", replaces=["1.000001"]))[0] == (None, Status.ABOLISHED)


def test_a_procedure_that_names_itself_as_replaced_does_not_vanish():
    one = procedure(replaces=["1.000001"])
    assert settle([one]) == [one]
    assert successors([one]) == {}


@pytest.mark.parametrize("stated", [{"valid_to": "2025-05-05"}, {"status": "draft"}, {"status": "abolished"}])
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
