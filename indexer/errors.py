"""Errors of the indexer. A class exists only where somebody catches it.

IndexerError
├── DataError             the data folder has mistakes; carries every complaint
├── GenerationError       no generation can be read
│   └── DamagedError      a generation does not match its manifest, or another version wrote it
└── LockHeldError         another build is running
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from indexer.messages import FAULTS

if TYPE_CHECKING:
    from indexer.complaints import Complaint

Lang = Literal["vi", "en"]


class IndexerError(Exception):
    """Base of what the indexer raises on purpose; the message says where, what and how to mend it."""

    def text(self, lang: Lang) -> str:
        """The message in a language."""
        return str(self)


class DataError(IndexerError):
    """The data folder cannot be used as it is."""

    def __init__(self, complaints: Sequence[Complaint]) -> None:
        super().__init__("\n".join(complaint.text("vi") for complaint in complaints))
        self.complaints = tuple(complaints)

    def text(self, lang: Lang) -> str:
        """Every complaint in a language, one a line."""
        return "\n".join(complaint.text(lang) for complaint in self.complaints)


class _RuleError(IndexerError):
    """Names a rule of messages.FAULTS and the values of its words; as a plain string it is English."""

    def __init__(self, rule: str, **values: object) -> None:
        super().__init__(rule)
        self.rule = rule
        self.values = values

    def __str__(self) -> str:
        return self.text("en")

    def text(self, lang: Lang) -> str:
        """The message in a language; errors among its values are told in the same."""
        told = {name: _told(value, lang) for name, value in self.values.items()}
        return FAULTS[self.rule][0 if lang == "vi" else 1].format(**told)


def _told(value: object, lang: Lang) -> object:
    if isinstance(value, tuple):
        return "; ".join(str(_told(one, lang)) for one in value)
    return value.text(lang) if isinstance(value, IndexerError) else value


class GenerationError(_RuleError):
    """There is no generation that can be read."""


class DamagedError(GenerationError):
    """A file of a generation is missing, differs from the manifest or has another format."""


class LockHeldError(_RuleError):
    """Another build holds the lock of the index folder."""


def reason(error: Exception, lang: Lang) -> str:
    """What an error says, in a language where it is one of ours; the system speaks its own."""
    return error.text(lang) if isinstance(error, IndexerError) else str(error)
