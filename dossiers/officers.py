"""Officers' accounts: made by the operator, a role in an agency, and a second step at every sign-in.

The second step is a time-based one-time password (RFC 6238, 30 s, six digits); each counts once.
"""

from __future__ import annotations

import datetime as dt
import hmac
import secrets
from dataclasses import dataclass
from typing import Literal, get_args

import pyotp
from sqlalchemy import delete, or_, select, update

from dossiers.passwords import PASSWORDS, Passwords
from dossiers.sealing import Seals
from dossiers.store.database import Database
from dossiers.store.tables import Account, WebSession

Role = Literal["front_officer", "case_officer", "approver", "clerk", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
STEP_SECONDS = 30
PASSWORD_BYTES = 12
"""Random bytes of a first password: 96 bits, 16 letters."""


@dataclass(frozen=True, slots=True)
class Officer:
    """What an operator tells of a new officer."""

    email: str
    full_name: str
    role: Role
    agency: str
    """Id in the registers."""


def create(
    database: Database, officer: Officer, now: dt.datetime, passwords: Passwords = PASSWORDS
) -> tuple[str, str]:
    """A new officer's account; returns (id, first password). Raises TakenError where the address has an account."""
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    account = Account(
        kind="officer",
        state="active",
        email=officer.email.lower(),
        email_verified_at=now,
        password_hash=passwords.hash(password),
        details={"full_name": officer.full_name},
        role=officer.role,
        agency=officer.agency,
        created_at=now,
        changed_at=now,
    )
    with database.write() as session:
        session.add(account)
    return account.id, password


def listed(database: Database) -> list[Account]:
    """All officers by address, disabled ones included."""
    with database.read() as session:
        rows = session.scalars(select(Account).where(Account.kind == "officer").order_by(Account.email))
        return list(rows)


def find(database: Database, name: str) -> Account | None:
    """The account, of an officer or anybody, with an e-mail address or id."""
    with database.read() as session:
        return session.scalars(
            select(Account).where(or_(Account.email == name.lower(), Account.id == name))
        ).one_or_none()


def set_state(
    database: Database, account: str, state: Literal["active", "disabled"], now: dt.datetime
) -> None:
    """Disables an account and ends its sign-ins, or enables it again."""
    with database.write() as session:
        session.execute(
            update(Account)
            .where(Account.id == account, Account.state.in_(("active", "disabled")))
            .values(state=state, changed_at=now, version=Account.version + 1)
        )
        session.execute(delete(WebSession).where(WebSession.account == account))


def reset_second_step(database: Database, account: str, now: dt.datetime) -> None:
    """Forgets the device of an officer, who sets up a new one at the next sign-in; ends all sign-ins."""
    with database.write() as session:
        session.execute(
            update(Account)
            .where(Account.id == account)
            .values(totp_sealed=None, totp_last_step=None, changed_at=now, version=Account.version + 1)
        )
        session.execute(delete(WebSession).where(WebSession.account == account))


@dataclass(frozen=True, slots=True)
class SecondStep:
    """One-time passwords of officers."""

    database: Database
    seals: Seals

    def matches(self, account: Account, code: str, now: dt.datetime) -> bool:
        """Whether a one-time password is the present one; it counts once, even when it comes twice at a time."""
        if account.totp_sealed is None:
            return False
        step = matching_step(self.seals.open(account.totp_sealed), code, now)
        if step is None:
            return False
        with self.database.write() as session:
            taken = session.execute(
                update(Account)
                .where(Account.id == account.id, Account.totp_sealed == account.totp_sealed)
                .where(or_(Account.totp_last_step.is_(None), Account.totp_last_step < step))
                .values(totp_last_step=step)
            )
            return bool(taken.rowcount)  # type: ignore[attr-defined]

    def enrol(self, account: Account, secret: str, code: str, now: dt.datetime) -> bool:
        """Takes over a device that has shown the right one-time password; never in the place of another one."""
        step = matching_step(secret, code, now)
        if step is None:
            return False
        with self.database.write() as session:
            taken = session.execute(
                update(Account)
                .where(Account.id == account.id, Account.totp_sealed.is_(None))
                .values(totp_sealed=self.seals.seal(secret), totp_last_step=step)
            )
            return bool(taken.rowcount)  # type: ignore[attr-defined]


def new_secret() -> str:
    """A new secret for a device: 160 bits in Base32."""
    return pyotp.random_base32()


def enrolment_address(secret: str, email: str, issuer: str) -> str:
    """What the QR code of a secret says (otpauth://)."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=issuer)


def matching_step(secret: str, code: str, now: dt.datetime) -> int | None:
    """Number of the present step where the code is its one-time password; no other step counts."""
    step = int(now.timestamp()) // STEP_SECONDS
    right = pyotp.TOTP(secret).at(step * STEP_SECONDS)
    return step if hmac.compare_digest(right.encode(), code.encode()) else None
