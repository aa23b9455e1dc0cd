"""What the worker works with: as House for pages, but without a request."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from dossiers.codes import VIETNAM
from dossiers.house import Words
from dossiers.lists import CatalogLists
from dossiers.mail import Mailer
from dossiers.questions import Setting
from dossiers.settings import DossierSettings
from dossiers.sms_gateway import SmsGateway
from dossiers.store.database import Database
from indexer.catalog import Catalog
from indexer.procedure import Procedure


@dataclass(frozen=True, slots=True)
class Office:
    """Settings, stores, ways out and what the service lends."""

    settings: DossierSettings
    database: Database
    catalog: Callable[[], Catalog]
    """Registers of the current generation."""
    find_procedure: Callable[[str, dt.date], Procedure | None]
    """A procedure by code as it is in force on a day."""
    words: Callable[[str], Words]
    """Words of a language, "vi" or "en"."""
    base: str
    """Public address without a slash at the end; empty: letters carry no links."""
    mailer: Mailer
    gateway: SmsGateway

    def link(self, path: str, lang: str) -> str:
        """A whole address of ours, empty where none is known."""
        return f"{self.base}{'/en' if lang == 'en' else ''}{path}" if self.base else ""

    def setting(self, moment: dt.datetime) -> Setting:
        """What answers are read and shown with, as of a moment."""
        today = day_in_vietnam(moment)
        return Setting(today, CatalogLists(self.catalog(), today))


def day_in_vietnam(moment: dt.datetime) -> dt.date:
    """The day that it is in Vietnam."""
    return moment.astimezone(VIETNAM).date()
