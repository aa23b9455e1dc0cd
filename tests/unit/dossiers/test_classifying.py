"""Own dossiers by state."""

from __future__ import annotations

from dossiers.classifying import ANSWERED, BIN, WAITING, counts, group, in_group
from dossiers.dossier import Status
from dossiers.store.tables import Dossier
from tests.dossier_database import NOW


def dossier(status: Status, *, binned: bool = False) -> Dossier:
    return Dossier(status=status, binned_at=NOW if binned else None)


MINE = [
    dossier(Status.RETURNED),
    dossier(Status.SENT),
    dossier(Status.DRAFT),
    dossier(Status.DRAFT, binned=True),
    dossier(Status.SENT),
]


def test_groups_are_counted_in_the_order_of_a_dossiers_life_and_the_bin_comes_last() -> None:
    assert counts(MINE) == [("draft", 1), ("sent", 2), ("returned", 1), (BIN, 1)]


def test_all_is_everything_but_the_bin() -> None:
    assert len(in_group(MINE, "")) == 4
    assert [group(one) for one in in_group(MINE, BIN)] == [BIN]
    assert len(in_group(MINE, "sent")) == 2


def test_the_agency_has_answered_when_it_asks_refuses_or_ends_but_not_when_i_withdrew() -> None:
    assert {Status.ASKED, Status.REFUSED, Status.FINISHED, Status.RETURNED} <= ANSWERED
    assert ANSWERED.isdisjoint({Status.DRAFT, Status.SENT, Status.PROCESSING, Status.WITHDRAWN})
    assert WAITING <= ANSWERED
