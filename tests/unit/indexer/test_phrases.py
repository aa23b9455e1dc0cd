"""The table of names."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from indexer.analysis import Phrase
from indexer.phrases import KINDS, PhraseTable, write_phrases

NAMES = [
    [Phrase("dang ky khai sinh", "title"), Phrase("khai sinh khai sinh", "alias")],
    [],
    [Phrase("khai tu", "short")],
]


@pytest.fixture
def table(tmp_path: Path) -> PhraseTable:
    write_phrases(tmp_path / "phrases", NAMES)
    return PhraseTable.load(tmp_path / "phrases")


def test_names_keep_their_document_kind_and_words(table: PhraseTable):
    assert table.arrays.documents.tolist() == [0, 0, 2]
    assert [KINDS[kind] for kind in table.arrays.kinds] == ["title", "alias", "short"]
    assert [table.words(n) for n in range(3)] == [p.words for some in NAMES for p in some]
    assert table.all_words() == [p.words for some in NAMES for p in some]


def test_a_size_counts_distinct_syllables(table: PhraseTable):
    assert table.arrays.sizes.tolist() == [4, 2, 2]


def test_each_syllable_lists_the_names_that_hold_it_once_short_ones_first(table: PhraseTable):
    arrays = table.arrays
    held = {
        term.decode(): arrays.numbers[arrays.offsets[i] : arrays.offsets[i + 1]].tolist()
        for i, term in enumerate(arrays.terms)
    }
    assert held == {"dang": [0], "khai": [1, 2, 0], "ky": [0], "sinh": [1, 0], "tu": [2]}


def test_a_corpus_without_names_has_an_empty_table(tmp_path: Path):
    write_phrases(tmp_path / "phrases", [[], []])
    assert np.size(PhraseTable.load(tmp_path / "phrases").arrays.documents) == 0
