"""A file store in memory, for tests of what reads and writes files through it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator

from dossiers.errors import AbsentError, StoreError
from dossiers.store.database import Database
from dossiers.store.tables import Attachment
from tests.dossier_database import NOW


class Shelf:
    """Files by key; `faulty` ones cannot be read."""

    def __init__(self) -> None:
        self.files: dict[str, tuple[bytes, dt.datetime]] = {}
        self.faulty: set[str] = set()

    def stored(self) -> Iterator[tuple[str, dt.datetime]]:
        for key, (_, changed_at) in self.files.items():
            yield key, changed_at

    def read(self, key: str) -> Iterator[bytes]:
        if key in self.faulty:
            raise StoreError(full=False)
        if key not in self.files:
            raise AbsentError
        content = self.files[key][0]
        yield content[:3]
        yield content[3:]

    def put(self, key: str, parts: Iterable[bytes]) -> None:
        self.files[key] = b"".join(parts), NOW


def attach(  # noqa: PLR0917 - what an attachment is
    database: Database,
    shelf: Shelf,
    account: str,
    dossier: str | None,
    key: str,
    content: bytes = b"%PDF-1.7",
) -> str:
    """A file in the store with its row; returns the row's id."""
    shelf.files[key] = content, NOW
    row = Attachment(
        account=account, dossier=dossier, place="0.a", name="a.pdf", media_type="application/pdf",
        size=len(content), sha256=hashlib.sha256(content).hexdigest(), key=key, scan="clean", created_at=NOW,
    )  # fmt: skip
    with database.write() as session:
        session.add(row)
    return row.id
