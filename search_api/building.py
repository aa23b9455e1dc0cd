"""`thutuc build` as a person sees it: progress on stderr, complaints, the report."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from indexer.build import Report, build_generation
from indexer.complaints import Complaint, Lang
from indexer.errors import DataError, LockHeldError

Say = Callable[..., str]
"""Key of the message table and values -> text."""


def run_build(data: Path, out: Path, keep_going: bool, say: Say, lang: Lang) -> dict[str, Any] | None:
    """Builds and tells about it on stderr; the report as plain values, None where nothing was built."""
    try:
        report = _with_progress(data, out, keep_going, say)
    except DataError as error:
        _tell_complaints(error.complaints, lang)
        errors = sum(one.severity == "error" for one in error.complaints)
        key = "not_built" if errors else "nothing_to_build"
        print(say(key, errors=errors, path=data), file=sys.stderr)
        return None
    except (LockHeldError, OSError) as error:
        print(say("system_fault", reason=error), file=sys.stderr)
        return None
    _tell_complaints(report.complaints, lang)
    _tell(report, say)
    return {name: value for name, value in asdict(report).items() if name != "complaints"}


def _with_progress(data: Path, out: Path, keep_going: bool, say: Say) -> Report:
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as bars:
        tasks: dict[str, Any] = {}

        def progress(part: str, done: int, of: int) -> None:
            if part not in tasks:
                tasks[part] = bars.add_task(say(f"build_{part}"), total=of)
            bars.update(tasks[part], completed=done, total=of)

        return build_generation(data, out, keep_going=keep_going, progress=progress)


def _tell_complaints(complaints: tuple[Complaint, ...], lang: Lang) -> None:
    for one in complaints:
        print(one.text(lang), file=sys.stderr)


def _tell(report: Report, say: Say) -> None:
    total = f"{sum(report.seconds.values()):.2f}"
    lines = [say("built", generation=report.generation, procedures=report.procedures, seconds=total)]
    lines += [
        say("built_part", part=say(f"build_{part}"), seconds=f"{seconds:.2f}")
        for part, seconds in report.seconds.items()
    ]
    for name, rule in report.skipped:
        reason = say("draft") if rule == "draft" else say("has_mistakes", rule=rule)
        lines.append(say("skipped", name=name, rule=reason))
    print("\n".join(lines), file=sys.stderr)
