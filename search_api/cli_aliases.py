"""`thutuc aliases lint`: everyday phrases that collide, say nothing or steal an official name."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from search_api.cli_complaints import print_complaints
from search_api.cli_voice import Format, help_text, voice
from search_api.folders import bundled

aliases_app = typer.Typer(help=help_text("aliases"), no_args_is_help=True)


@aliases_app.callback()
def _aliases() -> None:
    # With a callback a lone command keeps its name.
    pass


@aliases_app.command(help=help_text("aliases_lint"))
def lint(
    data: Annotated[Path | None, typer.Argument(help=help_text("data"))] = None,
    format: Annotated[Format, typer.Option(help=help_text("format"))] = Format.TEXT,
) -> None:
    """Looks through the everyday phrases of a data folder; exit code 1 where one is stolen or none can be read."""
    from indexer.alias_lint import lint_folder  # noqa: PLC0415 - the serving command must not import it

    found, phrases = lint_folder(data or bundled("data"))
    print_complaints(found, format)
    errors = sum(one.severity == "error" for one in found)
    if format is not Format.JSON:
        voice.err("aliases_linted", phrases=phrases, errors=errors, warnings=len(found) - errors)
    raise typer.Exit(1 if errors else 0)
