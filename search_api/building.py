"""`thutuc build` as a person sees it: progress on stderr, complaints, the report."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from indexer.build import Report, build_generation
from indexer.caching import Cache
from indexer.changes import KEPT_LINES, Tally
from indexer.complaints import Complaint, Lang
from indexer.errors import DataError, IndexerError, LockHeldError, reason
from indexer.generation import current_generation
from search_api.bars import bars
from search_api.ranking import WEIGHTS

Say = Callable[..., str]
"""Key of the message table and values -> text."""


def run_build(
    data: Path, out: Path, keep_going: bool, say: Say, lang: Lang, *, cache: Cache | None = None
) -> dict[str, Any] | None:
    """Builds and tells about it on stderr; the report as plain values, None where something must be mended."""
    before = current_generation(out)
    try:
        report = _with_progress(data, out, keep_going, say, cache)
    except DataError as error:
        _tell_complaints(error.complaints, lang)
        errors = sum(one.severity == "error" for one in error.complaints)
        key = "not_built" if errors else "nothing_to_build"
        print(say(key, errors=errors, path=data), file=sys.stderr)
        return None
    except (IndexerError, OSError) as error:
        moved = current_generation(out) != before and not isinstance(error, LockHeldError)
        print(
            say("fault_after_switch" if moved else "system_fault", reason=_placed(error, out, lang)),
            file=sys.stderr,
        )
        return None
    _tell_complaints(report.complaints, lang)
    _tell(report, say, lang)
    plain = {name: value for name, value in asdict(report).items() if name != "complaints"}
    refused = report.changes.refused
    return plain | {"changes": plain["changes"] | {"refused": refused.text(lang) if refused else ""}}


def _placed(error: Exception, out: Path, lang: Lang) -> str:
    """The reason with a path: errors of writing name none, those of removing a folder only a bare name."""
    named = not isinstance(error, OSError) or "/" in os.fsdecode(error.filename or "")
    return reason(error, lang) if named else f"{out}: {error}"


def _with_progress(data: Path, out: Path, keep_going: bool, say: Say, cache: Cache | None) -> Report:
    with bars() as told:
        return build_generation(
            data,
            out,
            keep_going=keep_going,
            progress=lambda part, done, of: told(say(f"build_{part}"), done, of),
            profiles=WEIGHTS.profiles,
            cache=cache,
        )


def _tell_complaints(complaints: tuple[Complaint, ...], lang: Lang) -> None:
    for one in complaints:
        print(one.text(lang), file=sys.stderr)


def _tell(report: Report, say: Say, lang: Lang) -> None:
    took = f"{report.took:.2f}"
    lines = [say("built", generation=report.generation, procedures=report.procedures, seconds=took)]
    lines += [
        say("built_part", part=say(f"build_{part}"), seconds=f"{seconds:.2f}")
        for part, seconds in report.seconds.items()
    ]
    lines.append(say("built_from", reused=report.reused, peak=report.peak_mb))
    words = {(one.path, one.rule): one.message(lang) for one in report.complaints}
    for name, rule in report.skipped:
        why = say("draft") if rule == "draft" else say("has_mistakes", rule=words.get((name, rule), rule))
        lines.append(say("skipped", name=name, rule=why))
    lines += _changes(report.changes, say, lang)
    print("\n".join(lines), file=sys.stderr)


def _changes(tally: Tally, say: Say, lang: Lang) -> Iterator[str]:
    """What was recorded against the generation before; the first build has none."""
    if tally.refused:
        yield say("changes_anew", reason=tally.refused.text(lang))
    elif tally.previous:
        counts = {"changed": tally.changed, "removed": tally.removed, "added": tally.added}
        yield say("changes_recorded", previous=tally.previous, **counts)
    if tally.dropped:
        yield say("changes_dropped", dropped=tally.dropped, kept=KEPT_LINES)
