"""Scores of a query from the tables: one-way accents, shares, bounded work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from indexer.schema import STREAMS
from indexer.segment import Segmenter, WordModel
from indexer.tables import FieldTable, padded
from search_api.editions import Edition
from search_api.matching import Match, Matcher
from search_api.query import MOST_PER_PAGE, SearchQuery, SuggestQuery
from search_api.ranking import WEIGHTS
from search_api.understanding import STEPS, Reading, understand
from search_api.understanding.prefix import MOST
from search_api.whoosh_engine import WhooshEngine
from tests.contract.corpus import CORPUS
from tests.contract.hostile import HOSTILE
from tests.samples import TODAY, build_index, procedure

KEYS = sorted(one.key for one in CORPUS)


@pytest.fixture(scope="module")
def tables(sample: Edition) -> dict[str, FieldTable]:
    return {stream: FieldTable.load(sample.folder / "tables" / stream) for stream in STREAMS}


@pytest.fixture(scope="module")
def matcher(sample: Edition, tables: dict[str, FieldTable]) -> Matcher:
    return Matcher(tables, sample.count, sample.segmenter, WEIGHTS)


def matched(matcher: Matcher, reading: Reading) -> Match:
    return matcher.match(matcher.look_up(reading))


def of(matcher: Matcher, values: np.ndarray, code: str) -> float:
    return float(values[KEYS.index(code)])


def test_a_query_has_distinct_terms_for_every_stream(matcher: Matcher):
    terms = matcher.terms(Reading.of("Đăng ký đăng ký 42/2022/NĐ-CP"))
    assert terms["title_f"] == terms["body_f"] == ["dang", "ky"]
    assert terms["title_fp"] == ["dang_ky", "ky_dang"]
    assert terms["title_s"] == ["đăng", "ky=1"]
    assert terms["codes"] == ["42/2022/nd-cp", "42/2022", "42", "2022", "nd", "cp"]


@pytest.mark.parametrize("typed", ["42/2022", "42 / 2022", "số 42/2022 nhé"])
def test_a_number_with_its_year_is_a_part_of_a_legal_number(matcher: Matcher, typed: str):
    assert matcher.terms(Reading.of(typed))["codes"] == ["42", "2022", "42/2022"]


@pytest.mark.parametrize("typed", ["42 2022", "42, 2022", "42-2022"])
def test_numbers_side_by_side_are_only_numbers(matcher: Matcher, typed: str):
    assert matcher.terms(Reading.of(typed))["codes"] == ["42", "2022"]


def test_bare_queries_are_scored_by_the_folded_streams_alone(matcher: Matcher):
    reading = Reading.of("dang ky khai sinh")
    expected = matcher.profile(matcher.look_up(reading), WEIGHTS.folded)
    assert np.array_equal(matched(matcher, reading).scores, expected)


def test_marked_queries_are_scored_by_the_better_of_two_readings(matcher: Matcher):
    reading = Reading.of("đăng ký khai sinh")
    asked = matcher.look_up(reading)
    accented, folded = (matcher.profile(asked, one) for one in (WEIGHTS.accented, WEIGHTS.folded))
    beside = accented + WEIGHTS.folded_beside * folded
    alone = WEIGHTS.folded_alone * folded + WEIGHTS.marks_apart * accented
    assert np.allclose(matched(matcher, reading).scores, np.maximum(beside, alone))


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
    reading = understand("khai si", sample.vocabulary, STEPS)
    assert of(matcher, matched(matcher, reading).mass, "1.001193") == pytest.approx(1.0)


def test_a_completion_never_lowers_a_score(sample: Edition, matcher: Matcher):
    for typed in ("dang ky ta", "cap lai giay phep la", "khai si"):
        reading = understand(typed, sample.vocabulary, STEPS)
        assert reading.completions
        plain = matched(matcher, replace(reading, completions=()))
        assert (matched(matcher, reading).scores >= plain.scores).all()


def test_coverage_counts_the_syllables_of_the_query_in_a_title(matcher: Matcher):
    coverage = matched(matcher, Reading.of("khai sinh đăng khai")).coverage
    assert of(matcher, coverage, "1.001193") == 3
    assert of(matcher, coverage, "1.000894") == 1


def test_names_that_share_no_pair_with_the_query_have_no_share(matcher: Matcher):
    share = matcher.pair_share(matcher.look_up(Reading.of("sinh khai ky dang")), KEYS.index("1.001193"))
    assert share == 0
    assert matcher.pair_share(
        matcher.look_up(Reading.of("đăng ký khai sinh")), KEYS.index("1.001193")
    ) == pytest.approx(1.0)
    assert matcher.pair_share(matcher.look_up(Reading.of("sinh")), KEYS.index("1.001193")) == pytest.approx(
        1.0
    )
    assert matcher.pair_share(matcher.look_up(Reading.of("?")), KEYS.index("1.001193")) == 0


def test_padding_holds_nothing(matcher: Matcher, sample: Edition):
    found = matched(matcher, Reading.of("đăng ký khai sinh"))
    for values in (found.scores, found.mass, found.coverage):
        assert len(values) == padded(sample.count)
        assert not values[sample.count :].any()


class Counting:
    """A table that counts the postings that are read from it."""

    def __init__(self, table: FieldTable) -> None:
        self._table = table
        self.touched = 0
        self.lookups = 0

    def __getattr__(self, name: str):
        return getattr(self._table, name)

    def find(self, terms: Sequence[str]) -> list[int]:
        self.lookups += len(terms)
        return self._table.find(terms)

    def documents_of(self, position: int):
        found = self._table.documents_of(position)
        self.touched += len(found)
        return found

    def add(self, total, position: int, weight: float) -> None:
        self.touched += self._table.document_frequency(position)
        self._table.add(total, position, weight)


PASSES = 3 + 2 * (MOST + 1)
"""How often a term of a query is looked up in a stream at most: for both readings, mass, rarity and coverage,
and twice for each completion of the last word."""


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_queries_touch_each_posting_list_a_bounded_number_of_times(sample: Edition, name: str):
    engine = WhooshEngine(sample, lambda: TODAY)
    counting = {stream: Counting(table) for stream, table in engine.tables.items()}
    engine._matcher._tables = counting  # type: ignore[assignment]
    query = SearchQuery.from_params([("q", HOSTILE[name]), ("per_page", str(MOST_PER_PAGE))])
    engine.search(query)
    reading = Reading.of(query.text)
    terms = {s: len(found) for s, found in engine._matcher.terms(reading).items()}
    most = sum(max(n, 1) for n in terms.values()) * PASSES + len(counting) * 64
    assert sum(one.lookups for one in counting.values()) <= most
    assert sum(one.touched for one in counting.values()) <= most * sample.count
    engine.suggest(SuggestQuery(prefix=query.text))


def test_work_does_not_grow_with_the_page_size(sample: Edition):
    touched = []
    for size in (1, MOST_PER_PAGE):
        engine = WhooshEngine(sample, lambda: TODAY)
        counting = {stream: Counting(table) for stream, table in engine.tables.items()}
        engine._matcher._tables = counting  # type: ignore[assignment]
        engine.search(SearchQuery("đăng ký cấp giấy", per_page=size))
        touched.append(sum(one.touched for one in counting.values()))
    assert touched[0] == touched[1] > 0


def test_words_of_a_query_are_cut_as_those_of_a_document(tmp_path: Path):
    """Both are spelled with the tone in the old place before they are cut: hoá đơn and hóa đơn are one word."""
    folder = build_index(
        tmp_path, [procedure(name="Một", steps=["Hoá đơn điện tử"]), procedure("1.000002", "Hai")]
    )
    segmenter = Segmenter(WordModel.from_bytes((folder / "words.model").read_bytes()))
    table = FieldTable.load(folder / "tables" / "body_w")
    matcher = Matcher({"body_w": table}, 2, segmenter, WEIGHTS)
    for typed in ("hóa đơn điện tử", "HOÁ ĐƠN ĐIỆN TỬ"):
        words = matcher.terms(Reading.of(typed))["body_w"]
        assert len(words) < 4
        assert all(position >= 0 for position in table.find(words))
