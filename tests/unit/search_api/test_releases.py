"""Released versions of the widget never change, and an address means the right one."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from search_api import releases, releasing
from search_api.folders import static
from search_api.messages import TABLES
from search_api.releasing import ReleaseError, release

DAY = dt.date(2026, 11, 25)


def recorded() -> list[dict[str, str]]:
    listed: list[dict[str, str]] = json.loads((static() / releases.RECORD).read_bytes())["versions"]
    return listed


@pytest.mark.parametrize("one", recorded(), ids=lambda one: one["version"])
def test_a_released_file_is_the_one_that_was_released(one: dict[str, str]) -> None:
    content = (static() / "widget" / one["version"] / releases.FILE).read_bytes()
    assert releases.integrity(content) == one["integrity"]
    assert len(content) == one["bytes"]
    assert one["file"] == f"/widget/v{one['version']}/{releases.FILE}"


def test_every_folder_of_a_release_is_recorded() -> None:
    folders = {path.parent.name for path in (static() / "widget").glob(f"*/{releases.FILE}")}
    assert folders == {one["version"] for one in recorded()}


def files(*versions: str) -> dict[str, tuple[bytes, str]]:
    listed = {"versions": [{"version": one, "integrity": f"sha384-{one}"} for one in versions]}
    return {releases.RECORD: (json.dumps(listed).encode(), "application/json")}


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("v1", "1.10.0"),
        ("v2", "2.0.0"),
        ("v1.9.1", "1.9.1"),
        ("v3", None),
        ("v1.9", None),
        ("1.9.1", None),
        ("v", None),
        ("v01", None),
        ("", None),
    ],
)
def test_a_major_version_means_its_newest_release(asked: str, meant: str | None) -> None:
    found = releases.find(files("1.9.1", "2.0.0", "1.10.0", "1.9.2"), asked)
    assert (found.version if found else None) == meant


@pytest.mark.parametrize(
    ("version", "exact"), [("v1.0.0", True), ("v1", False), ("v1.0", False), ("v1.0.0.0", False)]
)
def test_only_a_whole_version_is_for_ever(version: str, exact: bool) -> None:
    assert releases.is_exact(version) is exact


def test_integrity_is_what_browsers_compute() -> None:
    """The hash of `alert('Hello, world.');` that the specification of Subresource Integrity prints."""
    expected = "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO"
    assert releases.integrity(b"alert('Hello, world.');") == expected


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "widget").mkdir()
    (tmp_path / releases.SOURCE).write_text("export {}\n")
    return tmp_path


def test_a_release_is_a_copy_with_its_hash_recorded(folder: Path) -> None:
    hashed = release(folder, "1.0.0", DAY)
    (folder / releases.SOURCE).write_text("export const a = 1\n")
    release(folder, "1.0.1", DAY)
    assert (folder / "widget" / "1.0.0" / releases.FILE).read_text() == "export {}\n"
    listed = json.loads((folder / releases.RECORD).read_bytes())["versions"]
    assert [(one["version"], one["released"]) for one in listed] == [
        ("1.0.0", "2026-11-25"),
        ("1.0.1", "2026-11-25"),
    ]
    assert listed[0]["integrity"] == hashed


@pytest.mark.parametrize("version", ["1.1.0", "1.0.9", "1.0.0"])
def test_a_release_is_never_made_twice_nor_behind_a_newer_one(folder: Path, version: str) -> None:
    release(folder, "1.1.0", DAY)
    before = (folder / releases.RECORD).read_bytes()
    with pytest.raises(ReleaseError, match=r"release\.not_newer"):
        release(folder, version, DAY)
    assert (folder / releases.RECORD).read_bytes() == before


def test_an_older_major_version_can_still_be_mended(folder: Path) -> None:
    for version in ("1.0.0", "2.0.0", "1.0.1"):
        release(folder, version, DAY)
    assert len(json.loads((folder / releases.RECORD).read_bytes())["versions"]) == 3


@pytest.mark.parametrize("version", ["1", "v1.0.0", "1.0.x", "../1.0.0", ""])
def test_what_is_no_version_is_refused(folder: Path, version: str) -> None:
    with pytest.raises(ReleaseError, match=r"release\.no_version"):
        release(folder, version, DAY)


def test_the_command_says_what_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    assert releasing.main(["1.0"]) == 1
    assert capsys.readouterr().err.strip() == TABLES["vi"]["release.no_version"].format(version="1.0")
