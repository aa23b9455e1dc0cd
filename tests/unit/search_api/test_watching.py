"""`thutuc build --watch`: what is built when."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from search_api.watching import look, watch


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    (folder / "procedures").mkdir(parents=True)
    (folder / "procedures" / "a.yaml").write_text("a: 1", "utf-8")
    return folder


def watched(data: Path, *changes: Callable[[], object], out: Path | None = None) -> list[str]:
    """What happened while one change after the other came, each at a look, and then Ctrl+C."""
    happened: list[str] = []
    coming: Iterator[Callable[[], object]] = iter(changes)

    def sleep(seconds: float) -> None:
        change = next(coming, None)
        if change is None:
            raise KeyboardInterrupt
        change()

    watch(
        data,
        out or data.parent / "index",
        lambda: happened.append("build"),
        sleep=sleep,
        waiting=lambda: happened.append("wait"),
    )
    return happened


def nothing() -> None:
    """A look at which nothing has changed."""


def test_it_builds_at_once_and_stops_quietly(data: Path):
    assert watched(data) == ["build", "wait"]


def test_nothing_is_built_while_nothing_changes(data: Path):
    assert watched(data, nothing, nothing, nothing) == ["build", "wait"]


def write(path: Path, text: str) -> Callable[[], object]:
    return lambda: path.write_text(text, "utf-8")


def test_a_changed_a_new_and_a_removed_file_are_each_built(data: Path):
    path, new = data / "procedures" / "a.yaml", data / "b.yaml"
    changes = (write(path, "a: 12"), nothing, write(new, "b: 1"), nothing, new.unlink, nothing)
    assert watched(data, *changes) == ["build", "wait"] * 4


def test_a_row_of_changes_is_built_once_it_is_over(data: Path):
    path = data / "procedures" / "a.yaml"
    changes = [write(path, "a" * n) for n in range(5, 9)]
    assert watched(data, *changes, nothing) == ["build", "wait"] * 2


def test_a_change_during_a_build_is_built_too(data: Path):
    path = data / "procedures" / "a.yaml"
    builds: list[int] = []

    def build() -> None:
        builds.append(1)
        if len(builds) == 1:
            path.write_text("changed meanwhile", "utf-8")

    def sleep(seconds: float) -> None:
        if len(builds) == 2:
            raise KeyboardInterrupt

    watch(data, data.parent / "index", build, sleep=sleep)
    assert len(builds) == 2


def test_ctrl_c_in_the_middle_of_a_build_stops(data: Path):
    def build() -> None:
        raise KeyboardInterrupt

    watch(data, data.parent / "index", build, sleep=lambda seconds: None)


def test_the_index_and_hidden_files_are_not_looked_at(data: Path):
    for name in ("index", ".git"):
        (data / name).mkdir()
        (data / name / "x").write_text("x", "utf-8")
    (data / ".a.yaml.swp").write_text("x", "utf-8")
    assert {Path(path).name for path in look(data, data / "index")} == {"a.yaml"}


def test_a_folder_that_is_not_there_is_empty(tmp_path: Path):
    assert look(tmp_path / "none", tmp_path) == {}


def test_a_file_that_takes_the_place_of_another_is_seen(data: Path):
    path = data / "procedures" / "a.yaml"
    before = look(data, data.parent / "index")
    twin = data.parent / "twin"
    twin.write_text("a: 2", "utf-8")
    twin.replace(path)
    assert look(data, data.parent / "index") != before
