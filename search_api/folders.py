"""Where the files that come with the program are: a checkout's own folders, else those in the wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def bundled(name: str) -> Path:
    """The folder `templates` or `data` that belongs to this program."""
    checkout = _PACKAGE.parent
    if (checkout / "pyproject.toml").is_file() and (checkout / name).is_dir():
        return checkout / name
    return _PACKAGE / "_bundled" / name


def static() -> Path:
    """The folder of style sheets and pictures."""
    return _PACKAGE / "static"
