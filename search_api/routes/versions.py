"""The versions of a procedure: how they differ, and when its data were changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from starlette.requests import Request
from starlette.responses import Response

from indexer.procedure import Procedure
from search_api.addresses import procedure_url
from search_api.finding import find
from search_api.history import read_history
from search_api.parameters import page_params
from search_api.results import Standing, standing
from search_api.revisions import Revisions, Told
from search_api.routes.procedures import to_address
from search_api.visits import Body, Visit

BELOW = "/phien-ban"
MOST_EVENTS = 50
"""Changes on record that are shown, the newest: a procedure has one or two a year."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version as the page shows it."""

    procedure: Procedure
    standing: Standing
    url: str
    """Address of its page; without a prefix of a language"""
    told: tuple[Told, ...] | None
    """How it differs from the one before; None for the first"""


async def page(request: Request) -> Response:
    """All versions of a procedure, the newest first."""
    visit = Visit(request, page=True)
    asked = request.path_params["code"]
    page_params(request, ())
    found = find(visit.serving, asked, None, visit.today)
    if found.procedure.code != asked:
        return to_address(visit, found, [], BELOW)
    return visit.answer(None, lambda: _page(visit, found.procedure, bool(found.successors)))


def _page(visit: Visit, procedure: Procedure, replaced: bool) -> Body:
    edition = visit.serving.edition
    history = visit.site.kept.of(edition, read_history)
    return visit.html(
        "versions.html",
        p=procedure,
        versions=_versions(visit, edition.versions(procedure.code), replaced),
        events=[one for one in history.events if one.code == procedure.code][:MOST_EVENTS],
        since=dt.datetime.fromisoformat(history.since).date(),
    )


def _versions(visit: Visit, held: Sequence[Procedure], replaced: bool) -> list[Version]:
    """The newest first, each with what differs from the one before it."""
    revisions = Revisions(visit.words, visit.serving.edition.catalog)
    told = [None, *(tuple(revisions.between(old, new)) for old, new in pairwise(held))]
    last = len(held) - 1
    return [
        _version(visit.today, one, what, replaced=replaced or number < last)
        for number, (one, what) in reversed(list(enumerate(zip(held, told, strict=True))))
    ]


def _version(day: dt.date, one: Procedure, told: tuple[Told, ...] | None, *, replaced: bool) -> Version:
    where = standing(one.status, (one.valid_from, one.valid_to), day, replaced=replaced)
    asked = None if one.in_force_on(day) else one.valid_from or one.valid_to
    return Version(one, where, procedure_url(one.code, asked), told)
