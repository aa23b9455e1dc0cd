"""Order and room of suggestions; what every engine must do is in the contract."""

from __future__ import annotations

import pytest

from search_api.editions import Edition
from search_api.query import SuggestQuery
from search_api.results import Suggestion
from search_api.suggesting import MOST_PLACES
from search_api.whoosh_engine import WhooshEngine
from tests.samples import TODAY, build_index, procedure, registers

PROCEDURES = [
    procedure("1.000001", "Cấp hộ tịch bản sao và nhiều giấy tờ khác"),
    procedure("1.000002", "Cấp hộ tịch bản sao"),
    procedure("1.000003", "Xin cấp hộ tịch"),
    procedure("1.000004", "Ghi tên", aliases=["cấp hộ tịch cho con"]),
    procedure("1.000005", "Ghi chép", situations=["cấp hộ tịch cho mẹ"]),
    procedure("1.000006", "Cấp hộ tịch bản chính lâu năm"),
    procedure("1.000007", "Sinh hoạt", short_name="Sinh hoạt hè"),
]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> WhooshEngine:
    folder = build_index(tmp_path_factory.mktemp("index"), PROCEDURES, registers(popular=["1.000006"]))
    return WhooshEngine(Edition(folder), lambda: TODAY)


def suggest(engine: WhooshEngine, typed: str, **parts) -> list[Suggestion]:
    return engine.suggest(SuggestQuery(prefix=typed, **parts))


def codes(engine: WhooshEngine, typed: str, **parts) -> list[str]:
    return [one.id for one in suggest(engine, typed, **parts) if one.kind == "procedure"]


def test_beginnings_come_first_then_titles_then_popular_then_short_ones(engine: WhooshEngine):
    assert codes(engine, "cấp hộ") == ["1.000006", "1.000002", "1.000001", "1.000004", "1.000005", "1.000003"]


def test_places_leave_room_for_procedures(engine: WhooshEngine):
    for limit in range(1, 9):
        offered = suggest(engine, "ho", limit=limit)
        places = [one for one in offered if one.kind != "procedure"]
        assert len(offered) <= limit
        assert len(places) <= min(MOST_PLACES, limit - 1)
        assert offered[-len(places) :] == places or not places


def test_a_place_alone_is_offered_though_there_is_room_for_one_only(engine: WhooshEngine):
    (only,) = suggest(engine, "ủy ban", limit=1)
    assert (only.kind, only.id) == ("agency", "ubnd-cap-xa")


def test_the_short_name_is_offered_where_there_is_one(engine: WhooshEngine):
    (only,) = suggest(engine, "sinh ho")
    assert (only.title, only.agency) == ("Sinh hoạt hè", "Ủy ban nhân dân cấp xã")


def test_the_unfinished_word_is_marked_whole(engine: WhooshEngine):
    (only,) = suggest(engine, "si")
    assert [only.title[start:end] for start, end in only.marks] == ["Sinh"]


def test_a_finished_query_is_still_completed(engine: WhooshEngine):
    assert codes(engine, "sinh hoạt ") == codes(engine, "sinh hoạt")
