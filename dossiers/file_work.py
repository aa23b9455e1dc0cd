"""What the worker does with files: scans them, and removes those whose rows are gone. Handlers of the outbox."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dossiers.errors import AbsentError, DamagedError, StoreError
from dossiers.files import FileStore, checked
from dossiers.outbox import DeliveryError, Handler
from dossiers.scanning import Scan, Scanner, Verdict
from dossiers.store import attachments
from dossiers.store.database import Database
from dossiers.store.outbox import Claimed
from dossiers.store.tables import Attachment, Outgoing


@dataclass(frozen=True, slots=True)
class FileWork:
    """Scans and removes files; both may be done twice without harm."""

    database: Database
    files: FileStore
    scanner: Scanner | None

    @property
    def handlers(self) -> Mapping[str, Handler]:
        """Kind of the outbox -> who does it."""
        return {"scan": self.scan, "remove_file": self.remove}

    def scan(self, claimed: Claimed, now: dt.datetime) -> Iterable[Outgoing]:
        """Asks the scanner about a file; raises DeliveryError where it did not say: the file stays pending."""
        file = attachments.find(self.database, str(claimed.payload.get("file")))
        if file is None or file.scan in (Scan.CLEAN, Scan.INFECTED):
            return ()
        if self.scanner is None:
            raise DeliveryError("no_scanner")
        verdict = self._ask(self.scanner, file)
        attachments.set_verdict(self.database, file.id, verdict)
        if verdict.scan is Scan.PENDING:
            raise DeliveryError(f"scanner_{verdict.result}")
        return ()

    def _ask(self, scanner: Scanner, file: Attachment) -> Verdict:
        try:
            return scanner.scan(checked(self.files.read(file.key), file.sha256))
        except (AbsentError, DamagedError) as error:
            raise DeliveryError("file_damaged") from error
        except StoreError as error:
            raise DeliveryError("store") from error

    def remove(self, claimed: Claimed, now: dt.datetime) -> Iterable[Outgoing]:
        """Removes a file that no row names; raises DeliveryError where the store does not answer."""
        key = str(claimed.payload.get("key"))
        if attachments.is_named(self.database, key):
            return ()
        try:
            self.files.remove(key)
        except AbsentError:
            return ()
        except StoreError as error:
            raise DeliveryError("store") from error
        return ()
