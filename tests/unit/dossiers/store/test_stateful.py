"""Whatever people, officers and the clock do in whatever order: the database is where a simple model says."""

from __future__ import annotations

import datetime as dt
from collections import Counter as Count
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from dossiers import events
from dossiers.codes import day_of
from dossiers.dossier import TRANSITIONS, Action, Actor, Need, NotAllowedError, Status
from dossiers.errors import AbsentError, ConflictError
from dossiers.settings import DossierSettings
from dossiers.store import drafts, retention
from dossiers.store.database import Database
from dossiers.store.moves import MissingError, Move, act
from dossiers.store.sending import send
from dossiers.store.tables import Dossier, Outgoing
from tests.dossier_database import NOW, person
from tests.unit.dossiers.store.test_moves import BROUGHT
from tests.unit.dossiers.store.test_retention import paper
from tests.unit.dossiers.store.test_sending import LIFETIME, draft, sending

DAY = dt.timedelta(days=1)
TABLE = {(one.before, one.action): one for one in TRANSITIONS}
LATER_ACTIONS = [one for one in Action if one is not Action.SEND]


@dataclass
class Model:
    """What must be true of one dossier."""

    id: str
    changed_at: dt.datetime
    status: Status = Status.DRAFT
    version: int = 1
    answers: dict[str, Any] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    binned_at: dt.datetime | None = None
    answer: dict[str, Any] | None = None
    answer_known: bool = False
    history: list[str] = field(default_factory=list)
    removed: bool = False

    @property
    def is_open(self) -> bool:
        return self.status is Status.DRAFT and self.binned_at is None and not self.removed


