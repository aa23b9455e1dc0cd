"""What machines are told of a procedure is what the data say, in words of schema.org."""

from __future__ import annotations

import json
from typing import Any

import pytest

from indexer.catalog import Catalog
from indexer.procedure import Procedure
from search_api.structured import structured, summary_line
from search_api.words import WORDS
from tests.samples import procedure, registers
from tests.web.parts import WHOLE, plain

BASE = "https://example.org"
CATALOG = Catalog(
    registers(
        areas=[{"code": "37", "name": "Ninh Bình", "kind": "province"}],
        agencies=[
            {"id": "bo-tu-phap", "name": "Bộ Tư pháp", "level": "ministry", "ident_code": "G15"},
            {"id": "so-mau", "name": "Sở Mẫu", "level": "province", "area": "37", "phone": "0229"},
            {"id": "ubnd-xa-mau", "name": "UBND xã Mẫu", "level": "commune"},
        ],
    )
)
FULL = Procedure.model_validate_json(json.dumps(plain(WHOLE)))


def service(one: Procedure, lang: Any = "vi") -> dict[str, Any]:
    return structured(one, CATALOG, BASE, WORDS[lang])["@graph"][0]


def breadcrumbs(one: Procedure, lang: Any = "vi") -> list[tuple[int, str, str]]:
    items = structured(one, CATALOG, BASE, WORDS[lang])["@graph"][1]["itemListElement"]
    return [(item["position"], item["name"], item["item"]) for item in items]


def term(duration: float | None, unit: str | None, *fees: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"duration": duration, "unit": unit, "fees": fees, **more}


def method(*terms: dict[str, Any], channel: str = "online") -> dict[str, Any]:
    return {"channel": channel, "terms": terms}


def test_a_whole_procedure_names_everything_that_is_known() -> None:
    told = service(FULL)
    assert told["@type"] == "GovernmentService"
    assert told["identifier"] == "1.900001"
    assert told["name"] == "Cấp giấy mẫu"
    assert told["alternateName"] == ["Thủ tục cấp giấy mẫu", "làm giấy mẫu"]
    assert told["serviceType"] == "Hộ tịch"
    assert told["provider"]["url"] == "https://example.org/co-quan/ubnd-cap-xa"
    assert [one["audienceType"] for one in told["audience"]] == ["Công dân Việt Nam", "Hợp tác xã"]
    assert told["serviceOutput"] == [{"@type": "Thing", "name": "Giấy mẫu"}]
    assert told["termsOfService"] == "https://example.org/thu-tuc/1.900001#requirements"
    assert [one["identifier"] for one in told["isRelatedTo"]] == ["1.900003", "1.900002"]
    place = told["availableChannel"][-1]["serviceLocation"]
    assert (place["name"], place["address"]) == ("UBND xã Mẫu", "Số 1 đường Mẫu")
    assert place["geo"] == {"@type": "GeoCoordinates", "latitude": 20.5, "longitude": 106.1}


def test_what_is_not_known_is_not_said() -> None:
    told = service(procedure())
    silent = {"audience", "availableChannel", "serviceOutput", "offers", "termsOfService", "isRelatedTo"}
    assert not silent & told.keys()
    assert "alternateName" not in told
    assert told["provider"].keys() == {"@type", "name", "url"}


def test_an_unknown_fee_is_no_offer_and_no_fee_is_one_of_nothing() -> None:
    known, unknown = {"kind": "phi", "amount": 0}, {"kind": "le_phi", "amount": None}
    told = service(procedure(methods=[method(term(1, "day", known, unknown))]))
    assert told["offers"] == [
        {"@type": "Offer", "price": "0", "priceCurrency": "VND", "category": "Phí"},
    ]


