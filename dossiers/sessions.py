"""Sign-ins: a random token in a cookie, its fingerprint in the database; ended on the server, listed by device."""

from __future__ import annotations

import datetime as dt
import re
import secrets
from dataclasses import dataclass

from sqlalchemy import delete, select, update

from dossiers.sealing import fingerprint
from dossiers.settings import DossierSettings
from dossiers.store.database import Database
from dossiers.store.tables import Account, WebSession

TOKEN_BYTES = 32
STRONG = dt.timedelta(minutes=10)
"""How long a password lately given counts for changes of the account."""
SEEN_EVERY = dt.timedelta(minutes=1)
"""How exactly the last use is kept: not every page writes."""
OFFICER_SHARE = 4
"""Officers' idle time is that part of the citizens'."""

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("coc_coc", "Cốc Cốc"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody who is signed in."""

    account: Account
    session: WebSession

    @property
    def is_officer(self) -> bool:
        """Whether the account is an officer's."""
        return self.account.kind == "officer"


@dataclass(frozen=True, slots=True)
class Sessions:
    """Opens, finds and ends sign-ins."""

    database: Database
    settings: DossierSettings

    def open(self, account: str, agent: str, now: dt.datetime) -> str:
        """A new sign-in; returns the token for the cookie."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        row = WebSession(
            id=fingerprint(token),
            account=account,
            device=device(agent),
            created_at=now,
            seen_at=now,
            expires_at=now + dt.timedelta(hours=self.settings.session_hours),
            strong_until=now + STRONG,
        )
        with self.database.write() as session:
            session.add(row)
        return token

    def find(self, token: str, now: dt.datetime) -> SignedIn | None:
        """Who is signed in with a token; None where it ended, or the account is not active any more."""
        with self.database.read() as session:
            found = session.execute(
                select(WebSession, Account)
                .join(Account, Account.id == WebSession.account)
                .where(WebSession.id == fingerprint(token), Account.state.in_(("active", "unverified")))
            ).one_or_none()
        if found is None:
            return None
        signed_in = SignedIn(found[1], found[0])
        if self._has_ended(signed_in, now):
            self.end(signed_in.session.id)
            return None
        if now - signed_in.session.seen_at > SEEN_EVERY:
            self._see(signed_in.session.id, now)
        return signed_in

    def end(self, session_id: str) -> None:
        """Ends a sign-in."""
        with self.database.write() as session:
            session.execute(delete(WebSession).where(WebSession.id == session_id))

    def end_all(self, account: str, but: str | None = None) -> int:
        """Ends all sign-ins of an account, `but` one; returns how many."""
        with self.database.write() as session:
            ended = session.execute(
                delete(WebSession).where(WebSession.account == account, WebSession.id != (but or ""))
            )
            return int(ended.rowcount)  # type: ignore[attr-defined]

    def strengthen(self, session_id: str, now: dt.datetime) -> None:
        """Remembers that the password was given just now."""
        with self.database.write() as session:
            session.execute(
                update(WebSession).where(WebSession.id == session_id).values(strong_until=now + STRONG)
            )

    def devices(self, account: str) -> list[WebSession]:
        """The sign-ins of an account, last used first."""
        with self.database.read() as session:
            rows = session.scalars(
                select(WebSession).where(WebSession.account == account).order_by(WebSession.seen_at.desc())
            )
            return list(rows)

    def _has_ended(self, signed_in: SignedIn, now: dt.datetime) -> bool:
        share = OFFICER_SHARE if signed_in.is_officer else 1
        idle = dt.timedelta(minutes=self.settings.session_minutes / share)
        return now >= signed_in.session.expires_at or now - signed_in.session.seen_at > idle

    def _see(self, session_id: str, now: dt.datetime) -> None:
        with self.database.write() as session:
            session.execute(update(WebSession).where(WebSession.id == session_id).values(seen_at=now))


def device(agent: str) -> str:
    """Browser and system of a User-Agent in two words; no version, so that it tells little."""
    browser = next((name for mark, name in _BROWSERS if mark in agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in agent), "")
    return " · ".join(part for part in (browser, system) if part) or re.sub(r"[^\w ./-]", "", agent)[:40]
