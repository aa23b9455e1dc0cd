"""Where templates, static files and data lie: in a checkout its own folders, else those inside the wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def bundled(name: str) -> Path:
    """Folder `templates` or `data`; a checkout's own folder wins over the copy in the wheel."""
    own = _PACKAGE.parent / name
    in_checkout = (_PACKAGE.parent / "pyproject.toml").is_file() and own.is_dir()
    return own if in_checkout else _PACKAGE / "_bundled" / name
