"""The table of moves."""

from __future__ import annotations

import pytest

from dossiers.dossier import (
    FINAL,
    NATIONAL,
    TRANSITIONS,
    Action,
    Actor,
    Clock,
    Need,
    NotAllowedError,
    Status,
    allowed,
    transition,
)

NATIONAL_MOVES = {
    None: {1},
    1: {2, 3, 5, 7},
    2: {4, 5, 6, 7, 8, 9},
    4: {5, 6, 7, 8, 9},
    5: {2, 3, 4, 5, 7, 8},
    6: {2, 4, 8},
    8: {4, 8},
    9: {10},
}
"""Moves between national codes; 5 to 5 is a supplement that came in before acceptance."""


@pytest.mark.parametrize("move", TRANSITIONS, ids=lambda move: f"{move.before}-{move.action}")
def test_every_move_is_one_the_national_codes_allow(move) -> None:
    assert NATIONAL[move.after] in NATIONAL_MOVES[NATIONAL[move.before]]


def test_every_state_but_the_draft_has_a_national_code() -> None:
    assert {status for status in Status if NATIONAL[status] is None} == {Status.DRAFT}
    assert {NATIONAL[status] for status in Status} == {None, *range(1, 11)}


def test_nothing_leaves_a_final_state_and_every_other_can_be_left() -> None:
    left = {move.before for move in TRANSITIONS}
    assert left == set(Status) - FINAL


def test_every_state_can_be_reached_from_a_draft() -> None:
    reached, grew = {Status.DRAFT}, True
    while grew:
        more = {move.after for move in TRANSITIONS if move.before in reached}
        grew = not more <= reached
        reached |= more
    assert reached == set(Status)


def test_a_move_is_told_by_state_and_action_alone() -> None:
    assert len({(move.before, move.action) for move in TRANSITIONS}) == len(TRANSITIONS)


@pytest.mark.parametrize("move", TRANSITIONS, ids=lambda move: f"{move.before}-{move.action}")
def test_refusing_asking_withdrawing_and_stopping_need_a_reason(move) -> None:
    code = NATIONAL[move.after]
    if code in (3, 7, 8) or move.action is Action.ASK_SUPPLEMENT:
        assert Need.REASON in move.needs


def test_the_clock_starts_with_acceptance_and_stands_still_while_something_is_wanted() -> None:
    starting = [move for move in TRANSITIONS if move.clock is Clock.START]
    assert {(move.action, move.after) for move in starting} == {(Action.ACCEPT, Status.ACCEPTED)}
    for move in TRANSITIONS:
        if move.after in (Status.ASKED, Status.PAYMENT_ASKED, Status.SUSPENDED):
            assert move.clock is Clock.PAUSE
        if (
            move.before in (Status.ASKED, Status.PAYMENT_ASKED, Status.SUSPENDED)
            and move.after is Status.PROCESSING
        ):
            assert move.clock is Clock.RESUME


def test_a_move_that_is_not_listed_is_refused() -> None:
    with pytest.raises(NotAllowedError, match="may not finish a dossier that is draft"):
        transition(Status.DRAFT, Action.FINISH, Actor.APPROVER)


def test_a_move_of_somebody_else_is_refused() -> None:
    with pytest.raises(NotAllowedError):
        transition(Status.SENT, Action.ACCEPT, Actor.APPLICANT)
    assert transition(Status.SENT, Action.ACCEPT, Actor.FRONT_OFFICER).after is Status.ACCEPTED


def test_an_applicant_may_withdraw_until_the_answer_is_ready() -> None:
    may = {status for status in Status if Action.WITHDRAW in allowed(status, Actor.APPLICANT)}
    assert may == {
        Status.SENT,
        Status.ASKED_AT_RECEPTION,
        Status.SUPPLIED_AT_RECEPTION,
        Status.ACCEPTED,
        Status.PROCESSING,
        Status.ASKED,
    }
