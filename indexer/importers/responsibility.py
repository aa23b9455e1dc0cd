"""Who carries a procedure out: cells with names of agencies -> ids, with the source's wording in the note."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.importers.offices import Offices
from indexer.importers.report import Trace
from indexer.procedure import Level

_NEAREST = (Level.COMMUNE, Level.DISTRICT, Level.PROVINCE, Level.OTHER, Level.MINISTRY)
"""Of several agencies the one nearest to people stands for all: sources list them in any order."""


def agencies(label: str, key: str, cell: str | None, offices: Offices, trace: Trace) -> tuple[str, ...]:
    """Ids of the agencies of a cell; `label` heads the wording in the note where an id does not say it all."""
    if not cell:
        return ()
    ids, unknown = offices.find_all(cell)
    for one in unknown:
        trace.repaired("not_an_agency", key, text=one)
    if unknown or not all(offices.is_called(id, cell) for id in ids):
        trace.keep(label, cell)
        for name, id in offices.variants(cell):
            trace.repaired("agency_variant", key, text=name, id=id)
    return tuple(ids)


def implementing(
    cell: str | None,
    *,
    competent: Sequence[str],
    bundled: str | None,
    levels: Sequence[Level],
    offices: Offices,
    trace: Trace,
) -> str:
    """The agency of the procedure; where the cell names none: the competent one, that of the bundled
    procedure of the code, else a stand-in that says that the source names none."""
    ids = agencies("agencies", "agency", cell, offices, trace)
    if len(ids) > 1:
        nearest = min(ids, key=lambda id: _NEAREST.index(offices.level(id)))
        trace.keep("agencies", cell or "")
        trace.repaired("several_agencies", "agency", id=nearest)
        return nearest
    if ids:
        return ids[0]
    if competent:
        trace.repaired("agency_from_authority", "agency", id=competent[0])
        return competent[0]
    if bundled:
        trace.repaired("agency_from_bundled", "agency", id=bundled)
        return bundled
    stand_in = offices.unknown(levels[0])
    trace.repaired("agency_unknown", "agency", id=stand_in)
    return stand_in
