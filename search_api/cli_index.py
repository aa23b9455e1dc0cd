"""The index that a command reads: its option, and opening what is current."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from search_api.cli_voice import help_text, read_settings, voice

if TYPE_CHECKING:
    from search_api.live import Serving
    from search_api.settings import Settings

Index = Annotated[Path | None, typer.Option("--index", help=help_text("index"))]


def settings_for(index: Path | None) -> Settings:
    """The settings of the environment, with the index that was given."""
    settings = read_settings()
    return settings if index is None else settings.model_copy(update={"index": index})


def open_index(index: Path | None) -> Serving:
    """The current generation, else the newest older one that is whole; ends with 1 where there is none."""
    from indexer.errors import GenerationError  # noqa: PLC0415
    from indexer.generation import current_generation, first_readable  # noqa: PLC0415
    from search_api.clock import today_in_vietnam  # noqa: PLC0415
    from search_api.live import opened  # noqa: PLC0415

    root = settings_for(index).index
    try:
        serving = first_readable(root, lambda folder: opened(folder, today_in_vietnam))
    except GenerationError as error:
        voice.err("no_index", reason=error.text(voice.lang))
        raise typer.Exit(1) from None
    if serving.edition.folder != current_generation(root):
        voice.err("older_index", generation=serving.edition.id)
    return serving
