"""Released versions of the widget: which there are and which file an address of one means."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import orjson

FILE = "thutuc-search.js"
RECORD = "widget/versions.json"
"""Where static files record the releases; served as it is."""
SOURCE = f"widget/{FILE}"
"""What the site itself uses and the next release will be."""
_NUMBER = re.compile(r"(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})")

Files = Mapping[str, tuple[bytes, str]]
"""Static files by name: content, media type."""


@dataclass(frozen=True, slots=True)
class Release:
    """One released version."""

    version: str
    integrity: str
    """Hash for the `integrity` attribute of a script element (Subresource Integrity)."""

    @property
    def name(self) -> str:
        """Name of its static file."""
        return f"widget/{self.version}/{FILE}"

    @property
    def order(self) -> tuple[int, ...]:
        """Major, minor, patch."""
        return numbers(self.version)


def numbers(version: str) -> tuple[int, ...]:
    """Major, minor, patch of a version; raises ValueError for another text."""
    if not _NUMBER.fullmatch(version):
        raise ValueError(version)
    return tuple(int(part) for part in version.split("."))


def integrity(content: bytes) -> str:
    """The hash of a file as browsers check it: `sha384-…`."""
    return "sha384-" + base64.b64encode(hashlib.sha384(content).digest()).decode("ascii")


@lru_cache(maxsize=8)
def read_record(record: bytes) -> tuple[Release, ...]:
    """The releases of a record, the newest first."""
    listed = [Release(one["version"], one["integrity"]) for one in orjson.loads(record)["versions"]]
    return tuple(sorted(listed, key=lambda one: one.order, reverse=True))


def releases(files: Files) -> tuple[Release, ...]:
    """All releases, the newest first."""
    return read_record(files[RECORD][0])


def find(files: Files, version: str) -> Release | None:
    """The release that `v1` (the newest of major version 1) or `v1.0.0` means; None where there is none."""
    wanted = version.removeprefix("v")
    if wanted == version:
        return None
    return next((one for one in releases(files) if wanted in (one.version, str(one.order[0]))), None)


def is_exact(version: str) -> bool:
    """Whether an address names one version, so that its file never changes."""
    return bool(_NUMBER.fullmatch(version.removeprefix("v")))
