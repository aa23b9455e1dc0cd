"""Verdicts on files: they hold for just what they were found on, and a damaged file of them is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.verdicts import Verdicts

PLACES = {(): (1, 1), ("name",): (2, 7), ("aliases", 0): (4, 5)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def saved(folder: Path) -> Path:
    verdicts = Verdicts(folder)
    verdicts.under("registers")
    verdicts.found_sound({"a.yaml": "1"})
    verdicts.keep("2", PLACES)
    path = verdicts.save()
    assert path is not None
    return path


def test_the_next_build_knows_what_was_found(folder: Path):
    saved(folder)
    verdicts = Verdicts(folder)
    verdicts.under("registers")
    assert verdicts.sound("a.yaml", "1")
    assert verdicts.places("2") == PLACES


@pytest.mark.parametrize(("name", "digest"), [("a.yaml", "2"), ("b.yaml", "1")])
def test_a_verdict_is_on_the_bytes_of_a_file_under_its_name(folder: Path, name: str, digest: str):
    saved(folder)
    verdicts = Verdicts(folder)
    verdicts.under("registers")
    assert not verdicts.sound(name, digest)


def test_with_other_registers_no_file_counts_as_sound_but_its_values_stand_where_they_stood(folder: Path):
    saved(folder)
    verdicts = Verdicts(folder)
    verdicts.under("others")
    assert not verdicts.sound("a.yaml", "1")
    assert verdicts.places("2") == PLACES


def test_places_that_a_build_did_not_need_are_dropped(folder: Path):
    first = saved(folder)
    verdicts = Verdicts(folder)
    verdicts.under("registers")
    second = verdicts.save()
    assert second is not None
    first.unlink()
    assert Verdicts(folder).places("2") is None


@pytest.mark.parametrize("at", [0, 30, -1])
def test_a_changed_byte_makes_them_unknown(folder: Path, at: int):
    path = saved(folder)
    raw = bytearray(path.read_bytes())
    raw[at] ^= 1
    path.write_bytes(raw)
    verdicts = Verdicts(folder)
    verdicts.under("registers")
    assert not verdicts.sound("a.yaml", "1")
    assert verdicts.places("2") is None


def test_a_folder_in_their_place_is_passed_over(folder: Path):
    (folder / "x.verdicts").mkdir(parents=True)
    assert Verdicts(folder).places("2") is None


def test_nothing_is_written_where_nothing_was_found(folder: Path):
    assert Verdicts(folder).save() is None
    assert not folder.exists()


def test_where_they_cannot_be_written_the_build_goes_on_without(tmp_path: Path):
    (tmp_path / "cache").write_bytes(b"a file in place of the folder")
    verdicts = Verdicts(tmp_path / "cache")
    verdicts.found_sound({"a.yaml": "1"})
    assert verdicts.save() is None
