"""What comes of reading one file of a data folder, and who reads those of procedures."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from pydantic import BaseModel

from indexer.catalog import Registers
from indexer.complaints import Complaint
from indexer.explaining import Where
from indexer.procedure import Procedure

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Parsed(Generic[Model]):
    """One file: where its values stand, and the value it holds unless it has mistakes."""

    where: Where
    value: Model | None
    complaints: tuple[Complaint, ...]
    digest: str = ""
    """SHA-256 of its bytes; empty where they could not be read."""


class ProcedureReader(Protocol):
    """Reads the procedure files of a data folder, once the registers are known."""

    def read(self, paths: Sequence[Path], registers: Registers) -> Iterator[Parsed[Procedure]]:
        """The files in the order given. Values may be sketches, and trees without places, as long as the
        file has no complaints of its own."""
        ...

    def read_again(self, path: Path) -> Parsed[Procedure]:
        """One file with the places of its values."""
        ...

    def passed(self, path: str) -> bool:
        """Whether a file that was read has nothing wrong by itself, as an earlier build found."""
        ...

    def found_sound(self, paths: Collection[str]) -> None:
        """Is told which files have nothing wrong by themselves."""
        ...

    def folded(self, path: str) -> tuple[str, Sequence[str]] | None:
        """Group and folded everyday names of the procedure of a file that was read, where they are known."""
        ...
