"""Files in S3 or a store that speaks its language, through obstore; loaded only where the settings ask for it.

Access is checked here and files pass through this service: no public object, no link that works without us.
"""

from __future__ import annotations

import datetime as dt
import importlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile
from typing import Any

from dossiers.errors import AbsentError, StoreError
from dossiers.files import PIECE, is_key, storing
from dossiers.settings import DossierSettings

EXTRA = "s3"
TIMEOUT = "30s"


class MissingExtraError(Exception):
    """An extra of the package is not installed; carries its name."""

    def __init__(self, extra: str) -> None:
        super().__init__(f"pip install 'thutuc[{extra}]'")
        self.extra = extra


class S3Files:
    """Files in a bucket, below a prefix."""

    def __init__(self, settings: DossierSettings) -> None:
        """Opens nothing yet; raises MissingExtraError without obstore."""
        try:
            self._obstore: Any = importlib.import_module("obstore")
            stores: Any = importlib.import_module("obstore.store")
            self._faults: Any = importlib.import_module("obstore.exceptions")
        except ImportError as error:
            raise MissingExtraError(EXTRA) from error
        bucket, _, prefix = settings.files.removeprefix("s3://").partition("/")
        self._store = stores.S3Store(bucket, prefix=prefix.strip("/") or None, **_options(settings))

    def put(self, key: str, parts: Iterable[bytes]) -> None:
        """See FileStore. All of it is put aside first: an object appears whole or not at all."""
        with storing(), SpooledTemporaryFile(PIECE) as aside:
            for part in parts:
                aside.write(part)
            aside.seek(0)
            with self._told():
                self._obstore.put(self._store, _checked_key(key), aside)

    def read(self, key: str) -> Iterator[bytes]:
        """See FileStore."""
        with self._told():
            found = self._obstore.get(self._store, _checked_key(key))
        return self._pieces(found)

    def size(self, key: str) -> int | None:
        """See FileStore."""
        try:
            with self._told():
                return int(self._obstore.head(self._store, _checked_key(key))["size"])
        except AbsentError:
            return None

    def remove(self, key: str) -> None:
        """See FileStore."""
        try:
            with self._told():
                self._obstore.delete(self._store, _checked_key(key))
        except AbsentError:
            return

    def stored(self) -> Iterator[tuple[str, dt.datetime]]:
        """See FileStore."""
        with self._told():
            for page in self._obstore.list(self._store):
                yield from ((one["path"], one["last_modified"]) for one in page if is_key(one["path"]))

    def _pieces(self, found: Any) -> Iterator[bytes]:
        with self._told():
            for part in found.stream(min_chunk_size=PIECE):
                yield bytes(part)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turns faults of obstore into ours; their texts may hold names of buckets and hosts."""
        try:
            yield
        except (FileNotFoundError, self._faults.NotFoundError):
            raise AbsentError from None
        except self._faults.BaseError:
            raise StoreError(full=False) from None


def _options(settings: DossierSettings) -> dict[str, Any]:
    """Addresses of the path style, which every store of the kind understands."""
    options: dict[str, Any] = {"region": settings.s3_region, "virtual_hosted_style_request": False}
    if settings.s3_endpoint:
        options["endpoint"] = settings.s3_endpoint
    if settings.s3_key is not None and settings.s3_secret is not None:
        options["access_key_id"] = settings.s3_key.get_secret_value()
        options["secret_access_key"] = settings.s3_secret.get_secret_value()
    allow_http = settings.s3_endpoint.startswith("http://")
    return {**options, "client_options": {"allow_http": allow_http, "timeout": TIMEOUT}}


def _checked_key(key: str) -> str:
    if not is_key(key):
        raise AbsentError
    return key
