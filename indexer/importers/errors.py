"""Errors of an import. Single records never raise: they are refused, and the report says why.

IndexerError
├── OccupiedError         the folder to write holds something that is not an untouched earlier import
└── SourceError           the file or folder to import cannot be read
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from indexer.errors import IndexerError
from indexer.importers.messages import FAULTS

_LANGS = ("vi", "en")


class _ImportError(IndexerError):
    def __init__(self, rule: str, path: Path, **values: object) -> None:
        self.rule = rule
        self.values = {"path": path, **values}
        super().__init__(self.text("vi"))

    def text(self, lang: Literal["vi", "en"]) -> str:
        """What is wrong and how to mend it."""
        return FAULTS[self.rule][_LANGS.index(lang)].format(**self.values)


class OccupiedError(_ImportError):
    """The folder to write is not empty and no import of ours, or somebody changed it since."""


class SourceError(_ImportError):
    """What should be imported is missing or no such file."""
