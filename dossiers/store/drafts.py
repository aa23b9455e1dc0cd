"""Drafts: made, opened, saved, binned, brought back. One function a transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import func, select, update

from dossiers.dossier import Status
from dossiers.errors import AbsentError, ConflictError
from dossiers.store.database import Database
from dossiers.store.tables import Attachment, Dossier, new_id
from indexer.procedure import Procedure

Part = Literal["reception", "information", "answers", "cases"]
"""What a page of the journey saves."""


@dataclass(frozen=True, slots=True)
class Lifetime:
    """How long a draft lives without a change, and how long it stays in the bin."""

    days: int
    bin_days: int

    def end(self, now: dt.datetime) -> dt.datetime:
        """When a draft that changed now goes into the bin."""
        return now + dt.timedelta(days=self.days)


def create(
    database: Database,
    account: str,
    procedure: Procedure,
    *,
    digest: str,
    agency: str,
    receiving_agency: str,
    lifetime: Lifetime,
    now: dt.datetime,
    prefilled: Mapping[Part, Any] | None = None,
) -> Dossier:
    """A new draft that follows a procedure as it is now."""
    draft = new_draft(
        account,
        procedure,
        digest=digest,
        agency=agency,
        receiving_agency=receiving_agency,
        lifetime=lifetime,
        now=now,
        prefilled=prefilled,
    )
    with database.write() as session:
        session.add(draft)
    return draft


def new_draft(
    account: str,
    procedure: Procedure,
    *,
    digest: str,
    agency: str,
    receiving_agency: str,
    lifetime: Lifetime,
    now: dt.datetime,
    prefilled: Mapping[Part, Any] | None = None,
) -> Dossier:
    """The row of a new draft, not written yet."""
    return Dossier(
        id=new_id(),
        account=account,
        status=Status.DRAFT,
        procedure_code=procedure.code,
        procedure_digest=digest,
        procedure=procedure.model_dump(mode="json", by_alias=True),
        agency=agency,
        receiving_agency=receiving_agency,
        created_at=now,
        changed_at=now,
        expires_at=lifetime.end(now),
        **dict(prefilled or {}),
    )


def own(database: Database, account: str, dossier: str) -> Dossier:
    """A dossier of an account; raises AbsentError where there is none, or it is somebody else's."""
    with database.read() as session:
        found = session.scalars(
            select(Dossier).where(Dossier.id == dossier, Dossier.account == account)
        ).one_or_none()
    if found is None:
        raise AbsentError
    return found


def own_draft(database: Database, account: str, dossier: str) -> Dossier:
    """A draft of an account that is not in the bin; raises AbsentError."""
    found = own(database, account, dossier)
    if found.status != Status.DRAFT or found.binned_at is not None:
        raise AbsentError
    return found


def save(
    database: Database,
    account: str,
    dossier: str,
    version: int,
    changes: Mapping[str, Any],
    *,
    lifetime: Lifetime,
    now: dt.datetime,
) -> int:
    """Puts parts of a draft (see Part) in the place of the old ones; returns the new version.

    Raises ConflictError where the draft is not at `version` any more, AbsentError where there is no such draft.
    """
    with database.write() as session:
        saved = session.execute(
            update(Dossier)
            .where(
                Dossier.id == dossier,
                Dossier.account == account,
                Dossier.version == version,
                Dossier.status == Status.DRAFT,
                Dossier.binned_at.is_(None),
            )
            .values(
                **changes,
                version=version + 1,
                changed_at=now,
                expires_at=lifetime.end(now),
                reminded=0,
            )
        )
        if not saved.rowcount:  # type: ignore[attr-defined]
            _refuse(
                session.scalars(
                    select(Dossier).where(Dossier.id == dossier, Dossier.account == account)
                ).one_or_none()
            )
    return version + 1


def _refuse(found: Dossier | None) -> None:
    if found is None or found.status != Status.DRAFT or found.binned_at is not None:
        raise AbsentError
    raise ConflictError(found.version)


def follow(
    database: Database,
    draft: Dossier,
    procedure: Procedure,
    digest: str,
    now: dt.datetime,
) -> int:
    """Moves a draft on to the present wording of its procedure; returns the new version.

    Raises ConflictError and AbsentError as `save`.
    """
    with database.write() as session:
        moved = session.execute(
            update(Dossier)
            .where(Dossier.id == draft.id, Dossier.version == draft.version)
            .where(Dossier.status == Status.DRAFT, Dossier.binned_at.is_(None))
            .values(
                procedure=procedure.model_dump(mode="json", by_alias=True),
                procedure_digest=digest,
                version=draft.version + 1,
                changed_at=now,
            )
        )
        if not moved.rowcount:  # type: ignore[attr-defined]
            _refuse(session.get(Dossier, draft.id))
    return draft.version + 1


def bin_draft(database: Database, account: str, dossier: str, now: dt.datetime) -> None:
    """Puts a draft into the bin; raises AbsentError."""
    _set_bin(database, account, dossier, now)


def unbin(database: Database, account: str, dossier: str, lifetime: Lifetime, now: dt.datetime) -> None:
    """Takes a draft out of the bin; it lives on as if it changed now. Raises AbsentError."""
    _set_bin(database, account, dossier, None, expires_at=lifetime.end(now))


def _set_bin(database: Database, account: str, dossier: str, at: dt.datetime | None, **more: Any) -> None:
    with database.write() as session:
        done = session.execute(
            update(Dossier)
            .where(Dossier.id == dossier, Dossier.account == account, Dossier.status == Status.DRAFT)
            .values(binned_at=at, version=Dossier.version + 1, **more)
        )
        if not done.rowcount:  # type: ignore[attr-defined]
            raise AbsentError


def owned(database: Database, account: str) -> list[Dossier]:
    """All dossiers of an account, last changed first; drafts in the bin included."""
    with database.read() as session:
        return list(
            session.scalars(
                select(Dossier)
                .where(Dossier.account == account)
                .order_by(Dossier.changed_at.desc(), Dossier.id)
            )
        )


def open_draft(database: Database, account: str, procedure_code: str) -> Dossier | None:
    """The draft of a procedure that an account changed last, if it has one."""
    with database.read() as session:
        return session.scalars(
            select(Dossier)
            .where(
                Dossier.account == account,
                Dossier.procedure_code == procedure_code,
                Dossier.status == Status.DRAFT,
                Dossier.binned_at.is_(None),
            )
            .order_by(Dossier.changed_at.desc())
            .limit(1)
        ).one_or_none()


def attached(database: Database, dossier: str) -> dict[str, int]:
    """Place -> number of files attached there."""
    with database.read() as session:
        rows = session.execute(
            select(Attachment.place, func.count())
            .where(Attachment.dossier == dossier)
            .group_by(Attachment.place)
        )
        return {place: number for place, number in rows if place}


def stored_procedure(dossier: Dossier) -> Procedure:
    """The procedure as a dossier pinned it."""
    return Procedure.model_validate(dossier.procedure, strict=False)
