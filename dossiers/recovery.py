"""Ways back into an account: a link by mail, a code by text message, and a new phone number for a lost one."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass
from typing import Literal

from dossiers import attempts, identity
from dossiers.accounts import Accounts, told
from dossiers.attempts import Limit, each
from dossiers.letters import letter
from dossiers.one_time import CODE_LIFE, LINK_LIFE
from dossiers.store import accounts as store
from dossiers.store.tables import Account
from dossiers.visiting import Pending, Visitor

LinkPurpose = Literal["reset", "recover"]
_NOTHING_SENT = (Limit("nothing_sent", 1_000_000, attempts.DAY),)


@dataclass(frozen=True, slots=True)
class Recovery:
    """Ways back into an account."""

    accounts: Accounts

    def ask_link(self, email: str, visitor: Visitor) -> None:
        """Sends the link of a reset, or a letter that the address has no account. Raises TooOftenError."""
        found = self._asked(email, visitor)
        self._send_link("reset", email, found, visitor)

    def ask_recovery(self, email: str, number: str, visitor: Visitor) -> None:
        """The same for somebody whose phone is lost; the number of identity must fit too. Raises TooOftenError."""
        found = self._asked(email, visitor)
        seals = self.accounts.house.seals
        kept = seals.open(found.number_sealed) if found is not None and found.number_sealed else ""
        fits = secrets.compare_digest(kept.encode(), number.encode())
        self._send_link("recover", email, found if fits else None, visitor)

    def ask_code(self, phone: str, visitor: Visitor) -> Pending:
        """Sends the code of a reset to a verified phone number; raises TooOftenError."""
        self.accounts.count_sending("sms", phone, visitor)
        self.accounts.attempts.take(each(attempts.RESET, phone), visitor.now)
        pending = Pending(secrets.token_urlsafe(32), "sms", phone)
        found = store.find(self.accounts.house.database, None, phone)
        if found is None:
            # A text message to a number that has no account would cost money; the write costs the same time.
            self.accounts.attempts.take(each(_NOTHING_SENT, phone), visitor.now)
            return pending
        with self.accounts.house.database.write() as session:
            code = self.accounts.one_time.add_code(
                session, found.id, "reset", phone, binding=pending.token, now=visitor.now
            )
            session.add(
                letter(
                    "sms",
                    "reset_code",
                    phone,
                    words=visitor.words,
                    now=visitor.now,
                    account=found.id,
                    code=code,
                    minutes=_minutes(CODE_LIFE),
                )
            )
        return pending

    def trade_code(self, pending: Pending, code: str, visitor: Visitor) -> str | None:
        """The secret of a reset link for the right code, or None."""
        self.accounts.attempts.take(each(attempts.CODE_ADDRESS, visitor.address), visitor.now)
        with self.accounts.house.database.write() as session:
            row = self.accounts.one_time.redeem(session, "reset", pending.token, code, visitor.now)
            if row is None:
                return None
            return self.accounts.one_time.add_link(session, row.account, "reset", row.target, now=visitor.now)

    def owner(self, purpose: LinkPurpose, secret: str, now: dt.datetime) -> Account | None:
        """The account of a link that still counts."""
        row = self.accounts.one_time.find_link(purpose, secret, now)
        if row is None:
            return None
        found = store.get(self.accounts.house.database, row.account)
        return found if found.state == "active" else None

    def reset(
        self,
        purpose: LinkPurpose,
        secret: str,
        owner: Account,
        password: str,
        *,
        visitor: Visitor,
        phone: str | None = None,
    ) -> bool:
        """Sets a new password (and, in a recovery, a phone number to be verified); ends every sign-in.

        False where the link was used up meanwhile.
        """
        hashed = self.accounts.passwords.hash(password)
        with self.accounts.house.database.write() as session:
            if not self.accounts.one_time.use_link(session, purpose, secret, visitor.now):
                return False
            store.set_password(session, owner.id, hashed, visitor.now)
            if phone:
                row = session.get_one(Account, owner.id)
                row.phone, row.phone_verified_at = phone, None
            reset = visitor.link("/tai-khoan/quen-mat-khau")
            session.add_all(told(owner, "password_changed", visitor, reset=reset))
        self.accounts.forgive(owner)
        return True

    def _asked(self, email: str, visitor: Visitor) -> Account | None:
        self.accounts.count_sending("email", email, visitor)
        self.accounts.attempts.take(each(attempts.RESET, email), visitor.now)
        return store.find(self.accounts.house.database, email, None)

    def _send_link(self, purpose: LinkPurpose, email: str, found: Account | None, visitor: Visitor) -> None:
        with self.accounts.house.database.write() as session:
            if found is None:
                register = visitor.link("/tai-khoan/dang-ky")
                session.add(
                    letter(
                        "email",
                        "reset_unknown",
                        email,
                        words=visitor.words,
                        now=visitor.now,
                        register=register,
                    )
                )
                return
            secret = self.accounts.one_time.add_link(session, found.id, purpose, email, now=visitor.now)
            path = "dat-lai" if purpose == "reset" else "khoi-phuc/dat-lai"
            session.add(
                letter(
                    "email",
                    purpose,
                    email,
                    words=visitor.words,
                    now=visitor.now,
                    account=found.id,
                    link=visitor.link(f"/tai-khoan/{path}?ma={secret}"),
                    minutes=_minutes(LINK_LIFE),
                )
            )


def read_number(typed: str) -> str:
    """A number of identity as it is kept, or as it was typed."""
    readers = (identity.read_citizen_id, identity.read_tax_code, identity.read_passport)
    return next((found for read in readers if (found := read(typed))), typed.strip())


def _minutes(span: dt.timedelta) -> int:
    return int(span.total_seconds() // 60)
