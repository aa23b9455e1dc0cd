"""What understanding knows of the corpus."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.analysis import Analysis, analyse
from indexer.catalog import Catalog
from indexer.vocabulary import BODY_SHARE, NAME_WEIGHT, Vocabulary, learn
from tests.samples import procedure, registers


def analysis(**parts) -> Analysis:
    return analyse(procedure(**parts), Catalog(registers()), lambda syllables: [0] * len(syllables))


@pytest.fixture(scope="module")
def known() -> Vocabulary:
    return learn(
        [
            analysis(name="Xin phép", aliases=["xin giấy phép"], steps=["Nộp nộp đơn"]),
            analysis(code="1.000002", name="Xín lại xỉn"),
        ]
    )


def test_names_count_more_than_bodies(known: Vocabulary):
    assert known.count("xin") == pytest.approx(3 * NAME_WEIGHT["title"] + NAME_WEIGHT["alias"])
    assert known.count("nop") == pytest.approx(2 * BODY_SHARE)
    assert known.count("khong") == 0


def test_pairs_of_names_are_counted_and_pairs_of_bodies_are_not(known: Vocabulary):
    assert known.pair_count("xin", "phep") == pytest.approx(NAME_WEIGHT["title"])
    assert known.pair_count("giay", "phep") == pytest.approx(NAME_WEIGHT["alias"])
    assert known.pair_count("nop", "don") == 0


def test_the_accented_forms_of_a_syllable_are_kept_apart(known: Vocabulary):
    assert dict(known.accented_forms("xin")) == pytest.approx(
        {"xin": NAME_WEIGHT["title"] + NAME_WEIGHT["alias"], "xin=1": 1.0, "xin=3": 1.0}
    )
    assert known.accented_forms("xi") == []


def test_completions_come_most_frequent_first(known: Vocabulary):
    found = known.completions("")
    assert [count for _, count in found] == sorted((count for _, count in found), reverse=True)
    assert [syllable for syllable, _ in known.completions("ph")] == ["phep", "phuong"]
    assert known.completions("zzz") == []
    assert len(known.completions("", limit=2)) == 2


def test_a_vocabulary_is_the_same_after_saving(known: Vocabulary, tmp_path: Path):
    known.save(tmp_path / "vocabulary")
    loaded = Vocabulary.load(tmp_path / "vocabulary")
    assert loaded.completions("") == known.completions("")
    assert loaded.pair_count("xin", "phep") == known.pair_count("xin", "phep")


def test_an_empty_vocabulary_answers():
    empty = learn([])
    assert (empty.count("a"), empty.pair_count("a", "b"), empty.completions("a")) == (0, 0, [])
