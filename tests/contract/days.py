"""Versions, days, procedures that are over or to come."""

from __future__ import annotations

import datetime as dt

import pytest

from search_api.engine import SearchEngine
from tests.contract.asking import Asking, EngineFactory, ask, codes, everything
from tests.contract.corpus import VERSIONS
from tests.samples import TODAY, procedure, registers

DAYS = [
    (dt.date(2020, 1, 1), "2020-01-01"),
    (dt.date(2025, 12, 31), "2020-01-01"),
    (dt.date(2026, 1, 1), "2026-01-01"),
    (TODAY, "2026-01-01"),
    (dt.date(2027, 2, 28), "2026-01-01"),
    (dt.date(2027, 3, 1), "2027-03-01"),
]


class Days(Asking):
    @pytest.mark.parametrize(("day", "version"), DAYS)
    def test_a_day_picks_the_version_in_force_then(self, engine: SearchEngine, day: dt.date, version: str):
        for text in ("cấp sổ thuyền viên", "5.000010", ""):
            hits = ask(engine, text, as_of=day, per_page=50).hits
            (hit,) = [hit for hit in hits if hit.card.code == "5.000010"]
            assert hit.card.valid_from == version
            assert all(one.code != "5.000010" for one in hit.variants)
        found = engine.get("5.000010", day)
        assert found is not None
        assert str(found.valid_from) == version

    def test_before_its_first_version_a_procedure_is_not_found(self, engine: SearchEngine):
        day = dt.date(2019, 12, 31)
        assert "5.000010" not in everything(engine, as_of=day)
        assert engine.get("5.000010", day) is None

    def test_asking_for_everything_still_names_each_code_once(self, engine: SearchEngine):
        found = everything(engine, status="all")
        assert len(found) == len(set(found))
        (hit,) = [
            h for h in ask(engine, "cấp sổ thuyền viên", status="all").hits if h.card.code == "5.000010"
        ]
        assert hit.card.valid_from == "2026-01-01"

    def test_without_a_day_the_version_of_today_is_given(self, engine: SearchEngine):
        assert engine.get("5.000010") == VERSIONS[1].model_copy(update={"valid_to": dt.date(2027, 2, 28)})

    def test_without_a_day_a_procedure_to_come_can_be_read(self, engine: SearchEngine):
        found = engine.get("5.000050")
        assert found is not None
        assert found.valid_from == dt.date(2027, 1, 1)

    def test_an_unknown_code_gives_nothing(self, engine: SearchEngine):
        assert engine.get("8.888888") is None
        assert engine.get("") is None
        assert engine.get("1.0011") is None

    def test_future_procedures_are_found_from_their_first_day_on(self, engine: SearchEngine):
        name = "cấp phép bay cho thiết bị mới"
        assert "5.000050" not in codes(ask(engine, name))
        assert "5.000050" not in codes(ask(engine, name, status="all"))
        assert codes(ask(engine, name, as_of=dt.date(2027, 1, 1)))[0] == "5.000050"

    def test_abolished_procedures_are_found_on_request_alone(self, engine: SearchEngine):
        name = "xác nhận lý lịch cư dân ven biển"
        assert "5.000020" not in codes(ask(engine, name))
        hit = ask(engine, name, status="all").hits[0]
        assert (hit.card.code, hit.card.status) == ("5.000020", "abolished")

    def test_the_whole_code_of_an_abolished_procedure_is_a_request(self, engine: SearchEngine):
        (hit,) = ask(engine, "5.000020").hits
        assert hit.card.status == "abolished"

    def test_an_abolished_procedure_whose_end_is_unknown_holds_on_no_given_day(self, engine: SearchEngine):
        assert engine.get("5.000020", TODAY) is None
        assert engine.get("5.000020") is not None

    def test_suspended_procedures_are_shown(self, engine: SearchEngine):
        hit = ask(engine, "cho thuê mặt nước tạm dừng").hits[0]
        assert (hit.card.code, hit.card.status) == ("5.000060", "suspended")

    def test_a_replaced_procedure_ends_the_day_before_its_successor_begins(self, engine: SearchEngine):
        name = "kiểm định phao cứu sinh"
        assert codes(ask(engine, name, as_of=dt.date(2026, 6, 30)))[0] == "5.000030"
        assert "5.000030" not in codes(ask(engine, name, as_of=dt.date(2026, 7, 1)))
        assert "5.000030" not in codes(ask(engine, name))

    def test_a_replaced_procedure_points_to_its_successor(self, engine: SearchEngine):
        for page in (ask(engine, "kiểm định phao cứu sinh", status="all"), ask(engine, "5.000030")):
            (hit,) = [hit for hit in page.hits if hit.card.code == "5.000030"]
            assert hit.card.replaced_by == ("5.000031",)

    @pytest.mark.parametrize(
        ("code", "day", "standing"),
        [
            ("5.000030", None, "replaced"),
            ("5.000030", "2026-07-01", "replaced"),
            # It had not been replaced then.
            ("5.000030", "2026-06-30", "in_force"),
            ("5.000030", "2022-01-01", "in_force"),
            ("5.000020", None, "abolished"),
            ("5.000050", None, "future"),
            ("5.000050", "2027-01-01", "in_force"),
            ("5.000060", None, "suspended"),
            ("5.000010", "2021-01-01", "in_force"),
            ("1.001193", None, "in_force"),
        ],
    )
    def test_a_hit_tells_where_it_stands_on_the_day_asked_for(
        self, engine: SearchEngine, code: str, day: str | None, standing: str
    ):
        (hit,) = ask(engine, code, as_of=dt.date.fromisoformat(day) if day else None).hits
        assert (hit.card.code, hit.standing) == (code, standing)

    def test_what_will_be_replaced_is_in_force_until_then(self, make_engine: EngineFactory):
        old = procedure("5.000070", "Cấp phép đò ngang")
        new = procedure("5.000071", "Cấp phép đò dọc", replaces=["5.000070"], valid_from="2027-01-01")
        engine = make_engine([old, new], registers(), TODAY)
        (hit,) = ask(engine, "cấp phép đò ngang").hits
        assert (hit.card.code, hit.card.replaced_by, hit.standing) == ("5.000070", ("5.000071",), "in_force")
        later = ask(engine, "cấp phép đò", as_of=dt.date(2027, 1, 1), status="all").hits
        assert {one.card.code: one.standing for one in later} == {
            "5.000070": "replaced",
            "5.000071": "in_force",
        }

    def test_a_suspended_procedure_ends_when_it_is_replaced(self, make_engine: EngineFactory):
        old = procedure("5.000070", "Cấp phép đò ngang", status="suspended")
        new = procedure("5.000071", "Cấp phép phà", replaces=["5.000070"], valid_from="2026-01-01")
        engine = make_engine([old, new], registers(), TODAY)
        assert codes(ask(engine, "cấp phép đò ngang")) != ["5.000070"]
        assert [hit.standing for hit in ask(engine, "5.000070").hits] == ["replaced"]

    def test_the_code_of_a_replaced_procedure_that_is_not_held_brings_the_successor(
        self, engine: SearchEngine
    ):
        page = ask(engine, "5.000033")
        assert codes(page) == ["5.000032"]
        assert "replaced" in [one.step for one in page.understood]
