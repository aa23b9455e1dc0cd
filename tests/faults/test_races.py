"""Builds and readers at once: one build at a time, no mixed answer, no failed request."""

from __future__ import annotations

import itertools
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.faults.asking import Tally, ask, probe, repeating
from tests.faults.conftest import Form, copy, say
from tests.faults.data import Version, generations, read
from tests.faults.nursery import Nursery, kill
from tests.running import serving

pytestmark = pytest.mark.faults
BUILDERS = 8
READERS = 2
"""Of the server, and as many that open the folder anew each time."""
SERVER = {"THUTUC_RATE_LIMIT": "off", "THUTUC_POLL_SECONDS": "0.05", "THUTUC_LOG_LEVEL": "error"}
LONGEST_BUILD = 3.0
"""Seconds within which builds are killed; most last about one."""
LONGEST_WAIT = 600.0
"""Seconds more after which a race that shows nothing counts as stuck."""


def until(seconds: float, title: str, enough: Callable[[], bool], told: Callable[[], str]) -> None:
    """Waits so long, and on a slow machine until enough has happened; tells how far it is."""
    begun = time.monotonic()
    while (passed := time.monotonic() - begun) < seconds or not enough():
        assert passed < seconds + LONGEST_WAIT, told()
        time.sleep(min(10.0, max(seconds - passed, 5.0)))
        say(f"{title}: {told()}")


def test_eight_builds_and_four_readers_never_meet(
    form: Form, nursery: Nursery, base: Path, versions: Mapping[str, Version], tmp_path: Path
) -> None:
    root = copy(base, tmp_path / "index")
    tally, endings = Tally(), Counter[str]()
    turns = itertools.cycle(("Alpha", "Beta"))

    def build() -> None:
        mark = next(turns)
        ending = nursery.run("build", versions[mark].data, "--out", root)
        assert ending.code in (0, 1), ending
        if ending.code:
            assert "another build is running; wait until it ends" in ending.output, ending
            assert str(root / "lock") in ending.output, ending
        endings["built" if ending.code == 0 else "turned away"] += 1

    def open_anew() -> None:
        found = read(root, versions)
        assert found.state in ("ready", "degraded"), found
        tally.answers[found.version.mark] += 1

    with serving(root, **SERVER) as address:
        asking = repeating(READERS, lambda: ask(address, versions, tally))
        with repeating(BUILDERS, build), asking, repeating(READERS, open_anew):
            until(
                form.seconds,
                "race",
                lambda: endings["built"] > 2 and len(set(tally.marks.values())) == len(versions),
                lambda: f"{dict(tally.answers)} of {len(tally.marks)} generations, builds {dict(endings)}",
            )
    assert endings["turned away"] > endings["built"]
    assert not any(name.endswith(".partial") for name in generations(root))


def test_killing_builds_at_random_moments_fails_no_request(
    form: Form, nursery: Nursery, base: Path, versions: Mapping[str, Version], tmp_path: Path
) -> None:
    root = copy(base, tmp_path / "index")
    tally, endings = Tally(), Counter[str]()
    pick = random.Random(form.seed)  # noqa: S311 - repeatable on purpose
    turns = itertools.cycle(("Alpha", "Beta"))

    def build() -> None:
        def killing(pid: int) -> None:
            time.sleep(pick.uniform(0, LONGEST_BUILD))
            kill(pid)

        ending = nursery.run("build", versions[next(turns)].data, "--out", root, meanwhile=killing)
        assert ending.code in (0, -signal.SIGKILL), ending
        assert ending.orphans == 0, ending
        endings["killed" if ending.code else "built"] += 1

    with serving(root, **SERVER) as address:
        asking = repeating(READERS, lambda: ask(address, versions, tally))
        with repeating(1, build), asking, repeating(1, lambda: probe(address, tally)):
            until(
                form.seconds,
                "kill -9",
                lambda: endings["killed"] > 2,
                lambda: f"{dict(tally.answers)} of {len(tally.marks)} generations, builds {dict(endings)}",
            )
    assert nursery.run("build", versions["Alpha"].data, "--out", root).code == 0
    assert read(root, versions).state == "ready"
    assert not any(name.endswith(".partial") for name in generations(root))
