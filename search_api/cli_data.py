"""The commands of the `thutuc` command that editors use: check, diff, schema, new, build."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from search_api.cli_voice import AsJson, Format, help_text, print_json, voice
from search_api.folders import bundled
from search_api.settings import Settings


def add_to(app: typer.Typer) -> None:
    """Adds the commands in the order of the help."""
    for command in (check, schema, new, build):
        app.command(help=help_text(command.__name__))(command)


def check(
    paths: Annotated[list[Path] | None, typer.Argument(help=help_text("check_paths"))] = None,
    format: Annotated[Format, typer.Option(help=help_text("format"))] = Format.TEXT,
) -> None:
    """Checks data folders, or single files of one together with everything they refer to."""
    from indexer.load import load_folder  # noqa: PLC0415 - the serving command must not import it

    wanted = paths or [bundled("data")]
    found, procedures = [], 0
    for folder, files in _by_folder(wanted).items():
        loaded = load_folder(folder)
        kept = [one for one in loaded.complaints if not files or Path(one.path).resolve() in files]
        procedures += len(loaded.procedures)
        found += kept
    errors = sum(one.severity == "error" for one in found)
    if format is Format.JSON:
        print_json([one.record(voice.lang) for one in found])
    else:
        for one in found:
            typer.echo(one.annotation(voice.lang) if format is Format.GITHUB else one.text(voice.lang))
        voice.err("checked", procedures=procedures, errors=errors, warnings=len(found) - errors)
    raise typer.Exit(1 if errors else 0)


def _by_folder(paths: list[Path]) -> dict[Path, set[Path]]:
    """Data folder -> the files asked about; none: all of it."""
    found: dict[Path, set[Path]] = {}
    for path in paths:
        if path.is_dir() or not path.exists():
            found[path] = set()
            continue
        folder = next((one for one in path.parents if (one / "portal.yaml").is_file()), None)
        if folder is None:
            voice.err("not_in_data", path=path)
            raise typer.Exit(1)
        found.setdefault(folder, set()).add(path.resolve())
    return found


def _schema_names() -> list[str]:
    from indexer.json_schema import SCHEMAS  # noqa: PLC0415

    return list(SCHEMAS)


def schema(
    name: Annotated[
        str, typer.Argument(help=help_text("schema_name", names="procedure, agencies, ..."))
    ] = "procedure",
    draft_07: Annotated[bool, typer.Option("--draft-07", help=help_text("draft_07"))] = False,
) -> None:
    """Prints the JSON Schema of a kind of data file."""
    from indexer.json_schema import json_schema  # noqa: PLC0415

    if name not in _schema_names():
        raise typer.BadParameter(help_text("schema_name", names=", ".join(_schema_names())))
    print_json(json_schema(name, draft_07=draft_07))


def new(
    code: Annotated[str, typer.Argument(help=help_text("new_code"))],
    field: Annotated[str, typer.Option(help=help_text("new_field"))] = "ho-tich",
    agency: Annotated[str, typer.Option(help=help_text("new_agency"))] = "ubnd-cap-xa",
    data: Annotated[Path | None, typer.Option(help=help_text("new_data"))] = None,
) -> None:
    """Prints or writes a commented skeleton."""
    from pydantic import TypeAdapter, ValidationError  # noqa: PLC0415

    from indexer.procedure import ProcedureCode  # noqa: PLC0415
    from indexer.skeleton import skeleton  # noqa: PLC0415

    try:
        TypeAdapter(ProcedureCode).validate_python(code)
    except ValidationError:
        voice.err("bad_code", code=code)
        raise typer.Exit(1) from None
    text = skeleton(code, field, agency)
    if data is None:
        typer.echo(text, nl=False)
        return
    path = data / "procedures" / field / f"{code}.yaml"
    if path.exists():
        voice.err("file_exists", path=path)
        raise typer.Exit(1)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    voice.out("wrote", path=path)


def build(
    data: Annotated[Path | None, typer.Argument(help=help_text("data"))] = None,
    out: Annotated[Path | None, typer.Option("--out", help=help_text("out"))] = None,
    keep_going: Annotated[bool, typer.Option("--keep-going", help=help_text("keep_going"))] = False,
    as_json: AsJson = False,
) -> None:
    """Builds an index."""
    from search_api.building import run_build  # noqa: PLC0415

    report = run_build(data or bundled("data"), out or Settings().index, keep_going, voice.text, voice.lang)
    if report is None:
        raise typer.Exit(1)
    if as_json:
        print_json(report)
