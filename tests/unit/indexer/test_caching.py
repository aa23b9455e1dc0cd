"""The cache of a build: nothing is taken from it that a fresh analysis would not give."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.batch import Batch
from indexer.caching import MOST_SMALL, Cache, makers
from tests.batches import batch_of
from tests.samples import procedure

ONE, OTHER = procedure("1.000001", "Một"), procedure("1.000002", "Hai")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def opened(root: Path, made_by: str = "us") -> Cache:
    return Cache(root, made_by)


def names(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def test_an_absent_cache_is_an_empty_one(root: Path):
    assert opened(root).find("1.000001") is None
    assert not root.exists()


def test_what_was_added_is_found_now_and_by_the_next_build(root: Path):
    cache = opened(root)
    data = batch_of(ONE, OTHER).to_bytes()
    cache.add(data)
    for one in (cache, opened(root)):
        batch, row = one.find("1.000002")
        assert (batch.to_bytes(), row) == (data, 1)


def test_what_others_made_is_not_found_and_is_removed(root: Path):
    opened(root, "others").add(batch_of(ONE).to_bytes())
    cache = opened(root)
    assert cache.find("1.000001") is None
    cache.prune([])
    assert names(root) == set()


@pytest.mark.parametrize("at", [0, 20, 300, -1])
def test_a_changed_byte_makes_a_batch_absent(root: Path, at: int):
    opened(root).add(batch_of(ONE).to_bytes())
    opened(root).add(batch_of(OTHER).to_bytes())
    path = next(path for path in root.rglob("*.batch") if b"1.000001" in path.read_bytes())
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)
    cache = opened(root)
    assert cache.find("1.000001") is None
    assert cache.find("1.000002") is not None


@pytest.mark.parametrize("data", [b"", b"x", b"\0" * 100])
def test_foreign_files_are_passed_over_and_removed(root: Path, data: bytes):
    (root / "us").mkdir(parents=True)
    (root / "us" / "strange.batch").write_bytes(data)
    (root / "us" / "left.partial").write_bytes(data)
    cache = opened(root)
    cache.prune([])
    assert names(root) == set()


def test_a_batch_that_is_well_made_but_badly_named_is_absent(root: Path):
    cache = opened(root)
    cache.add(batch_of(ONE).to_bytes())
    (path,) = root.rglob("*.batch")
    path.rename(path.with_name(f"{'0' * 32}.batch"))
    assert opened(root).find("1.000001") is None


def test_what_a_build_did_not_use_is_removed(root: Path):
    cache = opened(root)
    used = cache.add(batch_of(ONE).to_bytes())
    cache.add(batch_of(OTHER).to_bytes())
    cache.prune([(used, 0)])
    assert opened(root).find("1.000001") is not None
    assert opened(root).find("1.000002") is None


def test_a_batch_of_which_most_is_out_of_use_goes(root: Path):
    cache = opened(root)
    three = cache.add(batch_of(ONE, OTHER, procedure("1.000003")).to_bytes())
    cache.prune([(three, 0)])
    assert names(root) == set()


def test_small_batches_do_not_pile_up(root: Path):
    cache = opened(root)
    used = [(cache.add(batch_of(procedure(f"1.{n:06}")).to_bytes()), 0) for n in range(MOST_SMALL)]
    cache.prune(used)
    assert len(names(root)) == MOST_SMALL
    used.append((cache.add(batch_of(procedure("1.999999")).to_bytes()), 0))
    cache.prune(used)
    assert names(root) == set()


def test_nothing_half_written_bears_the_name_of_a_batch(root: Path, monkeypatch):
    def broken(self: Path, target: Path) -> None:
        raise OSError("no more")

    monkeypatch.setattr(Path, "rename", broken)
    with pytest.raises(OSError, match="no more"):
        opened(root).add(batch_of(ONE).to_bytes())
    assert not list(root.rglob("*.batch"))


def test_who_made_it_depends_on_the_version_of_the_analysis(monkeypatch):
    before = makers()
    assert makers() == before
    monkeypatch.setattr("indexer.caching.ANALYSIS_VERSION", 99)
    assert makers() != before


def test_a_mapped_batch_is_read_in_place(root: Path):
    batch: Batch = opened(root).add(batch_of(ONE).to_bytes())
    assert not batch.spans.flags.owndata
    assert not batch.spans.flags.writeable
