"""Everything an account holds, to take along, and its removal (Law 91/2025/QH15: access and deletion).

A removal takes drafts, papers and everything that names the person out of the account. Dossiers that were sent stay
with their history as long as the rules on archives ask; they are the agency's record and no more the account's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from dossiers.dossier import Status
from dossiers.store.database import Database
from dossiers.store.retention import file_removal, remove_drafts
from dossiers.store.tables import (
    Account,
    Answered,
    AppKey,
    Attachment,
    Consent,
    Dossier,
    Event,
    OneTimeCode,
    Outgoing,
    SignOn,
    Table,
    WebSession,
)

_DOSSIER = (
    "id",
    "code",
    "status",
    "procedure_code",
    "agency",
    "receiving_agency",
    "reception",
    "information",
    "answers",
    "cases",
    "created_at",
    "changed_at",
    "sent_at",
)
_FILE = (
    "id",
    "dossier",
    "place",
    "name",
    "media_type",
    "size",
    "sha256",
    "in_locker",
    "created_at",
    "sent_at",
)
_EVENT = ("number", "action", "before", "after", "actor_kind", "at", "reason")
_CONSENT = ("purpose", "text_version", "channel", "given_at", "withdrawn_at")
_KEY = ("name", "created_at", "expires_at", "used_at")
_DEVICE = ("device", "created_at", "seen_at", "expires_at")


def collect(database: Database, account: str) -> dict[str, Any]:
    """What is kept of an account besides the account itself, as plain values; times are ISO 8601."""
    with database.read() as session:
        dossiers = session.scalars(
            select(Dossier).where(Dossier.account == account).order_by(Dossier.created_at)
        ).all()
        return {
            "dossiers": [{**_plain(one, _DOSSIER), "history": _history(session, one.id)} for one in dossiers],
            "files": _rows(session, Attachment, account, _FILE),
            "consents": _rows(session, Consent, account, _CONSENT),
            "devices": _rows(session, WebSession, account, _DEVICE),
            "app_keys": _rows(session, AppKey, account, _KEY),
            "sign_ons": _rows(session, SignOn, account, ("issuer", "created_at")),
        }


def _rows(session: Session, table: Any, account: str, names: Sequence[str]) -> list[dict[str, Any]]:
    rows: Iterable[Table] = session.scalars(select(table).where(table.account == account).order_by(table.id))
    return [_plain(row, names) for row in rows]


def _history(session: Session, dossier: str) -> list[dict[str, Any]]:
    events = session.scalars(select(Event).where(Event.dossier == dossier).order_by(Event.number))
    return [_plain(event, _EVENT) for event in events]


def _plain(row: Table, names: Sequence[str]) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in names}
    return {name: one.isoformat() if isinstance(one, dt.datetime) else one for name, one in values.items()}


def remove(database: Database, account: str, letters: Sequence[Outgoing], now: dt.datetime) -> None:
    """Removes an account in one transaction and leaves an empty row that sent dossiers refer to."""
    with database.write() as session:
        drafts = session.scalars(
            select(Dossier.id).where(Dossier.account == account, Dossier.status == Status.DRAFT)
        ).all()
        remove_drafts(session, drafts, now)
        _remove_files(session, account, now)
        for table in (WebSession, AppKey, OneTimeCode, SignOn, Answered):
            session.execute(delete(table).where(table.account == account))
        session.execute(
            update(Consent)
            .where(Consent.account == account, Consent.withdrawn_at.is_(None))
            .values(withdrawn_at=now)
        )
        session.execute(update(Account).where(Account.id == account).values(**_emptied(now)))
        session.add_all(letters)


def _remove_files(session: Session, account: str, now: dt.datetime) -> None:
    """Papers that did not go along with a dossier."""
    unsent = (Attachment.account == account) & Attachment.sent_at.is_(None)
    keys = session.scalars(delete(Attachment).where(unsent).returning(Attachment.key)).all()
    session.add_all(file_removal(key, now) for key in keys)
    session.execute(update(Attachment).where(Attachment.account == account).values(in_locker=False))


def _emptied(now: dt.datetime) -> dict[str, Any]:
    nothing = (
        "email",
        "phone",
        "email_verified_at",
        "phone_verified_at",
        "number_sealed",
        "number_trace",
        "password_hash",
        "totp_sealed",
        "totp_last_step",
    )
    return {
        **dict.fromkeys(nothing),
        "state": "deleted",
        "details": {},
        "version": Account.version + 1,
        "changed_at": now,
    }
