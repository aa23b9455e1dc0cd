"""Which generation serves."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest

from indexer import generation
from search_api.live import Live, UnavailableError
from search_api.query import SearchQuery
from tests.samples import TODAY, build_index, procedure


def build(root: Path, *names: str) -> Path:
    return build_index(root, [procedure(f"1.00000{n}", name) for n, name in enumerate(names)])


def live(root: Path) -> Live:
    started = Live(root, lambda: TODAY, poll_seconds=0.001)
    started.start()
    return started


def names(one: Live) -> list[str]:
    return [hit.card.name for hit in one.serving.engine.search(SearchQuery()).hits]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "index"


def test_the_current_generation_serves(root: Path):
    build(root, "Một")
    served = live(root)
    assert (served.state, served.reason, names(served)) == ("ready", None, ["Một"])


def test_without_a_generation_nothing_serves_and_the_reason_is_kept(root: Path):
    empty = live(root)
    assert empty.state == "unavailable"
    assert "thutuc build" in (empty.reason or "")
    with pytest.raises(UnavailableError, match="thutuc build"):
        _ = empty.serving


def test_the_first_generation_is_picked_up_when_it_appears(root: Path):
    served = live(root)
    assert not served.refresh()
    build(root, "Một")
    assert served.refresh()
    assert (served.state, served.reason, names(served)) == ("ready", None, ["Một"])


def test_a_new_generation_takes_over_and_running_requests_keep_theirs(root: Path):
    build(root, "Một")
    served = live(root)
    old = served.serving
    assert not served.refresh()
    build(root, "Hai")
    assert served.refresh()
    assert names(served) == ["Hai"]
    assert [hit.card.name for hit in old.engine.search(SearchQuery()).hits] == ["Một"]


def test_an_old_generation_serves_on_after_its_folder_is_gone(root: Path):
    folder = build(root, "Một")
    served = live(root)
    shutil.rmtree(folder)
    assert not served.refresh()
    assert names(served) == ["Một"]


def test_a_damaged_new_generation_is_refused_and_the_old_one_serves_on(root: Path):
    build(root, "Một")
    served = live(root)
    (build(root, "Hai") / "registers.json").write_bytes(b"{}")
    assert not served.refresh()
    assert (served.state, names(served)) == ("degraded", ["Một"])
    assert "registers.json" in (served.reason or "")
    build(root, "Ba")
    assert served.refresh()
    assert (served.state, served.reason, names(served)) == ("ready", None, ["Ba"])


def test_a_damaged_generation_at_the_start_gives_way_to_the_one_before(root: Path):
    build(root, "Một")
    shutil.rmtree(build(root, "Hai") / "whoosh")
    served = live(root)
    assert (served.state, names(served)) == ("degraded", ["Một"])
    assert not served.refresh()


def test_a_lost_pointer_is_noticed(root: Path):
    folder = build(root, "Một")
    (root / "CURRENT").unlink()
    served = live(root)
    assert (served.state, names(served)) == ("degraded", ["Một"])
    assert "CURRENT" in (served.reason or "")
    (root / "CURRENT").write_text(folder.name + "\n")
    assert not served.refresh()
    assert (served.state, served.reason) == ("ready", None)


def test_going_back_to_the_serving_generation_ends_the_trouble(root: Path):
    first = build(root, "Một")
    served = live(root)
    (build(root, "Hai") / "registers.json").unlink()
    served.refresh()
    assert served.state == "degraded"
    (root / "CURRENT").write_text(first.name + "\n")
    assert not served.refresh()
    assert (served.state, served.reason) == ("ready", None)


def rewrite(folder: Path, name: str, data: bytes) -> None:
    """Changes a file of a generation and its manifest with it: whole, but not what this version reads."""
    manifest = generation.check(folder)
    (folder / name).write_bytes(data)
    for one in ("manifest.json", "manifest.sha256"):
        (folder / one).unlink()
    facts = manifest.model_dump(exclude={"format", "files"})
    generation.write_manifest(folder, facts)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("words.model", b"other"),
        ("keys.json", b"[]"),
        ("registers.json", b"{}"),
        ("columns/agency.npy", b"x"),
        ("columns/ids.json", b"{}"),
        ("passages/offsets.npy", b""),
        ("tables/title_s/terms.npy", b"x"),
    ],
)
def test_what_another_version_wrote_is_refused_whatever_is_wrong_with_it(root: Path, name: str, data: bytes):
    build(root, "Một")
    served = live(root)
    rewrite(build(root, "Hai"), name, data)
    assert not served.refresh()
    assert (served.state, names(served)) == ("degraded", ["Một"])


def test_watching_goes_on_after_a_refusal(root: Path):
    build(root, "Một")
    served = live(root)

    async def story() -> None:
        watching = asyncio.create_task(served.watch())
        rewrite(build(root, "Hai"), "keys.json", b"[]")
        while served.state == "ready":
            await asyncio.sleep(0.001)
        build(root, "Ba")
        while names(served) != ["Ba"]:
            await asyncio.sleep(0.001)
        assert not watching.done()
        watching.cancel()

    asyncio.run(asyncio.wait_for(story(), 60))
    assert served.state == "ready"
