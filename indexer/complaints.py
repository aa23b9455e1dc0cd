"""A complaint about a data file: where, what, and how to mend it, in Vietnamese or English."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from indexer.messages import HINTS, MESSAGES

Lang = Literal["vi", "en"]
Severity = Literal["error", "warning"]
Path = tuple[str | int, ...]
"""Way to a value in a file: keys and list positions from the top."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """One mistake (or warning) in one file; lines and columns count from 1."""

    path: str
    line: int
    column: int
    key: str
    """Way to the value, e.g. methods[0].terms[0].unit; empty for the file as a whole."""
    rule: str
    """Name of the broken rule, a key of the message table."""
    values: tuple[tuple[str, object], ...] = ()
    severity: Severity = "error"

    def message(self, lang: Lang) -> str:
        """What is wrong and how to mend it."""
        values = dict(self.values)
        hint = ""
        if values.get("near"):
            hint = HINTS["did_you_mean"][_LANGS.index(lang)].format(**values)
        return MESSAGES[self.rule][_LANGS.index(lang)].format(**values) + hint

    def text(self, lang: Lang) -> str:
        """`file:line:column: key: message`; of a folder, or a file as a whole, without line and column."""
        key = f"{self.key}: " if self.key else ""
        mild = "" if self.severity == "error" else HINTS["warning"][_LANGS.index(lang)]
        place = "" if self.rule in _OF_PATHS else f":{self.line}:{self.column}"
        return f"{self.path}{place}: {mild}{key}{self.message(lang)}"

    def record(self, lang: Lang) -> dict[str, Any]:
        """The complaint as plain values, for JSON."""
        return {
            "path": self.path,
            "line": self.line,
            "column": self.column,
            "key": self.key,
            "rule": self.rule,
            "severity": self.severity,
            "message": self.message(lang),
        }

    def annotation(self, lang: Lang) -> str:
        """The complaint as an annotation of GitHub's workflow log."""
        message = f"{self.key}: {self.message(lang)}" if self.key else self.message(lang)
        # Their escapes: a line break or a percent sign would end the annotation.
        escaped = message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        place = f"file={self.path},line={self.line},col={self.column}"
        return f"::{self.severity} {place}::{escaped}"


_LANGS: tuple[Lang, Lang] = ("vi", "en")
_OF_PATHS = frozenset({"no_folder", "missing_file", "unknown_file", "wrong_ending"})
"""Rules about a folder or a name: there is no line to look at."""


def shown_path(path: Sequence[str | int]) -> str:
    """`("methods", 0, "unit")` -> `methods[0].unit`."""
    shown = ""
    for part in path:
        shown += f"[{part}]" if isinstance(part, int) else f".{part}" if shown else part
    return shown


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like a mistyped one; empty where none is near."""
    found = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return found[0] if found else ""
