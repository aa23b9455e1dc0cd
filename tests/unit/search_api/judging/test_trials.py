"""What a step or a weight is worth: the same queries without it, or with another number."""

from __future__ import annotations

from dataclasses import replace

import pytest

from search_api.judging import Judgement, judge
from search_api.judging.trials import WeightError, ablation, changed, weighed
from search_api.query import SWITCHES
from search_api.ranking import WEIGHTS
from tests.unit.search_api.judging.answering import FakeEngine, hit

QUERIES = [Judgement("x", query, ("1",)) for query in "abc"]
ENGINE = FakeEngine(
    {"a": [hit("1")], "b": [hit("2"), hit("1")], "c": [hit("1")]},
    without={SWITCHES[0]: {"a": [hit("2")], "c": []}, SWITCHES[-1]: {"b": [hit("1")]}},
)


def test_every_switch_is_tried_and_named_with_what_it_wins_and_loses() -> None:
    whole = judge(ENGINE, QUERIES)
    trials = {one.name: one for one in ablation(ENGINE, QUERIES, whole)}
    assert tuple(trials) == SWITCHES
    first, last = trials[SWITCHES[0]], trials[SWITCHES[-1]]
    assert [one.query for one in first.comparison.lost] == ["a", "c"]
    assert [one.query for one in last.comparison.won] == ["b"]
    assert (first.figures.success_1, last.figures.success_1) == (0.0, 1.0)
    assert all(
        not (t.comparison.won or t.comparison.lost) for name, t in trials.items() if name in SWITCHES[1:-1]
    )


def test_other_weights_are_asked_of_an_engine_that_has_them() -> None:
    def engine_with(weights):
        assert weights == replace(WEIGHTS, coverage=0.5)
        return FakeEngine({**ENGINE.answers, "b": [hit("1")]})

    trial = weighed(engine_with, WEIGHTS, QUERIES, judge(ENGINE, QUERIES), "coverage=0.5")
    assert (trial.name, [one.query for one in trial.comparison.won]) == ("coverage=0.5", ["b"])


def test_weights_are_changed_by_name_and_the_original_stays() -> None:
    before = WEIGHTS.accented["body_w"]
    new = changed(WEIGHTS, "accented.body_w=0.5,coverage=1, folded.title_w=2,name_kinds.3=0.25")
    assert (new.accented["body_w"], new.coverage, new.folded["title_w"]) == (0.5, 1.0, 2.0)
    assert new.name_kinds == (*WEIGHTS.name_kinds[:3], 0.25, *WEIGHTS.name_kinds[4:])
    assert WEIGHTS.accented["body_w"] == before
    assert "title_w" not in WEIGHTS.folded


@pytest.mark.parametrize(
    "given",
    [
        "",
        "coverage",
        "coverage=x",
        "nothing=1",
        "accented=1",
        "coverage.x=1",
        "name_kinds.9=1",
        "name_kinds.x=1",
    ],
)
def test_what_names_no_weight_or_gives_no_number_is_refused(given: str) -> None:
    with pytest.raises(WeightError):
        changed(WEIGHTS, given)
