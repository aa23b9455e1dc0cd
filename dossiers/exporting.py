"""Everything a dossier holds, as data to take along. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dossiers.store.tables import Attachment, Dossier, Event

_DOSSIER = (
    "id",
    "code",
    "status",
    "procedure_code",
    "procedure_digest",
    "agency",
    "receiving_agency",
    "reception",
    "information",
    "answers",
    "cases",
)
_EVENT = ("number", "action", "before", "after", "actor_kind", "reason", "data", "hash")
_FILE = ("id", "place", "name", "media_type", "size", "sha256")


def told(dossier: Dossier, history: Iterable[Event], files: Iterable[Attachment]) -> dict[str, Any]:
    """A dossier, its history and its list of files as JSON has it; instants in ISO 8601, UTC."""
    instants = {
        name: at.isoformat() if (at := getattr(dossier, name)) else None
        for name in ("created_at", "changed_at", "sent_at")
    }
    return {
        **{name: getattr(dossier, name) for name in _DOSSIER},
        **instants,
        "events": [
            {**{name: getattr(event, name) for name in _EVENT}, "at": event.at.isoformat()}
            for event in history
        ],
        "files": [{name: getattr(file, name) for name in _FILE} for file in files],
    }


def file_name(dossier: Dossier) -> str:
    """What a download is called, without its ending."""
    return f"ho-so-{dossier.code or dossier.id}"
