"""Reminders of drafts that will go into the bin: two, by mail where there is an address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from dossiers.notices import outgoing, procedure_name
from dossiers.office import Office, day_in_vietnam
from dossiers.store.notices import remind
from dossiers.store.tables import Account, Dossier, Outgoing
from dossiers.wording import LANGS

DAYS = (7, 1)
"""Days before the end of a draft on which its owner is reminded."""


def remind_owners(office: Office, now: dt.datetime) -> int:
    """Writes the reminders that are due; how many drafts. A draft that lives shorter has none."""
    days = [one for one in DAYS if one < office.settings.draft_days]

    def letters(draft: Dossier, account: Account) -> Iterator[Outgoing]:
        yield from _letters(office, draft, account, now)

    return remind(office.database, days, letters, now)


def _letters(office: Office, draft: Dossier, account: Account, now: dt.datetime) -> Iterator[Outgoing]:
    way, to = ("email", account.email) if account.email else ("sms", account.phone)
    if not to or account.state != "active":
        return
    values = {lang: _values(office, draft, lang, now) for lang in LANGS}
    yield outgoing(way, to, "draft_ends", draft, values=values, now=now)


def _values(office: Office, draft: Dossier, lang: str, now: dt.datetime) -> dict[str, Any]:
    return {
        "day": office.words(lang).day(day_in_vietnam(draft.expires_at or now)),
        "bin_days": office.settings.bin_days,
        "procedure": procedure_name(office, draft, now),
        "link": office.link(f"/nop-ho-so/{draft.id}/tiep-nhan", lang),
    }
