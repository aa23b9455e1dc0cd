"""`thutuc judge` as a person runs it: what it prints, what it refuses, its exit codes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from indexer.build import build_generation
from search_api.cli import app
from search_api.query import SWITCHES

DATA = Path(__file__).resolve().parent.parent / "data"
QUERIES = (
    "class\tquery\tcodes\nname\tđăng ký khai sinh\t1.001193\nsaid\tlàm giấy khai sinh cho con\t1.001193\n"
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of one bundled field with all its registers."""
    root = tmp_path_factory.mktemp("judged")
    ignored = shutil.ignore_patterns(
        "procedures", "judgements", "offers.yaml", "popular.yaml", "life_events.yaml"
    )
    shutil.copytree(DATA, root / "data", ignore=ignored)
    shutil.copytree(DATA / "procedures" / "ho-tich", root / "data" / "procedures" / "ho-tich")
    build_generation(root / "data", root / "index", keep_going=True)
    return root / "index"


@pytest.fixture
def queries(tmp_path: Path) -> Path:
    path = tmp_path / "q.tsv"
    path.write_text(QUERIES, "utf-8")
    return path


def run(*arguments: object):
    return CliRunner().invoke(app, ["--lang", "en", *(str(one) for one in arguments)])


def test_everything_is_measured_in_one_run(index: Path, queries: Path) -> None:
    done = run(
        *(
            "judge",
            queries,
            "--index",
            index,
            "--loo",
            "--bare",
            "--ablate",
            "--twins",
            "--try",
            "coverage=0",
        ),
        *("--names", "--json"),
    )
    assert done.exit_code == 0, done.output
    record = json.loads(done.stdout)
    assert record["classes"]["all"]["queries"] == 2
    assert {"loo", "bare"} <= record.keys()
    for part in ("full", "loo"):
        assert [one["name"] for one in record["ablation"][part]] == list(SWITCHES)
        assert [one["name"] for one in record["tries"][part]] == ["coverage=0"]
    assert {one["kind"] for one in record["twins"]} >= {"folded", "telex", "nbsp"}
    assert record["rules"]["rules"] > 100


def test_names_that_equal_a_query_are_taken_away_for_loo(index: Path, tmp_path: Path) -> None:
    path = tmp_path / "q.tsv"
    path.write_text("class\tquery\tcodes\nsaid\tgiấy chứng tử\t1.000656\n", "utf-8")
    assert json.loads(run("judge", path, "--index", index, "--loo", "--json").stdout)["loo"]["removed"] > 0
    assert "names that equal a query" in run("judge", path, "--index", index, "--loo").stdout


def test_a_recorded_run_is_compared_with_itself_without_a_change(
    index: Path, queries: Path, tmp_path: Path
) -> None:
    record = tmp_path / "record.tsv"
    assert run("judge", queries, "--index", index, "--record", record).exit_code == 0
    printed = run("judge", queries, "--index", index, "--against", record).stdout
    assert "2 queries, won 0, lost 0, p = 1.000" in printed


def test_a_broken_rule_ends_with_1_and_names_its_policy(index: Path, tmp_path: Path) -> None:
    path = tmp_path / "order.tsv"
    path.write_text(
        "query\tfirst\tsecond\tpolicy\nkết hôn\t1.000656\t1.000894\tDeath before marriage\n", "utf-8"
    )
    done = run("judge", "--index", index, "--order", path)
    assert done.exit_code == 1
    assert "Death before marriage" in done.stdout


def test_goals_are_printed_with_their_figures_and_break_nothing(
    index: Path, queries: Path, tmp_path: Path
) -> None:
    path = tmp_path / "goals.tsv"
    path.write_text(
        "class\tindex\tmeasure\tbound\nall\tfull\tsuccess_1\t>= 1\nall\tfull\tqueries\t>= 3\n", "utf-8"
    )
    done = run("judge", queries, "--index", index, "--goals", path)
    assert done.exit_code == 0
    assert "Goals: 2, met: 1" in done.stdout


@pytest.mark.parametrize("option", ["--order", "--goals", "--against"])
def test_a_file_that_cannot_be_read_is_named_with_its_columns(
    index: Path, queries: Path, tmp_path: Path, option
) -> None:
    path = tmp_path / "bad.tsv"
    path.write_text("a\tb\n", "utf-8")
    done = run("judge", queries, "--index", index, option, path)
    assert done.exit_code == 1
    assert f"{path}:1: the first line must read: " in done.stderr
    assert "no such file" in run("judge", queries, "--index", index, option, tmp_path / "none").stderr


def test_a_weight_that_is_none_is_refused(index: Path, queries: Path) -> None:
    done = run("judge", queries, "--index", index, "--try", "luck=1")
    assert done.exit_code == 2
    assert "luck=1" in done.stderr


def test_a_run_without_queries_and_rules_says_what_is_wanted(index: Path) -> None:
    done = run("judge", "--index", index, "--loo")
    assert done.exit_code == 2
    assert "--names" in done.stderr
