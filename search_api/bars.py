"""Progress bars on stderr, for people who look on: where it is no terminal, nothing of them is even loaded."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Told = Callable[[str, int | None, int | None], None]
"""Takes what is being done, how much of it is done, of how much."""


@contextmanager
def bars() -> Iterator[Told]:
    """A bar for each thing told of, until the block ends."""
    if not sys.stderr.isatty():
        yield lambda said, done, of: None
        return
    with _shown() as told:
        yield told


@contextmanager
def _shown() -> Iterator[Told]:
    from rich.console import Console  # noqa: PLC0415 - a twentieth of a second
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TaskID,
        TextColumn,
        TimeElapsedColumn,
    )

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        tasks: dict[str, TaskID] = {}

        def told(said: str, done: int | None, of: int | None) -> None:
            if said not in tasks:
                tasks[said] = shown.add_task(said, total=of)
            shown.update(tasks[said], completed=done, total=of)

        yield told
