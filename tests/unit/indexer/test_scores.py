"""Score tables give the scores and the order of Whoosh's own searcher."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import pytest
from whoosh import index, query

from indexer import analysis, text
from indexer.analysis import STREAMS
from indexer.profiles import join, term_in
from indexer.schema import make_schema
from indexer.scores import K1, ProcedureBM25, length_normalisation
from indexer.segment import Segmenter, WordModel
from indexer.tables import FieldTable, padded
from search_api.matching import Matcher
from search_api.ranking import WEIGHTS
from tests.contract.corpus import CORPUS
from tests.samples import build_index, from_national, national, procedure, without_marks

NEAR = 1e-3
"""Whoosh adds 64-bit numbers, the tables 32-bit ones."""


class Both:
    """One index twice: Whoosh's searcher with our weighting, and the tables read from it."""

    def __init__(self, folder: Path) -> None:
        self.whole = index.open_dir(str(folder / "whoosh"), schema=make_schema())
        self.searcher = self.whole.searcher(weighting=ProcedureBM25())
        self.count = self.searcher.doc_count_all()
        self.tables = {stream: FieldTable.load(folder / "tables" / stream) for stream in STREAMS}
        self.segmenter = segmenter = Segmenter(WordModel.from_bytes((folder / "words.model").read_bytes()))
        joined = {name: join(self.tables, weights, self.count) for name, weights in WEIGHTS.profiles.items()}
        self.joined = joined
        self.matcher = Matcher(self.tables, joined, self.count, segmenter, WEIGHTS)

    def by_whoosh(self, terms: Mapping[str, Iterable[str]], weights: Mapping[str, float]) -> dict[int, float]:
        asked = [
            query.Term(stream, term, boost=weight)
            for stream, weight in weights.items()
            for term in terms[stream]
        ]
        found = self.searcher.search(query.Or(asked), limit=None)
        return {found.docnum(place): found.score(place) for place in range(found.scored_length())}

    def total(self, typed: str, name: str) -> np.ndarray:
        """Sum of a joined table over the terms of a query, padded."""
        table = self.joined[name]
        terms = self.terms(typed)
        streams = WEIGHTS.profiles[name]
        wanted = list(dict.fromkeys(term_in(stream, one) for stream in streams for one in terms[stream]))
        places = {one: at for one, at in zip(wanted, table.find(wanted), strict=True) if at >= 0}
        return self.matcher.add_up(table, places, wanted)

    def by_tables(self, typed: str, name: str) -> dict[int, float]:
        total = self.total(typed, name)
        return {int(d): float(total[d]) for d in np.flatnonzero(total)}

    def terms(self, typed: str) -> dict[str, list[str]]:
        """The terms of a query for every stream, whether it was typed with marks or not."""
        stored = text.nfc(typed)
        tokens = text.tokenize(stored)
        makers = {"s": text.syllables, "p": text.pairs, "f": text.folded, "fp": text.folded_pairs}
        cut = {
            f"{part}_{end}": make(tokens)
            for part in ("title", "alias", "situation", "meta")
            for end, make in makers.items()
        }
        cut["body_w"] = analysis.words(stored, self.segmenter.words, tokens)
        cut["body_f"] = text.folded(tokens)
        cut["codes"] = text.codes(tokens)
        return {stream: list(dict.fromkeys(terms)) for stream, terms in cut.items()}

    def check(self, typed: str) -> None:
        for name, weights in (("accented", WEIGHTS.accented), ("folded", WEIGHTS.folded)):
            theirs, ours = self.by_whoosh(self.terms(typed), weights), self.by_tables(typed, name)
            assert ours.keys() == theirs.keys(), typed
            assert all(abs(ours[d] - theirs[d]) < NEAR for d in ours), typed
            _check_order(ours, theirs)


def _check_order(ours: dict[int, float], theirs: dict[int, float]) -> None:
    """Our order never puts a document above one that Whoosh scores clearly higher."""
    ranked = sorted(ours, key=lambda d: (-ours[d], d))
    for above, below in itertools.pairwise(ranked):
        assert theirs[above] > theirs[below] - 2 * NEAR


def spans_of(titles: list[str], count: int, seed: int) -> list[str]:
    """Random stretches of titles, some without marks."""
    pick = random.Random(seed)  # noqa: S311 - the same queries in every run
    queries = []
    for _ in range(count):
        words = pick.choice(titles).split()
        start = pick.randrange(len(words))
        span = " ".join(words[start : start + pick.randint(1, 6)])
        queries.append(without_marks(span) if pick.random() < 0.3 else span)
    return queries


@pytest.fixture(scope="module")
def both(sample_folder: Path) -> Both:
    return Both(sample_folder)


