"""What `thutuc check` finds in a data folder: every complaint, or only what concerns expired legal bases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

from indexer.coming_year import coming_year
from indexer.complaints import Complaint, Lang
from indexer.legal_bases import RULES, expired_bases
from indexer.load import load_folder
from search_api.clock import today_in_vietnam


def check_folder(
    folder: Path, *, basis: bool, today: Callable[[], dt.date] = today_in_vietnam
) -> tuple[list[Complaint], int]:
    """Complaints about a folder in the order of files and lines, and the number of sound procedures.

    From October on, days off of the coming year that are not announced are among them. With `basis` they are
    the legal bases that have ended, and the mistakes: what cannot be read cannot be looked through.
    """
    loaded = load_folder(folder)
    if basis:
        mistakes = [one for one in loaded.complaints if one.severity == "error"]
        found = [*mistakes, *expired_bases(folder, loaded, today())]
    else:
        found = [*loaded.complaints, *coming_year(folder, loaded.registers, today())]
    return sorted(found, key=lambda one: (one.path, one.line, one.column)), len(loaded.procedures)


def as_record(complaint: Complaint, lang: Lang) -> dict[str, Any]:
    """A complaint for JSON; one about a legal basis also tells code, number, expired_on, replaced_by."""
    facts = dict(complaint.values) if complaint.rule in RULES else {}
    return complaint.record(lang) | facts
