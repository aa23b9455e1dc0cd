"""A check that was begun ahead: as good as one that is made in time."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.errors import DamagedError
from search_api import ahead
from tests.samples import make_generation


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "index"


def test_what_is_whole_is_accepted_with_its_manifest(root: Path):
    folder = make_generation(root, "1")
    ahead.begin(root)
    assert ahead.check(folder).id == "1"


def test_damage_is_told_to_whoever_takes_the_check(root: Path):
    folder = make_generation(root, "1")
    (folder / "empty").write_bytes(b"x")
    ahead.begin(root)
    with pytest.raises(DamagedError):
        ahead.check(folder)


def test_a_check_serves_once_so_that_later_damage_is_seen(root: Path):
    folder = make_generation(root, "1")
    ahead.begin(root)
    ahead.check(folder)
    (folder / "empty").write_bytes(b"x")
    with pytest.raises(DamagedError):
        ahead.check(folder)


def test_another_generation_than_the_one_begun_with_is_checked_now(root: Path):
    make_generation(root, "1")
    ahead.begin(root)
    second = make_generation(root, "2")
    (second / "empty").write_bytes(b"x")
    with pytest.raises(DamagedError):
        ahead.check(second)


def test_without_an_index_there_is_nothing_to_begin(root: Path):
    ahead.begin(root)
    assert not root.exists()
