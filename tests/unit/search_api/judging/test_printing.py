"""What a report prints, and that it is JSON."""

from __future__ import annotations

import orjson
import pytest

from search_api.cli_words import SAID
from search_api.judging import Judgement, judge
from search_api.judging.comparing import Comparison
from search_api.judging.goals import Goal
from search_api.judging.printing import as_record, lines
from search_api.judging.report import Report, Shorn
from search_api.judging.rules import Rule
from search_api.judging.trials import ablation
from search_api.judging.twins import judge_twins
from search_api.query import SWITCHES
from tests.unit.search_api.judging.answering import FakeEngine, hit

ENGINE = FakeEngine(
    {"khai tử": [hit("1")], "nhà đất": [hit("2"), hit("3")]}, without={"repair": {"khai tử": []}}
)
QUERIES = [Judgement("x", "khai tử", ("1",)), Judgement("y", "nhà đất", ("3",))]


@pytest.fixture
def report() -> Report:
    outcomes = tuple(judge(ENGINE, QUERIES))
    trials = tuple(ablation(ENGINE, QUERIES, outcomes))
    return Report(
        outcomes=outcomes,
        shorn={"loo": Shorn(3, tuple(judge(FakeEngine({}), QUERIES)))},
        ablation={"full": trials},
        tries={"full": trials[:1]},
        twins=tuple(judge_twins(ENGINE, outcomes)),
        recorded=Comparison((QUERIES[0],), (), 2),
        rules=5,
        broken=((Rule("order", "nhà", "1", "2", "why"), ("2", "1")),),
        goals=(
            (Goal("x", "full", "success_1", True, 0.9), 1.0),
            (Goal("y", "loo", "success_1", True, 0.9), 0.0),
        ),
    )


def say(key: str, **values: object) -> str:
    return SAID[key][1].format(**values)


def test_a_report_prints_every_part_that_was_asked_for(report: Report) -> None:
    printed = "\n".join(lines(report, say, names=False))
    assert "loo: 3 names" in printed
    assert [line.split()[0] for line in printed.splitlines() if line.startswith(SWITCHES)][
        : len(SWITCHES)
    ] == list(SWITCHES)
    (repair,) = [line for line in printed.splitlines() if line.startswith("repair")]
    assert repair.split()[-3:] == ["0", "1", "1.000"]
    assert "2 queries, won 1, lost 0, p = 1.000" in printed
    assert "Rules: 5, broken: 1" in printed
    assert "broken: order\tnhà\t1 < 2\t2|1\twhy" in printed
    assert "Goals: 2, met: 1" in printed


def test_full_figures_and_those_without_names_stand_side_by_side(report: Report) -> None:
    (row,) = [
        line for line in lines(report, say, names=False) if line.startswith("x ") and len(line.split()) == 6
    ]
    assert row.split() == ["x", "1", "1.000", "1.000", "0.000", "0.000"]


def test_queries_are_named_only_on_request(report: Report) -> None:
    assert "nhà đất" not in "\n".join(lines(report, say, names=False))
    named = "\n".join(lines(report, say, names=True))
    assert "missed: y\tnhà đất\t3\t2" in named
    assert "won: x\tkhai tử\t1" in named


def test_an_empty_report_prints_nothing() -> None:
    assert list(lines(Report(), say, names=True)) == []


def test_the_same_report_is_json(report: Report) -> None:
    record = orjson.loads(orjson.dumps(as_record(report)))
    assert record["classes"]["all"]["success_1"] == 0.5
    assert record["loo"]["removed"] == 3
    assert [one["name"] for one in record["ablation"]["full"]] == list(SWITCHES)
    assert record["rules"]["broken"][0][1] == ["2", "1"]
    assert record["recorded"]["won"] == ["khai tử"]
    assert set(as_record(Report())) == {"classes", "queries", "rules"}
