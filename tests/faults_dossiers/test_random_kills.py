"""Senders killed at random moments and started anew: nothing lost, nothing twice, no gap."""

from __future__ import annotations

import datetime as dt
import random
import time
from pathlib import Path

import pytest

from tests.faults.conftest import say
from tests.faults_dossiers.conftest import Form, Opener
from tests.faults_dossiers.senders import acknowledged, fork, running

pytestmark = pytest.mark.faults
SENDERS = 4


def test_what_was_acknowledged_is_there_once_whoever_is_killed(
    form: Form, portal: Opener, tmp_path: Path
) -> None:
    opened = portal(form.sends)
    kills, dice = 0, random.Random(1)  # noqa: S311 - repeatable on purpose

    def make(place: int):
        return fork(opened, opened.errands[place::SENDERS], tmp_path / f"told-{place}")

    with running(make, SENDERS) as at_work:
        while at_work:
            time.sleep(dice.uniform(0.01, 0.06))
            place = dice.choice(sorted(at_work))
            at_work[place].kill()
            code = at_work[place].wait()
            assert code in (0, -9), code
            if code == 0:
                del at_work[place]
                continue
            kills += 1
            at_work[place] = make(place)
            at_work[place].start()
    told = {}
    for place in range(SENDERS):
        told |= acknowledged(tmp_path / f"told-{place}")
    say(f"random kills: {kills}, sent {len(told)} of {form.sends}")
    assert len(told) == form.sends
    assert kills > 0
    opened.check(told, dt.datetime.now(dt.UTC))


def test_two_senders_with_the_same_keys_are_told_the_same_codes(
    form: Form, portal: Opener, tmp_path: Path
) -> None:
    opened = portal(form.sends // 4)
    with running(lambda place: fork(opened, opened.errands, tmp_path / f"told-{place}"), 3) as at_work:
        codes = [one.wait() for one in at_work.values()]
    assert codes == [0, 0, 0]
    told = [acknowledged(tmp_path / f"told-{place}") for place in range(3)]
    assert told[0] == told[1] == told[2]
    assert len(set(told[0].values())) == len(opened.errands)
    opened.check(told[0], dt.datetime.now(dt.UTC))
