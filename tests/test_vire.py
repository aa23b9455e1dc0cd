"""The harness of the public sets, on a made-up set of the same form; their own texts are not in the repository."""

from __future__ import annotations

import csv
import gzip
import math
from pathlib import Path

import numpy as np
import pytest

from benchmarks import vire
from indexer.segment import Segmenter, WordModel

TEXTS = ["Luật nhà ở: thuê nhà.", "Bệnh cúm mùa lây qua đường hô hấp.", "Quy chế học vụ: học phí."]
ROWS = [
    ("thuê nhà theo luật nào", 0),
    ("bệnh cúm lây thế nào", 1),
    ("học phí đóng khi nào", 2),
    ("cum mua", 1),
]


@pytest.fixture
def beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("THUTUC_SHARED", str(tmp_path))
    return tmp_path


def write_sets(folder: Path) -> None:
    folder.mkdir(parents=True)
    for name in vire.SETS:
        with gzip.open(folder / f"{name}.csv.gz", "wt", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, ["question", "context"])
            writer.writeheader()
            writer.writerows({"question": question, "context": TEXTS[at]} for question, at in ROWS)
    head = ("dataset", "dense_model", "method", "P@1", "R@10", "MRR@10", "nDCG@10", "R@20")
    made = [
        (name, model, method, "0.1", "0.2", "0.3", figure, "0.5")
        for name in vire.SETS
        for model, method, figure in (("-", "bm25", "0.4"), ("m", "dense", "0.6"), ("n", "dense", "0.5"))
    ]
    text = "".join("\t".join(row) + "\n" for row in (head, *made))
    (folder / "published.tsv").write_text(text, "utf-8")


def test_without_the_sets_the_reason_is_told_and_nothing_fails(beside: Path, capsys) -> None:
    assert vire.main([]) == 0
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "skipped" in printed.err
    assert str(beside) in printed.err


def test_our_figures_stand_beside_the_published_ones(beside: Path, capsys) -> None:
    write_sets(beside / "benchmarks" / "vire")
    assert vire.main([]) == 0
    printed = capsys.readouterr().out
    assert printed.count("| **thutuc** | 1.0000 | 1.0000 | 1.0000 |") == len(vire.SETS)
    assert "| published: dense (m) | 0.1000 | 0.3000 | 0.6000 |" in printed
    assert "(n)" not in printed
    assert "4 queries, 3 documents" in printed


def test_the_weights_of_words_are_tried_on_request(beside: Path, capsys) -> None:
    write_sets(beside / "benchmarks" / "vire")
    assert vire.main(["--words"]) == 0
    assert capsys.readouterr().out.count("words at 0.25 |") == len(vire.SETS)


def test_a_document_is_a_distinct_context_in_order_of_appearance(beside: Path) -> None:
    write_sets(beside / "sets")
    found = vire.read(beside / "sets", "ALQAC")
    assert list(found.documents) == TEXTS
    assert list(found.queries) == ROWS


def test_figures_are_those_of_one_right_document_within_ten() -> None:
    score = vire.measured([1, 2, 10, 11])
    assert score.p_1 == 0.25
    assert score.mrr_10 == pytest.approx((1 + 1 / 2 + 1 / 10) / 4)
    assert score.ndcg_10 == pytest.approx((1 + 1 / math.log2(3) + 1 / math.log2(11)) / 4)


def test_postings_hold_every_term_as_often_as_it_stands_in_a_document() -> None:
    made = vire.postings_of([["b", "a", "b"], [], ["b"]])
    assert made.terms == [b"a", b"b"]
    assert made.offsets.tolist() == [0, 1, 3]
    assert made.documents.tolist() == [0, 0, 2]
    assert made.frequencies.tolist() == [1, 2, 1]
    assert made.lengths.tolist() == [3, 0, 1]


def test_ties_go_by_document_order() -> None:
    segmenter = Segmenter(WordModel.from_pyvi())
    tables = vire.tables_of(["nhà đất", "nhà đất", "xe"], segmenter)
    searcher = vire.Searcher(tables, 3, segmenter, vire.passages())
    assert [searcher.rank("nhà đất", wanted) for wanted in (0, 1, 2)] == [1, 2, 3]
    assert np.isfinite(searcher.rank("không có gì", 2))


@pytest.mark.shared
def test_the_sets_are_those_that_the_goals_were_set_for(shared: Path) -> None:
    folder = shared / "benchmarks" / "vire"
    if not folder.is_dir():
        pytest.skip(f"no public sets: {folder} is absent")
    found = [vire.read(folder, name) for name in vire.SETS]
    sizes = [(len(one.queries), len(one.documents)) for one in found]
    assert sizes == [(530, 304), (1_000, 297), (1_000, 1_000)]
