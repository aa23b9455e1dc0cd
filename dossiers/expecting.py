"""When a dossier that is sent now would be ready: "dự kiến" only, since the term begins with acceptance. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from indexer.catalog import Catalog
from indexer.procedure import Channel, Procedure, Term
from indexer.working_calendar import calendar_of
from indexer.working_time import due


@dataclass(frozen=True, slots=True)
class Expected:
    """One term of a procedure and the day on which it would end."""

    term: Term
    day: dt.date
    provisional: bool
    """Whether it rests on days off that are not announced yet."""


def expected(
    procedure: Procedure, catalog: Catalog, agency: str, moment: dt.datetime
) -> tuple[Expected, ...]:
    """The days on which the terms of the online way would end, each once; empty where none can be counted.

    A procedure whose online way is not described is counted by its other ways.
    """
    calendar = calendar_of(catalog, agency)
    online = [method for method in procedure.methods if method.channel is Channel.ONLINE]
    terms = [term for method in online or procedure.methods for term in method.terms]
    found: dict[tuple[dt.date, str | None], Expected] = {}
    for term in terms:
        end = due(calendar, moment, term)
        if end is not None:
            day = end.at.date()
            found.setdefault((day, term.case), Expected(term, day, end.provisional))
    return tuple(found.values())
