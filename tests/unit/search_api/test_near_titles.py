"""Names that look like a query letter by letter: what is alike, and how much work it may cost."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from indexer.analysis import Phrase
from indexer.phrases import PhraseTable, write_phrases
from search_api import near_titles
from search_api.near_titles import NearTitles, naming
from search_api.understanding import Reading

NAMES = ("dang ky khai sinh", "dang ky ket hon", "cap ho chieu pho thong", "noi khac 24 7")


def table(folder: Path, names: tuple[tuple[str, str], ...]) -> PhraseTable:
    write_phrases(folder / "phrases", [[Phrase(words, kind)] for kind, words in names])
    return PhraseTable.load(folder / "phrases")


@pytest.fixture
def near(tmp_path: Path) -> NearTitles:
    return NearTitles(table(tmp_path, tuple(("title", name) for name in NAMES)), len(NAMES))


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_wholly_like_itself(near: NearTitles, name: str):
    scores = near.score(name.split())
    assert scores[NAMES.index(name)] == pytest.approx(1.0)
    assert scores.argmax() == NAMES.index(name)


@pytest.mark.parametrize("typed", ["dangkykhaisinh", "dan gky kh ai sinh"])
def test_missing_and_superfluous_blanks_change_nothing(near: NearTitles, typed: str):
    assert near.score(typed.split())[0] == pytest.approx(1.0)


@pytest.mark.parametrize("typed", ["danf ky khaj sinh", "dag ky khai snh", "dnag ky khia sinh"])
def test_a_misspelt_name_is_more_like_its_own_than_others(near: NearTitles, typed: str):
    scores = near.score(typed.split())
    assert scores.argmax() == 0
    assert 0.3 < scores[0] < 1.0


@pytest.mark.parametrize("typed", ["qwertzxcvb", "xy", "", "đ đ đ", "lorem ipsum dolor"])
def test_nonsense_is_like_nothing(near: NearTitles, typed: str):
    assert near.score(typed.split()).max() == 0


def test_letters_of_situations_do_not_count(tmp_path: Path):
    names = table(tmp_path, (("title", "cap ho chieu"), ("situation", "toi muon di nuoc ngoai")))
    assert NearTitles(names, 2).score(["muon", "di", "nuoc"]).max() == 0


def test_a_document_counts_by_the_best_of_its_names(tmp_path: Path):
    phrases = [[Phrase("dang ky thuong tru", "title"), Phrase("nhap ho khau", "alias")]]
    write_phrases(tmp_path / "phrases", phrases)
    near = NearTitles(PhraseTable.load(tmp_path / "phrases"), 1)
    assert near.score(["nhap", "ho", "khau"])[0] == pytest.approx(1.0)


def test_an_index_without_names_finds_nothing(tmp_path: Path):
    near = NearTitles(table(tmp_path, ()), 3)
    assert near.score(["dang", "ky"]).tolist() == [0, 0, 0]


def test_the_work_of_a_query_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The rarest threes of letters are looked up first, and no more names than set are touched."""
    names = (*(("title", "dang ky thue") for _ in range(50)), ("title", "dang ky tau ca"))
    near = NearTitles(table(tmp_path, names), len(names))
    monkeypatch.setattr(near_titles, "MOST_STEPS", 10)
    scores = near.score(["dang", "ky", "tau", "ca"])
    assert scores.argmax() == 50
    assert scores[:50].max() == 0
    long = near.score([f"{number:05}" for number in range(2_000)])
    assert np.isfinite(long).all()


def test_words_of_a_named_agency_are_left_out_unless_nothing_else_was_typed():
    reading = Reading.of("công an cấp hộ chiếu")
    of_agency = frozenset(("cong", "an"))
    named = Reading(reading.text, reading.tokens, agency_words=of_agency)
    assert naming(named.tokens, named) == ["cap", "ho", "chieu"]
    assert naming(named.tokens[:2], named) == ["cong", "an"]