def test_a_fee_that_several_ways_ask_is_told_once() -> None:
    fee, other = {"kind": "phi", "amount": 5000}, {"kind": "phi", "amount": 7000, "currency": "USD"}
    ways = [method(term(1, "day", fee, other), channel=one) for one in ("online", "post")]
    offers = service(procedure(methods=ways))["offers"]
    assert [(one["price"], one["priceCurrency"]) for one in offers] == [("5000", "VND"), ("7000", "USD")]


@pytest.mark.parametrize(
    ("terms", "duration"),
    [
        ([term(3, "day")], "P3D"),
        ([term(8, "hour")], "PT8H"),
        ([term(0.5, "hour")], "PT0.5H"),
        ([term(2, "month")], "P2M"),
        ([term(3, "day", case="a"), term(3, "day", case="b")], "P3D"),
        ([term(3, "working_day")], None),
        ([term(3, "day"), term(5, "day")], None),
        ([term(3, None)], None),
        ([term(None, None)], None),
    ],
)
def test_only_one_calendar_time_is_a_duration(terms: list[dict[str, Any]], duration: str | None) -> None:
    (channel,) = service(procedure(methods=[method(*terms)]))["availableChannel"]
    assert channel.get("processingTime") == duration


def test_times_are_told_in_words_with_their_case() -> None:
    terms = [term(3, "working_day", case="Hồ sơ mới"), term(7, None), term(None, None)]
    (channel,) = service(procedure(methods=[method(*terms)]))["availableChannel"]
    assert channel["description"] == "Hồ sơ mới: 3 ngày làm việc; 7 (nguồn không nêu đơn vị)"


def test_a_single_agency_serves_its_place_and_a_kind_the_country() -> None:
    assert service(procedure(agency="so-mau"))["areaServed"]["name"] == "Ninh Bình"
    assert service(procedure(agency="so-mau"))["provider"]["telephone"] == "0229"
    assert service(procedure())["areaServed"] == {"@type": "Country", "name": "Việt Nam", "identifier": "VN"}
    assert service(procedure(agency="bo-tu-phap"))["provider"]["identifier"] == "G15"


def test_breadcrumbs_lead_from_browsing_over_the_field_to_the_procedure() -> None:
    assert breadcrumbs(FULL) == [
        (1, "Thủ tục hành chính", "https://example.org/thu-tuc-hanh-chinh"),
        (2, "Hộ tịch", "https://example.org/linh-vuc/ho-tich"),
        (3, "Cấp giấy mẫu", "https://example.org/thu-tuc/1.900001"),
    ]


def test_english_pages_lead_to_english_pages_with_english_labels() -> None:
    assert breadcrumbs(FULL, "en")[0] == (1, "Procedures", "https://example.org/en/thu-tuc-hanh-chinh")
    told = service(FULL, "en")
    assert told["url"] == "https://example.org/en/thu-tuc/1.900001"
    assert told["availableChannel"][0]["name"] == "In person"


def test_one_line_says_who_where_how_long_and_how_much() -> None:
    fee = {"kind": "le_phi", "amount": 20000}
    one = procedure(applicant_types=["vn_citizen"], methods=[method(term(3, "working_day", fee))])
    assert summary_line(one, CATALOG, WORDS["vi"]) == (
        "Dành cho: Công dân Việt Nam. Cơ quan thực hiện: Ủy ban nhân dân cấp xã. "
        "Thời hạn: 3 ngày làm việc. Phí, lệ phí: 20.000 đồng."
    )


def test_one_line_leaves_out_what_is_not_known_and_cuts_long_lists() -> None:
    assert summary_line(procedure(), CATALOG, WORDS["vi"]) == "Cơ quan thực hiện: Ủy ban nhân dân cấp xã."
    many = procedure(applicant_types=["vn_citizen", "foreigner", "enterprise", "cooperative"])
    assert "Doanh nghiệp …." in summary_line(many, CATALOG, WORDS["vi"])
    assert "Hợp tác xã" not in summary_line(many, CATALOG, WORDS["vi"])
