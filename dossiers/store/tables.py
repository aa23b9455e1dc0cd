"""The tables. Identity numbers are sealed and found by keyed hashes; what was sent is never changed.

Times are instants in UTC. Ids that strangers may see are random; `version` counts changes and guards against two
editors of one row. Personal data stays outside `events`, whose hashes chain: so deletion remains possible.
"""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
"""Constraints have names, so that migrations can change them on SQLite too."""


class Instant(TypeDecorator[dt.datetime]):
    """An instant with a time zone; kept in UTC by every database, SQLite included."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Refuses a time without a zone: nobody could tell which instant it means."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return value.astimezone(dt.UTC)

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """In UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


def new_id() -> str:
    """A random id of 128 bits that may stand in an address."""
    return secrets.token_urlsafe(16)


class Table(DeclarativeBase):
    """Base of the tables."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {  # noqa: RUF012  # declarative mapping reads it from the class
        dt.datetime: Instant,
        dict[str, Any]: JSON,
        list[Any]: JSON,
        str: String(),
    }


class Account(Table):
    """A person, an organisation or an officer who can sign in."""

    __tablename__ = "accounts"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    version: Mapped[int] = mapped_column(default=1)
    kind: Mapped[str]
    """person, organisation, officer"""
    state: Mapped[str]
    """unverified, active, disabled, deleted"""
    email: Mapped[str | None] = mapped_column(unique=True)
    """In lower case; one of e-mail and phone is verified before the account is active."""
    phone: Mapped[str | None] = mapped_column(index=True)
    email_verified_at: Mapped[dt.datetime | None]
    phone_verified_at: Mapped[dt.datetime | None]
    number_sealed: Mapped[str | None]
    """Personal number, or tax code of an organisation."""
    number_trace: Mapped[str | None] = mapped_column(unique=True)
    password_hash: Mapped[str | None]
    """None: signs in through single sign-on only."""
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What was registered: full_name, sex, birth_date, paper, address, organisation, representative."""
    role: Mapped[str | None]
    """Officers: front_officer, case_officer, approver, clerk, admin"""
    agency: Mapped[str | None]
    """Officers: agency of the registers."""
    totp_sealed: Mapped[str | None]
    totp_last_step: Mapped[int | None] = mapped_column(BigInteger)
    """A one-time password counts once."""
    created_at: Mapped[dt.datetime]
    changed_at: Mapped[dt.datetime]


class SignOn(Table):
    """An account's identity at a single sign-on provider: issuer and subject, never the e-mail address."""

    __tablename__ = "sign_ons"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    account: Mapped[str] = mapped_column(ForeignKey("accounts.id"), index=True)
    issuer: Mapped[str]
    subject: Mapped[str]
    created_at: Mapped[dt.datetime]


class WebSession(Table):
    """A sign-in on one device; only the fingerprint of its token is kept."""

    __tablename__ = "web_sessions"

    id: Mapped[str] = mapped_column(primary_key=True)
    """Fingerprint of the token in the cookie."""
    account: Mapped[str] = mapped_column(ForeignKey("accounts.id"), index=True)
    device: Mapped[str]
    """Browser and system in two words, for the list of devices."""
    created_at: Mapped[dt.datetime]
    seen_at: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime]
    strong_until: Mapped[dt.datetime | None]
    """Until when the password was lately given, which changes of the account ask for."""


class AppKey(Table):
    """A key with which a program acts for an account; only the fingerprint of its text is kept."""

    __tablename__ = "app_keys"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    account: Mapped[str] = mapped_column(ForeignKey("accounts.id"), index=True)
    name: Mapped[str]
    """What its owner calls it."""
    fingerprint: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime]
    used_at: Mapped[dt.datetime | None]


class OneTimeCode(Table):
    """A code or link that was sent; only its hash is kept, and it counts once."""

    __tablename__ = "one_time_codes"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    account: Mapped[str] = mapped_column(ForeignKey("accounts.id"), index=True)
    purpose: Mapped[str]
    """verify_email, verify_phone, reset, recover, change_email, change_phone"""
    target: Mapped[str]
    """Address or number it was sent to."""
    code_hash: Mapped[str]
    tries: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime]
    used_at: Mapped[dt.datetime | None]


class Consent(Table):
    """What somebody agreed to: which words, when, through which channel; withdrawn later or not."""

    __tablename__ = "consents"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    account: Mapped[str] = mapped_column(ForeignKey("accounts.id"), index=True)
    purpose: Mapped[str]
    text_version: Mapped[str]
    channel: Mapped[str]
    given_at: Mapped[dt.datetime]
    withdrawn_at: Mapped[dt.datetime | None]


class Attempt(Table):
    """How often something was tried in a window of time; survives restarts."""

    __tablename__ = "attempts"

    key: Mapped[str] = mapped_column(primary_key=True)
    """What and who, hashed: "login:<fingerprint>"."""
    window: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    """Number of the window since 1970."""
    count: Mapped[int]
    expires_at: Mapped[dt.datetime] = mapped_column(index=True)


