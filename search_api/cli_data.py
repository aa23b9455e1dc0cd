"""The commands of the `thutuc` command that editors use: check, diff, schema, new, build."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from indexer.complaints import Complaint
from indexer.errors import DataError, GenerationError, reason
from search_api.cli_voice import AsJson, Format, help_text, print_json, read_settings, voice
from search_api.folders import bundled


def add_to(app: typer.Typer) -> None:
    """Adds the commands in the order of the help."""
    for command in (check, diff, schema, new, build):
        app.command(help=help_text(command.__name__))(command)


def check(
    paths: Annotated[list[Path] | None, typer.Argument(help=help_text("check_paths"))] = None,
    format: Annotated[Format, typer.Option(help=help_text("format"))] = Format.TEXT,
    basis: Annotated[bool, typer.Option("--basis", help=help_text("basis"))] = False,
) -> None:
    """Checks data folders, or single files of one together with everything they refer to."""
    from search_api.checking import check_folder  # noqa: PLC0415 - the serving command must not import it

    found: list[Complaint] = []
    procedures = 0
    for folder, files in _by_folder(paths or [bundled("data")]).items():
        complaints, loaded = check_folder(folder, basis=basis)
        found += [one for one in complaints if not files or Path(one.path).resolve() in files]
        procedures += loaded
    errors = sum(one.severity == "error" for one in found)
    _print(found, format)
    if format is not Format.JSON:
        key = "checked_basis" if basis else "checked"
        voice.err(key, procedures=procedures, errors=errors, warnings=len(found) - errors)
    raise typer.Exit(1 if errors else 0)


def _print(found: Sequence[Complaint], format: Format) -> None:
    match format:
        case Format.JSON:
            from search_api.checking import as_record  # noqa: PLC0415

            print_json([as_record(one, voice.lang) for one in found])
        case Format.GITHUB:
            typer.echo("".join(f"{one.annotation(voice.lang)}\n" for one in found), nl=False)
        case Format.TEXT:
            typer.echo("".join(f"{one.text(voice.lang)}\n" for one in found), nl=False)


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


def diff(
    old: Annotated[Path, typer.Argument(help=help_text("diff_old"))],
    new: Annotated[Path, typer.Argument(help=help_text("diff_new"))],
    as_json: AsJson = False,
) -> None:
    """Tells what differs between two states; exit code 0: nothing, 1: something, 2: it cannot be told."""
    from search_api import diffing  # noqa: PLC0415

    try:
        changes = diffing.between(old, new)
    except DataError as error:
        for one in error.complaints:
            typer.echo(one.text(voice.lang), err=True)
        voice.err("diff_mistakes")
        raise typer.Exit(2) from None
    except diffing.UnknownFolderError as error:
        voice.err("diff_unknown", path=error)
        raise typer.Exit(2) from None
    except (GenerationError, OSError) as error:
        voice.err("diff_unreadable", reason=reason(error, voice.lang))
        raise typer.Exit(2) from None
    if as_json:
        print_json(diffing.as_record(changes))
    else:
        typer.echo("\n".join(diffing.lines(changes, voice.text)))
    raise typer.Exit(1 if changes else 0)


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
    if data is None:
        typer.echo(skeleton(code, field, agency), nl=False)
        return
    path = data / "procedures" / field / f"{code}.yaml"
    if path.exists():
        voice.err("file_exists", path=path)
        raise typer.Exit(1)
    _check_ids(data, field, agency)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(skeleton(code, field, agency, path), "utf-8")
    voice.out("wrote", path=path)


def _check_ids(data: Path, field: str, agency: str) -> None:
    """Ends with 1 where the registers of a data folder do not know the field or the agency."""
    from indexer.complaints import nearest  # noqa: PLC0415
    from indexer.load import read_file  # noqa: PLC0415
    from indexer.messages import HINTS  # noqa: PLC0415
    from indexer.register_files import AgenciesFile, FieldsFile  # noqa: PLC0415

    fields = read_file(data / "fields.yaml", FieldsFile)
    agencies = read_file(data / "agencies.yaml", AgenciesFile)
    for one in (*fields.complaints, *agencies.complaints):
        typer.echo(one.text(voice.lang), err=True)
    if fields.value is None or agencies.value is None:
        raise typer.Exit(1)
    places = [*(one.id for one in agencies.value.kinds), *(one.id for one in agencies.value.agencies)]
    asked = (
        (field, "fields.yaml", [one.id for one in fields.value.fields]),
        (agency, "agencies.yaml", places),
    )
    for value, name, known in (one for one in asked if one[0] not in one[2]):
        near = nearest(value, known)
        hint = HINTS["did_you_mean"][voice.lang == "en"].format(near=near) if near else ""
        voice.err("unknown_register", value=value, path=data / name, hint=hint)
    if any(value not in known for value, _, known in asked):
        raise typer.Exit(1)


def build(
    data: Annotated[Path | None, typer.Argument(help=help_text("data"))] = None,
    out: Annotated[Path | None, typer.Option("--out", help=help_text("out"))] = None,
    keep_going: Annotated[bool, typer.Option("--keep-going", help=help_text("keep_going"))] = False,
    watch: Annotated[bool, typer.Option("--watch", help=help_text("watch"))] = False,
    as_json: AsJson = False,
) -> None:
    """Builds an index."""
    from indexer.caching import Cache  # noqa: PLC0415

    folder, index = data or bundled("data"), out or read_settings().index
    # It is read by threads while the rest of the program is loaded.
    cache = Cache(index / "cache")
    from search_api import watching  # noqa: PLC0415
    from search_api.building import run_build  # noqa: PLC0415

    def once() -> bool:
        report = run_build(folder, index, keep_going, voice.text, voice.lang, cache=cache)
        if report is not None and as_json:
            print_json(report)
        return report is not None

    if watch:
        watching.watch(folder, index, once, waiting=lambda: voice.err("watching", path=folder))
    elif not once():
        raise typer.Exit(1)
