"""Which completions come first: marks as typed, agencies that still exist, names that begin so."""

from __future__ import annotations

import pytest

from search_api.engine import SearchEngine
from search_api.query import SuggestQuery
from tests.contract.asking import Asking, EngineFactory
from tests.samples import AGENCIES, TODAY, procedure, registers

NAMES = (
    procedure("1.000001", "Bổ sung ngành nghề kinh doanh"),
    procedure("1.000002", "Bổ nhiệm công chứng viên"),
    procedure("1.000003", "Đăng ký thành viên của bộ nào đó", agency="bo-noi-vu"),
    procedure("1.000004", "Ghi chú ly hôn"),
    procedure("1.000005", "Ghi hình ảnh", aliases=["lý hôn ước"]),
    procedure("1.000006", "Tính thuế đất", agency="so-moi"),
    procedure("1.000007", "Tỉnh táo khi lái xe", agency="so-cu"),
    procedure("1.000008", "Khám hợp đồng", agency="hop-tac"),
)
PLACES = (
    *AGENCIES,
    {"id": "bo-noi-vu", "name": "Bộ Nội vụ", "level": "ministry"},
    {"id": "so-cu", "name": "Sở Xây lắp", "level": "province", "valid_to": "2025-02-28"},
    {"id": "so-moi", "name": "Văn phòng Sở Xây lắp", "level": "province"},
    {"id": "hop-tac", "name": "Sở Xây lắp và Giao thông", "level": "province", "valid_from": "2025-03-01"},
)


class Completing(Asking):
    @pytest.fixture(scope="class")
    @classmethod
    def named(cls, make_engine: EngineFactory) -> SearchEngine:
        return make_engine(NAMES, registers(agencies=PLACES), TODAY)

    def test_names_with_the_marks_typed_come_before_those_with_others(self, named: SearchEngine):
        assert _ids(named, "bổ n")[0] == "1.000002"
        assert _ids(named, "Bộ N")[:2] == ["1.000003", "bo-noi-vu"]
        assert _ids(named, "Bộ Nội")[0] == "bo-noi-vu"
        assert _ids(named, "lý h")[:2] == ["1.000005", "1.000004"]

    def test_an_agency_with_the_marks_typed_comes_before_procedures_with_others(
        self, make_engine: EngineFactory
    ):
        engine = make_engine(
            [NAMES[0], procedure("1.000003", "Xét thi đua", agency="bo-noi-vu")],
            registers(agencies=PLACES),
            TODAY,
        )
        assert _ids(engine, "Bộ N") == ["bo-noi-vu", "1.000001"]
        assert _ids(engine, "bo n") == ["1.000001", "bo-noi-vu"]

    def test_a_missing_mark_is_free(self, named: SearchEngine):
        assert set(_ids(named, "bo n")) >= {"1.000002", "1.000003", "bo-noi-vu"}
        assert _ids(named, "ly h")[0] == "1.000004"

    @pytest.mark.parametrize(
        ("typed", "first"), [("tí", "1.000006"), ("tỉ", "1.000007"), ("tính t", "1.000006")]
    )
    def test_the_unfinished_syllable_counts_with_its_marks_too(
        self, named: SearchEngine, typed: str, first: str
    ):
        assert _ids(named, typed)[0] == first

    def test_agencies_that_exist_come_first_those_that_begin_so_before_others(self, named: SearchEngine):
        places = [one.id for one in named.suggest(SuggestQuery("sở xây")) if one.kind == "agency"]
        assert places == ["hop-tac", "so-moi"]

    def test_an_agency_that_is_over_is_offered_last(self, make_engine: EngineFactory):
        engine = make_engine(NAMES[5:7], registers(agencies=PLACES), TODAY)
        places = [one.id for one in engine.suggest(SuggestQuery("sở xây")) if one.kind == "agency"]
        assert places == ["so-moi", "so-cu"]


def _ids(engine: SearchEngine, typed: str) -> list[str]:
    return [one.id for one in engine.suggest(SuggestQuery(typed))]
