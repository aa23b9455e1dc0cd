"""Goals: bounds on figures, read from a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from search_api.cli_words import SAID
from search_api.judging import Judgement, JudgementError, by_class, judge
from search_api.judging.goals import Goal, reached, read_goals
from tests.unit.search_api.judging.answering import FakeEngine, hit

HEAD = "class\tindex\tmeasure\tbound\n"


def test_bounds_hold_from_their_own_number_on() -> None:
    least, most = Goal("x", "full", "success_1", True, 0.9), Goal("x", "full", "zero_results", False, 0.1)
    assert [least.met(one) for one in (0.9, 0.91, 0.89)] == [True, True, False]
    assert [most.met(one) for one in (0.1, 0.0, 0.11)] == [True, True, False]
    assert least.met(sum([0.1] * 9))


def test_goals_are_looked_up_by_index_and_class_and_unmeasured_ones_left_out() -> None:
    engine = FakeEngine({"a": [hit("1")]})
    table = by_class(judge(engine, [Judgement("x", "a", ("1",)), Judgement("x", "b", ("1",))]))
    goals = [
        Goal(group, index, "success_1", True, 0.5)
        for group, index in (("x", "full"), ("x", "loo"), ("y", "full"))
    ]
    assert list(reached(goals, {"full": table})) == [(goals[0], 0.5)]


def test_a_file_of_goals_is_read_row_by_row(tmp_path: Path) -> None:
    path = tmp_path / "g.tsv"
    path.write_text(f"{HEAD}x\tloo\tsuccess_10\t>= .75\nall\tfull\tzero_results\t<= 0.005\n", "utf-8")
    assert read_goals(path) == [
        Goal("x", "loo", "success_10", True, 0.75),
        Goal("all", "full", "zero_results", False, 0.005),
    ]


@pytest.mark.parametrize(
    "row", ["x\thalf\tsuccess_1\t>= .5", "x\tfull\tluck\t>= .5", "x\tfull\tsuccess_1\tabove .5"]
)
def test_a_goal_that_says_nothing_is_refused(tmp_path: Path, row: str) -> None:
    path = tmp_path / "g.tsv"
    path.write_text(f"{HEAD}{row}\n", "utf-8")
    with pytest.raises(JudgementError) as caught:
        read_goals(path)
    assert caught.value.rule in SAID
