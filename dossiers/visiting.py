"""Whoever asks for something before or beside a sign-in, and the code that such a browser waits for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from dossiers import identity
from dossiers.house import Words
from dossiers.letters import Channel


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whoever asks: where from, in which language, when, at which public address of the service."""

    address: str
    words: Words
    now: dt.datetime
    base: str

    def link(self, path: str) -> str:
        """A whole address of ours, for a letter."""
        return f"{self.base}{'/en' if self.words.lang == 'en' else ''}{path}"


@dataclass(frozen=True, slots=True)
class Pending:
    """A code that was asked for, as the asking browser keeps it (sealed): known and unknown look the same."""

    token: str
    channel: Channel
    target: str

    @property
    def shown(self) -> str:
        """The address or number it went to, enough of it for its owner."""
        if self.channel == "sms":
            return identity.mask(self.target.replace("+84", "0"))
        name, _, domain = self.target.partition("@")
        return f"{name[:2]}***@{domain}"
