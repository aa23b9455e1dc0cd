"""Names of agencies and places in a query: they say where, not what."""

from __future__ import annotations

import pytest

from indexer.text import folded_pairs
from search_api.understanding import Knowledge, Reading
from search_api.understanding.routing import LONGEST_UNKNOWN, route
from tests.samples import without_marks
from tests.unit.search_api.understanding.knowing import Bundled, knowledge_of, said

AREAS = (
    {"code": "01", "name": "Thành phố Hà Nội", "kind": "city"},
    {"code": "37", "name": "Tỉnh Ninh Bình", "kind": "province", "merged_from": ["Tỉnh Nam Định"]},
    {"code": "46", "name": "Thành phố Huế", "kind": "city"},
    {
        "code": "26734",
        "name": "Phường Tân Bình",
        "kind": "ward",
        "parent": "01",
        "merged_from": ["Xã Mễ Trì"],
    },
)


@pytest.fixture(scope="module")
def placed() -> Knowledge:
    return knowledge_of(areas=AREAS)


def parted(typed: str, placed: Knowledge) -> tuple[str, str]:
    """(what is searched for, what is set aside) of a query, as typed."""
    reading = route(Reading.of(typed), placed)
    words = [
        " ".join(reading.text[one.start : one.end] for one in tokens)
        for tokens in (reading.tokens, reading.aside)
    ]
    return words[0], words[1]


# Agencies


@pytest.mark.parametrize(
    "typed",
    ["đăng ký ở Sở Tư pháp", "so tu phap cap gi", "SỞ TƯ PHÁP cấp gì", "sở tư phap cấp gì"],
)
def test_an_agency_is_noted_in_any_spelling(typed: str, placed: Knowledge):
    reading = route(Reading.of(typed), placed)
    assert reading.agencies == ("so-tu-phap",)
    assert reading.agency_words == {"so", "tu", "phap"}


def test_the_name_of_an_agency_is_still_searched_for(placed: Knowledge):
    """Its words may be words of a procedure: "Bộ Công an", "lý lịch tư pháp"."""
    assert parted("đăng ký sở tư pháp", placed) == ("đăng ký sở tư pháp", "")


def test_several_agencies_are_noted_in_order_each_once(placed: Knowledge):
    reading = route(Reading.of("sở tư pháp hay bộ công an hay sở tư pháp"), placed)
    assert reading.agencies == ("so-tu-phap", "bo-cong-an")
    assert [note[0] for note in said(reading)] == ["agency"] * 3


def test_an_agency_is_known_by_its_other_names_and_explained_by_its_full_one(placed: Knowledge):
    reading = route(Reading.of("ra UBND xã làm gì"), placed)
    assert reading.agencies == ("ubnd-cap-xa",)
    assert said(reading) == [("agency", "UBND xã", "Ủy ban nhân dân cấp xã")]


def test_an_agency_with_wrong_marks_is_none_but_one_is_forgiven(placed: Knowledge):
    assert route(Reading.of("bố công an"), placed).agencies == ("bo-cong-an",)
    assert route(Reading.of("sợ tự pháp"), placed).agencies == ()


# Places


@pytest.mark.parametrize(
    ("typed", "left", "aside"),
    [
        ("khai sinh Ninh Bình", "khai sinh", "Ninh Bình"),
        ("khai sinh ninh bình", "khai sinh", "ninh bình"),
        ("khai sinh ninh binh", "khai sinh", "ninh binh"),
        ("KHAI SINH NINH BÌNH", "KHAI SINH", "NINH BÌNH"),
        ("hà nội khai sinh", "khai sinh", "hà nội"),
        # words that lead to a place go with it
        ("khai sinh ở tỉnh Ninh Bình", "khai sinh", "ở tỉnh Ninh Bình"),
        ("khai sinh tại Hà Nội", "khai sinh", "tại Hà Nội"),
        ("khai sinh tại TP Hà Nội", "khai sinh", "tại TP Hà Nội"),
        ("khai sinh o thanh pho ha noi", "khai sinh", "o thanh pho ha noi"),
        # places of former days
        ("khai sinh ở Nam Định", "khai sinh", "ở Nam Định"),
        ("khai sinh xã Mễ Trì", "khai sinh", "xã Mễ Trì"),
        # several
        ("chuyển từ Hà Nội về Nam Định", "chuyển từ về", "Hà Nội Nam Định"),
    ],
)
def test_a_place_is_set_aside_with_the_words_that_lead_to_it(
    typed: str, left: str, aside: str, placed: Knowledge
):
    assert parted(typed, placed) == (left, aside)


def test_a_place_is_explained_by_its_name_of_today(placed: Knowledge):
    reading = route(Reading.of("khai sinh ở tỉnh Nam Định"), placed)
    assert said(reading) == [("place", "ở tỉnh Nam Định", "Tỉnh Ninh Bình")]


def test_a_commune_is_no_place_without_its_kind(placed: Knowledge):
    """ "Tân Bình" may be anything."""
    assert parted("khai sinh tân bình", placed) == ("khai sinh tân bình", "")
    assert parted("khai sinh phường tân bình", placed) == ("khai sinh", "phường tân bình")


