"""What the doctor found: one finding a sentence, said in the words of messages/checkup.py."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Level(StrEnum):
    """How bad a finding is."""

    OK = "ok"
    WARNING = "warning"
    """Works, but somebody should look."""
    FAULT = "fault"
    """A promise is broken, or will be: exit code 1."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence of the doctor."""

    check: str
    """What was looked at: sqlite, schema, files, history, codes, copies, outbox, secrets, clock, place."""
    level: Level
    key: str
    """Message "doctor.<key>": what is the matter and how to mend it."""
    values: Mapping[str, Any] = field(default_factory=dict)


def fine(check: str, key: str, **values: Any) -> Finding:
    """What is as it should be."""
    return Finding(check, Level.OK, key, values)


def warning(check: str, key: str, **values: Any) -> Finding:
    """What somebody should look at."""
    return Finding(check, Level.WARNING, key, values)


def fault(check: str, key: str, **values: Any) -> Finding:
    """What must be mended."""
    return Finding(check, Level.FAULT, key, values)


SHOWN = 5
"""Ids named in one finding."""


def named(ids: list[str]) -> str:
    """Some of the ids a finding is about, for whoever goes and looks."""
    return ", ".join(ids[:SHOWN]) + (", …" if len(ids) > SHOWN else "")


Findings = Iterator[Finding]
