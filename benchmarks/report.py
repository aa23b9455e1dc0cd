"""Figures as Markdown tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Cell = str | float | int | None


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its title, columns, rows (None: not measured) and notes below it."""

    title: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]
    notes: Sequence[str] = ()

    def lines(self) -> Iterator[str]:
        """The table as Markdown."""
        yield from (f"## {self.title}", "")
        if self.rows:
            yield _row(self.columns)
            yield _row(["---", *("---:" for _ in self.columns[1:])])
            yield from (_row([shown(cell) for cell in row]) for row in self.rows)
            yield ""
        for note in self.notes:
            yield f"- {note}"
        if self.notes:
            yield ""


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def shown(cell: Cell) -> str:
    """A figure with three telling digits; text as it is."""
    match cell:
        case None:
            return "–"
        case str():
            return cell
        case int():
            return f"{cell:,}"
        case _ if abs(cell) >= 100:
            return f"{cell:,.0f}"
        case _:
            return f"{cell:.3g}"


def ratio(value: float | None, beside: float | None) -> float | None:
    """How many times `beside` a value is; None where one of them is missing."""
    return value / beside if value is not None and beside else None
