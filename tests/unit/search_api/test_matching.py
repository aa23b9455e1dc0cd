"""Scores of a query from the tables: one-way accents, shares, bounded work."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest

from indexer.profiles import term_in
from indexer.tables import FieldTable, padded
from search_api.editions import Edition
from search_api.matching import Match, Matcher
from search_api.ranking import WEIGHTS
from search_api.understanding import STEPS, Expansion, Knowledge, Meaning, Reading, understand
from search_api.whoosh_engine import WhooshEngine
from tests.contract.corpus import CORPUS
from tests.samples import TODAY, build_index, procedure

KEYS = sorted(one.key for one in CORPUS)


@pytest.fixture(scope="module")
def matcher(sample: Edition) -> Matcher:
    return WhooshEngine(sample, lambda: TODAY)._words._matcher


def matched(matcher: Matcher, reading: Reading) -> Match:
    return matcher.match(matcher.look_up(reading))


def of(matcher: Matcher, values: np.ndarray, code: str) -> float:
    return float(values[KEYS.index(code)])


def test_a_query_has_distinct_terms_for_both_readings(matcher: Matcher):
    wording = matcher.wording(Reading.of("Đăng ký đăng ký 42/2022/NĐ-CP"))
    codes = [term_in("codes", one) for one in ("42/2022/nd-cp", "42/2022", "42", "2022", "nd", "cp")]
    assert list(wording.folded) == ["dang", "ky", "dang_ky", "ky_dang", *codes]
    assert list(wording.accented)[:4] == ["đăng", "ky=1", "đăng_ky=1", "ky=1_đăng"]
    assert wording.accented[-len(codes) :] == tuple(codes)
    assert len(set(wording.accented)) == len(wording.accented)
    assert wording.syllables == ("dang", "ky")


def numbers(matcher: Matcher, typed: str) -> list[str]:
    """Parts of codes and numbers that a query is searched by."""
    looked = matcher.wording(Reading.of(typed)).folded
    return [one for one in ("42", "2022", "42/2022") if term_in("codes", one) in looked]


@pytest.mark.parametrize(
    ("typed", "more"),
    [
        *((typed, ["42/2022"]) for typed in ("42/2022", "42 / 2022", "số 42/2022 nhé")),
        *((typed, []) for typed in ("42 2022", "42, 2022", "42-2022")),
    ],
)
def test_a_number_typed_with_its_year_is_a_part_of_a_legal_number(
    matcher: Matcher, typed: str, more: list[str]
):
    assert numbers(matcher, typed) == ["42", "2022", *more]


def test_bare_queries_are_scored_by_the_folded_reading_alone(matcher: Matcher):
    asked = matcher.look_up(Reading.of("dang ky khai sinh"))
    assert asked.typed.accented == ()
    expected = matcher.add_up(matcher._folded, asked.folded, asked.typed.folded)
    assert np.array_equal(matcher.match(asked).scores, expected)


def test_marked_queries_are_scored_by_the_better_of_two_readings(matcher: Matcher):
    asked = matcher.look_up(Reading.of("đăng ký khai sinh"))
    accented = matcher.add_up(matcher._accented, asked.accented, asked.typed.accented)
    folded = matcher.add_up(matcher._folded, asked.folded, asked.typed.folded)
    beside = accented + WEIGHTS.folded_beside * folded
    alone = WEIGHTS.folded_alone * folded + WEIGHTS.marks_apart * accented
    assert np.allclose(matcher.match(asked).scores, np.maximum(beside, alone))


def test_marks_typed_nowhere_in_the_corpus_still_find_the_bare_word(matcher: Matcher):
    assert of(matcher, matched(matcher, Reading.of("khải sĩnh")).scores, "1.001193") > 0


def test_the_mass_is_the_share_of_the_query_that_a_document_holds(matcher: Matcher):
    mass = matched(matcher, Reading.of("đăng ký khai sinh")).mass
    assert of(matcher, mass, "1.001193") == pytest.approx(1.0)
    assert 0 < of(matcher, mass, "1.000894") < 1
    assert of(matcher, mass, "3.000348") == 0
    assert float(mass.max()) <= 1.0 + 1e-6


def test_a_single_part_of_a_legal_number_is_no_mass(matcher: Matcher):
    mass = matched(matcher, Reading.of("999/2015/NĐ-CP")).mass
    assert not mass.any()
    assert of(matcher, matched(matcher, Reading.of("123/2015/NĐ-CP")).mass, "1.001193") == pytest.approx(1.0)
    assert of(matcher, matched(matcher, Reading.of("123/2015/NĐ-XYZ")).mass, "1.001193") == pytest.approx(1.0)


def test_an_unfinished_word_has_the_mass_of_what_it_may_become(sample: Edition, matcher: Matcher):
    reading = understand("khai si", Knowledge(sample.vocabulary, sample.catalog), STEPS)
    assert of(matcher, matched(matcher, reading).mass, "1.001193") == pytest.approx(1.0)


def test_a_completion_never_lowers_a_score(sample: Edition, matcher: Matcher):
    for typed in ("dang ky ta", "cap lai giay phep la", "khai si"):
        reading = understand(typed, Knowledge(sample.vocabulary, sample.catalog), STEPS)
        assert reading.completions
        plain = matched(matcher, replace(reading, completions=()))
        assert (matched(matcher, reading).scores >= plain.scores).all()


def test_coverage_counts_the_syllables_of_the_query_in_a_title(matcher: Matcher):
    coverage = matched(matcher, Reading.of("khai sinh đăng khai")).coverage
    assert of(matcher, coverage, "1.001193") == 3
    assert of(matcher, coverage, "1.000894") == 1


@pytest.mark.parametrize(
    ("typed", "words", "pairs"),
    [
        ("đăng ký khai sinh", 1.0, 1.0),
        ("dang ky khai sinh", 1.0, 1.0),
        ("sinh khai ky dang", 1.0, 0.0),
        # one syllable has no pair
        ("sinh", 1.0, 1.0),
        ("xyzzy", 0.0, 0.0),
        # words of the text are none of a name
        ("công chức tư pháp", 0.0, 0.0),
    ],
)
def test_names_hold_words_and_pairs_of_a_query(matcher: Matcher, typed: str, words: float, pairs: float):
    match = matched(matcher, Reading.of(typed))
    assert of(matcher, match.named, "1.001193") == pytest.approx(words)
    assert of(matcher, match.named_pairs, "1.001193") == pytest.approx(pairs)


def test_words_that_nothing_holds_lower_every_share(matcher: Matcher):
    match = matched(matcher, Reading.of("khai sinh xyzzy qwrtp"))
    for share in (match.mass, match.named, match.named_pairs):
        assert 0 < of(matcher, share, "1.001193") < 1


def mended(typed: str, meant: str) -> Reading:
    """A reading in which slips were mended."""
    return replace(Reading.of(typed), repaired=Reading.of(meant).tokens)


def test_a_mended_query_is_a_little_less_sure_than_one_typed_so(matcher: Matcher):
    right = matched(matcher, Reading.of("dang ky khai sinh"))
    slipped = matched(matcher, mended("dang ky khia snih", "dang ky khai sinh"))
    for ours, theirs in ((slipped.scores, right.scores), (slipped.named, right.named)):
        expected = WEIGHTS.repaired * of(matcher, theirs, "1.001193")
        assert of(matcher, ours, "1.001193") == pytest.approx(expected)
    assert of(matcher, slipped.coverage, "1.001193") == 4


def test_a_wrong_mending_takes_nothing_from_what_was_typed(matcher: Matcher):
    typed = matched(matcher, Reading.of("dang ky khai sinh"))
    wrong = matched(matcher, mended("dang ky khai sinh", "xyzzy qwrtp"))
    assert np.array_equal(typed.scores, wrong.scores)
    assert np.array_equal(typed.mass, wrong.mass)
    assert np.array_equal(typed.coverage, wrong.coverage)


def standing_for(typed: str, said: str, words: str, fields: tuple[str, ...] = ()) -> Reading:
    """A query of which the first token stands for official words."""
    meaning = Meaning("everyday", said, words, Reading.of(words).tokens, 0.8, fields)
    return replace(Reading.of(typed), expansions=(Expansion(0, 1, meaning),))


def test_official_words_add_to_a_score_and_count_as_the_word_that_stands_for_them(matcher: Matcher):
    plain = matched(matcher, Reading.of("gks xyzzy"))
    meant = matched(matcher, standing_for("gks xyzzy", "gks", "khai sinh"))
    assert of(matcher, plain.scores, "1.001193") == 0 < of(matcher, meant.scores, "1.001193")
    assert of(matcher, meant.scores, "1.000894") == 0
    assert of(matcher, plain.mass, "1.001193") == 0 < of(matcher, meant.mass, "1.001193") < 1
    assert of(matcher, meant.named, "1.001193") > 0


def test_a_document_that_holds_some_of_the_official_words_holds_no_meaning(matcher: Matcher):
    meant = matched(matcher, standing_for("gks", "gks", "khai sinh tạm trú"))
    assert of(matcher, meant.mass, "1.001193") == 0
    assert of(matcher, meant.scores, "1.001193") > 0


def test_a_meaning_of_a_field_adds_nothing_elsewhere(matcher: Matcher):
    anywhere = matched(matcher, standing_for("dk", "dk", "đăng ký"))
    inside = matched(matcher, standing_for("dk", "dk", "đăng ký", ("cu-tru",)))
    assert of(matcher, inside.scores, "1.004194") == of(matcher, anywhere.scores, "1.004194") > 0
    assert of(matcher, inside.scores, "1.001193") == 0 < of(matcher, anywhere.scores, "1.001193")


def test_procedures_of_an_agency_that_was_named_come_before_those_of_others(matcher: Matcher):
    reading = Reading.of("đăng ký")
    plain = matched(matcher, reading)
    routed = matched(matcher, replace(reading, agencies=("cong-an-cap-xa",)))
    factor = 1 + WEIGHTS.routed
    assert of(matcher, routed.scores, "1.004194") == pytest.approx(
        factor * of(matcher, plain.scores, "1.004194")
    )
    assert of(matcher, routed.scores, "1.001193") == of(matcher, plain.scores, "1.001193")


def test_words_of_an_agency_are_held_by_its_procedures(matcher: Matcher):
    reading = Reading.of("công an xyzzy")
    routed = replace(reading, agencies=("cong-an-cap-xa",), agency_words=frozenset({"cong", "an"}))
    named = matched(matcher, routed).named
    assert of(matcher, named, "1.004194") > 0
    assert of(matcher, named, "1.001193") == 0


def test_padding_holds_nothing(matcher: Matcher, sample: Edition):
    found = matched(matcher, Reading.of("đăng ký khai sinh"))
    for values in (getattr(found, one.name) for one in fields(found)):
        assert len(values) == padded(sample.count)
        assert not values[sample.count :].any()


def test_words_of_a_query_are_cut_as_those_of_a_document(tmp_path: Path):
    """Both are spelled with the tone in the old place before they are cut: hoá đơn and hóa đơn are one word."""
    folder = build_index(
        tmp_path, [procedure(name="Một", steps=["Hoá đơn điện tử"]), procedure("1.000002", "Hai")]
    )
    table = FieldTable.load(folder / "tables" / "body_w")
    matcher = WhooshEngine(Edition(folder), lambda: TODAY)._words._matcher
    for typed in ("hóa đơn điện tử", "HOÁ ĐƠN ĐIỆN TỬ"):
        mark = term_in("body_w", "")
        terms = [one for one in matcher.wording(Reading.of(typed)).accented if one.endswith(mark)]
        words = [one.removesuffix(mark) for one in terms]
        assert 0 < len(words) < 4
        assert all(position >= 0 for position in table.find(words))
