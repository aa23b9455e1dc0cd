"""Builds that change little take the Whoosh index over: what they give is what a full build gives."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import pytest

from indexer import build as build_module
from indexer import stored
from indexer.errors import DamagedError
from indexer.generation import check, current_generation
from indexer.load import load_folder
from search_api.editions import Edition
from search_api.query import SearchQuery
from search_api.whoosh_engine import WhooshEngine
from tests.contract.corpus import CORPUS
from tests.samples import TODAY
from tests.unit.indexer.test_build import assert_same, built, contents, data, root, write_procedure

__all__ = ["data", "root"]
"""Fixtures of the tests of builds."""


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """One change is more than a hundredth of so few procedures."""
    monkeypatch.setattr(stored, "MOST_LOOSE", 0.5)


def current(root: Path) -> Path:
    folder = current_generation(root)
    assert folder is not None
    return folder


def segments(root: Path) -> dict[str, int]:
    """Name and inode of each segment of the current generation."""
    return {path.name: path.stat().st_ino for path in (current(root) / "whoosh").glob("*.seg")}


def engine(root: Path) -> WhooshEngine:
    return WhooshEngine(Edition(current(root)), lambda: TODAY)


def assert_answers_like_a_full_build(data: Path, root: Path) -> None:
    whole = data.parent / "whole"
    shutil.rmtree(whole, ignore_errors=True)
    built(data, whole)
    assert len(segments(whole)) == 1
    assert_same(contents(root), contents(whole))
    procedures = load_folder(data).procedures
    quick, full = engine(root), engine(whole)
    assert [quick.card(n) for n in range(len(procedures))] == [full.card(n) for n in range(len(procedures))]
    for name in [one.name for one in procedures] + ["khai sinh", "dang ky", "Chữ mới", "1.0", "xe", ""]:
        query = SearchQuery(text=name)
        assert quick.search(query) == full.search(query)


def change(data: Path, place: int, word: str) -> None:
    write_procedure(data, CORPUS[place], name=f"{CORPUS[place].name} {word}", summary=f"Chữ mới {word}")


def test_a_changed_procedure_is_a_segment_beside_a_link_to_the_others(data: Path, root: Path):
    built(data, root)
    (before,) = segments(root).items()
    change(data, 3, "qzxvbw")
    built(data, root)
    assert before in segments(root).items()
    assert len(segments(root)) == 2
    assert engine(root).search(SearchQuery(text="qzxvbw")).hits[0].card.code == CORPUS[3].code
    assert_answers_like_a_full_build(data, root)


def test_procedures_that_come_go_and_change_by_turns(data: Path, root: Path):
    built(data, root)
    path = write_procedure(data, CORPUS[1])
    path.unlink()
    built(data, root)
    assert_answers_like_a_full_build(data, root)
    new = write_procedure(data, CORPUS[0], code="1.000000")
    new.rename(data / "procedures" / CORPUS[0].field / "1.000000.yaml")
    write_procedure(data, CORPUS[0])
    change(data, 3, "một")
    built(data, root)
    assert_answers_like_a_full_build(data, root)
    write_procedure(data, CORPUS[1])
    change(data, 3, "hai")
    change(data, 4, "hai")
    built(data, root)
    assert len(segments(root)) == 3
    assert_answers_like_a_full_build(data, root)


def test_a_build_without_changes_keeps_the_index(data: Path, root: Path):
    built(data, root)
    before = segments(root)
    built(data, root)
    assert segments(root) == before
    assert_answers_like_a_full_build(data, root)


def test_a_procedure_that_another_one_ends_is_new_too(data: Path, root: Path):
    built(data, root)
    ended = next(one for one in CORPUS if one.valid_to is None and one.code != CORPUS[0].code)
    write_procedure(data, CORPUS[0], replaces=[ended.code])
    built(data, root)
    assert len(segments(root)) == 2
    assert_answers_like_a_full_build(data, root)


@pytest.mark.parametrize(("name", "value"), [("MOST_SEGMENTS", 2), ("MOST_LOOSE", 1.5 / len(CORPUS))])
def test_after_a_while_the_index_is_whole_again(
    data: Path, root: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: float
):
    monkeypatch.setattr(stored, name, value)
    built(data, root)
    counts = []
    for turn in range(3):
        change(data, turn, "mới")
        built(data, root)
        counts.append(len(segments(root)))
    assert counts == [2, 1, 2]
    assert_answers_like_a_full_build(data, root)


def test_other_code_writes_the_whole_index(data: Path, root: Path, monkeypatch: pytest.MonkeyPatch):
    built(data, root)
    before = segments(root)
    monkeypatch.setattr(build_module, "makers", lambda: "other")
    built(data, root)
    assert segments(root).keys().isdisjoint(before)


def test_the_index_outlives_the_generation_that_it_came_from(data: Path, root: Path):
    built(data, root)
    first = current(root)
    for turn in range(4):
        change(data, 3, f"lần {turn}")
        built(data, root)
    assert not first.exists()
    check(current(root))
    assert_answers_like_a_full_build(data, root)


def spoil(path: Path) -> None:
    """Changes one byte where it stands, as a failing disk would, for all links at once."""
    with path.open("r+b") as file:
        at = random.Random(1).randrange(os.fstat(file.fileno()).st_size)  # noqa: S311 - repeatable
        file.seek(at)
        byte = file.read(1)[0]
        file.seek(at)
        file.write(bytes([byte ^ 1]))


def test_a_damaged_index_is_noticed_in_every_generation_and_never_handed_on(data: Path, root: Path):
    built(data, root)
    first = current(root)
    change(data, 3, "một")
    built(data, root)
    second = current(root)
    (shared,) = (path for path in (first / "whoosh").glob("*.seg"))
    spoil(shared)
    for folder in (first, second):
        with pytest.raises(DamagedError):
            check(folder)
    change(data, 3, "hai")
    built(data, root)
    check(current(root))
    assert shared.name not in segments(root)
    assert_answers_like_a_full_build(data, root)


def test_where_there_are_no_links_files_are_copied(data: Path, root: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(source: object, target: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    built(data, root)
    before = segments(root)
    change(data, 3, "một")
    built(data, root)
    assert before.keys() < segments(root).keys()
    assert set(before.values()).isdisjoint(segments(root).values())
    assert_answers_like_a_full_build(data, root)
