"""A place leads to the agency that takes the dossier, a former name to what followed it."""

from __future__ import annotations

from typing import Any

import pytest

from indexer.catalog import Catalog
from search_api.desks import MOST_MATCHES, Desks, Where
from tests.samples import AGENCIES, TODAY, procedure, registers

PROVINCE = {"code": "37", "name": "Tỉnh Ninh Bình", "kind": "province"}
HOME = {"parent": "37", "valid_from": "2025-07-01"}
AREAS: list[dict[str, Any]] = [
    PROVINCE,
    {
        "code": "14329",
        "name": "Phường Hoa Lư",
        "kind": "ward",
        "merged_from": ["Phường Đông Thành", "Xã Ninh Mỹ"],
        **HOME,
    },
    {
        "code": "14533",
        "name": "Phường Tây Hoa Lư",
        "kind": "ward",
        "merged_from": ["Xã Ninh Mỹ", "Xã Ninh Giang"],
        **HOME,
    },
    {
        "code": "13669",
        "name": "Phường Nam Định",
        "kind": "ward",
        "merged_from": ["Phường Quang Trung (thành phố Nam Định)"],
        **HOME,
    },
    {
        "code": "13285",
        "name": "Xã Ma",
        "kind": "commune",
        "merged_from": ["Phường Quang Trung (thành phố Phủ Lý)"],
        **HOME,
    },
    {"code": "13286", "name": "Xã Má", "kind": "commune", **HOME},
    {"code": "13287", "name": "Xã Cũ", "kind": "commune", "parent": "37", "valid_to": "2025-06-30"},
    {"code": "00004", "name": "Phường Ba Đình", "kind": "ward", "parent": "01"},
]
UNITS: list[dict[str, Any]] = [
    *AGENCIES,
    {
        "id": "ubnd-phuong-hoa-lu",
        "name": "Ủy ban nhân dân phường Hoa Lư",
        "kind": "ubnd-cap-xa",
        "level": "commune",
        "area": "14329",
        "address": "Số 1",
        "phone": "0229",
    },
    {
        "id": "so-tu-phap-nb",
        "name": "Sở Tư pháp Ninh Bình",
        "kind": "so-tu-phap",
        "level": "province",
        "area": "37",
    },
    {
        "id": "so-tu-phap-nd",
        "name": "Sở Tư pháp Nam Định",
        "kind": "so-tu-phap",
        "level": "province",
        "valid_to": "2025-06-30",
        "successors": ["so-tu-phap-nb"],
    },
]
PORTAL = {
    "name": "Cổng",
    "short_name": "Cổng",
    "province": "37",
    "working_hours": [{"start": "07:00", "end": "11:30"}],
}


def find(place: str = "", agency: str = "", own: str = "ubnd-cap-xa", **more: Any) -> Where:
    known = registers(areas=AREAS, agencies=more.pop("units", UNITS), portal=more.pop("portal", PORTAL))
    one = procedure("1.900001", "Thủ tục mẫu", agency=own, **more)
    return Desks(one, Catalog(known), (), TODAY).find(place, agency)


@pytest.mark.parametrize(
    "typed",
    [
        "Phường Hoa Lư",
        "phuong hoa lu",
        "P Hoa Lư",
        "UBND phường Hoa Lư",
        "ủy ban nhân dân phường Hoa Lư, tỉnh Ninh Bình",
        "14329",
        "Phường Đông Thành",
        "dong thanh",
    ],
)
def test_a_commune_is_found_by_name_code_and_former_name(typed: str) -> None:
    desk = find(typed).desk
    assert desk is not None
    assert (desk.agency, desk.address, desk.phone) == ("ubnd-phuong-hoa-lu", "Số 1", "0229")


def test_a_former_name_is_told() -> None:
    former, present = find("Phường Đông Thành").desk, find("Phường Hoa Lư").desk
    assert former is not None and former.was == "Phường Đông Thành"
    assert present is not None and present.was is None


def test_a_commune_that_was_divided_leads_to_all_its_heirs() -> None:
    where = find("xã Ninh Mỹ")
    assert where.desk is None
    assert [code for code, _, _ in where.matches] == ["14329", "14533"]


