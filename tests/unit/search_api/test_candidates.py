"""Documents that fit a query in words: the ladder, the tail, what words stand for, how sure an answer is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from search_api.candidates import ADDED, JUDGED, LETTERS, RUNGS, Candidates
from search_api.editions import Edition
from search_api.query import SWITCHES, SearchQuery
from search_api.ranking import WEIGHTS, Weights
from search_api.understanding import STEPS, Reading, understand
from search_api.whoosh_engine import WhooshEngine
from tests.samples import TODAY, build_index, procedure, registers

NAMES = (
    "Đăng ký khai sinh",
    "Đăng ký kết hôn",
    "Đăng ký thường trú",
    "Cấp giấy phép lái xe",
    "Cấp hộ chiếu phổ thông",
    "Chứng thực bản sao từ bản chính",
)
SAID = registers(
    abbreviations=[{"short": "GPLX", "means": ["giấy phép lái xe"]}],
    words=[
        {"say": ["hộ khẩu"], "means": ["đăng ký thường trú"], "weight": 0.7},
        {"say": ["bằng"], "means": ["giấy phép lái xe"], "weight": 0.7, "fields": ["giao-thong"]},
    ],
)
Find = Callable[..., Candidates]


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    made = [procedure(f"1.00000{number}", name) for number, name in enumerate(NAMES, start=1)]
    return Edition(build_index(tmp_path_factory.mktemp("index"), made, SAID))


@pytest.fixture(scope="module")
def find(edition: Edition) -> Find:
    usual = WhooshEngine(edition, lambda: TODAY)

    def find(typed: str, weights: Weights = WEIGHTS, without: tuple[str, ...] = ()) -> Candidates:
        other = weights is not WEIGHTS
        engine = WhooshEngine(edition, lambda: TODAY, weights=weights) if other else usual
        return engine._words.find(understand(typed, engine._knowledge, STEPS, without), without)

    return find


def names(found: Candidates) -> list[str]:
    """Names of what fits, best first."""
    order = np.argsort(-found.scores, kind="stable")
    return [NAMES[at] for at in order.tolist() if found.fits[at]]


# The ladder


def test_the_first_rung_answers_where_something_holds_the_words(find: Find):
    found = find("đăng ký khai sinh")
    assert found.rung == RUNGS[0][0]
    assert names(found)[0] == "Đăng ký khai sinh"


def test_the_search_goes_as_far_as_it_must(find: Find):
    """The more words nobody knows, the less of a query a hit can hold, and the further down the ladder it is."""
    rungs = []
    for strangers in range(0, 60, 2):
        found = find(" ".join(["chứng", "thực", *(f"qwx{number}" for number in range(strangers))]))
        assert names(found) == ["Chứng thực bản sao từ bản chính"]
        rungs.append(found.rung)
    assert list(dict.fromkeys(rungs)) == [rung for rung, _ in RUNGS]
    assert rungs == sorted(rungs, key=[rung for rung, _ in RUNGS].index)


def test_words_that_stand_nowhere_find_nothing_on_any_rung(find: Find):
    found = find("qwrtp xyzzy")
    assert not found.fits.any()
    assert found.rung == RUNGS[-1][0]


def test_where_no_word_stands_anywhere_names_that_look_alike_are_found_on_the_last_rung(find: Find):
    found = find("dangkykhaisjnh")
    assert (found.rung, names(found)[0]) == (LETTERS, "Đăng ký khai sinh")
    assert find("dangkykhaisjnh", without=(LETTERS,)).rung == RUNGS[-1][0]


def test_what_only_looks_alike_is_never_sure(edition: Edition):
    page = WhooshEngine(edition, lambda: TODAY).search(SearchQuery("dangkykhaisjnh"))
    assert (page.rung, page.total > 0, page.confident) == (LETTERS, True, False)


def test_looking_alike_counts_where_something_was_misspelt_only(find: Find):
    assert find("đăng ký khai sinh").factors[LETTERS].max() == 0
    assert find("đăng ký khia sinhh").factors[LETTERS].max() > 0


def test_looking_alike_counts_no_more_than_an_equal_name(find: Find):
    found = find("đăng kýy khai sinh")
    assert (found.factors[LETTERS] + found.factors["names"]).max() <= WEIGHTS.names + 1e-6


def test_shares_of_the_ladder_go_down_to_any_word():
    shares = [share for _, share in RUNGS]
    assert shares == sorted(shares, reverse=True)
    assert (shares[0], shares[-1]) == (1.0, 0.0)


def test_what_holds_too_little_is_no_hit_while_something_holds_more(find: Find):
    """With a high bar only the procedure that holds nearly all is left."""
    strict = find("đăng ký kết hôn", Weights(least_mass=0.9, tail=0.0))
    free = find("đăng ký kết hôn", Weights(least_mass=0.0, tail=0.0))
    assert names(strict) == ["Đăng ký kết hôn"]
    assert set(names(free)) == {name for name in NAMES if name.startswith("Đăng ký")}


def test_a_tail_far_below_the_best_is_cut(find: Find):
    cut = find("đăng ký kết hôn", Weights(least_mass=0.0, tail=0.9))
    assert names(cut) == ["Đăng ký kết hôn"]


def test_a_procedure_whose_name_was_typed_fits_whatever_else_was(find: Find):
    asked = "cấp hộ chiếu phổ thông"
    found = find(asked, Weights(least_mass=9.0, tail=9.0))
    assert names(found) == ["Cấp hộ chiếu phổ thông"]


# What words stand for


@pytest.mark.parametrize("typed", ["làm hộ khẩu", "ho khau", "HỘ KHẨU ở đâu"])
def test_an_everyday_word_finds_what_its_official_words_name(find: Find, typed: str):
    assert names(find(typed))[0] == "Đăng ký thường trú"


@pytest.mark.parametrize("typed", ["gplx", "đổi GPLX"])
def test_an_abbreviation_finds_what_it_stands_for(find: Find, typed: str):
    found = find(typed)
    assert names(found)[0] == "Cấp giấy phép lái xe"
    assert found.rung == "words"


def test_without_the_step_the_words_stand_for_nothing(find: Find):
    assert not find("gplx", without=("words",)).fits.any()


def test_a_meaning_of_another_field_finds_nothing(find: Find):
    """Here the licence belongs to no road: all samples are of one field."""
    assert find("bằng").scores.max() < find("gplx").scores.max()


def test_a_word_put_in_the_place_of_another_makes_a_name_whole(find: Find):
    whole = find("cấp gplx")
    assert whole.factors["names"][NAMES.index("Cấp giấy phép lái xe")] > 0.4
    assert whole.factors["names"][NAMES.index("Cấp hộ chiếu phổ thông")] == 0


def test_a_mended_query_finds_what_was_meant(find: Find):
    found = find("đăng ký khia sinh ")
    assert names(found)[0] == "Đăng ký khai sinh"
    assert found.scores.max() < find("đăng ký khai sinh ").scores.max()


# Factors


def test_every_factor_can_be_left_out_by_name(find: Find):
    factors = find("đăng ký khai sinh").factors
    switches = set(SWITCHES) - set(STEPS)
    assert switches <= set(factors)
    assert set(factors) - switches == {"lexical"}


@pytest.mark.parametrize("switch", [name for name in SWITCHES if name not in STEPS])
def test_a_factor_left_out_changes_no_score_by_itself(find: Find, switch: str):
    neutral = 0.0 if switch in ADDED else 1.0
    found = find("đăng ký khai sinh", without=(switch,))
    assert set(found.factors[switch].tolist()) == {neutral}
    assert names(found)[0] == "Đăng ký khai sinh"


def test_lexical_scores_are_shares_of_the_best(find: Find):
    lexical = find("đăng ký khai sinh").factors["lexical"]
    assert lexical.max() == pytest.approx(1.0)
    assert lexical.min() >= 0


def test_a_number_that_is_no_code_of_ours_is_not_said_to_be_one(find: Find):
    assert [note.step for note in find("khai sinh 8.888888").notes] == []


# The gate


def sure(edition: Edition, typed: str) -> bool:
    return WhooshEngine(edition, lambda: TODAY).search(SearchQuery(typed)).confident


@pytest.mark.parametrize(
    "typed",
    [
        "đăng ký khai sinh",
        "dang ky ket hon",
        "gplx",
        "hộ khẩu",
        "khai sinh",
        "cấp hộ chiếu",
        "hộ chiếu phổ thông",
    ],
)
def test_an_answer_that_names_what_was_asked_is_sure(edition: Edition, typed: str):
    assert sure(edition, typed)


@pytest.mark.parametrize(
    "typed", ["thời tiết ngày mai", "giấy bút học trò", "bản đồ kho báu", "xyzzy", "đăng nhập hòm thư"]
)
def test_an_answer_that_shares_a_word_by_chance_is_unsure(edition: Edition, typed: str):
    assert not sure(edition, typed)


def test_the_best_few_decide_and_no_other(edition: Edition):
    engine = WhooshEngine(edition, lambda: TODAY)
    reading = Reading.of("đăng ký khai sinh")
    found = engine._words.find(reading)
    right, *wrong = sorted(range(edition.count), key=lambda at: NAMES[at] != "Đăng ký khai sinh")
    none = [at for at in wrong if not NAMES[at].startswith("Đăng ký")]
    assert engine._words.sure(found, np.array([right]))
    assert engine._words.sure(found, np.array([*none[: JUDGED - 1], right]))
    assert not engine._words.sure(found, np.array([*none[:JUDGED], right]))


def test_a_code_is_always_sure(edition: Edition):
    assert sure(edition, "1.000001")


def test_a_generation_of_one_procedure_answers_every_query(tmp_path: Path):
    engine = WhooshEngine(Edition(build_index(tmp_path, [procedure()])), lambda: TODAY)
    for typed in ("khai sinh", "xyzzy", "", "1.999999"):
        page = engine.search(SearchQuery(typed))
        assert page.total in (0, 1)
