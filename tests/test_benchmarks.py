"""The figures can be made: a small run of every part, and what its corpus and queries must be. Nothing is timed."""

from __future__ import annotations

import os
import re
from pathlib import Path

import numpy as np
import pytest

from benchmarks.__main__ import PARTS, main
from benchmarks.corpus import make_corpus
from benchmarks.local_versions import texts_of
from benchmarks.peer_engines.bags import WEIGHTS, Bags, Query
from benchmarks.peer_engines.fts5 import Fts5
from benchmarks.peer_engines.groonga import Groonga
from benchmarks.peer_engines.peer import AbsentError
from benchmarks.peer_engines.score_tables import ScoreTables
from benchmarks.peer_engines.tantivy_index import Tantivy
from benchmarks.peer_engines.whoosh_searcher import WhooshSearcher
from benchmarks.plan import Plan
from benchmarks.queries import distinct_queries, without_marks
from benchmarks.report import Table
from benchmarks.scoring import top_ten
from benchmarks.timing import Times
from indexer.analysis import group_key
from indexer.load import Loaded, load_folder
from indexer.tables import FieldTable, padded
from search_api.editions import Edition

SIZE = 300
SMALLEST = 160
"""Procedures of the run of all parts: a few more than are bundled."""
TITLES = ["Thủ tục đăng ký khai sinh lưu động", "Cấp lại Giấy phép lái xe", "Đăng ký thành lập hộ kinh doanh"]


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    folder = tmp_path_factory.mktemp("bench")
    return Plan(sizes=(SIZE,), work=folder / "work", shared=folder / "absent")


@pytest.fixture(scope="module")
def loaded(plan: Plan) -> Loaded:
    return load_folder(make_corpus(plan, SIZE).data)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.yaml")}


def test_a_corpus_has_the_size_asked_for_and_no_mistake(loaded: Loaded):
    assert len(loaded.procedures) == SIZE
    assert [one for one in loaded.complaints if one.severity == "error"] == []


def test_the_same_seed_gives_the_same_files_and_another_one_others(plan: Plan, tmp_path: Path):
    again = Plan(sizes=plan.sizes, work=tmp_path, shared=plan.shared)
    other = Plan(sizes=plan.sizes, work=tmp_path, shared=plan.shared, seed=2)
    first = files(make_corpus(plan, SIZE).data)
    assert files(make_corpus(again, SIZE).data) == first
    assert files(make_corpus(other, SIZE).data) != first


def test_a_corpus_smaller_than_its_source_has_no_mistake_either(plan: Plan):
    small = load_folder(make_corpus(plan, 40).data)
    assert len(small.procedures) == 40
    assert [one for one in small.complaints if one.severity == "error"] == []


def test_a_local_version_keeps_nine_words_in_ten_and_goes_by_place_and_agency(loaded: Loaded):
    procedures = {one.code: one for one in loaded.procedures}
    local, base = procedures["1.001193.H01"], procedures["1.001193"]
    assert "Hà Nội" in local.name
    assert local.agency == "ubnd-cap-xa-01"
    pairs = [
        (before, after)
        for old, new in zip(texts_of(base.model_dump()), texts_of(local.model_dump()), strict=True)
        for before, after in zip(old.split(), new.split(), strict=True)
    ]
    assert 0.05 < np.mean([before != after for before, after in pairs]) < 0.15


def test_local_versions_are_groups_of_their_own(loaded: Loaded):
    groups = [group_key(one.name) for one in loaded.procedures if one.code.endswith(".H01")]
    assert all("ha noi" in group for group in groups)


def test_queries_are_many_distinct_and_typed_in_every_way():
    asked = distinct_queries([f"{one} {place}" for one in TITLES for place in range(60)], 20_000, seed=1)
    assert len({one.lower() for one in asked}) == 20_000
    bare = sum(one == without_marks(one) for one in asked)
    assert 0.2 < bare / len(asked) < 0.7
    assert asked[:50] == distinct_queries(
        [f"{one} {place}" for one in TITLES for place in range(60)], 50, seed=1
    )


