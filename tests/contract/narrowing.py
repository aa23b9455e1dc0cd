"""Filters, facets, order and pages."""

from __future__ import annotations

from dataclasses import fields

import pytest

from search_api.engine import SearchEngine
from search_api.query import Sort
from search_api.results import Facets, FacetValue
from tests.contract.asking import Asking, EngineFactory, ask, codes, everything
from tests.contract.corpus import PASSPORTS
from tests.samples import AGENCIES, TODAY, procedure, registers

(OLD_MINISTRY,) = (one for one in AGENCIES if one["id"] == "bo-giao-thong-van-tai")
NAMES = tuple(one.name for one in fields(Facets))


class Narrowing(Asking):
    def test_an_agency_keeps_its_own_procedures_and_those_of_units_below_it(self, engine: SearchEngine):
        found = everything(engine, agency=("bo-cong-an",))
        assert sorted(found) == ["1.004194", *(one.code for one in PASSPORTS)]

    def test_one_agency_of_a_kind_has_the_procedures_of_its_kind_and_its_own(self, engine: SearchEngine):
        found = everything(engine, agency=("ubnd-xa-mau",))
        assert {"1.001193", "1.000894"} <= set(found)
        assert "1.004194" not in found

    def test_a_kind_has_the_procedures_of_the_single_agencies_of_it(self, engine: SearchEngine):
        found = everything(engine, agency=("ubnd-cap-xa",))
        assert {"1.001193", "1.000894"} <= set(found)
        (counted,) = [one for one in ask(engine).facets.agency if one.id == "ubnd-cap-xa"]
        assert counted.count == ask(engine, agency=("ubnd-cap-xa",)).total

    def test_an_agency_has_what_still_stands_under_those_it_followed(self, make_engine: EngineFactory):
        old = procedure("1.000001", "Đổi giấy phép lái tàu", agency="bo-giao-thong-van-tai")
        new = procedure("1.000002", "Thẩm định công trình", agency="bo-xay-dung")
        heir = {"id": "bo-khac", "name": "Bộ Khác", "level": "ministry"}
        other = procedure("1.000003", "Việc khác", agency="bo-khac")
        former = {**OLD_MINISTRY, "successors": ["bo-xay-dung", "bo-khac"]}
        agencies = [one for one in AGENCIES if one["id"] != former["id"]]
        engine = make_engine([old, new, other], registers(agencies=[*agencies, former, heir]), TODAY)
        assert sorted(everything(engine, agency=("bo-xay-dung",))) == ["1.000001", "1.000002"]
        assert sorted(everything(engine, agency=("bo-khac",))) == ["1.000001", "1.000003"]

    def test_an_ended_agency_stands_for_its_successors(self, engine: SearchEngine):
        assert everything(engine, agency=("bo-giao-thong-van-tai",)) == ["3.000348"]

    def test_several_values_of_one_filter_are_alternatives(self, engine: SearchEngine):
        found = everything(engine, agency=("so-tu-phap", "bo-xay-dung"))
        assert sorted(found) == ["2.000815", "3.000348"]

    def test_filters_of_different_kinds_all_hold(self, engine: SearchEngine):
        found = everything(engine, agency=("ubnd-cap-xa",), field=("ho-tich",), online_level=("full",))
        assert found == ["1.001193"]

    @pytest.mark.parametrize("name", ["agency", "field"])
    def test_an_unknown_id_keeps_nothing(self, engine: SearchEngine, name: str):
        assert ask(engine, **{name: ("khong-co",)}).total == 0

    def test_a_field_keeps_its_procedures(self, engine: SearchEngine):
        assert sorted(everything(engine, field=("giao-thong",))) == ["3.000348", "6.000001", "6.000002"]

    def test_a_level_keeps_the_procedures_that_have_it(self, engine: SearchEngine):
        found = everything(engine, level=("province",))
        assert sorted(found) == ["2.000815", "2.002001", "3.000348"]

    @pytest.mark.parametrize(
        ("level", "code"), [("full", "1.001193"), ("partial", "1.004884"), ("none", "1.000894")]
    )
    def test_an_online_level_keeps_those_that_state_it(self, engine: SearchEngine, level: str, code: str):
        assert everything(engine, online_level=(level,)) == [code]

    def test_unknown_is_an_online_level_of_its_own(self, engine: SearchEngine):
        found = everything(engine, online_level=("unknown",))
        assert found
        assert not {"1.001193", "1.004884", "1.000894"} & set(found)
        assert len(found) + 3 == len(everything(engine))

    def test_filters_narrow_a_code_too(self, engine: SearchEngine):
        assert ask(engine, "1.001193", field=("cu-tru",)).total == 0

    @pytest.mark.parametrize("text", ["", "đăng ký", "cap lai", "1.001193"])
    def test_a_facet_counts_the_hits_its_value_would_leave(self, engine: SearchEngine, text: str):
        facets = ask(engine, text).facets
        for name in NAMES:
            for value in getattr(facets, name):
                assert ask(engine, text, **{name: (value.id,)}).total == value.count, (name, value)

    def test_a_facet_ignores_its_own_filter_and_respects_the_others(self, engine: SearchEngine):
        free = ask(engine, "đăng ký").facets
        narrowed = ask(engine, "đăng ký", field=("ho-tich",)).facets
        assert narrowed.field == free.field
        assert _count(narrowed.level, "commune") < _count(free.level, "commune")
        for value in narrowed.online_level:
            both = ask(engine, "đăng ký", field=("ho-tich",), online_level=(value.id,))
            assert both.total == value.count

    def test_facets_name_agencies_and_fields_and_count_down(self, engine: SearchEngine):
        facets = ask(engine).facets
        assert ("ho-tich", "Hộ tịch") in [(value.id, value.name) for value in facets.field]
        assert ("ubnd-cap-xa", "Ủy ban nhân dân cấp xã") in [(v.id, v.name) for v in facets.agency]
        for values in (facets.agency, facets.field):
            counts = [value.count for value in values]
            assert counts == sorted(counts, reverse=True)
            assert min(counts) > 0

    def test_sorting_by_name_follows_the_vietnamese_alphabet(self, engine: SearchEngine):
        names = [hit.card.name for hit in ask(engine, sort=Sort.NAME, per_page=50).hits]
        order = [name[:2] for name in names]
        assert order[0] == "Ăn"
        assert order.index("Cấ") < order.index("Ch") < order.index("Cô") < order.index("Đă")
        assert names.index("Đăng ký tạm trú") < order.index("Ki")
        assert names.index("Nghiệm thu công trình dương bảy") < names.index("Nghiệm thu công trình đường sáu")

    def test_sorting_by_update_brings_the_newest_first_and_unknown_days_last(self, engine: SearchEngine):
        hits = ask(engine, sort=Sort.UPDATED, per_page=50).hits
        days = [hit.card.updated_on or "" for hit in hits]
        assert days == sorted(days, reverse=True)
        assert [hit.card.code for hit in hits[:3]] == ["1.004884", "1.001193", "1.000894"]

    @pytest.mark.parametrize("sort", list(Sort))
    @pytest.mark.parametrize("size", [1, 3, 7, 50])
    def test_pages_are_disjoint_and_complete(self, engine: SearchEngine, sort: Sort, size: int):
        whole = codes(ask(engine, sort=sort, per_page=50))
        pages = ask(engine, sort=sort, per_page=size).pages
        turned = [
            code for n in range(1, pages + 1) for code in codes(ask(engine, sort=sort, per_page=size, page=n))
        ]
        assert turned == whole
        assert len(set(turned)) == len(turned)

    def test_a_page_behind_the_last_is_empty_and_keeps_the_total(self, engine: SearchEngine):
        page = ask(engine, "khai sinh", page=50, per_page=50)
        assert page.hits == ()
        assert page.total == ask(engine, "khai sinh").total > 0

    def test_levels_of_one_act_make_one_hit(self, engine: SearchEngine):
        page = ask(engine, "trình báo mất hộ chiếu phổ thông")
        (hit,) = [hit for hit in page.hits if hit.card.code.startswith("2.00200")]
        found = {hit.card.code: hit.card.levels} | {one.code: one.levels for one in hit.variants}
        assert found == {one.code: tuple(one.levels) for one in PASSPORTS}

    def test_a_filter_takes_levels_out_of_a_hit(self, engine: SearchEngine):
        (hit,) = ask(engine, "trình báo mất hộ chiếu phổ thông", level=("commune",)).hits[:1]
        assert hit.card.code == "2.002002"
        assert hit.variants == ()


def _count(values: tuple[FacetValue, ...], id: str) -> int:
    return next((value.count for value in values if value.id == id), 0)