class Dossiers(RuleBasedStateMachine):
    """One account on a database that other runs use as well."""

    made = Bundle("made")

    def __init__(self, database: Database, sent: Count[str], start: dt.datetime) -> None:
        super().__init__()
        self.database, self.sent, self.now = database, sent, start
        self.account = person(database, f"a{sent['accounts']}")
        sent["accounts"] += 1
        self.models: list[Model] = []
        self.notices = 0

    @rule(target=made)
    def create(self) -> Model:
        if len(self.models) >= 4:
            return multiple()
        row = draft(self.database, self.account)
        with self.database.write() as session:
            session.get(Dossier, row.id).expires_at = LIFETIME.end(self.now)
        self.models.append(Model(row.id, self.now))
        return self.models[-1]

    @rule(model=made, behind=st.sampled_from([0, 0, 1]), value=st.integers(0, 9))
    def save(self, model: Model, behind: int, value: int) -> None:
        def attempt() -> None:
            drafts.save(
                self.database, self.account, model.id, model.version - behind, {"answers": {"a": value}},
                lifetime=LIFETIME, now=self.now,
            )  # fmt: skip

        if self._refused(model, behind, attempt):
            return
        model.answers, model.version, model.changed_at = {"a": value}, model.version + 1, self.now

    @rule(model=made)
    def attach(self, model: Model) -> None:
        if model.is_open:
            key = f"{model.id}-{len(model.files)}"
            model.files.append(paper(self.database, self.account, model.id, key))

    @rule(model=made)
    def put_into_bin(self, model: Model) -> None:
        if model.status is not Status.DRAFT or model.removed:
            with pytest.raises(AbsentError):
                drafts.bin_draft(self.database, self.account, model.id, self.now)
            return
        drafts.bin_draft(self.database, self.account, model.id, self.now)
        model.binned_at, model.version = self.now, model.version + 1

    @rule(model=made)
    def take_out_of_bin(self, model: Model) -> None:
        if model.status is not Status.DRAFT or model.removed:
            return
        drafts.unbin(self.database, self.account, model.id, LIFETIME, self.now)
        model.binned_at, model.version, model.changed_at = None, model.version + 1, self.now

    @rule(model=made, behind=st.sampled_from([0, 0, 0, 1]))
    def send(self, model: Model, behind: int) -> None:
        if model.answer_known:
            assert self._send(model, 0) == model.answer
            return
        if self._refused(model, behind, lambda: self._send(model, behind)):
            return
        day = day_of(self.now)
        self.sent[day] += 1
        model.answer = self._sent_answer
        assert model.answer["code"] == f"H42-{day}-{self.sent[day]:04}"
        model.answer_known, model.status, model.version = True, Status.SENT, model.version + 1
        model.history.append("send")

    @rule(model=made, key=st.sampled_from(["other", "another"]))
    def send_again_under_another_key(self, model: Model, key: str) -> None:
        if model.status is not Status.DRAFT:
            row = drafts.own(self.database, self.account, model.id)
            with pytest.raises((ConflictError, AbsentError)):
                send(self.database, sending(row, key=f"{key}-{model.id}"), self.now)

    @rule(
        model=made,
        action=st.sampled_from([Action.WITHDRAW, Action.ACCEPT, Action.ASK_SUPPLEMENT, *LATER_ACTIONS]),
        actor=st.sampled_from(Actor),
        behind=st.sampled_from([0, 0, 0, 1]),
        poor=st.booleans(),
    )
    def move(self, model: Model, action: Action, actor: Actor, behind: int, poor: bool) -> None:
        who = self.account if actor is Actor.APPLICANT else None
        reason, data = (None, {}) if poor else ("Lý do", BROUGHT)
        move = Move(model.id, model.version - behind, action, actor, who, reason=reason, data=data)
        allowed = TABLE.get((model.status, action))
        expected: type[Exception] | None = None
        if model.removed:
            expected = AbsentError
        elif behind:
            expected = ConflictError
        elif allowed is None or actor not in allowed.actors:
            expected = NotAllowedError
        elif poor and allowed.needs - {Need.COMPLETE}:
            expected = MissingError
        if expected:
            with pytest.raises(expected):
                act(self.database, move, self.now)
            return
        act(self.database, move, self.now)
        model.status, model.version = allowed.after, model.version + 1
        model.history.append(str(action))

    @rule(hours=st.sampled_from([1, 5, 24, 24 * 8, 24 * 31]))
    def time_passes(self, hours: int) -> None:
        self.now += dt.timedelta(hours=hours)

    @rule()
    def tidy(self) -> None:
        retention.tidy(self.database, DossierSettings(), self.now)
        for model in self.models:
            if model.is_open and LIFETIME.end(model.changed_at) <= self.now:
                model.binned_at, model.version = self.now, model.version + 1
            is_draft = model.status is Status.DRAFT
            if is_draft and model.binned_at and model.binned_at + 7 * DAY <= self.now:
                model.removed = True
            if model.answer and dt.datetime.fromisoformat(model.answer["sent_at"]) + 2 * DAY <= self.now:
                model.answer_known = False

    @invariant()
    def the_database_is_where_the_model_is(self) -> None:
        found = {one.id: one for one in drafts.owned(self.database, self.account)}
        assert set(found) == {one.id for one in self.models if not one.removed}
        for model in self.models:
            if model.removed:
                continue
            row = found[model.id]
            code = model.answer["code"] if model.answer else None
            assert (row.status, row.version, row.code) == (model.status, model.version, code)
            assert (row.answers, row.binned_at) == (model.answers, model.binned_at)

    @invariant()
    def histories_are_whole_and_nothing_else_left_a_notice(self) -> None:
        for model in self.models:
            with self.database.read() as session:
                history = events.history(session, model.id)
                told = session.scalars(
                    select(Outgoing.kind).where(Outgoing.dossier == model.id, Outgoing.kind == "notice")
                ).all()
            assert [one.action for one in history] == model.history
            assert events.broken_at(history) is None
            assert not history or history[-1].after == model.status
            # Sending here leaves an "email" (test_sending.py); each later move one notice.
            assert len(told) == max(len(history) - 1, 0)

    def _send(self, model: Model, behind: int) -> dict[str, Any]:
        row = Dossier(id=model.id, account=self.account, version=model.version - behind)
        self._sent_answer = send(self.database, sending(row, files=tuple(model.files)), self.now)
        return self._sent_answer

    def _refused(self, model: Model, behind: int, attempt: Any) -> bool:
        """Tries what only an open draft allows; whether it was refused, as it must be."""
        if model.is_open and not behind:
            attempt()
            return False
        is_gone = model.removed or model.binned_at is not None
        # Saving calls a sent dossier absent, sending calls it a conflict.
        kinds = AbsentError if is_gone else (ConflictError, AbsentError)
        with pytest.raises(kinds):
            attempt()
        return True


def test_dossiers_are_where_the_model_says(database: Database) -> None:
    sent: Count[str] = Count()
    run_state_machine_as_test(
        lambda: Dossiers(database, sent, NOW),
        settings=settings(
            max_examples=20 if database.is_sqlite else 8,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    with database.read() as session:
        codes = sorted(session.scalars(select(Dossier.code).where(Dossier.code.is_not(None))))
    days = {day for day in sent if day != "accounts"}
    assert codes == sorted(f"H42-{day}-{n:04}" for day in days for n in range(1, sent[day] + 1))
    assert codes
