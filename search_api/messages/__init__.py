"""Everything the service says to people: key -> (Vietnamese, English), by topic. Nothing else lives here."""

from __future__ import annotations

from search_api.messages.pages import PAGES
from search_api.messages.problems import PROBLEMS
from search_api.messages.procedures import PROCEDURES
from search_api.messages.terms import TERMS

_ALL: dict[str, tuple[str, str]] = {**TERMS, **PAGES, **PROCEDURES, **PROBLEMS}

TABLES: dict[str, dict[str, str]] = {
    "vi": {key: vietnamese for key, (vietnamese, _) in _ALL.items()},
    "en": {key: english for key, (_, english) in _ALL.items()},
}
"""Language -> key -> message."""
