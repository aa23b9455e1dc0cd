"""How often something may be tried: counted in the database, so that restarts and several processes do not forget.

Limits of several lengths stand behind each other, so the wait grows with the number of tries, and ends at the
latest with the longest window: nobody is locked out for good. Who is counted stands there as a keyed hash only.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from dossiers.errors import TooOftenError
from dossiers.sealing import Seals
from dossiers.store.database import Database
from dossiers.store.tables import Attempt

MINUTE, HOUR, DAY = 60, 3_600, 86_400


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many within a window of so many seconds."""

    name: str
    most: int
    seconds: int

    def window(self, now: dt.datetime) -> int:
        """Number of the window since 1970."""
        return int(now.timestamp()) // self.seconds

    def wait(self, now: dt.datetime) -> int:
        """Seconds until the window ends."""
        return self.seconds - int(now.timestamp()) % self.seconds


Counted = tuple[Limit, str]
"""A limit, and whom it counts: an account as it was typed, an address, both."""

SIGN_IN = (
    Limit("sign_in", 5, MINUTE),
    Limit("sign_in_quarter", 12, 15 * MINUTE),
    Limit("sign_in_hour", 25, HOUR),
)
"""Tries for one account from one address: the wait grows from a minute to an hour."""
SIGN_IN_ACCOUNT = (Limit("sign_in_account", 100, HOUR),)
"""For one account from anywhere; a link by mail opens it in between."""
SIGN_IN_ADDRESS = (Limit("sign_in_address", 20, MINUTE),)
SIGN_IN_ALL = (Limit("sign_in_all", 1_000, 5 * MINUTE),)
SECOND_STEP = (Limit("second_step", 5, MINUTE), Limit("second_step_hour", 20, HOUR))
SENDING = (Limit("sending", 1, MINUTE), Limit("sending_hour", 5, HOUR), Limit("sending_day", 10, DAY))
"""Codes to one address or number."""
SENDING_ADDRESS = (Limit("sending_address", 30, HOUR),)
"""Codes and letters that one visitor's address causes."""
TEXTING_ALL = (Limit("texting_all", 1_000, DAY),)
"""Text messages of all together: each one costs money."""
RESET = (Limit("reset", 5, DAY),)
CODE_ADDRESS = (Limit("code_address", 30, 5 * MINUTE),)
"""Codes that one visitor's address tries."""
PASSWORD = (Limit("password", 10, 15 * MINUTE),)
"""The present password, asked for again of somebody who is signed in."""


@dataclass(frozen=True, slots=True)
class Attempts:
    """Counts tries."""

    database: Database
    seals: Seals

    def take(self, counted: Sequence[Counted], now: dt.datetime) -> None:
        """Counts one try everywhere; raises TooOftenError with the longest wait where that is one too many."""
        with self.database.write() as session:
            over = [limit for limit, who in counted if self._add(session, limit, who, now) > limit.most]
        if over:
            raise TooOftenError(max(limit.wait(now) for limit in over))

    def give_back(self, counted: Iterable[Counted], now: dt.datetime) -> None:
        """Takes one try back everywhere: it succeeded, and only failures count."""
        with self.database.write() as session:
            for limit, who in counted:
                session.execute(
                    update(Attempt)
                    .where(Attempt.key == self._key(limit, who), Attempt.window == limit.window(now))
                    .values(count=Attempt.count - 1)
                )

    def forget(self, counted: Iterable[Counted]) -> None:
        """Begins anew for somebody: who proved to be the owner has not to wait for what others tried."""
        with self.database.write() as session:
            session.execute(delete(Attempt).where(Attempt.key.in_([self._key(*one) for one in counted])))

    def _add(self, session: Session, limit: Limit, who: str, now: dt.datetime) -> int:
        insert = sqlite.insert if self.database.is_sqlite else postgresql.insert
        expires = now + dt.timedelta(seconds=limit.wait(now))
        row = insert(Attempt).values(
            key=self._key(limit, who), window=limit.window(now), count=1, expires_at=expires
        )
        return session.scalars(
            row.on_conflict_do_update(
                index_elements=[Attempt.key, Attempt.window], set_={"count": Attempt.count + 1}
            ).returning(Attempt.count)
        ).one()

    def _key(self, limit: Limit, who: str) -> str:
        return f"{limit.name}:{self.seals.trace(f'attempt {who}')}"


def each(limits: Iterable[Limit], who: str) -> list[Counted]:
    """The limits for somebody."""
    return [(limit, who) for limit in limits]


def network(address: str) -> str:
    """What an address counts as: IPv6 by its /64, since one customer is given a whole one."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv4Address):
        return address
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((int(parsed) >> 64 << 64, 64)))
