"""Builds whose calls fail: they say which path, end with an error, and the old generation serves on."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults.conftest import Form, copy, options, say, sweep
from tests.faults.data import Found, Version, generations, read, tidy
from tests.faults.nursery import Ending, Nursery
from tests.faults.tracing import TRACED, Place, parse, places

pytestmark = [pytest.mark.faults, pytest.mark.usefixtures("strace")]

ERRORS: Mapping[str, Sequence[str]] = {
    "openat": ("ENOSPC", "EIO"),
    "write": ("ENOSPC", "EIO"),
    "fsync": ("EIO", "ENOSPC"),
    "mkdir": ("ENOSPC", "EIO"),
    "rename": ("ENOSPC", "EIO"),
    "unlink": ("EIO",),
    "unlinkat": ("EIO",),
    "rmdir": ("EIO",),
    "flock": ("ENOLCK",),
}
"""Calls that change something, and how each may fail."""
READ_ERRORS = (("openat", "EIO"), ("openat", "EMFILE"), ("read", "EIO"), ("close", "EIO"))
"""Calls that only read."""
FOR_EVER = (("fsync", "EIO"), ("mkdir", "ENOSPC"), ("rename", "EIO"), ("unlinkat", "EIO"))
"""Calls that fail from some moment on; writing is not among them, since then no message could be printed."""
MENDED = "Mend it and build again"
STAYS = "The old index (if any) stays as it is"


@dataclass(frozen=True, slots=True)
class Fault:
    """A call at a place fails once, or from there on."""

    place: Place
    error: str
    lasting: bool = False
    reading: bool = False
    """Whether the call only reads"""

    @property
    def when(self) -> str:
        """As strace takes it."""
        return f"{self.place.number}{'+' if self.lasting else ''}"

    @property
    def prevents_removal(self) -> bool:
        """Whether the build may be unable to remove what it began."""
        return self.place.name in ("unlink", "unlinkat", "rmdir") or self.lasting

    @property
    def may_pass_unseen(self) -> bool:
        """Whether it hits what a generation does not need: reading the one before, a cache, clearing up as
        Whoosh does (the file stays and is sealed like the others)."""
        return self.reading or "/cache/" in self.place.path or self.place.name == "unlink"


def test_a_build_whose_calls_fail_says_so_and_the_old_generation_serves_on(
    form: Form, nursery: Nursery, base: Path, versions: Mapping[str, Version], tmp_path: Path
) -> None:
    faults = chosen(form, nursery, copy(base, tmp_path / "whole"), versions["Beta"])

    def trial(fault: Fault) -> str:
        root = copy(base, tmp_path / f"{fault.place.name}-{fault.error}-{fault.when}-{fault.reading}")
        word = failing(nursery, root, fault, versions)
        shutil.rmtree(root)
        return word

    words = Counter(sweep("failing calls", faults, trial))
    # The few other calls of a name fail beside the index: a cache, a second process.
    assert words["not reached"] <= len(faults) // 10
    assert words["Alpha stays"] > len(faults) // 2


def chosen(form: Form, nursery: Nursery, root: Path, version: Version) -> list[Fault]:
    trace = root.parent / "trace"
    followed = ["-y", "-s", 0, "-o", trace, *options(trace=TRACED)]
    assert nursery.run("build", version.data, "--out", root, strace=followed).code == 0
    with trace.open(encoding="utf-8") as lines:
        calls = list(parse(lines))
    changing, reading = places(calls, root), places(calls, root, reading=True)

    def picked(found: Sequence[Place], name: str, *key: str) -> list[Place]:
        return form.pick([one for one in found if one.name == name], form.faults, (name, *key))

    pairs = [(name, error) for name, errors in ERRORS.items() for error in errors]
    once = [Fault(place, error) for name, error in pairs for place in picked(changing, name, error)]
    once += [
        Fault(place, error, reading=True)
        for name, error in READ_ERRORS
        for place in picked(reading, name, error, "reading")
    ]
    lasting = [
        Fault(place, error, lasting=True)
        for name, error in FOR_EVER
        for place in picked(changing, name, error, "+")
    ]
    say(f"failing calls: {len(once)} once, {len(lasting)} from some moment on")
    return once + lasting


def failing(nursery: Nursery, root: Path, fault: Fault, versions: Mapping[str, Version]) -> str:
    """Builds Beta over Alpha with a fault; in a word, what came of it."""
    before, trace, name = generations(root), root.with_suffix(".trace"), fault.place.name
    injected = options(trace=name, inject=f"{name}:error={fault.error}:when={fault.when}")
    ending = nursery.run("build", versions["Beta"].data, "--out", root, strace=["-y", "-o", trace, *injected])
    with trace.open(encoding="utf-8", errors="replace") as lines:
        hit = [call for call in parse(lines) if call.injected]
    trace.unlink()
    assert hit, ("no fault was injected", fault)
    outcome = Outcome(root, fault, ending, read(root, versions), frozenset(generations(root) - before))
    word = outcome.judged() if any(call.within(root) for call in hit) else "not reached"
    again = nursery.run("build", versions["Alpha"].data, "--out", root)
    assert again.code == 0, (outcome, again)
    assert read(root, versions).state == "ready", outcome
    tidy(root)
    return word


@dataclass(frozen=True, slots=True)
class Outcome:
    """A build with a fault: how it ended, what a reader finds, which generations are new."""

    root: Path
    fault: Fault
    ending: Ending
    found: Found
    new: frozenset[str]

    def judged(self) -> str:
        """Asserts that the build ended as it must; in a word, how."""
        assert "Traceback" not in self.ending.output, self
        assert (self.found.state, self.ending.orphans) == ("ready", 0), self
        assert self.ending.code in (0, 1), self
        if self.ending.code:
            assert str(self.root) in self.ending.output, ("no path is named", self)
        return self._stayed() if self.found.version.mark == "Alpha" else self._moved()

    def _stayed(self) -> str:
        assert self.ending.code == 1, self
        assert STAYS in self.ending.output, self
        if not self.fault.prevents_removal:
            assert not self.new, self
        return "Alpha stays"

    def _moved(self) -> str:
        assert self.new == {self.found.generation}, self
        if self.ending.code:
            assert MENDED in self.ending.output, self
            return "Beta serves, the fault is told"
        assert self.fault.may_pass_unseen, self
        return "Beta serves, no harm done"
