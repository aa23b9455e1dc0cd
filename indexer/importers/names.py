"""Names of procedures: one line, whole; what is no name of a procedure is kept and reported."""

from __future__ import annotations

import re

from indexer.importers.report import Trace
from indexer.importers.wording import line, name_key, stated

LONGEST = 2_000
"""Letters that the model takes; the longest official title has 1,094."""
_DECISION = re.compile(
    r"(?:quyết định số\b|công bố danh mục\b|(?:quyết định )?về việc (?:công bố|ban hành|phê duyệt))",
    re.IGNORECASE,
)


def read_name(source: str, trace: Trace) -> str:
    """The name on one line."""
    name = line(source)
    if name != source.strip() and ("\n" in source or "  " in source):
        trace.repaired("broken_name", "name")
    if _DECISION.match(name):
        trace.repaired("title_of_decision", "name")
    if len(name) > LONGEST:
        trace.repaired("long_text", "name", length=len(name))
        trace.keep("name", name)
        name = f"{name[: LONGEST - 1].rpartition(' ')[0]}…"
    return name


def read_keywords(source: str | None, name: str) -> tuple[str, ...]:
    """What a source calls keywords: one text, mostly the name again, which says nothing."""
    said = stated(source)
    return () if said is None or name_key(said) == name_key(name) else (line(said),)