def test_the_same_former_name_in_two_towns_is_told_apart() -> None:
    assert [was for _, _, was in find("phường Quang Trung").matches] == [
        "Phường Quang Trung (thành phố Nam Định)",
        "Phường Quang Trung (thành phố Phủ Lý)",
    ]
    exact = find("Phường Quang Trung (thành phố Phủ Lý)").desk
    assert exact is not None and exact.area == "13285"


def test_marks_that_were_typed_decide_between_names() -> None:
    assert len(find("xa ma").matches) == 2
    accented = find("Xã Má").desk
    assert accented is not None and accented.area == "13286"


def test_part_of_a_name_offers_what_holds_it() -> None:
    assert [name for _, name, _ in find("hoa l").matches] == ["Phường Hoa Lư", "Phường Tây Hoa Lư"]


@pytest.mark.parametrize("typed", ["Xã Cũ", "Phường Ba Đình", "xyz", "a", "()"])
def test_what_is_over_elsewhere_or_unknown_is_no_answer(typed: str) -> None:
    where = find(typed)
    assert (where.desk, where.matches, where.asked) == (None, (), typed)


def test_at_most_a_dozen_are_offered() -> None:
    many = [{"code": f"{13000 + n}", "name": f"Xã Mẫu {n}", "kind": "commune", **HOME} for n in range(30)]
    known = registers(areas=[PROVINCE, *many], agencies=UNITS, portal=PORTAL)
    where = Desks(procedure("1.900001", "Mẫu"), Catalog(known), (), TODAY).find("mẫu")
    assert len(where.matches) == MOST_MATCHES


def test_an_agency_without_an_entry_of_its_own_is_named_after_its_commune() -> None:
    desk = find("Phường Nam Định", own="cong-an-cap-xa").desk
    assert desk is not None
    assert (desk.name, desk.agency, desk.bare) == ("Công an phường Nam Định", "cong-an-cap-xa", True)


def test_hours_are_the_agencys_else_those_of_its_kind_else_the_portals() -> None:
    own = [{"start": "08:00", "end": "12:00"}]
    units = [{**one, "working_hours": own} if one["id"] == "ubnd-phuong-hoa-lu" else one for one in UNITS]
    special, common = find("Phường Hoa Lư", units=units).desk, find("Phường Nam Định", units=units).desk
    assert special is not None and special.own_hours and special.hours[0].start == "08:00"
    assert common is not None and not common.own_hours and common.hours[0].start == "07:00"


def test_hours_of_the_portal_are_not_those_of_other_provinces() -> None:
    desk = find(own="bo-tu-phap").desk
    assert desk is not None and desk.hours == ()


def test_a_single_agency_needs_no_choice() -> None:
    where = find(own="so-tu-phap")
    assert where.choose is None
    assert where.desk is not None and where.desk.agency == "so-tu-phap-nb"


@pytest.mark.parametrize("agency", ["bo-giao-thong-van-tai", "bo-xay-dung"])
def test_an_ended_agency_leads_to_its_heir(agency: str) -> None:
    where = find(agency=agency, own="bo-giao-thong-van-tai")
    assert where.desk is not None
    assert where.desk.agency == "bo-xay-dung"
    assert where.desk.was == ("Bộ Giao thông vận tải" if agency == "bo-giao-thong-van-tai" else None)


def test_several_agencies_are_offered_to_choose_from() -> None:
    places = [{"agency": "bo-cong-an", "address": "Số 2"}]
    where = find(own="bo-tu-phap", reception_places=places)
    assert where.choose == "agency"
    assert where.options == (("bo-cong-an", "Bộ Công an"), ("bo-tu-phap", "Bộ Tư pháp"))
    assert where.desk is None
    chosen = find(agency="bo-cong-an", own="bo-tu-phap", reception_places=places).desk
    assert chosen is not None and [one.address for one in chosen.places] == ["Số 2"]


def test_an_agency_that_does_not_take_the_dossier_is_passed_over() -> None:
    assert find(agency="bo-cong-an").desk is None
    assert find(agency="khong-co").desk is None


def test_heirs_in_a_circle_end() -> None:
    over = {"level": "ministry", "valid_to": "2025-01-01"}
    circle = [
        {"id": "a", "name": "A", "successors": ["b"], **over},
        {"id": "b", "name": "B", "successors": ["a"], **over},
    ]
    assert find(own="a", units=circle).desk is not None