class Dossier(Table):
    """A dossier from its first draft on."""

    __tablename__ = "dossiers"
    __table_args__ = (Index("ix_dossiers_work", "receiving_agency", "status"),)

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    version: Mapped[int] = mapped_column(default=1)
    account: Mapped[str] = mapped_column(ForeignKey("accounts.id"), index=True)
    status: Mapped[str] = mapped_column(index=True)
    code: Mapped[str | None] = mapped_column(unique=True)
    procedure_code: Mapped[str] = mapped_column(index=True)
    procedure_digest: Mapped[str]
    """Which wording of the procedure and its form this dossier follows."""
    procedure: Mapped[dict[str, Any]]
    """That procedure, pinned."""
    agency: Mapped[str]
    """Agency chosen by the applicant, which is competent."""
    receiving_agency: Mapped[str]
    returning_agency: Mapped[str | None]
    reception: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Answers of step 4: who applies."""
    information: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Answers of step 5: how the result is received, who is authorised."""
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Answers of the e-form, step 6."""
    cases: Mapped[list[Any]] = mapped_column(default=list)
    """Numbers of the component groups that the applicant chose, step 7."""
    created_at: Mapped[dt.datetime]
    changed_at: Mapped[dt.datetime]
    sent_at: Mapped[dt.datetime | None]
    expires_at: Mapped[dt.datetime | None]
    """A draft goes into the bin then."""
    binned_at: Mapped[dt.datetime | None]
    reminded: Mapped[int] = mapped_column(default=0)


class Event(Table):
    """One change of a dossier; appended only, each holds the hash of the one before."""

    __tablename__ = "events"
    __table_args__ = (UniqueConstraint("dossier", "number"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    dossier: Mapped[str] = mapped_column(ForeignKey("dossiers.id"), index=True)
    number: Mapped[int]
    action: Mapped[str]
    before: Mapped[str]
    after: Mapped[str]
    actor_kind: Mapped[str]
    actor: Mapped[str | None]
    """Account, None for the system."""
    at: Mapped[dt.datetime]
    reason: Mapped[str | None]
    """Words that somebody typed; may be removed, the chain holds their hash."""
    reason_hash: Mapped[str | None]
    data: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What the move brought along; no personal data."""
    previous_hash: Mapped[str]
    hash: Mapped[str]


class Attachment(Table):
    """A file: staged, hashed and on disk before this row exists."""

    __tablename__ = "attachments"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    account: Mapped[str] = mapped_column(ForeignKey("accounts.id"), index=True)
    dossier: Mapped[str | None] = mapped_column(ForeignKey("dossiers.id"), index=True)
    place: Mapped[str | None]
    """Where it belongs: "0.chung-sinh" (component group and paper) or "form.photo" (question)."""
    name: Mapped[str]
    """The name its owner gave, cleaned; shown, never used as a path."""
    media_type: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str]
    key: Mapped[str] = mapped_column(unique=True)
    """Random name in the store."""
    scan: Mapped[str]
    """not_scanned, pending, clean, infected"""
    scan_result: Mapped[str | None]
    in_locker: Mapped[bool] = mapped_column(default=False)
    """Kept in "Kho giấy tờ của tôi" for reuse."""
    created_at: Mapped[dt.datetime]
    sent_at: Mapped[dt.datetime | None]


class SentCopy(Table):
    """What was sent, unchangeable: answers as JSON and the PDF, each with its hash."""

    __tablename__ = "sent_copies"
    __table_args__ = (UniqueConstraint("dossier", "number", "kind"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    dossier: Mapped[str] = mapped_column(ForeignKey("dossiers.id"), index=True)
    number: Mapped[int]
    """1 for the first sending, more for each supplement."""
    kind: Mapped[str]
    """json, pdf"""
    media_type: Mapped[str]
    sha256: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[dt.datetime]


class Counter(Table):
    """Last number given by an agency on a day (in Vietnam): codes are unique and without gaps."""

    __tablename__ = "counters"

    agency: Mapped[str] = mapped_column(primary_key=True)
    """Identification code."""
    day: Mapped[str] = mapped_column(primary_key=True)
    """yymmdd"""
    number: Mapped[int]


class Answered(Table):
    """A request that was answered, by its Idempotency-Key: the same request gets the same answer."""

    __tablename__ = "answered"

    account: Mapped[str] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    body_hash: Mapped[str]
    answer: Mapped[dict[str, Any]]
    at: Mapped[dt.datetime] = mapped_column(index=True)


class Outgoing(Table):
    """A side effect to do: written with the change that causes it, worked off by `thutuc worker`."""

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_due", "state", "due_at"),)

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    """Message id: a receiver drops what it has seen."""
    kind: Mapped[str]
    """email, sms, scan, remove_file, render_copy"""
    payload: Mapped[dict[str, Any]]
    dossier: Mapped[str | None] = mapped_column(ForeignKey("dossiers.id"), index=True)
    account: Mapped[str | None] = mapped_column(ForeignKey("accounts.id"))
    state: Mapped[str]
    """waiting, done, dead"""
    tries: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[dt.datetime]
    created_at: Mapped[dt.datetime]
    done_at: Mapped[dt.datetime | None]
    error: Mapped[str | None]
    """Kind of the last failure; no personal data."""


class Reading(Table):
    """Who opened what, when: the audit log, appended only."""

    __tablename__ = "readings"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    actor: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    dossier: Mapped[str] = mapped_column(ForeignKey("dossiers.id"), index=True)
    what: Mapped[str]
    at: Mapped[dt.datetime]
