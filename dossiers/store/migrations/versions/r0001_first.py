"""The first tables: accounts, dossiers, outbox.

Columns are written as names; one that ends in "?" may be null. Names of constraints come from the convention of
store/tables.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_INDEXES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("ix_accounts_phone", "accounts", ("phone",)),
    ("ix_sign_ons_account", "sign_ons", ("account",)),
    ("ix_web_sessions_account", "web_sessions", ("account",)),
    ("ix_one_time_codes_account", "one_time_codes", ("account",)),
    ("ix_consents_account", "consents", ("account",)),
    ("ix_attempts_expires_at", "attempts", ("expires_at",)),
    ("ix_dossiers_account", "dossiers", ("account",)),
    ("ix_dossiers_procedure_code", "dossiers", ("procedure_code",)),
    ("ix_dossiers_status", "dossiers", ("status",)),
    (
        "ix_dossiers_work",
        "dossiers",
        (
            "receiving_agency",
            "status",
        ),
    ),
    ("ix_events_dossier", "events", ("dossier",)),
    ("ix_attachments_account", "attachments", ("account",)),
    ("ix_attachments_dossier", "attachments", ("dossier",)),
    ("ix_sent_copies_dossier", "sent_copies", ("dossier",)),
    ("ix_answered_at", "answered", ("at",)),
    ("ix_outbox_dossier", "outbox", ("dossier",)),
    (
        "ix_outbox_due",
        "outbox",
        (
            "state",
            "due_at",
        ),
    ),
    ("ix_readings_dossier", "readings", ("dossier",)),
)


def _columns(kind: Callable[[], sa.types.TypeEngine[Any]]) -> Callable[..., list[sa.Column[Any]]]:
    def make(*names: str) -> list[sa.Column[Any]]:
        return [sa.Column(name.rstrip("?"), kind(), nullable=name.endswith("?")) for name in names]

    return make


_text = _columns(sa.String)
_number = _columns(sa.Integer)
_big = _columns(sa.BigInteger)
_flag = _columns(sa.Boolean)
_json = _columns(sa.JSON)
_blob = _columns(sa.LargeBinary)
_instant = _columns(lambda: sa.DateTime(timezone=True))


def _refers(name: str, table: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.String(), sa.ForeignKey(f"{table}.id"), nullable=nullable)


def _accounts() -> Iterator[tuple[str, list[Any]]]:
    """Who signs in, and what guards it."""
    yield (
        "accounts",
        [
            *_text("id"),
            *_number("version"),
            *_text("kind", "state", "email?", "phone?"),
            *_instant("email_verified_at?", "phone_verified_at?"),
            *_text("number_sealed?", "number_trace?", "password_hash?"),
            *_json("details"),
            *_text("role?", "agency?", "totp_sealed?"),
            *_big("totp_last_step?"),
            *_instant("created_at", "changed_at"),
            sa.PrimaryKeyConstraint("id"),
            sa.UniqueConstraint("email"),
            sa.UniqueConstraint("number_trace"),
        ],
    )
    yield (
        "sign_ons",
        [
            *_text("id"),
            _refers("account", "accounts"),
            *_text("issuer", "subject"),
            *_instant("created_at"),
            sa.PrimaryKeyConstraint("id"),
            sa.UniqueConstraint("issuer", "subject"),
        ],
    )
    yield (
        "web_sessions",
        [
            *_text("id"),
            _refers("account", "accounts"),
            *_text("device"),
            *_instant("created_at", "seen_at", "expires_at", "strong_until?"),
            sa.PrimaryKeyConstraint("id"),
        ],
    )
    yield (
        "one_time_codes",
        [
            *_text("id"),
            _refers("account", "accounts"),
            *_text("purpose", "target", "code_hash"),
            *_number("tries"),
            *_instant("created_at", "expires_at", "used_at?"),
            sa.PrimaryKeyConstraint("id"),
        ],
    )
    yield (
        "consents",
        [
            *_number("id"),
            _refers("account", "accounts"),
            *_text("purpose", "text_version", "channel"),
            *_instant("given_at", "withdrawn_at?"),
            sa.PrimaryKeyConstraint("id"),
        ],
    )
    yield (
        "attempts",
        [
            *_text("key"),
            *_big("window"),
            *_number("count"),
            *_instant("expires_at"),
            sa.PrimaryKeyConstraint("key", "window"),
        ],
    )


def _dossiers() -> Iterator[tuple[str, list[Any]]]:
    """Dossiers, their history, files, copies and codes."""
    yield (
        "dossiers",
        [
            *_text("id"),
            *_number("version"),
            _refers("account", "accounts"),
            *_text("status", "code?", "procedure_code", "procedure_digest"),
            *_json("procedure"),
            *_text("agency", "receiving_agency", "returning_agency?"),
            *_json("reception", "information", "answers", "cases"),
            *_instant("created_at", "changed_at", "sent_at?", "expires_at?", "binned_at?"),
            *_number("reminded"),
            sa.PrimaryKeyConstraint("id"),
            sa.UniqueConstraint("code"),
        ],
    )
    yield (
        "events",
        [
            *_number("id"),
            _refers("dossier", "dossiers"),
            *_number("number"),
            *_text("action", "before", "after", "actor_kind", "actor?"),
            *_instant("at"),
            *_text("reason?", "reason_hash?"),
            *_json("data"),
            *_text("previous_hash", "hash"),
            sa.PrimaryKeyConstraint("id"),
            sa.UniqueConstraint("dossier", "number"),
        ],
    )
    yield (
        "attachments",
        [
            *_text("id"),
            _refers("account", "accounts"),
            _refers("dossier", "dossiers", nullable=True),
            *_text("place?", "name", "media_type"),
            *_big("size"),
            *_text("sha256", "key", "scan", "scan_result?"),
            *_flag("in_locker"),
            *_instant("created_at", "sent_at?"),
            sa.PrimaryKeyConstraint("id"),
            sa.UniqueConstraint("key"),
        ],
    )
    yield (
        "sent_copies",
        [
            *_number("id"),
            _refers("dossier", "dossiers"),
            *_number("number"),
            *_text("kind", "media_type", "sha256"),
            *_blob("content"),
            *_instant("created_at"),
            sa.PrimaryKeyConstraint("id"),
            sa.UniqueConstraint("dossier", "number", "kind"),
        ],
    )
    yield "counters", [*_text("agency", "day"), *_number("number"), sa.PrimaryKeyConstraint("agency", "day")]


def _work() -> Iterator[tuple[str, list[Any]]]:
    """Keys that were answered, side effects to do, who read what."""
    yield (
        "answered",
        [
            _refers("account", "accounts"),
            *_text("key", "body_hash"),
            *_json("answer"),
            *_instant("at"),
            sa.PrimaryKeyConstraint("account", "key"),
        ],
    )
    yield (
        "outbox",
        [
            *_text("id", "kind"),
            *_json("payload"),
            _refers("dossier", "dossiers", nullable=True),
            _refers("account", "accounts", nullable=True),
            *_text("state"),
            *_number("tries"),
            *_instant("due_at", "created_at", "done_at?"),
            *_text("error?"),
            sa.PrimaryKeyConstraint("id"),
        ],
    )
    yield (
        "readings",
        [
            *_number("id"),
            _refers("actor", "accounts"),
            _refers("dossier", "dossiers"),
            *_text("what"),
            *_instant("at"),
            sa.PrimaryKeyConstraint("id"),
        ],
    )


def upgrade() -> None:
    """Makes the tables."""
    for part in (_accounts, _dossiers, _work):
        for name, columns in part():
            op.create_table(name, *columns)
    for index, table, names in _INDEXES:
        op.create_index(index, table, list(names))


def downgrade() -> None:
    """Drops them, what refers to others first."""
    names = [name for part in (_accounts, _dossiers, _work) for name, _ in part()]
    for name in reversed(names):
        op.drop_table(name)