@pytest.mark.parametrize(
    "typed", ["Hà Nội", "ở Hà Nội", "tại thành phố Hà Nội", "ha noi", "Ninh Bình, Hà Nội"]
)
def test_where_nothing_would_be_left_nothing_is_set_aside(typed: str, placed: Knowledge):
    assert parted(typed, placed) == (typed.replace(",", ""), "")


@pytest.mark.parametrize(
    ("typed", "aside"),
    [
        ("khai sinh Huế", "Huế"),
        ("khai sinh ở huế", "ở huế"),
        ("khai sinh o hue", "o hue"),
        ("khai sinh tai hue", "tai hue"),
        ("khai sinh hue", ""),
        ("hoa hue", ""),
    ],
)
def test_a_lone_syllable_names_a_place_by_its_marks_or_behind_a_leading_word(
    typed: str, aside: str, placed: Knowledge
):
    assert parted(typed, placed)[1] == aside


@pytest.mark.parametrize("typed", ["người Việt Nam định cư ở nước ngoài", "nguoi viet nam dinh cu"])
def test_what_names_of_procedures_hold_on_both_sides_is_no_place(typed: str, placed: Knowledge):
    assert parted(typed, placed) == (typed, "")


@pytest.mark.parametrize(
    ("typed", "left", "aside"),
    [
        ("khai sinh phường Bến Nghé", "khai sinh", "phường Bến Nghé"),
        ("khai sinh ở xã Lạ", "khai sinh", "ở xã Lạ"),
        ("khai sinh quận 1", "khai sinh", "quận 1"),
        ("Khai Sinh Quận 1", "Khai Sinh", "Quận 1"),
        ("khai sinh q 1", "khai sinh q 1", ""),
        ("khai sinh phường 14 quận Gò Vấp", "khai sinh", "phường 14 quận Gò Vấp"),
        ("khai sinh thị xã Lạ Lùng", "khai sinh", "thị xã Lạ Lùng"),
        # a year is none, nor what stands behind a comma
        ("lập hợp tác xã 2023", "lập hợp tác xã 2023", ""),
        ("chia xã, Giấy tờ", "chia xã Giấy tờ", ""),
        ("mở quán Cà phê", "mở quán Cà phê", ""),
        # no capital tells of a name
        ("khai sinh phường bến nghé", "khai sinh phường bến nghé", ""),
        ("bảo hiểm xã hội", "bảo hiểm xã hội", ""),
        ("cấp xã", "cấp xã", ""),
        ("đăng ký xe tỉnh khác", "đăng ký xe tỉnh khác", ""),
    ],
)
def test_a_place_no_register_holds_is_known_by_its_kind_and_capitals(
    typed: str, left: str, aside: str, placed: Knowledge
):
    assert parted(typed, placed) == (left, aside)


def test_the_name_of_an_unknown_place_has_few_syllables(placed: Knowledge):
    left, aside = parted(f"khai sinh xã {' '.join(['Bến'] * (LONGEST_UNKNOWN + 2))}", placed)
    assert aside == f"xã {' '.join(['Bến'] * LONGEST_UNKNOWN)}"
    assert left == "khai sinh Bến Bến"


def test_an_unknown_place_is_explained_once_as_typed(placed: Knowledge):
    reading = route(Reading.of("khai sinh thị xã Lạ Lùng"), placed)
    assert said(reading) == [("place", "thị xã Lạ Lùng", "thị xã Lạ Lùng")]


@pytest.mark.parametrize(
    "typed",
    ["Đăng ký khai sinh", "Sổ hộ tịch", "Đăng Ký Kết Hôn", "Bảo Hiểm Xã Hội", "BẢO HIỂM XÃ HỘI", "Xã"],
)
def test_capitals_alone_make_no_place(typed: str, placed: Knowledge):
    """Telephones write the first letter large, some people every one."""
    before = Reading.of(typed)
    assert route(before, placed) == before


def test_what_a_place_parted_is_no_pair(placed: Knowledge):
    reading = route(Reading.of("đăng ký Hà Nội khai sinh"), placed)
    assert folded_pairs(reading.tokens) == ["dang_ky", "khai_sinh"]


def test_places_of_the_registers_are_set_aside_behind_any_topic(bundled: Bundled):
    areas = [one for one in bundled.knowledge._catalog.registers.areas if one.parent is None]
    assert len(areas) > 30
    for area in areas:
        for typed in (f"hộ chiếu {area.name}", without_marks(f"ho chieu {area.name}")):
            left, aside = parted(typed, bundled.knowledge)
            assert without_marks(left) == "ho chieu", typed
            assert aside


@pytest.mark.parametrize("spelled", [str, str.lower, str.upper, str.title, without_marks])
def test_no_name_of_the_data_loses_a_word_however_it_is_written(bundled: Bundled, spelled):
    for name in bundled.names:
        reading = route(Reading.of(spelled(name)), bundled.knowledge)
        assert reading.aside == (), name
