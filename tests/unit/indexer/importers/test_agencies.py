"""Agencies: spellings of one are one, lists are cut where a name begins, unknown ones join the registers."""

from __future__ import annotations

import pytest

from indexer.importers.agency_names import full_name, level_of, split_names, without_person
from indexer.importers.methods import Row, channel_of, merge
from indexer.importers.offices import Offices
from indexer.importers.report import Trace
from indexer.importers.responsibility import agencies, implementing
from indexer.procedure import Channel, Fee, Level, Term, Unit
from tests.samples import registers


@pytest.fixture
def offices() -> Offices:
    return Offices(
        registers(
            areas=[{"code": "01", "name": "Thành phố Hà Nội", "kind": "city"}],
        )
    )


@pytest.fixture
def trace() -> Trace:
    return Trace("1.000001")


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("Thuế tỉnh, thành phố, Thuế cơ sở", ["Thuế tỉnh, thành phố", "Thuế cơ sở"]),
        ("Cục Đo đạc, Bản đồ và Thông tin, Sở A", ["Cục Đo đạc, Bản đồ và Thông tin", "Sở A"]),
        ("Bộ, cơ quan ngang Bộ", ["Bộ, cơ quan ngang Bộ"]),
        ("Chi cục Kiểm lâm, Chi Cục Thủy Sản", ["Chi cục Kiểm lâm", "Chi Cục Thủy Sản"]),
        ("Sở A; ; Sở A", ["Sở A"]),
    ],
)
def test_a_comma_parts_names_only_where_one_begins(said: str, names: list[str]) -> None:
    assert split_names(said) == names


@pytest.mark.parametrize(
    "said",
    ["Ủy ban nhân dân cấp xã", "Uỷ ban Nhân dân  cấp Xã", "UBND cấp xã.", "Chủ tịch UBND cấp xã", "UBND xã"],
)
def test_spellings_and_heads_of_one_agency_are_one(offices: Offices, said: str) -> None:
    assert offices.find(said) == "ubnd-cap-xa"


def test_the_agency_above_is_told_apart(offices: Offices) -> None:
    id = offices.find("Cục Mẫu - Bộ Tư pháp")
    assert id == "cuc-mau"
    assert (offices.agencies[id].parent, offices.agencies[id].level) == ("bo-tu-phap", Level.MINISTRY)
    assert full_name("Đơn vị trực thuộc Bộ Tư pháp").above is None


def test_a_new_name_is_learnt_once(offices: Offices) -> None:
    assert offices.find("Chi cục Mẫu") == offices.find("Chi Cục mẫu.") == "chi-cuc-mau"
    assert list(offices.kinds) == ["chi-cuc-mau"]


def test_one_of_a_province_is_an_agency_of_its_kind(offices: Offices) -> None:
    id = offices.find("Sở Tư pháp Thành phố Hà Nội")
    assert id is not None
    found = offices.agencies[id]
    assert (found.kind, found.level, found.area) == ("so-tu-phap", Level.PROVINCE, "01")


def test_ids_that_are_taken_get_a_number(offices: Offices) -> None:
    assert offices.find("Cục Xuất nhập cảnh") == "cuc-xuat-nhap-canh-2"


@pytest.mark.parametrize(
    "said", ["chứng thực tiến hành chụp", "Bộ trưởng", "Phê duyệt hồ sơ", "Bộ " + "x" * 300]
)
def test_what_is_no_name_is_refused(offices: Offices, said: str) -> None:
    assert offices.find(said) is None
    assert not offices.kinds


def test_cells_glued_together_are_no_list(offices: Offices) -> None:
    assert offices.find_all("Hợp tác xãCơ quan có thẩm quyềnSở Tư pháp") == (
        [],
        ["Hợp tác xãCơ quan có thẩm quyềnSở Tư pháp"],
    )


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("Ban chỉ huy quân sự cấp xã", Level.COMMUNE),
        ("Công an huyện", Level.DISTRICT),
        ("Hội đồng tỉnh", Level.PROVINCE),
        ("Sở Mẫu", Level.PROVINCE),
        ("Cục Mẫu", Level.MINISTRY),
        ("Bộ Tư lệnh Quân khu", Level.OTHER),
        ("Cảng vụ hàng hải", Level.OTHER),
    ],
)
def test_levels_are_those_that_names_tell(name: str, level: Level) -> None:
    assert level_of(name) is level


