"""Which procedures a query finds."""

from __future__ import annotations

import unicodedata

import pytest

from search_api.engine import SearchEngine
from tests.contract.asking import Asking, ask, codes, everything
from tests.contract.corpus import CORPUS, IN_FORCE_GROUPS
from tests.samples import other_tone_place, without_marks

SPELLINGS = [
    "1.001193",
    "1001193",
    "1,001193",
    "1-001193",
    "1 001193",
    "1. 001193",
    "1.001193.000.00.00.H40",
    "1.001193.H40",
    "mã 1.001193",
    "thủ tục 1001193 là gì",
    "(1.001193)",
    "1\u00a0001193",
    "1.001\u200b193",
    "1\u2013001193",
]


class Finding(Asking):
    @pytest.mark.parametrize("typed", SPELLINGS)
    def test_a_code_brings_its_procedure_alone_in_any_spelling(self, engine: SearchEngine, typed: str):
        page = ask(engine, typed)
        assert codes(page) == ["1.001193"]
        assert page.confident

    @pytest.mark.parametrize("typed", ["1.001", "1.0011", "1.00119", "100119"])
    def test_the_beginning_of_a_code_brings_those_that_begin_so(self, engine: SearchEngine, typed: str):
        found = codes(ask(engine, typed))
        assert found == ["1.001193"]

    def test_codes_that_begin_alike_come_in_order(self, engine: SearchEngine):
        assert codes(ask(engine, "1.0041")) == ["1.004194", "1.004195"]

    def test_the_beginning_of_a_code_brings_nothing_that_is_over_or_to_come(self, engine: SearchEngine):
        found = codes(ask(engine, "5.0000"))
        assert found == ["5.000010", "5.000031", "5.000032", "5.000060"]

    @pytest.mark.parametrize("typed", ["1", "1.", "1.0", "1.00", "5"])
    def test_fewer_than_three_digits_after_the_point_are_no_code(self, engine: SearchEngine, typed: str):
        assert not any(one.step == "code" for one in ask(engine, typed).understood)
        assert len(everything(engine, typed)) < IN_FORCE_GROUPS

    @pytest.mark.parametrize(
        "typed", ["đăng ký khai sinh lệ phí 1.000.000 đồng", "đăng ký khai sinh hết 1.000 đồng"]
    )
    def test_an_amount_of_money_is_no_code(self, engine: SearchEngine, typed: str):
        assert codes(ask(engine, typed))[0] == "1.001193"

    def test_a_number_that_is_no_code_leaves_the_query_as_it_is(self, engine: SearchEngine):
        page = ask(engine, "đăng ký khai sinh 0912345678")
        assert codes(page)[0] == "1.001193"
        assert not page.understood

    def test_a_code_that_does_not_exist_is_not_claimed_to_be_understood(self, engine: SearchEngine):
        page = ask(engine, "đăng ký khai sinh 8.888888")
        assert codes(page)[0] == "1.001193"
        assert not page.understood

    def test_a_code_that_is_routed_says_so(self, engine: SearchEngine):
        (said,) = ask(engine, "mã 1001193").understood
        assert (said.step, said.before, said.after) == ("code", "1001193", "1.001193")

    def test_an_old_code_brings_the_procedure(self, engine: SearchEngine):
        assert codes(ask(engine, "gtvt-qlx-07"))[0] == "3.000348"

    @pytest.mark.parametrize(
        "typed", ["123/2015/NĐ-CP", "123 / 2015 / nđ - cp", "123/2015/ND\u2013CP", "123/2015"]
    )
    def test_the_number_of_a_law_brings_what_rests_on_it(self, engine: SearchEngine, typed: str):
        assert codes(ask(engine, typed))[0] == "1.001193"

    @pytest.mark.parametrize("one", [p for p in CORPUS if p.code[0] in "12367"], ids=lambda p: p.code)
    def test_every_procedure_is_found_first_by_its_name(self, engine: SearchEngine, one):
        for name in (one.name, without_marks(one.name), one.name.upper()):
            assert one.code in _first_group(engine, name)

    def test_alternative_spellings_of_a_query_change_nothing(self, engine: SearchEngine):
        for text in ("đăng ký kết hôn", "cấp thẻ hướng dẫn viên", "hòa giải nghiệm thu đường"):
            plain = _scored(engine, text)
            for twin in _twins(text):
                assert _scored(engine, twin) == plain, twin

    def test_a_missing_mark_is_free(self, engine: SearchEngine):
        assert set(codes(ask(engine, "nghiem thu cong trinh duong"))[:2]) == {"6.000001", "6.000002"}
        assert codes(ask(engine, "dang ky khai sinh"))[0] == "1.001193"
        assert codes(ask(engine, "dăng ky khai sinh"))[0] == "1.001193"

    def test_a_typed_mark_counts_against_a_mismatch(self, engine: SearchEngine):
        assert codes(ask(engine, "nghiệm thu công trình đường"))[0] == "6.000001"
        assert codes(ask(engine, "nghiệm thu công trình dương"))[0] == "6.000002"
        assert codes(ask(engine, "nghiem thu cong trinh đường"))[0] == "6.000001"
        assert codes(ask(engine, "nghiem thu cong trinh dương"))[0] == "6.000002"

    def test_an_everyday_name_finds_the_procedure(self, engine: SearchEngine):
        assert codes(ask(engine, "làm giấy khai sinh"))[0] == "1.001193"

    def test_an_unfinished_last_word_is_completed(self, engine: SearchEngine):
        assert codes(ask(engine, "cấp lại giấy phép lái x"))[0] == "3.000348"
        assert codes(ask(engine, "thẻ hướ"))[0] == "7.000001"
        assert codes(ask(engine, "dang ky tam tr"))[0] == "1.004194"

    @pytest.mark.parametrize("typed", ["hop-thu.mau@example.org", "https://mau.example.org/trang-giup-do"])
    def test_addresses_are_not_searched(self, engine: SearchEngine, typed: str):
        assert ask(engine, typed).total == 0

    def test_nothing_found_is_an_empty_page_and_no_error(self, engine: SearchEngine):
        page = ask(engine, "xyzzy qwrtp")
        assert (page.total, page.hits, page.pages) == (0, (), 0)
        assert not page.confident
        assert not any((page.facets.agency, page.facets.field, page.facets.level, page.facets.online_level))

    @pytest.mark.parametrize("typed", ["?!", "…", "\u200b", "\u0301", "___"])
    def test_signs_alone_find_nothing(self, engine: SearchEngine, typed: str):
        assert ask(engine, typed).total == 0

    def test_an_empty_query_lists_everything_in_force_once(self, engine: SearchEngine):
        page = ask(engine)
        found = everything(engine)
        assert page.total == IN_FORCE_GROUPS
        assert len(found) == len(set(found)) == IN_FORCE_GROUPS + 2
        assert page.confident


def _first_group(engine: SearchEngine, text: str) -> set[str]:
    hit = ask(engine, text).hits[0]
    return {hit.card.code, *(variant.code for variant in hit.variants)}


def _scored(engine: SearchEngine, text: str) -> list[tuple[str, float]]:
    return [(hit.card.code, hit.score) for hit in ask(engine, text, per_page=50).hits]


def _twins(text: str) -> list[str]:
    return [
        unicodedata.normalize("NFD", text),
        text.upper(),
        text.title(),
        other_tone_place(text),
        text.replace("n", "n\u200b"),
        text.replace(" ", " \u200b"),
        text.replace(" ", "\u00a0"),
        text.replace("g", "\u00adg"),
        f"  {text}",
        text.replace("kỹ", "kĩ").replace("ký", "kí"),
    ]
