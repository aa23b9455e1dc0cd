"""Generations: never a damaged one, never a mixture, the old one stays when a build fails."""

from __future__ import annotations

import errno
import hashlib
import os
import random
import shutil
from pathlib import Path

import numpy as np
import orjson
import pytest

from indexer import generation, text
from indexer.errors import DamagedError, GenerationError
from indexer.generation import check, current_generation, readable_generation, started
from tests.samples import make_generation


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "index"


def test_a_whole_generation_is_accepted_and_named_by_the_pointer(root: Path):
    folder = make_generation(root, "1")
    assert current_generation(root) == folder
    found, manifest = readable_generation(root)
    assert found == folder
    assert manifest.id == "1"
    assert manifest.files.keys() == {"tables/a.npy", "procedures.jsonl", "empty"}


def test_the_manifest_can_be_checked_with_sha256sum(root: Path):
    folder = make_generation(root, "1")
    digest, name = (folder / "manifest.sha256").read_text().split()
    assert (name, digest) == (
        "manifest.json",
        hashlib.sha256((folder / "manifest.json").read_bytes()).hexdigest(),
    )


def corrupt(folder: Path, pick: random.Random) -> str:
    """Damages one file of a generation somehow; returns what was done."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    path = pick.choice(files)
    how = pick.choice(["flip", "truncate", "remove", "add", "append", "empty", "swap"])
    data = path.read_bytes()
    if how == "flip" and data:
        place, bit = pick.randrange(len(data)), pick.randrange(8)
        path.write_bytes(data[:place] + bytes([data[place] ^ 1 << bit]) + data[place + 1 :])
    elif how == "truncate" and data:
        path.write_bytes(data[: pick.randrange(len(data))])
    elif how == "empty" and data:
        path.write_bytes(b"")
    elif how == "remove":
        path.unlink()
    elif how == "swap":
        other = pick.choice([one for one in files if one.read_bytes() != data])
        path.write_bytes(other.read_bytes())
    elif how == "add":
        path.with_name(f"more{pick.randrange(100)}").write_bytes(data)
    else:
        path.write_bytes(data + b"\n")
    return f"{how} {path.relative_to(folder)}"


def test_500_random_corruptions_are_never_accepted(root: Path, tmp_path: Path):
    good = make_generation(root, "1")
    pick = random.Random(20261124)  # noqa: S311 - a fixed row of faults
    for round in range(500):
        bad = tmp_path / "bad" / good.name
        shutil.copytree(good, bad)
        done = corrupt(bad, pick)
        with pytest.raises(DamagedError, match="build again"):
            check(bad)
            pytest.fail(f"round {round}: {done} was accepted")
        shutil.rmtree(bad)


def test_every_bit_of_the_manifest_counts(root: Path):
    path = make_generation(root, "1") / "manifest.json"
    data = path.read_bytes()
    for place in range(len(data)):
        path.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        with pytest.raises(DamagedError):
            check(path.parent)


def test_random_corruptions_of_a_real_index_are_never_accepted(sample_folder: Path, tmp_path: Path):
    pick = random.Random(7)  # noqa: S311 - a fixed row of faults
    for round in range(25):
        bad = tmp_path / f"bad{round}" / sample_folder.name
        shutil.copytree(sample_folder, bad)
        done = corrupt(bad, pick)
        with pytest.raises(DamagedError):
            check(bad)
            pytest.fail(f"round {round}: {done} was accepted")


def test_an_empty_folder_is_no_generation(root: Path):
    (root / "gen-1").mkdir(parents=True)
    with pytest.raises(DamagedError, match=r"manifest\.json: cannot be read"):
        check(root / "gen-1")


@pytest.mark.parametrize("other", [{"format": 1}, {"format": None}, {"more": 1}])
def test_a_manifest_of_another_format_is_refused(root: Path, other: dict[str, object]):
    folder = make_generation(root, "1")
    path = folder / "manifest.json"
    body = orjson.dumps(orjson.loads(path.read_bytes()) | other)
    path.write_bytes(body)
    (folder / "manifest.sha256").write_bytes(generation._seal(body))
    with pytest.raises(DamagedError, match="ValidationError"):
        check(folder)


def test_a_generation_of_another_normaliser_is_refused(root: Path):
    folder = make_generation(root, "1", normaliser=text.NORMALISER_VERSION + 1)
    with pytest.raises(DamagedError, match="another version"):
        check(folder)


def test_a_damaged_generation_gives_way_to_the_newest_whole_one(root: Path):
    make_generation(root, "1")
    second = make_generation(root, "2")
    third = make_generation(root, "3")
    (third / "procedures.jsonl").write_bytes(b"{}\n")
    assert readable_generation(root)[0] == second
    (second / "empty").unlink()
    assert readable_generation(root)[0].name == "gen-1"


def test_a_generation_of_another_version_gives_way_too(root: Path):
    first = make_generation(root, "1")
    make_generation(root, "2", normaliser=text.NORMALISER_VERSION + 1)
    assert readable_generation(root)[0] == first


def test_without_a_whole_generation_the_error_names_what_is_wrong_with_each(root: Path):
    for name in ("1", "2"):
        (make_generation(root, name) / "empty").unlink()
    with pytest.raises(GenerationError) as caught:
        readable_generation(root)
    assert str(caught.value).count("gen-1") == str(caught.value).count("gen-2") == 1


@pytest.mark.parametrize("exists", [True, False])
def test_without_any_generation_the_error_says_how_to_build_one(root: Path, exists: bool):
    if exists:
        root.mkdir()
    with pytest.raises(GenerationError, match="thutuc build"):
        readable_generation(root)


@pytest.mark.parametrize(
    "pointer",
    [
        b"",
        b"\n",
        b"gen-9\n",
        b"gen-\xff",
        b"gen-\x00",
        b"../gen-1",
        b"gen-1/../x",
        b"gen-1.partial",
        b"gen-",
        b".",
    ],
)
def test_a_pointer_to_nothing_falls_back_to_what_is_whole(root: Path, pointer: bytes):
    folder = make_generation(root, "1")
    (root / "CURRENT").write_bytes(pointer)
    assert current_generation(root) in (None, root / "gen-9")
    assert readable_generation(root)[0] == folder


def test_a_folder_in_place_of_the_pointer_is_no_pointer(root: Path):
    folder = make_generation(root, "1")
    (root / "CURRENT").unlink()
    (root / "CURRENT").mkdir()
    assert current_generation(root) is None
    assert readable_generation(root)[0] == folder


def test_unfinished_folders_are_never_read(root: Path):
    folder = make_generation(root, "1")
    shutil.copytree(folder, root / "gen-2.partial")
    (root / "CURRENT").unlink()
    assert readable_generation(root)[0] == folder


def test_the_next_build_removes_what_a_dead_one_left(root: Path):
    (root / "gen-1.partial" / "whoosh").mkdir(parents=True)
    (root / "gen-1.partial" / "whoosh" / "x").write_bytes(b"x")
    make_generation(root, "2")
    assert [path.name for path in root.glob("*.partial")] == []


def test_a_build_that_fails_leaves_the_old_generation_and_nothing_else(root: Path):
    first = make_generation(root, "1")
    before = sorted(path.name for path in root.iterdir())
    with pytest.raises(OSError, match="disk full"), started(root, "2") as folder:
        (folder / "half").write_bytes(b"x")
        raise OSError("disk full")
    assert sorted(path.name for path in root.iterdir()) == before
    assert readable_generation(root)[0] == first


def test_old_generations_are_removed_but_the_last_ones(root: Path):
    for name in "12345":
        make_generation(root, name)
    generation.remove_old(root)
    kept = sorted(path.name for path in root.glob("gen-*"))
    assert kept == ["gen-3", "gen-4", "gen-5"]
    assert len(kept) == generation.KEPT + 1


def test_the_current_generation_is_kept_though_newer_ones_exist(root: Path):
    for name in "1234":
        make_generation(root, name)
    (root / "CURRENT").write_text("gen-1\n")
    generation.remove_old(root)
    assert sorted(path.name for path in root.glob("gen-*")) == ["gen-1", "gen-3", "gen-4"]


def test_without_a_pointer_nothing_is_removed(root: Path):
    for name in "12345":
        make_generation(root, name)
    (root / "CURRENT").unlink()
    generation.remove_old(root)
    assert len(list(root.glob("gen-*"))) == 5


def test_a_generation_under_the_name_of_another_is_refused(root: Path):
    folder = make_generation(root, "1")
    with pytest.raises(DamagedError, match="holds generation 1"):
        check(folder.rename(root / "gen-2"))


def test_an_array_that_was_cut_while_it_was_written_is_not_published(root: Path):
    first = make_generation(root, "1")
    with started(root, "2") as folder:
        np.save(folder / "a.npy", np.arange(25))
        os.truncate(folder / "a.npy", 200)
        with pytest.raises(OSError, match=r"disk full.*a\.npy"):
            generation.publish(root, folder)
    assert readable_generation(root)[0] == first
    assert not list(root.glob("gen-2*"))


def test_a_failure_before_the_pointer_moves_leaves_no_generation(root: Path):
    first = make_generation(root, "1")
    (root / "CURRENT.new").mkdir()
    with pytest.raises(IsADirectoryError):
        make_generation(root, "2")
    assert [path.name for path in root.glob("gen-*")] == [first.name]


def test_a_failure_after_the_pointer_moved_leaves_the_new_generation(
    root: Path, monkeypatch: pytest.MonkeyPatch
):
    make_generation(root, "1")
    real = generation._fsync

    def failing(path: Path) -> None:
        if path == root and not (root / "CURRENT.new").exists() and "gen-2" in (root / "CURRENT").read_text():
            raise OSError(errno.EIO, "no", str(path))
        real(path)

    monkeypatch.setattr(generation, "_fsync", failing)
    with pytest.raises(OSError, match="no"):
        make_generation(root, "2")
    assert readable_generation(root)[0].name == "gen-2"


def test_a_reader_that_builds_overtake_reads_the_newest(root: Path):
    first = make_generation(root, "1")

    def opened(folder: Path) -> str:
        if folder == first:
            shutil.rmtree(first)
            make_generation(root, "2")
            raise DamagedError("differs", path=folder)
        return folder.name

    assert generation.first_readable(root, opened) == "gen-2"


def test_entries_of_finished_files_are_those_of_the_manifest_and_their_files_are_on_disk(
    root: Path, monkeypatch: pytest.MonkeyPatch
):
    folder = make_generation(root, "1")
    synced: list[str] = []
    real = os.fsync

    def fsync(descriptor: int) -> None:
        synced.append(Path(f"/proc/self/fd/{descriptor}").readlink().name)
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    files = generation.finished_files(folder, without="tables")
    made = generation.entries(files)
    wanted = {name: check(folder).files[name] for name in ("procedures.jsonl", "empty")}
    assert {name: made[name] for name in wanted} == wanted
    assert made.keys() == wanted.keys() | {"manifest.json", "manifest.sha256"}
    assert sorted(synced) == sorted(made)
