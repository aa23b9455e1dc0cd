"""Procedures that rest on a legal document which is no longer in force, as far as the data says so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Set
from pathlib import Path

from indexer.complaints import Complaint
from indexer.explaining import Where
from indexer.load import Loaded, read_file
from indexer.procedure import LegalBasis, Procedure, Status
from indexer.settling import settle

RULES = ("expired_basis", "replaced_basis")
"""Rules of the complaints: nothing is known to replace the document, or something is."""
_MARK = b"expired_on"
"""Files without the key cannot hold such a basis and need not be read as YAML once more."""


def expired_bases(data: Path, loaded: Loaded, today: dt.date) -> list[Complaint]:
    """A warning for each legal basis that has ended by a day, in the order of files and lines.

    `loaded` is what the folder `data` holds. Procedures that are over themselves are passed over: nothing in
    them needs mending. The values of a complaint are code, number, expired_on, replaced_by.
    """
    published = settle([one for one in loaded.procedures if one.status is not Status.DRAFT])
    over = {one.key for one in published if _over(one, today)}
    paths = (data / name for name in sorted(loaded.digests) if name.startswith("procedures/"))
    return [complaint for path in paths for complaint in _of_file(path, over, today)]


def _over(procedure: Procedure, today: dt.date) -> bool:
    ended = procedure.valid_to is not None and procedure.valid_to < today
    return ended or procedure.status is Status.ABOLISHED


def _of_file(path: Path, over: Set[str], today: dt.date) -> Iterator[Complaint]:
    if _MARK not in path.read_bytes():
        return
    parsed = read_file(path, Procedure)
    if parsed.value is None or parsed.value.key in over:
        return
    for place, basis in enumerate(parsed.value.legal_bases):
        if basis.expired_on is not None and basis.expired_on <= today:
            yield _complaint(parsed.where, parsed.value.code, place, basis)


def _complaint(where: Where, code: str, place: int, basis: LegalBasis) -> Complaint:
    return where.complain(
        ("legal_bases", place, "expired_on"),
        RULES[basis.replaced_by is not None],
        severity="warning",
        code=code,
        number=basis.number,
        expired_on=str(basis.expired_on),
        replaced_by=basis.replaced_by,
    )
