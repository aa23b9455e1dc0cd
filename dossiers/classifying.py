"""Phân loại hồ sơ: own dossiers grouped by where they stand, and what waits for the applicant. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from dossiers.dossier import FINAL, Status
from dossiers.store.tables import Dossier

BIN = "bin"
"""The group of drafts that were thrown away."""
WAITING = frozenset({Status.ASKED, Status.ASKED_AT_RECEPTION, Status.PAYMENT_ASKED})
"""States in which the agency waits for the applicant."""
ANSWERED = frozenset({*WAITING, *FINAL, Status.FINISHED}) - {Status.WITHDRAWN}
"""States that mean the agency has answered."""


def group(dossier: Dossier) -> str:
    """The group of a dossier: its status, or the bin."""
    return BIN if dossier.binned_at is not None else dossier.status


def counts(dossiers: Iterable[Dossier]) -> list[tuple[str, int]]:
    """(group, number) of the groups that have dossiers, in the order of a dossier's life, the bin last."""
    found = Counter(group(one) for one in dossiers)
    return [(str(one), found[one]) for one in (*Status, BIN) if found[one]]


def in_group(dossiers: Iterable[Dossier], wanted: str) -> list[Dossier]:
    """The dossiers of a group; "" is all but the bin."""
    return [one for one in dossiers if (group(one) == wanted if wanted else one.binned_at is None)]
