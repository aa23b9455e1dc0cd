"""What the surrounding service lends to accounts and dossiers, as functions: so neither knows the other.

`search_api/app.py` builds it; tests build it with fakes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, Protocol

from starlette.requests import Request

from dossiers.files import FileStore
from dossiers.sealing import Seals
from dossiers.settings import DossierSettings
from dossiers.store.database import Database
from indexer.catalog import Catalog
from indexer.procedure import Procedure


class Words(Protocol):
    """The words of one language: the service's own, with our message tables."""

    lang: Literal["vi", "en"]

    def __call__(self, key: str, **values: object) -> str:
        """The message of a key; raises KeyError for an unknown one."""

    def counted(self, key: str, number: int, **values: object) -> str:
        """The message for a number of things."""

    def either(self, key: str, fallback: str, **values: object) -> str:
        """The message of a key, or of another where there is none."""

    def day(self, day: dt.date | str) -> str:
        """A day as people write it."""


class Listed(NamedTuple):
    """A procedure in a list."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of a list of procedures."""

    items: tuple[Listed, ...]
    total: int
    pages: int


@dataclass(frozen=True, slots=True)
class House:
    """Settings, stores and what the service lends."""

    settings: DossierSettings
    database: Database
    seals: Seals
    files: FileStore
    catalog: Callable[[], Catalog]
    """Registers of the serving generation."""
    find_procedure: Callable[[str, dt.date], Procedure | None]
    """A procedure by code as it is in force on a day."""
    agencies: Callable[[], Sequence[tuple[str, str, int]]]
    """Agencies and kinds that have procedures in force: (id, name, number of procedures)."""
    list_procedures: Callable[[str, str, int], Listing]
    """(agency or "", text or "", page from 1) -> the procedures in force that fit."""
    language: Callable[[Request], Literal["vi", "en"]]
    """The language that a program asks for, where no address tells it."""
    words: Callable[[str], Words]
    """Words of a language, "vi" or "en"."""
    render: Callable[[Request, str, Words, Mapping[str, Any]], bytes]
    """A page from a template, in the layout of the site."""
    base_address: Callable[[Request], str]
    """Public address without a slash at the end."""
    now: Callable[[], dt.datetime]
    """The present instant, with a time zone."""
