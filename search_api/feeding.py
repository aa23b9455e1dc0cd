"""Feeds of changes: which events one tells of, and names that stay (Atom: RFC 4287, tags: RFC 4151). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Literal
from urllib.parse import urlsplit

from search_api.history import Event, History
from search_api.words import Words

MOST_ENTRIES = 100
"""Newest changes that a feed tells of; readers ask at least every day."""
SINCE = "2026"
"""Year of the tag addresses; to change it would make every entry of every feed new again."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One change as a feed tells of it."""

    id: str
    title: str
    text: str
    event: Event


@dataclass(frozen=True, slots=True)
class Feed:
    """Changes of all procedures, or of those of one agency or field."""

    id: str
    title: str
    updated: str
    entries: tuple[Entry, ...]


def chosen(
    history: History, kind: Literal["agency", "field"] | None = None, ids: Iterable[str] = ()
) -> list[Event]:
    """The newest events, of all procedures or of those whose agency or field is one of some ids."""
    wanted = frozenset(ids)
    found = (one for one in history.events if kind is None or getattr(one, kind) in wanted)
    return list(islice(found, MOST_ENTRIES))


def feed(
    history: History, events: Iterable[Event], *, base: str, path: str, title: str, words: Words
) -> Feed:
    """A feed; `path` names it, `base` is the public address of the service."""
    entries = tuple(_entry(one, base, words) for one in events)
    updated = entries[0].event.at if entries else history.since
    return Feed(_tag(base, path.strip("/")), title, updated, entries)


def _entry(event: Event, base: str, words: Words) -> Entry:
    # In both languages the same: it is the same change.
    id = _tag(base, f"thay-doi/{event.generation}/{event.key}")
    return Entry(id, words(f"change.{event.kind}", name=event.name), _text(event, words), event)


def _tag(base: str, name: str) -> str:
    """A name that stays when the address of the thing does not; an address with a port is its host's."""
    return f"tag:{urlsplit(base).hostname},{SINCE}:{name}"


def _text(event: Event, words: Words) -> str:
    """What happened, in plain words."""
    parts = ", ".join(words.either(f"part.{one}", "part.other") for one in event.parts)
    told = [words(f"change.{event.kind}.text", code=event.code, parts=parts)]
    if event.valid_from:
        told.append(words("change.valid_from", day=words.day(event.valid_from)))
    return " ".join(told)
