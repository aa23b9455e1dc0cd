"""Errors of the indexer. A class exists only where somebody catches it.

IndexerError
├── DataError             the data folder has mistakes; carries every complaint
├── GenerationError       no generation can be read
│   └── DamagedError      a generation does not match its manifest, or another version wrote it
└── LockHeldError         another build is running
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from indexer.complaints import Complaint


class IndexerError(Exception):
    """Base of what the indexer raises on purpose; the message says where, what and how to mend it."""


class DataError(IndexerError):
    """The data folder cannot be used as it is."""

    def __init__(self, complaints: Sequence[Complaint]) -> None:
        super().__init__("\n".join(complaint.text("vi") for complaint in complaints))
        self.complaints = tuple(complaints)


class GenerationError(IndexerError):
    """There is no generation that can be read."""


class DamagedError(GenerationError):
    """A file of a generation is missing, differs from the manifest or has another format."""


class LockHeldError(IndexerError):
    """Another build holds the lock of the index folder."""
