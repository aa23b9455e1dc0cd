"""Invariants of the bundled index that must hold at 100 %, and policies: the order of two procedures."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from indexer.build import build_generation
from indexer.load import load_folder
from search_api.judging.comparing import read_record
from search_api.judging.goals import read_goals
from search_api.judging.rules import broken, named, read_order
from search_api.live import Live, Serving

DATA = Path(__file__).resolve().parents[2] / "data"
ORDER = read_order(DATA / "judgements" / "order.tsv")


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Serving:
    root = tmp_path_factory.mktemp("bundled")
    build_generation(DATA, root)
    live = Live(root)
    live.start()
    return live.serving


def test_every_title_short_name_code_and_much_used_name_leads_to_its_procedure(serving: Serving) -> None:
    rules = list(named(load_folder(DATA).procedures, serving.edition.catalog))
    kinds = Counter(rule.kind for rule in rules)
    assert kinds["title"] == serving.edition.count
    assert kinds["code"] == 4 * serving.edition.count
    assert kinds["everyday"] >= 40
    assert [(rule.kind, rule.query, came) for rule, came in broken(serving.engine, rules)] == []


@pytest.mark.parametrize("rule", ORDER, ids=lambda rule: f"{rule.query}: {rule.first} < {rule.second}")
def test_of_two_procedures_the_policy_says_which_comes_first(serving: Serving, rule) -> None:
    assert [came for _, came in broken(serving.engine, [rule])] == [], rule.policy


def test_policies_speak_of_bundled_procedures_and_each_once(serving: Serving) -> None:
    codes = set(serving.edition.codes)
    assert {code for rule in ORDER for code in (rule.first, rule.second)} <= codes
    assert len({(rule.query, rule.first, rule.second) for rule in ORDER}) == len(ORDER)


@pytest.mark.parametrize(
    "path", sorted((DATA / "judgements").glob("goals_*.tsv")), ids=lambda path: path.stem
)
def test_goals_can_be_read(path: Path) -> None:
    assert read_goals(path)


@pytest.mark.parametrize(
    "path", sorted((DATA / "judgements").glob("recorded_*.tsv")), ids=lambda path: path.stem
)
def test_recorded_runs_can_be_read(path: Path) -> None:
    assert read_record(path)
