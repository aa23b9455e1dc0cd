"""The API for programs: lists that go on behind a cursor."""

from __future__ import annotations

from collections.abc import Collection

from dossiers import wire_rows
from dossiers.errors import WrongHeaderError
from dossiers.routes.calling import Call
from dossiers.store.listing import listed
from dossiers.store.tables import Dossier

AT_ONCE = 50
"""Entries of a list in one answer."""


def piece_of(call: Call, statuses: Collection[str]) -> tuple[list[Dossier], str | None]:
    """The dossiers in these states behind the `cursor` of the address, and the cursor of what follows.

    Raises WrongHeaderError for a cursor that none of our answers gave.
    """
    given = call.request.query_params.get("cursor", "")
    after = wire_rows.read_cursor(given) if given else None
    if given and after is None:
        raise WrongHeaderError(call.piece("parameter", "cursor", "no_cursor"))
    found = listed(call.house.database, call.account.id, statuses, after, AT_ONCE + 1)
    return found[:AT_ONCE], wire_rows.cursor(found[AT_ONCE - 1]) if len(found) > AT_ONCE else None