def test_tables_equal_whoosh_for_random_title_queries(both: Both):
    for typed in spans_of([one.name for one in CORPUS], 150, seed=1):
        both.check(typed)


@pytest.mark.parametrize("typed", ["đăng ký khai sinh", "1.001193", "123/2015/NĐ-CP", "không có đâu", "a"])
def test_tables_equal_whoosh_for_codes_and_plain_words(both: Both, typed: str):
    both.check(typed)


@pytest.mark.shared
def test_tables_equal_whoosh_on_real_records(shared: Path, tmp_path: Path):
    records = national(shared)[::7]
    real = [from_national(record) for record in records]
    assert len(real) >= 400
    both = Both(build_index(tmp_path, real))
    for typed in spans_of([one.name for one in real], 120, seed=2):
        both.check(typed)
    for typed in [one.name for one in real[::20]]:
        both.check(typed)


def test_an_index_has_one_segment_and_documents_in_the_order_of_their_keys(both: Both):
    assert len(both.searcher.reader().leaf_readers()) == 1
    keys = [both.searcher.stored_fields(number)["key"] for number in range(both.count)]
    assert keys == sorted(one.key for one in CORPUS)


def test_an_impact_is_the_formula_of_the_handbook(both: Both):
    table, reader = both.tables["title_s"], both.searcher.reader()
    average = reader.field_length("title_s") / both.count
    b = length_normalisation("title_s")
    for position in range(len(table.terms)):
        found = table.document_frequency(position)
        idf = math.log(1 + (both.count - found + 0.5) / (found + 0.5))
        part = slice(table.offsets[position], table.offsets[position + 1])
        for document, impact, tf in zip(
            table.documents[part], table.impacts[part], table.frequencies[part], strict=True
        ):
            norm = K1 * (1 - b + b * reader.doc_field_length(int(document), "title_s") / average)
            assert impact == pytest.approx(idf * tf * (K1 + 1) / (tf + norm), abs=1e-5)


def test_lengths_are_those_that_whoosh_gives_back(tmp_path: Path):
    """Whoosh keeps a length in one byte: 438 words read back as another number, and that one must count."""
    body = " ".join(["lời"] * 437 + ["riêng"])
    folder = build_index(tmp_path, [procedure("1.000001", "Một", steps=[body]), procedure("1.000002", "Hai")])
    both = Both(folder)
    assert both.searcher.reader().doc_field_length(0, "body_f") != 438
    both.check("riêng lời")


def test_terms_stand_in_the_order_of_their_bytes(both: Both):
    for table in both.tables.values():
        terms = table.terms.tolist()
        assert terms == sorted(set(terms))
        assert table.offsets[-1] == len(table.documents) == len(table.impacts) == len(table.frequencies)


def test_streams_share_no_terms_of_each_other(both: Both):
    assert both.tables["title_s"].find(["khai_sinh"]) == [-1]
    assert both.tables["title_p"].find(["khai_sinh"])[0] >= 0
    assert both.tables["title_f"].find(["khai_sinh"]) == [-1]


def test_padding_is_never_scored(both: Both):
    total = both.total("đăng ký cấp", "folded")
    assert len(total) == padded(both.count)
    assert not total[both.count :].any()


def test_tables_hold_the_postings_that_whoosh_gives_back(both: Both):
    reader = both.searcher.reader()
    for stream, table in both.tables.items():
        assert table.terms.tolist() == [term for term, _ in reader.iter_field(stream)]
        for position, term in enumerate(table.terms.tolist()):
            matcher = reader.postings(stream, term)
            held = []
            while matcher.is_active():
                held.append((matcher.id(), round(matcher.weight())))
                matcher.next()
            part = slice(table.offsets[position], table.offsets[position + 1])
            ours = zip(table.documents[part].tolist(), table.frequencies[part].tolist(), strict=True)
            assert list(ours) == held


def test_a_term_that_is_too_long_is_cut_alike_in_documents_and_queries(tmp_path: Path):
    long = "x" * (text.LONGEST_KEY + 20)
    folder = build_index(tmp_path, [procedure("1.000001", f"Mã {long}"), procedure("1.000002", "Khác")])
    both = Both(folder)
    assert both.by_tables(long, "folded").keys() == {0}


@pytest.mark.parametrize("stream", STREAMS)
def test_long_bodies_are_normalised_most_and_lists_of_names_least(stream: str):
    part = stream.partition("_")[0]
    order = {"alias": 0, "situation": 0, "title": 1, "meta": 1, "body": 2, "codes": 2}
    for other in STREAMS:
        rank = order[other.partition("_")[0]]
        if rank > order[part]:
            assert length_normalisation(other) > length_normalisation(stream)
