"""Files of judgements: tab-separated columns under a header line.

A set of queries has the columns class, query, codes (split by |; none: nothing fits).
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

COLUMNS = ("class", "query", "codes")


class JudgementError(ValueError):
    """A file of judgements cannot be read; the arguments are its path, a line and a rule."""

    def __init__(self, path: Path, line: int, rule: str, columns: tuple[str, ...] = COLUMNS) -> None:
        super().__init__(f"{path}:{line}: {rule}")
        self.path, self.line, self.rule, self.columns = path, line, rule, columns


@dataclass(frozen=True, slots=True)
class Judgement:
    """A query and the codes it should bring; none: nothing fits."""

    group: str
    query: str
    codes: tuple[str, ...]


def read_judgements(path: Path) -> list[Judgement]:
    """Reads a set of queries; raises JudgementError with path and line, FileNotFoundError without a file."""
    found: list[Judgement] = []
    for line, (group, query, codes) in read_rows(path, COLUMNS):
        if not query.strip():
            raise JudgementError(path, line, "judgement_row")
        found.append(Judgement(group, query, tuple(code for code in codes.strip().split("|") if code)))
    return found


def read_rows(path: Path, columns: tuple[str, ...]) -> list[tuple[int, list[str]]]:
    """The rows below the header with their lines; raises like `read_judgements` where the columns are others."""
    rows = _rows(path)
    if not rows or tuple(rows[0]) != columns:
        raise JudgementError(path, 1, "judgement_header", columns)
    for line, row in enumerate(rows[1:], start=2):
        if len(row) != len(columns):
            raise JudgementError(path, line, "judgement_row", columns)
    return list(enumerate(rows[1:], start=2))


def _rows(path: Path) -> list[list[str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    except FileNotFoundError:
        raise
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise JudgementError(path, 1, "judgement_unreadable") from error
