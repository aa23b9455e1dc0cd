"""Figures of judged queries against a fake engine whose answers are known."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest

from search_api.cli_words import SAID
from search_api.judging import Judgement, JudgementError, by_class, figures, judge, read_judgements
from tests.unit.search_api.judging.answering import FakeEngine, hit

ENGINE = FakeEngine(
    {"a": [hit("1"), hit("2")], "b": [hit("2"), hit("1")], "c": [hit("9", "1")], "d": [], "e": [hit("7")]},
    {"e": False},
)


def outcome(query: str, *codes: str) -> Any:
    return judge(ENGINE, [Judgement("x", query, codes)])[0]


def test_the_rank_is_the_place_of_the_first_right_hit() -> None:
    assert [outcome(query, "1").rank for query in "abd"] == [1, 2, None]


def test_a_hit_counts_by_the_code_of_a_variant() -> None:
    assert outcome("c", "1").rank == 1


def test_a_query_without_codes_is_right_when_the_answer_is_unsure_or_empty() -> None:
    assert [outcome(query).rank for query in "ade"] == [None, 1, 1]


def test_ndcg_falls_with_the_place_and_is_one_when_all_right_codes_lead() -> None:
    assert outcome("a", "1").ndcg == 1.0
    assert outcome("b", "1").ndcg == pytest.approx(1 / math.log2(3))
    assert outcome("a", "1", "2").ndcg == 1.0
    assert outcome("a", "1", "5").ndcg == pytest.approx(1 / (1 + 1 / math.log2(3)))


def test_codes_that_share_a_hit_need_only_one_place() -> None:
    assert outcome("c", "1", "9").ndcg == 1.0


def test_figures_are_shares_over_all_queries() -> None:
    table = figures(judge(ENGINE, [Judgement("x", query, ("1",)) for query in "abde"]))
    assert (table.queries, table.success_1, table.success_3, table.mrr_10) == (4, 0.25, 0.5, 0.375)
    assert (table.zero_results, table.not_confident) == (0.25, 0.25)


def test_classes_come_in_the_order_of_the_file_and_all_last() -> None:
    rows = [Judgement("z", "a", ("1",)), Judgement("m", "b", ("1",)), Judgement("z", "d", ("1",))]
    table = by_class(judge(ENGINE, rows))
    assert list(table) == ["z", "m", "all"]
    assert [one.queries for one in table.values()] == [2, 1, 3]


def test_no_queries_give_no_figures() -> None:
    assert by_class([]) == {}


def test_where_nothing_fits_some_queries_the_others_have_a_row_of_their_own() -> None:
    table = by_class(judge(ENGINE, [Judgement("x", "a", ("1",)), Judgement("none", "e", ())]))
    assert list(table) == ["x", "none", "answerable", "all"]
    assert (table["answerable"].queries, table["answerable"].not_confident) == (1, 0.0)


def test_the_first_hit_is_known_by_its_own_code_and_those_of_its_variants() -> None:
    assert [outcome(query, "1").first for query in "acd"] == [{"1"}, {"9", "1"}, set()]


def test_a_file_of_judgements_is_read_row_by_row(tmp_path: Path) -> None:
    path = tmp_path / "j.tsv"
    path.write_text(
        'class\tquery\tcodes\neveryday\tgiấy "độc thân"\t1.004873|1.000001\nnone\tabc\t\n', "utf-8"
    )
    assert read_judgements(path) == [
        Judgement("everyday", 'giấy "độc thân"', ("1.004873", "1.000001")),
        Judgement("none", "abc", ()),
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("query\tcodes\n", 1),
        ("", 1),
        ("class\tquery\tcodes\nx\ty\n", 2),
        ("class\tquery\tcodes\nx\t \t1\n", 2),
    ],
)
def test_a_file_that_is_none_is_refused_at_its_line(tmp_path: Path, text: str, line: int) -> None:
    path = tmp_path / "j.tsv"
    path.write_text(text, "utf-8")
    with pytest.raises(JudgementError) as caught:
        read_judgements(path)
    assert caught.value.line == line


def test_a_folder_or_another_encoding_is_refused_in_words(tmp_path: Path) -> None:
    other = tmp_path / "j.tsv"
    other.write_bytes("class\tquery\tcodes\nx\tgiấy tờ\t\n".encode("utf-16"))
    for path in (tmp_path, other):
        with pytest.raises(JudgementError) as caught:
            read_judgements(path)
        assert caught.value.rule == "judgement_unreadable"
        assert caught.value.rule in SAID


def test_a_file_that_does_not_exist_is_not_called_unreadable(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_judgements(tmp_path / "j.tsv")
