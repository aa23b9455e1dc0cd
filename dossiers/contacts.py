"""A new e-mail address or phone number: it takes effect once a code sent there comes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dossiers.accounts import Accounts, told
from dossiers.letters import Channel, letter
from dossiers.one_time import CODE_LIFE, Purpose
from dossiers.sessions import SignedIn
from dossiers.store import accounts as store
from dossiers.store.tables import Account
from dossiers.visiting import Visitor

Contact = Literal["email", "phone"]
PURPOSES: dict[Contact, Purpose] = {"email": "change_email", "phone": "change_phone"}
CHANNELS: dict[Contact, Channel] = {"email": "email", "phone": "sms"}


@dataclass(frozen=True, slots=True)
class Contacts:
    """Changes contacts of somebody who is signed in; a code is bound to that sign-in."""

    accounts: Accounts

    def ask(self, somebody: SignedIn, contact: Contact, target: str, visitor: Visitor) -> None:
        """Sends the code to a new address or number; raises TooOftenError.

        An address that belongs to another account gets a letter that says so; the page says the same as ever.
        """
        channel = CHANNELS[contact]
        self.accounts.count_sending(channel, target, visitor)
        with self.accounts.house.database.write() as session:
            code = self.accounts.one_time.add_code(
                session,
                somebody.account.id,
                PURPOSES[contact],
                target,
                binding=somebody.session.id,
                now=visitor.now,
            )
            holder = store.by_email(session, target) if contact == "email" else None
            if holder is not None and holder.id != somebody.account.id:
                sign_in = visitor.link("/tai-khoan/dang-nhap")
                row = letter(
                    channel, "change_known", target, words=visitor.words, now=visitor.now, sign_in=sign_in
                )
            else:
                row = letter(
                    channel,
                    "change",
                    target,
                    words=visitor.words,
                    now=visitor.now,
                    account=somebody.account.id,
                    code=code,
                    minutes=int(CODE_LIFE.total_seconds() // 60),
                )
            session.add(row)

    def pending(self, somebody: SignedIn, contact: Contact) -> str | None:
        """The address or number that a code was sent to and has not come back from."""
        row = self.accounts.one_time.pending(PURPOSES[contact], somebody.session.id)
        return row.target if row is not None and row.used_at is None else None

    def confirm(self, somebody: SignedIn, contact: Contact, code: str, visitor: Visitor) -> bool:
        """Takes a new contact over for the right code, and tells the owner by the old one."""
        before = somebody.account
        with self.accounts.house.database.write() as session:
            row = self.accounts.one_time.redeem(
                session, PURPOSES[contact], somebody.session.id, code, visitor.now
            )
            account = session.get(Account, before.id) if row is not None else None
            if row is None or account is None:
                return False
            holder = store.by_email(session, row.target) if contact == "email" else None
            if holder is not None and holder.id != account.id:
                return False
            if contact == "email":
                account.email, account.email_verified_at = row.target, visitor.now
            else:
                account.phone, account.phone_verified_at = row.target, visitor.now
            account.version += 1
            account.changed_at = visitor.now
            reset = visitor.link("/tai-khoan/quen-mat-khau")
            session.add_all(told(before, "contact_changed", visitor, contact=contact, reset=reset))
        return True
