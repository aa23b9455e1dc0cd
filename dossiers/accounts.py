"""Accounts: registered, verified, signed in, passwords changed and reset, contacts changed.

Whether an address or number has an account is told to nobody but its owner, by a letter: known and unknown get the
same answer after the same work (one hash, the same counts, one write). So an address belongs to an account only
once a code proved it, and a registration that is not verified holds nothing that another one could miss.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from sqlalchemy.orm import Session

from dossiers import account_forms, attempts, identity
from dossiers.attempts import Attempts, Counted, each
from dossiers.house import House
from dossiers.letters import Channel, letter
from dossiers.one_time import CODE_LIFE, OneTime
from dossiers.passwords import PASSWORDS, Passwords
from dossiers.store import accounts as store
from dossiers.store import sign_ons
from dossiers.store.tables import Account, Consent
from dossiers.visiting import Pending, Visitor

CONSENT_VERSION = "1"
"""Version of the words "account.consent.text"; rises whenever they change."""


@dataclass(frozen=True, slots=True)
class Registration:
    """What somebody who registers has filled in; answers are checked already."""

    kind: Literal["person", "organisation"]
    answers: Mapping[str, Any]
    password: str | None
    """None where somebody registers with an identity of single sign-on."""
    identity: tuple[str, str] | None = None
    """Issuer and subject of that identity."""

    @property
    def contact(self) -> tuple[Channel, str]:
        """Where the code goes: by mail where there is an address, else by text message."""
        if self.answers.get("email"):
            return "email", str(self.answers["email"]).lower()
        return "sms", str(self.answers["phone"])


@dataclass(frozen=True)
class Accounts:
    """What people may do with accounts."""

    house: House
    passwords: Passwords = PASSWORDS

    @cached_property
    def attempts(self) -> Attempts:
        """Counts tries."""
        return Attempts(self.house.database, self.house.seals)

    @cached_property
    def one_time(self) -> OneTime:
        """Codes and links."""
        return OneTime(self.house.database, self.house.seals)

    # Registration ------------------------------------------------------------------------------------------

    def register(self, registration: Registration, visitor: Visitor) -> Pending:
        """Begins a registration and sends its code; raises TooOftenError, SignOnError."""
        channel, target = registration.contact
        self.count_sending(channel, target, visitor)
        hashed = None if registration.password is None else self.passwords.hash(registration.password)
        pending = Pending(secrets.token_urlsafe(32), channel, target)
        with self.house.database.write() as session:
            if channel == "email" and store.by_email(session, target) is not None:
                session.add(_known_letter(target, visitor))
            else:
                account = self._new_account(registration, hashed, visitor.now)
                session.add(account)
                session.flush()
                session.add(Consent(account=account.id, **_consent(visitor)))
                if registration.identity is not None:
                    sign_ons.attach(session, account.id, *registration.identity, visitor.now)
                self._send_code(session, account.id, pending, visitor)
        return pending

    def send_again(self, pending: Pending, visitor: Visitor) -> None:
        """Sends a new code for a registration; raises TooOftenError."""
        self.count_sending(pending.channel, pending.target, visitor)
        row = self.one_time.pending(_verify(pending), pending.token)
        with self.house.database.write() as session:
            if row is not None and row.used_at is None:
                self._send_code(session, row.account, pending, visitor)
            elif pending.channel == "email" and store.by_email(session, pending.target) is not None:
                session.add(_known_letter(pending.target, visitor))

    def verify(self, pending: Pending, code: str, visitor: Visitor) -> str | None:
        """Ends a registration; returns the account, now active, or None where the code is not right."""
        self.attempts.take(each(attempts.CODE_ADDRESS, visitor.address), visitor.now)
        with self.house.database.write() as session:
            row = self.one_time.redeem(session, _verify(pending), pending.token, code, visitor.now)
            account = session.get(Account, row.account) if row is not None else None
            if account is None or account.state != "unverified":
                return None
            if pending.channel == "email" and store.by_email(session, pending.target) is not None:
                return None
            self._activate(session, account, pending, visitor)
            return account.id

    def _activate(self, session: Session, account: Account, pending: Pending, visitor: Visitor) -> None:
        account.state = "active"
        account.changed_at = visitor.now
        if pending.channel == "email":
            account.email, account.email_verified_at = pending.target, visitor.now
        else:
            account.phone_verified_at = visitor.now
        number = self.house.seals.open(account.number_sealed) if account.number_sealed else ""
        holder = store.by_trace(session, self.house.seals.traces(number))
        if holder is None:
            account.number_trace = self.house.seals.trace(number)
        elif holder.email:
            # A number is no secret, so it proves nothing: whoever came first keeps being found by it, and is told.
            session.add(
                letter(
                    "email",
                    "number_known",
                    holder.email,
                    words=visitor.words,
                    now=visitor.now,
                    account=holder.id,
                    reset=visitor.link("/tai-khoan/quen-mat-khau"),
                )
            )

    def _new_account(self, registration: Registration, hashed: str | None, now: dt.datetime) -> Account:
        seals = self.house.seals
        return Account(
            kind=registration.kind,
            state="unverified",
            phone=registration.answers.get("phone"),
            number_sealed=seals.seal(account_forms.number_of(registration.answers)),
            password_hash=hashed,
            details=account_forms.details_of(registration.answers, seals),
            created_at=now,
            changed_at=now,
        )

    def _send_code(self, session: Session, account: str, pending: Pending, visitor: Visitor) -> None:
        code = self.one_time.add_code(
            session, account, _verify(pending), pending.target, binding=pending.token, now=visitor.now
        )
        minutes = int(CODE_LIFE.total_seconds() // 60)
        session.add(
            letter(
                pending.channel,
                "verify",
                pending.target,
                words=visitor.words,
                now=visitor.now,
                account=account,
                code=code,
                minutes=minutes,
            )
        )

    def count_sending(self, channel: Channel, target: str, visitor: Visitor) -> None:
        """Counts a code or letter to an address or number; raises TooOftenError."""
        counted = [*each(attempts.SENDING_ADDRESS, visitor.address), *each(attempts.SENDING, target)]
        self.attempts.take(
            [*counted, *(each(attempts.TEXTING_ALL, "all") if channel == "sms" else [])], visitor.now
        )

    # Sign-in -----------------------------------------------------------------------------------------------

    def sign_in(self, typed: str, password: str, visitor: Visitor) -> Account | None:
        """The active account that a name and password open; raises TooOftenError.

        Officers have a second step to go (officers.py). Unknown name and wrong password cannot be told apart.
        """
        counted = _sign_in_counts(typed, visitor)
        self.attempts.take(counted, visitor.now)
        found = self.find(typed)
        check = self.passwords.check(found.password_hash if found else None, password)
        if found is None or not check.right:
            return None
        self.attempts.give_back(counted, visitor.now)
        self.attempts.forget(each(attempts.SIGN_IN, f"{_plain(typed)} {visitor.address}"))
        if check.renewed:
            store.renew_hash(self.house.database, found.id, str(found.password_hash), check.renewed)
        return found

    def find(self, typed: str) -> Account | None:
        """The active account of an e-mail address, a verified phone number, a personal number or a tax code."""
        numbers = {
            identity.read_citizen_id(typed),
            identity.read_tax_code(typed),
            identity.read_passport(typed),
        }
        traces = [trace for one in numbers if one for trace in self.house.seals.traces(one)]
        email = identity.read_email(typed)
        phone = identity.read_phone(typed)
        return store.find(self.house.database, email.lower() if email else None, phone, traces)

    def confirm(self, account: Account, password: str, now: dt.datetime) -> bool:
        """Whether the password of somebody who is signed in is right; raises TooOftenError."""
        counted = each(attempts.PASSWORD, account.id)
        self.attempts.take(counted, now)
        right = self.passwords.check(account.password_hash, password).right
        if right:
            self.attempts.forget(counted)
        return right

    # Passwords ---------------------------------------------------------------------------------------------

    def change_password(self, account: Account, password: str, visitor: Visitor) -> None:
        """Puts a new password in the place of the old one, ends every sign-in, and tells the owner."""
        hashed = self.passwords.hash(password)
        with self.house.database.write() as session:
            store.set_password(session, account.id, hashed, visitor.now)
            session.add_all(told(account, "password_changed", visitor, reset=_reset_page(visitor)))
        self.forgive(account)

    def own_words(self, account: Account) -> list[str]:
        """What a password of this account should not consist of."""
        answers = account_forms.answers_of(account, self.house.seals)
        return account_forms.own_words({**answers, "email": account.email, "phone": account.phone})

    def forgive(self, account: Account) -> None:
        """Opens the sign-in again for an owner who proved to be one: what strangers tried counts no more."""
        number = self.house.seals.open(account.number_sealed) if account.number_sealed else None
        phone = account.phone.replace("+84", "0") if account.phone else None
        names = [_plain(one) for one in (account.email, phone, number) if one]
        self.attempts.forget([one for name in names for one in each(attempts.SIGN_IN_ACCOUNT, name)])


def told(account: Account, template: str, visitor: Visitor, **values: Any) -> list[Any]:
    """The letters that tell an owner what was done: by mail, and by text message where there is no address."""
    ways: tuple[tuple[Channel, str | None], ...] = (
        ("email", account.email),
        ("sms", account.phone if account.phone_verified_at and not account.email else None),
    )
    return [
        letter(way, template, to, words=visitor.words, now=visitor.now, account=account.id, **values)
        for way, to in ways
        if to
    ]


def _verify(pending: Pending) -> Literal["verify_email", "verify_phone"]:
    return "verify_email" if pending.channel == "email" else "verify_phone"


def _known_letter(target: str, visitor: Visitor) -> Any:
    return letter(
        "email",
        "known",
        target,
        words=visitor.words,
        now=visitor.now,
        sign_in=visitor.link("/tai-khoan/dang-nhap"),
        reset=_reset_page(visitor),
    )


def _reset_page(visitor: Visitor) -> str:
    return visitor.link("/tai-khoan/quen-mat-khau")


def _consent(visitor: Visitor) -> dict[str, Any]:
    return {
        "purpose": "account",
        "text_version": f"{CONSENT_VERSION}-{visitor.words.lang}",
        "channel": "web",
        "given_at": visitor.now,
    }


def _plain(typed: str) -> str:
    """A name as it is counted: one account typed in two ways is one."""
    return "".join(typed.casefold().split()).replace("+84", "0")


def _sign_in_counts(typed: str, visitor: Visitor) -> list[Counted]:
    name = _plain(typed)
    return [
        *each(attempts.SIGN_IN, f"{name} {visitor.address}"),
        *each(attempts.SIGN_IN_ACCOUNT, name),
        *each(attempts.SIGN_IN_ADDRESS, visitor.address),
        *each(attempts.SIGN_IN_ALL, "all"),
    ]
