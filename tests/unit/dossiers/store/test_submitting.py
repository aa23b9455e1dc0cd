"""Two requests with one key at the same moment: whoever comes second is told what the first was told."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from dossiers import submit as submitting
from dossiers.errors import AbsentError
from dossiers.store import drafts
from tests.faults_dossiers.portal import house, open_portal

NOW = dt.datetime(2026, 11, 25, 3, 0, tzinfo=dt.UTC)


@pytest.fixture
def opened(tmp_path: Path):
    return open_portal(f"sqlite:///{tmp_path}/dossiers.db", tmp_path, 1, NOW)


def test_a_draft_sent_between_the_look_at_its_key_and_the_look_at_it_is_answered_alike(
    opened, tmp_path: Path, monkeypatch
) -> None:
    mine, [errand] = house(opened.address, tmp_path), opened.errands
    look, answers = drafts.own_draft, []

    def send() -> dict:
        return submitting.submit(
            mine, errand.account, errand.dossier, errand.version, key=errand.key, now=NOW
        )

    def overtaken(*given):
        monkeypatch.setattr(drafts, "own_draft", look)
        answers.append(send())
        return look(*given)

    monkeypatch.setattr(drafts, "own_draft", overtaken)
    answers.append(send())
    assert answers[0] == answers[1]
    opened.check({errand.dossier: answers[0]["code"]}, NOW)


def test_a_draft_that_is_not_there_is_absent_under_any_key(opened, tmp_path: Path) -> None:
    [errand] = opened.errands
    with pytest.raises(AbsentError):
        submitting.submit(house(opened.address, tmp_path), errand.account, "none", 1, key="k", now=NOW)
