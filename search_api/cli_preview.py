"""`thutuc serve --preview`: who may see it, and how it is started."""

from __future__ import annotations

import importlib
import ipaddress
import tempfile
from pathlib import Path

import typer

from search_api.cli_voice import read_settings, voice


def serve_preview(data: Path, host: str, port: int, workers: int) -> None:
    """Serves a data folder that is being edited until Ctrl+C; ends with 2 where that is not allowed."""
    settings = read_settings()
    refused = _refused(data, host, workers, production=settings.mode == "production")
    if refused:
        voice.err(refused, path=data)
        raise typer.Exit(2)
    import uvicorn  # noqa: PLC0415

    from search_api.drafts import Drafts  # noqa: PLC0415
    from search_api.logs import configure_logs  # noqa: PLC0415
    from search_api.preview import PAGE, Preview, with_preview  # noqa: PLC0415

    configure_logs("warning")
    # No module imports the one where everything meets, as for a server process.
    create_app = importlib.import_module("search_api.app").create_app
    with tempfile.TemporaryDirectory(prefix="thutuc-preview-") as work:
        preview = Preview(Drafts(data, Path(work)))
        preview.look()
        # Names of other hosts are refused: a page elsewhere must not read drafts through a name that leads here.
        only_here = settings.model_copy(
            update={"allowed_hosts": ("localhost", "127.0.0.1", "[::1]"), "rate_limit": "off"}
        )
        app = with_preview(create_app(only_here, preview), preview)
        voice.err("previewing", path=data, host=host, port=port, page=PAGE)
        uvicorn.run(app, host=host, port=port, access_log=False, log_level="warning", server_header=False)


def _refused(data: Path, host: str, workers: int, *, production: bool) -> str | None:
    """Why a preview is refused, as a key of the message table."""
    if production:
        return "preview_in_production"
    if not _loopback(host):
        return "preview_elsewhere"
    if workers > 1:
        return "preview_workers"
    return None if data.is_dir() else "preview_no_folder"


def _loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
