"""`thutuc import`: records of other systems become a data folder, with a report of what was done to each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from search_api.bars import bars
from search_api.cli_voice import AsJson, help_text, print_json, voice
from search_api.folders import bundled

if TYPE_CHECKING:
    from indexer.importers.report import ImportReport

Import = Callable[[Path, Path, Path, Callable[[int, int], None]], "ImportReport"]
"""Source, folder to write, bundled data, progress -> report."""

Source = Annotated[Path, typer.Argument(help=help_text("import_source"))]
Out = Annotated[Path, typer.Argument(help=help_text("import_out"))]

import_app = typer.Typer(help=help_text("import"), no_args_is_help=True)


@import_app.command(help=help_text("import_national"))
def national(source: Source, out: Out, as_json: AsJson = False) -> None:
    """Imports records of the national list, JSON lines packed with gzip."""
    from indexer.importers.national import import_national  # noqa: PLC0415 - only this command needs it

    _run(import_national, source, out, as_json)


@import_app.command(help=help_text("import_portal"))
def portal(source: Source, out: Out, as_json: AsJson = False) -> None:
    """Imports the portal's own JSON, a file or a folder of files."""
    from indexer.importers.portal import import_portal  # noqa: PLC0415 - only this command needs it

    _run(import_portal, source, out, as_json)


def _run(importing: Import, source: Path, out: Path, as_json: bool) -> None:
    from indexer.importers.errors import OccupiedError, SourceError  # noqa: PLC0415

    try:
        report = _with_progress(importing, source, out)
    except (OccupiedError, SourceError) as error:
        typer.echo(error.text(voice.lang), err=True)
        raise typer.Exit(1) from None
    except OSError as error:
        voice.err("import_fault", reason=error)
        raise typer.Exit(1) from None
    if as_json:
        print_json(report.record(voice.lang))
    else:
        typer.echo("\n".join(report.lines(voice.lang)))


def _with_progress(importing: Import, source: Path, out: Path) -> ImportReport:
    with bars() as told:
        said = voice.text("importing")
        told(said, None, None)
        return importing(source, out, bundled("data"), lambda done, of: told(said, done, of))
