"""What follows for a procedure from others: the end of a version, and who took the place of whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from indexer.procedure import Procedure, Status


def successors(procedures: Iterable[Procedure]) -> dict[str, tuple[str, ...]]:
    """Code of a replaced procedure -> codes of those that replace it."""
    found: dict[str, list[str]] = {}
    for procedure in procedures:
        for old in _replaced(procedure):
            if procedure.code not in found.setdefault(old, []):
                found[old].append(procedure.code)
    return {old: tuple(new) for old, new in found.items()}


def settle(procedures: Sequence[Procedure]) -> list[Procedure]:
    """The procedures with the ends that follow from others.

    A version ends the day before the next one of its code begins. A replaced procedure ends the day before
    its successor begins; where that day is unknown it counts as abolished. A suspended one ends like any other.
    """
    starts: dict[str, list[dt.date | None]] = {}
    for one in procedures:
        if one.valid_from:
            starts.setdefault(one.code, []).append(one.valid_from)
    for one in procedures:
        for old in _replaced(one):
            starts.setdefault(old, []).append(one.valid_from)
    return [_settled(one, starts.get(one.code, [])) for one in procedures]


def _replaced(procedure: Procedure) -> Iterator[str]:
    """Codes of others that a procedure replaces: one that names itself must not vanish."""
    return (old for old in procedure.replaces if old != procedure.code)


def _settled(procedure: Procedure, starts: Sequence[dt.date | None]) -> Procedure:
    if procedure.valid_to or procedure.status in (Status.ABOLISHED, Status.DRAFT):
        return procedure
    own = procedure.valid_from or dt.date.min
    later = [day for day in starts if day and day > own]
    if later:
        return procedure.model_copy(update={"valid_to": min(later) - dt.timedelta(days=1)})
    if None in starts:
        return procedure.model_copy(update={"status": Status.ABOLISHED})
    return procedure