def test_too_few_titles_for_the_queries_wanted_are_an_error():
    with pytest.raises(ValueError, match="distinct"):
        distinct_queries(["a"], 500, seed=1)


def test_the_ten_best_equal_those_of_a_full_sort():
    pick = np.random.default_rng(1)
    for count in (5, 64, 700, 3_000):
        total = np.zeros(padded(count), np.float32)
        total[:count] = pick.integers(0, 9, count) / 8
        best = sorted(np.flatnonzero(total), key=lambda one: (-total[one], one))[:10]
        assert top_ten(total) == best


def test_a_table_is_markdown_and_marks_what_was_not_measured():
    table = Table("T", ("", "ms"), [("a", 0.01234), ("b", 1234567.0), ("c", None)], ["note"])
    assert list(table.lines()) == [
        "## T", "", "| a | ms |".replace("a", "", 1), "| --- | ---: |", "| a | 0.0123 |", "| b | 1,234,567 |",
        "| c | – |", "", "- note", "",
    ]  # fmt: skip


def test_places_of_times_are_those_of_the_times():
    times = Times.of(range(1, 101))
    assert (times.p50, times.mean) == (50.5, 50.5)
    assert 95 <= times.p95 < times.p99 <= 100


@pytest.fixture(scope="module")
def bags(sample: Edition) -> Bags:
    tables = {stream: FieldTable.load(sample.folder / "tables" / stream) for stream in WEIGHTS}
    return Bags(tables, sample.count)


def rare_tokens(bags: Bags) -> dict[Query, int]:
    """Queries of one token that one document alone holds, and that document."""
    held: dict[str, set[int]] = {}
    for one in bags.documents():
        for names in one.tokens.values():
            for name in names:
                held.setdefault(name, set()).add(one.number)
    syllables = {query.names[0]: query for query in bags.queries([term.decode() for term in bags.terms])}
    return {
        syllables[name]: owners.pop()
        for name, owners in held.items()
        if len(owners) == 1 and name in syllables
    }


@pytest.mark.parametrize("engine", [ScoreTables, WhooshSearcher, Fts5, Tantivy, Groonga])
def test_every_engine_finds_the_one_document_that_holds_a_token(bags: Bags, tmp_path: Path, engine: type):
    asked = rare_tokens(bags)
    assert len(asked) > 20
    try:
        peer = engine(bags.tables, bags.count) if engine is ScoreTables else engine()
    except AbsentError as error:
        pytest.skip(str(error))
    if engine is Groonga:
        peer.build(bags, tmp_path, [("1.000001", "a")] * bags.count)
        found, _ = peer.ask(list(asked))
    else:
        if engine is not ScoreTables:
            peer.build(bags, tmp_path)
        found = [peer.top(query) for query in asked]
    assert found == [[number] for number in asked.values()]


def test_every_part_prints_its_tables_and_says_what_it_left_out(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("THUTUC_SHARED", os.fspath(tmp_path / "absent"))
    out = tmp_path / "bench.md"
    small = [
        "--queries=2000",
        "--sample=40",
        "--slow-sample=20",
        "--seconds=1",
        "--connections=4",
        "--starts=1",
    ]
    main([*PARTS, "--sizes", str(SMALLEST), *small, "--work", str(plan.work), "--out", str(out)])
    printed = capsys.readouterr().out
    assert printed == out.read_text("utf-8")
    for title in ("Building by part", "In process", "Scoring alone", "HTTP", "Start and memory", "Peers"):
        assert f"## {title}" in printed
    assert f"Data: {SMALLEST} procedures from the bundled procedures, seed 1" in printed
    # Not all: with a limit Whoosh's searcher now and then loses a true hit.
    shared = re.search(r"of the two top tens (\S+)% are shared", printed)
    assert shared
    assert float(shared[1]) > 90
