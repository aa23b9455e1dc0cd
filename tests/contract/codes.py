"""Which codes a query names: codes of older systems, local versions, several codes; numbers that are none."""

from __future__ import annotations

import datetime as dt

import pytest

from search_api.engine import SearchEngine
from search_api.query import SuggestQuery
from tests.contract.asking import Asking, EngineFactory, ask, codes, everything
from tests.samples import TODAY, procedure, registers

LOCAL = "1.000016.000.00.00.H40"
CODED = (
    procedure("1.000016", "Thành lập hội"),
    procedure("1.000016.000.00.00.H19", "Thành lập hội tại một tỉnh"),
    procedure(LOCAL, "Thành lập hội tại tỉnh khác"),
    procedure("2.804210", "Đóng tàu biển"),
    procedure("1.000656", "Đăng ký khai tử"),
    procedure("3.000348", "Báo cáo thi đua", legacy_codes=["T-BPC-280421", "1.000656"]),
    procedure("2.000001", "Làm lại biển số xe, lệ phí bằng đồng"),
)


class Codes(Asking):
    @pytest.fixture(scope="class")
    @classmethod
    def coded(cls, make_engine: EngineFactory) -> SearchEngine:
        return make_engine(CODED, registers(), TODAY)

    @pytest.mark.parametrize("typed", ["T-BPC-280421", "t-bpc-280421", "T\u2013BPC\u2013280421"])
    def test_digits_of_an_old_code_are_no_beginning_of_another(self, coded: SearchEngine, typed: str):
        assert codes(ask(coded, typed)) == ["3.000348"]
        (offered,) = coded.suggest(SuggestQuery(typed))
        assert offered.id == "3.000348"

    def test_a_code_in_use_wins_over_the_old_code_of_another(self, coded: SearchEngine):
        assert codes(ask(coded, "1.000656")) == ["1.000656"]

    @pytest.mark.parametrize(
        "typed", ["lệ phí 100065 đồng", "làm lại biển số 300034", "lệ phí 200000 đồng", "biển số 28042"]
    )
    def test_a_number_of_six_digits_beside_words_is_no_code(self, coded: SearchEngine, typed: str):
        page = ask(coded, typed)
        assert codes(page) == ["2.000001"]
        assert not page.understood

    @pytest.mark.parametrize("typed", ["100065", "1 00065", "1.00065", "mã 1.00065"])
    def test_alone_or_with_its_sign_it_is_the_beginning_of_one(self, coded: SearchEngine, typed: str):
        assert codes(ask(coded, typed)) == ["1.000656"]

    @pytest.mark.parametrize(
        "typed", ["１．０００６５６", "mã １０００６５６", "1.000656000", "1.000656.000"]
    )
    def test_wide_digits_and_a_suffix_without_its_point_are_read(self, coded: SearchEngine, typed: str):
        assert codes(ask(coded, typed)) == ["1.000656"]

    def test_two_codes_bring_both_in_the_order_typed(self, coded: SearchEngine):
        page = ask(coded, "2.804210 hay là 1000656?")
        assert codes(page) == ["2.804210", "1.000656"]
        assert [one.after for one in page.understood] == ["2.804210", "1.000656"]

    def test_of_two_codes_the_one_that_exists_is_claimed_alone(self, coded: SearchEngine):
        page = ask(coded, "8.888888 và 1.000656")
        assert codes(page) == ["1.000656"]
        assert [one.after for one in page.understood] == ["1.000656"]

    @pytest.mark.parametrize("typed", [LOCAL, LOCAL.lower(), "1000016.000.00.00.H40", f"mã {LOCAL}"])
    def test_a_local_code_brings_its_own_version_first(self, coded: SearchEngine, typed: str):
        assert codes(ask(coded, typed))[0] == LOCAL
        assert "1.000016" in everything(coded, typed)

    @pytest.mark.parametrize("typed", ["1.000016.000.00.00.H58", "1.000016"])
    def test_a_local_code_that_is_not_held_brings_the_national_one_first(
        self, coded: SearchEngine, typed: str
    ):
        page = ask(coded, typed)
        assert codes(page)[0] == "1.000016"
        assert [one.after for one in page.understood] == ["1.000016"]

    def test_a_code_that_filters_leave_out_is_no_sure_answer(self, engine: SearchEngine):
        page = ask(engine, "1.001193", field=("cu-tru",))
        assert (page.total, page.confident) == (0, False)

    @pytest.mark.parametrize(
        ("typed", "day", "sure"),
        [
            ("5.000030", "2026-06-30", True),
            ("5.000030", "2026-07-01", False),
            ("5.000050", "2026-11-24", False),
            ("5.000050", "2027-01-01", True),
            ("5.000010", "2019-12-31", False),
            ("5.000020", "2026-11-24", False),
        ],
    )
    def test_a_code_that_does_not_hold_on_the_day_asked_for_is_no_sure_answer(
        self, engine: SearchEngine, typed: str, day: str, sure: bool
    ):
        page = ask(engine, typed, as_of=dt.date.fromisoformat(day))
        assert (codes(page), page.confident) == ([typed], sure)
        assert ask(engine, typed, as_of=dt.date.fromisoformat(day), status="all").confident
        assert ask(engine, typed).confident
