"""The `thutuc` command: serve, search, version; cli_data.py, cli_import.py and cli_judge.py add the others.

Progress goes to stderr and only to a terminal; exit code 1 means that something must be mended.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import orjson
import typer

from search_api import cli_data, cli_dossiers, cli_worker
from search_api.cli_aliases import aliases_app
from search_api.cli_import import import_app
from search_api.cli_index import Index, open_index, settings_for
from search_api.cli_judge import judge
from search_api.cli_preview import serve_preview
from search_api.cli_user import user_app
from search_api.cli_voice import AsJson, Lang, help_text, print_json, voice

if TYPE_CHECKING:
    from search_api.settings import Settings

app = typer.Typer(name="thutuc", help=help_text("app"), no_args_is_help=True, pretty_exceptions_enable=False)
cli_data.add_to(app)
cli_dossiers.add_to(app)
cli_worker.add_to(app)
app.add_typer(import_app, name="import")
app.add_typer(aliases_app, name="aliases")
app.add_typer(user_app, name="user")


@app.callback()
def _main(lang: Annotated[Lang | None, typer.Option(help=help_text("lang"))] = None) -> None:
    if lang is not None:
        voice.lang = lang.value


@app.command(help=help_text("serve"))
def serve(
    index: Index = None,
    host: Annotated[str, typer.Option(help=help_text("host"))] = "127.0.0.1",
    port: Annotated[int, typer.Option(help=help_text("port"), min=0, max=65_535)] = 8000,
    workers: Annotated[int, typer.Option(help=help_text("workers"), min=1, max=64)] = 1,
    preview: Annotated[Path | None, typer.Option("--preview", help=help_text("preview"))] = None,
) -> None:
    """Serves the site and the API."""
    if preview is not None:
        serve_preview(preview, host, port, workers)
        return
    # Some hundred thousand things are made now that live to the end: to look for cycles among them again and
    # again would take a tenth of the start. Whoever makes the app lets it be done again.
    if workers == 1:
        gc.disable()
    settings = settings_for(index)
    if settings.unsafe:
        voice.err(settings.unsafe)
        raise typer.Exit(2)
    if settings.dossiers:
        cli_dossiers.make_ready()
    os.environ["THUTUC_INDEX"] = str(settings.index)
    _warn(settings)
    if workers == 1:
        from search_api import ahead  # noqa: PLC0415

        ahead.begin(settings.index)
    import uvicorn  # noqa: PLC0415

    voice.err("serving", host=host, port=port)
    uvicorn.run(
        "search_api.app:create_app_from_environment",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        access_log=False,
        log_level="warning",
        server_header=False,
        # Slow and idle clients must not hold places for ever (docs/operations.md).
        timeout_keep_alive=5,
        timeout_graceful_shutdown=30,
        limit_concurrency=1_000,
    )


def _warn(settings: Settings) -> None:
    from indexer.errors import GenerationError  # noqa: PLC0415
    from indexer.generation import first_readable, read_manifest  # noqa: PLC0415

    try:
        # Each worker checks the files; here it would only make the start longer.
        first_readable(settings.index, read_manifest)
    except GenerationError as error:
        voice.err("no_index_yet", reason=error.text(voice.lang).rstrip("."))
    if settings.rate_limit == "off":
        voice.err("rate_limit_off")


@app.command(help=help_text("search"))
def search(  # noqa: PLR0917 - options of a command
    query: Annotated[list[str], typer.Argument(help=help_text("search_query"))],
    index: Index = None,
    limit: Annotated[int, typer.Option(help=help_text("limit"), min=1, max=50)] = 10,
    as_json: AsJson = False,
    explain: Annotated[bool, typer.Option("--explain", help=help_text("explain"))] = False,
    without: Annotated[list[str] | None, typer.Option(help=help_text("without"))] = None,
) -> None:
    """Searches procedures."""
    from search_api.problems import of_query  # noqa: PLC0415
    from search_api.query import BadQuery, SearchQuery  # noqa: PLC0415
    from search_api.wire import search_page  # noqa: PLC0415
    from search_api.words import Words  # noqa: PLC0415

    engine = open_index(index).engine
    try:
        given = [("q", " ".join(query)), ("per_page", str(limit)), ("explain", str(int(explain)))]
        asked = SearchQuery.from_params([*given, *(("without", one) for one in without or ())])
    except BadQuery as error:
        wrong = of_query(error).messages(Words(voice.lang))
        voice.err("bad_query", reason="; ".join(f"{one['parameter']}: {one['message']}" for one in wrong))
        raise typer.Exit(1) from None
    page = engine.search(asked)
    if as_json:
        print_json(orjson.loads(search_page(page, Words(voice.lang))))
        return
    voice.out("results", total=page.total)
    if not page.confident:
        voice.out("not_confident")
    for one in page.understood if explain else ():
        typer.echo(f"  {one.step}: {one.before} -> {one.after or '∅'}")
    if explain:
        typer.echo(f"  rung: {page.rung}; confident: {page.confident}")
    for place, hit in enumerate(page.hits, start=1):
        levels = ", ".join(hit.card.levels)
        typer.echo(f"{place:2}. {hit.card.code}  {hit.card.name}\n    {hit.card.agency_name} · {levels}")
        if explain:
            factors = " · ".join(f"{name} {value:.3f}" for name, value in hit.factors.items())
            typer.echo(f"    {hit.score:.3f} = {factors}")


app.command(help=help_text("judge"))(judge)


@app.command(help=help_text("version"))
def version(as_json: AsJson = False) -> None:
    """Prints the version."""
    from importlib.metadata import packages_distributions  # noqa: PLC0415
    from importlib.metadata import version as installed  # noqa: PLC0415

    number = installed("thutuc")
    if as_json:
        # Whoosh or whoosh3: either package gives the module.
        owners = packages_distributions().get("whoosh", [])
        whoosh = installed(owners[0]) if owners else None
        print_json({"thutuc": number, "python": sys.version.split()[0], "whoosh": whoosh})
    else:
        typer.echo(f"thutuc {number}")


def main() -> None:
    """Entry point of the command."""
    cast("Any", app)()