def test_people_stand_for_their_agency() -> None:
    assert without_person("Giám đốc Sở Tư pháp") == "Sở Tư pháp"
    assert without_person("Trưởng ban Cơ yếu") == "Ban Cơ yếu"
    assert without_person("Văn phòng Chính phủ") is None


def test_the_wording_is_kept_where_the_id_does_not_say_it(offices: Offices, trace: Trace) -> None:
    assert agencies("competent", "x", "Công an cấp Xã", offices, trace) == ("cong-an-cap-xa",)
    assert trace.note() is None
    assert agencies("competent", "x", "Chủ tịch UBND cấp xã", offices, trace) == ("ubnd-cap-xa",)
    assert trace.note() == "Cơ quan có thẩm quyền: Chủ tịch UBND cấp xã"
    assert agencies("competent", "x", None, offices, trace) == ()


def carried_out(cell: str | None, offices: Offices, trace: Trace, **parts) -> str:
    given = {"competent": (), "bundled": None, "levels": (Level.COMMUNE,), **parts}
    return implementing(cell, **given, offices=offices, trace=trace)


def test_of_several_agencies_the_nearest_stands_for_all(offices: Offices, trace: Trace) -> None:
    assert carried_out("Bộ Công an, Công an cấp xã, Sở Tư pháp", offices, trace) == "cong-an-cap-xa"
    assert trace.note() == "Cơ quan thực hiện: Bộ Công an, Công an cấp xã, Sở Tư pháp"


def test_without_an_agency_the_source_decides_as_far_as_it_goes(offices: Offices, trace: Trace) -> None:
    assert carried_out(None, offices, trace, competent=("so-tu-phap",), bundled="ubnd-cap-xa") == "so-tu-phap"
    assert carried_out(None, offices, trace, bundled="ubnd-cap-xa") == "ubnd-cap-xa"
    assert carried_out(None, offices, trace) == "chua-ro-cap-xa"
    assert [one.rule for one in trace.repairs] == [
        "agency_from_authority",
        "agency_from_bundled",
        "agency_unknown",
    ]
    assert offices.kinds["chua-ro-cap-xa"].level is Level.COMMUNE


def test_fields_are_found_by_name_or_join_the_register(offices: Offices) -> None:
    assert offices.field("hộ  Tịch", None) == "ho-tich"
    assert offices.field("Kinh doanh khí", "bo-tu-phap", "G02-CT10") == "kinh-doanh-khi"
    assert offices.fields["kinh-doanh-khi"].sector == "bo-tu-phap"
    assert offices.fields["kinh-doanh-khi"].code == "G02-CT10"


def test_channels_are_known_by_the_names_of_both_formats() -> None:
    assert channel_of("Dịch vụ bưu chính") is channel_of("POSTAL") is Channel.POST
    assert channel_of("trực tiếp") is channel_of("DIRECT") is Channel.IN_PERSON
    assert channel_of("Trực tuyến") is channel_of("ONLINE") is Channel.ONLINE
    assert channel_of("Bồ câu") is None


def test_a_channel_that_comes_twice_is_one_with_its_terms(trace: Trace) -> None:
    first, second = (Term(duration=n, unit=Unit.DAY, fees=(Fee(amount=n),)) for n in (1, 2))
    same = first.model_copy(update={"fees": (Fee(amount=9), Fee(amount=1))})
    rows = [Row(Channel.POST, one) for one in (first, second, same)] + [Row(Channel.ONLINE, first)]
    post, online = merge(rows, trace)
    assert [(term.duration, [fee.amount for fee in term.fees]) for term in post.terms] == [
        (1, [1, 9]),
        (2, [2]),
    ]
    assert (online.channel, online.terms) == (Channel.ONLINE, (first,))
    assert [one.rule for one in trace.repairs] == ["merged_channel"]
