"""How well a name equals a query."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.analysis import Phrase
from indexer.phrases import PhraseTable, write_phrases
from search_api.names import APART, Names

PHRASES = [
    [Phrase("dang ky khai sinh", "title"), Phrase("lam giay khai sinh", "alias")],
    [Phrase("dang ky ket hon", "title"), Phrase("cuoi", "situation")],
    [Phrase("giay to", "alias")],
    [Phrase("chung thuc ban sao tu ban chinh giay to", "title")],
]


@pytest.fixture
def names(tmp_path: Path) -> Names:
    write_phrases(tmp_path / "phrases", PHRASES)
    return Names(PhraseTable.load(tmp_path / "phrases"), len(PHRASES), (1.0, 1.0, 1.0, 0.6))


def scores(names: Names, typed: str) -> list[float]:
    return [round(float(one), 4) for one in names.score(typed.split())[: len(PHRASES)]]


def test_a_name_typed_whole_scores_one(names: Names):
    assert scores(names, "dang ky khai sinh")[0] == 1.0


def test_the_formula_is_that_of_the_handbook(names: Names):
    assert scores(names, "toi muon dang ky khai sinh cho con") == [
        pytest.approx(0.35 + 0.65 * 4 / 8, abs=1e-3),
        0,
        0,
        0,
    ]
    assert scores(names, "sinh khai ky dang")[0] == pytest.approx(APART, abs=1e-3)
    assert scores(names, "dang ky khai")[0] == pytest.approx(0.75**2 * APART, abs=1e-3)


def test_a_name_of_which_too_little_was_typed_is_not_meant(names: Names):
    assert scores(names, "dang ky")[:2] == [0, 0]
    assert scores(names, "giay")[2:] == [0, 0]


def test_short_names_weigh_less(names: Names):
    assert scores(names, "giay to")[2] == pytest.approx(0.6 + 0.4 * 2 / 3, abs=1e-3)


def test_kinds_of_names_have_their_own_weight(names: Names):
    assert scores(names, "cuoi")[1] == pytest.approx(0.6 * (0.6 + 0.4 / 3), abs=1e-3)


def test_the_best_name_of_a_procedure_counts(names: Names):
    assert scores(names, "lam giay khai sinh")[0] == 1.0


def test_repeated_syllables_count_once(names: Names):
    assert scores(names, "cuoi cuoi cuoi") == scores(names, "cuoi")


def test_a_run_holds_whole_syllables_alone(names: Names):
    assert scores(names, "cuois") == [0, 0, 0, 0]


@pytest.mark.parametrize("typed", ["", "khong co dau"])
def test_what_no_name_holds_scores_nothing(names: Names, typed: str):
    assert scores(names, typed) == [0, 0, 0, 0]


def test_a_corpus_without_names_answers(tmp_path: Path):
    write_phrases(tmp_path / "phrases", [[]])
    empty = Names(PhraseTable.load(tmp_path / "phrases"), 1, (1.0, 1.0, 1.0, 0.6))
    assert not empty.score(["a"]).any()
