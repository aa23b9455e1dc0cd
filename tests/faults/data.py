"""Two versions of a small data folder that no answer can confuse, and what a reader finds in an index of them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from indexer.generation import KEPT
from search_api.live import Live
from search_api.query import SearchQuery
from tests.samples import TODAY

BUNDLED = Path(__file__).resolve().parents[2] / "data"
REFERRING = ("offers.yaml", "popular.yaml", "life_events.yaml")
"""Registers that name procedures which the small folder does not hold."""


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the data: every name in it holds the mark, and no other version's."""

    mark: str
    count: int
    data: Path


def make_version(folder: Path, mark: str, count: int) -> Version:
    """Writes the bundled registers and the first procedures on civil status, renamed; more are copies of these
    under codes of their own."""
    shutil.copytree(BUNDLED / "code_lists", folder / "code_lists")
    for path in BUNDLED.glob("*.yaml"):
        if path.name not in REFERRING:
            shutil.copy(path, folder)
    sources = sorted((BUNDLED / "procedures" / "ho-tich").glob("*.yaml"))
    kept = folder / "procedures" / "ho-tich"
    kept.mkdir(parents=True)
    for number in range(count):
        source = sources[number % len(sources)]
        copied = number >= len(sources)
        code, end = (f"9.{number:06}", f"{number} {mark}") if copied else (source.stem, mark)
        text, renamed = re.subn(r"(?m)^name: .*$", rf"\g<0> {end}", source.read_text("utf-8"))
        assert renamed == 1
        (kept / f"{code}.yaml").write_text(text.replace(source.stem, code), "utf-8")
    return Version(mark, count, folder)


def generations(root: Path) -> set[str]:
    """Names of all generations of an index, unfinished ones included."""
    return {path.name for path in root.glob("gen-*")}


def tidy(root: Path) -> None:
    """Asserts that an index holds what it must after some builds, and nothing that one of them left."""
    left = generations(root)
    assert len(left) == KEPT + 1, left
    assert not any(name.endswith(".partial") for name in left), left
    assert {path.name for path in root.iterdir()} - {"cache"} == {"CURRENT", "lock", *left}


@dataclass(frozen=True, slots=True)
class Found:
    """What a reader that starts now finds: which version, of which generation, in which state."""

    version: Version
    generation: str
    state: str
    reason: str | None


def read(root: Path, versions: Mapping[str, Version]) -> Found:
    """Opens an index as a server does, and searches; asserts that the answer is whole and of one version."""
    live = Live(root, lambda: TODAY)
    live.start()
    edition = live.serving.edition
    page = live.serving.engine.search(SearchQuery())
    names = [hit.card.name for hit in page.hits]
    version = versions[names[0].rsplit(" ", 1)[1]]
    assert page.total == version.count == edition.count, names
    assert all(version.mark in name for name in names), names
    return Found(version, edition.folder.name, live.state, live.reason)
