"""Everything the service says to people: key -> (Vietnamese, English), by topic. Nothing else lives here."""

from __future__ import annotations

from search_api.messages.embedding import EMBEDDING
from search_api.messages.help import HELP
from search_api.messages.machines import MACHINES
from search_api.messages.pages import PAGES
from search_api.messages.preview import PREVIEW
from search_api.messages.printed import PRINTED
from search_api.messages.problems import PROBLEMS
from search_api.messages.procedures import PROCEDURES
from search_api.messages.terms import TERMS
from search_api.messages.versions import VERSIONS
from search_api.messages.working import WORKING

_ALL: dict[str, tuple[str, str]] = {
    **TERMS,
    **PAGES,
    **PROCEDURES,
    **PRINTED,
    **VERSIONS,
    **PROBLEMS,
    **EMBEDDING,
    **HELP,
    **PREVIEW,
    **MACHINES,
    **WORKING,
}

TABLES: dict[str, dict[str, str]] = {
    "vi": {key: vietnamese for key, (vietnamese, _) in _ALL.items()},
    "en": {key: english for key, (_, english) in _ALL.items()},
}
"""Language -> key -> message."""
