"""Two runs side by side: what changed, whether it may be chance, and a run written down for later."""

from __future__ import annotations

from pathlib import Path

import pytest

from search_api.judging import Judgement, JudgementError, Outcome
from search_api.judging.comparing import against, compare, digest, read_record, sign_test, write_record


def outcome(query: str, rank: int | None, group: str = "x") -> Outcome:
    return Outcome(Judgement(group, query, ("1",)), rank, 0.0, 1, True)


@pytest.mark.parametrize(
    ("won", "lost", "p"),
    [
        (0, 0, 1.0),
        (1, 0, 1.0),
        (1, 1, 1.0),
        (5, 0, 0.0625),
        (0, 14, 0.00012207),
        (7, 13, 0.263176),
        (2, 59, 1.6e-15),
    ],
)
def test_the_sign_test_is_the_two_sided_binomial_one(won: int, lost: int, p: float) -> None:
    assert sign_test(won, lost) == pytest.approx(p, rel=0.05)
    assert sign_test(lost, won) == sign_test(won, lost)


def test_won_is_what_became_right_and_lost_what_became_wrong() -> None:
    before = [outcome("a", 2), outcome("b", 1), outcome("c", None), outcome("d", 1)]
    after = [outcome("a", 1), outcome("b", 1), outcome("c", 3), outcome("d", None)]
    seen = compare(before, after)
    assert [one.query for one in seen.won] == ["a"]
    assert [one.query for one in seen.lost] == ["d"]
    assert (seen.compared, seen.p) == (4, 1.0)


def test_runs_over_different_queries_are_not_compared_in_silence() -> None:
    with pytest.raises(ValueError, match="argument"):
        compare([outcome("a", 1)], [])


def test_a_recorded_run_comes_back_without_the_words_of_its_queries(tmp_path: Path) -> None:
    path = tmp_path / "new" / "record.tsv"
    write_record(path, [outcome("khai sinh", 1), outcome("kết hôn", None), outcome("kết hôn", 3, "y")])
    assert "sinh" not in path.read_text("utf-8")
    assert read_record(path) == {
        ("x", digest("khai sinh")): True,
        ("x", digest("kết hôn")): False,
        ("y", digest("kết hôn")): False,
    }


def test_against_a_record_only_queries_that_it_holds_count(tmp_path: Path) -> None:
    write_record(tmp_path / "r.tsv", [outcome("a", 1), outcome("b", 2), outcome("gone", 1)])
    seen = against(read_record(tmp_path / "r.tsv"), [outcome("a", 4), outcome("b", 1), outcome("new", 1)])
    assert [one.query for one in (*seen.won, *seen.lost)] == ["b", "a"]
    assert seen.compared == 2


@pytest.mark.parametrize("text", ["", "class\tquery\tcodes\n", "class\tquery\trank\nx\tabc\tfirst\n"])
def test_a_file_that_is_no_record_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "r.tsv"
    path.write_text(text, "utf-8")
    with pytest.raises(JudgementError) as caught:
        read_record(path)
    assert caught.value.columns == ("class", "query", "rank")
