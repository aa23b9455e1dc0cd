"""Whether what the database holds fits together: histories, codes, copies, outbox. Reads only.

Everything of one check is read in one transaction, so that work that goes on meanwhile looks like no fault.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dossiers import events
from dossiers.dossier import Status
from dossiers.findings import Findings, fault, fine, named, warning
from dossiers.store.tables import Attachment, Counter, Dossier, Event, Outgoing, SentCopy

AT_ONCE = 500
"""Rows fetched at a time."""
WAITING_LONG = dt.timedelta(hours=1)
"""From when on a side effect that waits tells that no worker runs."""
AHEAD = dt.timedelta(minutes=5)
"""How far an event may lie in the future before the clock is called wrong."""


def histories(session: Session) -> Findings:
    """Every sent dossier has a history whose hashes chain and whose end is the state of the dossier."""
    ends = dict(_histories(session))
    broken = sorted(dossier for dossier, end in ends.items() if end is None)
    states = session.execute(select(Dossier.id, Dossier.status).where(Dossier.status != Status.DRAFT)).all()
    differing = [one for one, status in states if ends.get(one, "") not in (status, None)]
    if broken:
        yield fault("history", "history_broken", number=len(broken), ids=named(broken))
    if differing:
        yield fault("history", "history_differs", number=len(differing), ids=named(differing))
    if not broken and not differing:
        yield fine("history", "history", number=len(ends))


def _histories(session: Session) -> Iterator[tuple[str, str | None]]:
    """(Dossier, state at the end of its history or None where the chain is broken)."""
    rows = session.scalars(
        select(Event).order_by(Event.dossier, Event.number).execution_options(yield_per=AT_ONCE)
    )
    for dossier, group in groupby(rows, lambda event: event.dossier):
        chain = list(group)
        yield dossier, None if events.broken_at(chain) is not None else chain[-1].after


def codes(session: Session) -> Findings:
    """Each agency and day has the codes 1 to its counter, each once; nothing that was sent is without a code."""
    counted = {(one.agency, one.day): one.number for one in session.scalars(select(Counter))}
    given = _given(session.scalars(select(Dossier.code).where(Dossier.code.is_not(None))))
    wrong = [
        f"{agency}-{day}"
        for agency, day in sorted(counted.keys() | given.keys())
        if sorted(given.get((agency, day), [])) != list(range(1, counted.get((agency, day), 0) + 1))
    ]
    bare = session.scalars(select(Dossier.id).where(Dossier.status != Status.DRAFT, Dossier.code.is_(None)))
    without = list(bare)
    if wrong:
        yield fault("codes", "codes_gap", number=len(wrong), ids=named(wrong))
    if without:
        yield fault("codes", "codes_missing", number=len(without), ids=named(without))
    if not wrong and not without:
        yield fine("codes", "codes", number=sum(counted.values()))


def _given(codes: Iterable[str | None]) -> dict[tuple[str, str], list[int]]:
    """(Agency, day) -> numbers given."""
    given: dict[tuple[str, str], list[int]] = {}
    for code in codes:
        agency, day, number = str(code).rsplit("-", 2)
        given.setdefault((agency, day), []).append(int(number))
    return given


def copies(session: Session) -> Findings:
    """Every sent dossier has its copy, and every copy is what it was."""
    sent = set(session.scalars(select(Dossier.id).where(Dossier.status != Status.DRAFT)))
    changed, total = [], 0
    rows = session.scalars(select(SentCopy).execution_options(yield_per=AT_ONCE))
    for copy in rows:
        total += 1
        sent.discard(copy.dossier)
        if hashlib.sha256(copy.content).hexdigest() != copy.sha256:
            changed.append(copy.dossier)
        session.expunge(copy)
    if changed:
        yield fault("copies", "copies_changed", number=len(changed), ids=named(sorted(changed)))
    if sent:
        yield fault("copies", "copies_missing", number=len(sent), ids=named(sorted(sent)))
    if not changed and not sent:
        yield fine("copies", "copies", number=total)


def outbox(session: Session, now: dt.datetime) -> Findings:
    """Side effects do not pile up, and none was given up."""
    waiting, oldest = session.execute(
        select(func.count(), func.min(Outgoing.due_at)).where(
            Outgoing.state == "waiting", Outgoing.due_at <= now
        )
    ).one()
    dead = session.execute(
        select(Outgoing.kind, func.count()).where(Outgoing.state == "dead").group_by(Outgoing.kind)
    ).all()
    for kind, number in dead:
        yield fault("outbox", "outbox_dead", number=number, kind=kind)
    if oldest is not None and now - oldest > WAITING_LONG:
        hours = int((now - oldest) / dt.timedelta(hours=1))
        yield fault("outbox", "outbox_old", number=waiting, hours=hours)
    elif not dead:
        yield fine("outbox", "outbox", number=waiting)


def clock(session: Session, now: dt.datetime) -> Findings:
    """Nothing happened in the future."""
    last = session.scalar(select(func.max(Event.at)))
    if last is not None and last > now + AHEAD:
        yield fault("clock", "clock_behind", last=last.isoformat(timespec="seconds"))
    else:
        yield fine("clock", "clock", now=now.isoformat(timespec="seconds"))


def attachments(session: Session) -> list[Attachment]:
    """All files that the database knows."""
    return list(session.scalars(select(Attachment).order_by(Attachment.id)))


@dataclass(frozen=True, slots=True)
class Filed:
    """What a row says about its file; no more, so that older schemas can be asked as well."""

    id: str
    key: str
    size: int
    sha256: str


def filed(session: Session) -> list[Filed]:
    """All files that a database names."""
    columns = select(Attachment.id, Attachment.key, Attachment.size, Attachment.sha256)
    return [Filed(*row) for row in session.execute(columns.order_by(Attachment.id))]


def scanning(files: Iterable[Attachment], now: dt.datetime) -> Findings:
    """No file waits long for its scan, and none that is infected was sent."""
    late = [one.id for one in files if one.scan == "pending" and now - one.created_at > WAITING_LONG]
    if late:
        yield warning("files", "files_pending", number=len(late), ids=named(late))
