"""Which generation serves."""

from __future__ import annotations

import asyncio
import datetime as dt
import shutil
from pathlib import Path

import pytest

from indexer import generation
from search_api.live import Live, Serving, UnavailableError
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


def test_counts_are_made_anew_when_the_day_changes(root: Path):
    build_index(root, [procedure(valid_to=TODAY)])
    days = [TODAY]
    served = Live(root, lambda: days[-1])
    served.start()
    assert served.serving.counts.total == 1
    days.append(TODAY + dt.timedelta(days=1))
    assert not served.refresh()
    assert (served.serving.counts.total, served.serving.counts.day) == (0, days[-1])


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


def test_at_the_start_too_the_older_one_serves_where_the_newer_cannot_be_opened(root: Path):
    build(root, "Một")
    rewrite(build(root, "Hai"), "keys.json", b"[]")
    served = live(root)
    assert (served.state, names(served)) == ("degraded", ["Một"])


def test_a_build_that_ends_while_a_server_starts_is_taken_at_the_next_look(
    root: Path, monkeypatch: pytest.MonkeyPatch
):
    build(root, "Một")
    served = Live(root, lambda: TODAY)
    opened = Live._open

    def slow(one: Live, folder: Path) -> Serving:
        monkeypatch.setattr(Live, "_open", opened)
        first = opened(one, folder)
        build(root, "Hai")
        return first

    monkeypatch.setattr(Live, "_open", slow)
    served.start()
    assert served.refresh()
    assert (served.state, names(served)) == ("ready", ["Hai"])


def test_what_was_refused_is_tried_again_ever_more_rarely(root: Path, monkeypatch: pytest.MonkeyPatch):
    build(root, "Một")
    served = live(root)
    path = build(root, "Hai") / "keys.json"
    body = path.read_bytes()
    path.write_bytes(b"[]")
    opens: list[Path] = []
    opened = Live._open

    def counted(one: Live, folder: Path) -> Serving:
        opens.append(folder)
        return opened(one, folder)

    monkeypatch.setattr(Live, "_open", counted)
    tried = []
    for look in range(31):
        before = len(opens)
        assert not served.refresh()
        tried += [look] if len(opens) > before else []
    assert tried == [0, 2, 5, 10, 19]
    path.write_bytes(body)
    while not served.refresh():
        pass
    assert (served.state, names(served)) == ("ready", ["Hai"])


def test_where_all_are_damaged_they_are_tried_again_ever_more_rarely_and_a_new_one_at_once(root: Path):
    shutil.rmtree(build(root, "Một") / "whoosh")
    served = live(root)
    for _ in range(20):
        assert not served.refresh()
    build(root, "Hai")
    assert served.refresh()
    assert (served.state, names(served)) == ("ready", ["Hai"])
