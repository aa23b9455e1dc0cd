"""What all requests share: settings, the serving generation, templates and static files."""

from __future__ import annotations

import datetime as dt
import hashlib
import importlib.metadata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from search_api import folders
from search_api.keeping import Keeper
from search_api.live import Serving, State
from search_api.settings import Settings
from search_api.showing import FUNCTIONS

MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".woff2": "font/woff2",
}
"""Kinds of static files; a file of another kind is not served."""


class Source(Protocol):
    """Where answers come from: search_api.live.Live, or a fake of it."""

    @property
    def serving(self) -> Serving:
        """What answers now; raises UnavailableError where nothing can."""
        ...

    @property
    def state(self) -> State:
        """ready, degraded or unavailable."""
        ...

    def today(self) -> dt.date:
        """The present day in Vietnam."""
        ...

    def now(self) -> dt.datetime:
        """The present moment in Vietnam."""
        ...

    async def watch(self) -> None:
        """Looks for new generations until cancelled."""
        ...


@dataclass(frozen=True, slots=True)
class Site:
    """The shared parts of a running service."""

    settings: Settings
    live: Source
    templates: Environment
    files: dict[str, tuple[bytes, str]]
    """Name of a static file -> content and media type"""
    fingerprint: str
    """Changes with every change of program, templates or static files; part of every ETag."""
    kept: Keeper = field(default_factory=Keeper)
    """What is made once a generation: dumps, the history of changes"""


def make_site(settings: Settings, live: Source) -> Site:
    """Reads templates and static files."""
    templates, static = folders.bundled("templates"), folders.static()
    paths = sorted(path for path in static.rglob("*") if path.suffix in MEDIA_TYPES)
    files = {p.relative_to(static).as_posix(): (p.read_bytes(), MEDIA_TYPES[p.suffix]) for p in paths}
    return Site(settings, live, _environment(templates), files, _fingerprint([templates, static]))


def _environment(folder: Path) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals.update(FUNCTIONS)
    # For `tojson`: Vietnamese as it is written, a sixth of its escapes; the filter itself escapes < > & and '.
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    return environment


def _fingerprint(folders_: list[Path]) -> str:
    digest = hashlib.sha256(_version().encode("ascii"))
    for folder in folders_:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            digest.update(path.relative_to(folder).as_posix().encode("utf-8"))
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _version() -> str:
    try:
        return importlib.metadata.version("thutuc")
    except importlib.metadata.PackageNotFoundError:
        return "0"
