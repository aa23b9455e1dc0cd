"""The `thutuc` command: check, schema, new, build, serve, search, judge, version.

Progress goes to stderr and only to a terminal; exit code 1 means that something must be mended.
"""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal, cast

import orjson
import typer

from search_api.cli_words import HELP, SAID
from search_api.folders import bundled
from search_api.settings import Settings

_LANGS = ("vi", "en")
_LANG: Literal["vi", "en"] = "en" if os.environ.get("THUTUC_LANG") == "en" else "vi"


def _help(key: str, **values: str) -> str:
    return HELP[key][_LANGS.index(_LANG)].format(**values)


app = typer.Typer(name="thutuc", help=_help("app"), no_args_is_help=True, pretty_exceptions_enable=False)

AsJson = Annotated[bool, typer.Option("--json", help=_help("json"))]
Index = Annotated[Path | None, typer.Option("--index", help=_help("index"))]


class Format(StrEnum):
    """How complaints are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


class _Voice:
    """Prints messages of the table in the language asked for."""

    lang: Literal["vi", "en"] = _LANG

    def text(self, key: str, **values: object) -> str:
        return SAID[key][_LANGS.index(self.lang)].format(**values)

    def out(self, key: str, **values: object) -> None:
        typer.echo(self.text(key, **values))

    def err(self, key: str, **values: object) -> None:
        typer.echo(self.text(key, **values), err=True)


_voice = _Voice()


class Lang(StrEnum):
    """Language of messages."""

    VI = "vi"
    EN = "en"


@app.callback()
def _main(lang: Annotated[Lang | None, typer.Option(help=_help("lang"))] = None) -> None:
    if lang is not None:
        _voice.lang = lang.value


def _json(value: Any) -> None:
    typer.echo(orjson.dumps(value, option=orjson.OPT_INDENT_2).decode("utf-8"))


# Data --------------------------------------------------------------------------------------------------------


@app.command(help=_help("check"))
def check(
    paths: Annotated[list[Path] | None, typer.Argument(help=_help("check_paths"))] = None,
    format: Annotated[Format, typer.Option(help=_help("format"))] = Format.TEXT,
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
        _json([one.record(_voice.lang) for one in found])
    else:
        for one in found:
            typer.echo(one.annotation(_voice.lang) if format is Format.GITHUB else one.text(_voice.lang))
        _voice.err("checked", procedures=procedures, errors=errors, warnings=len(found) - errors)
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
            _voice.err("not_in_data", path=path)
            raise typer.Exit(1)
        found.setdefault(folder, set()).add(path.resolve())
    return found


def _schema_names() -> list[str]:
    from indexer.json_schema import SCHEMAS  # noqa: PLC0415

    return list(SCHEMAS)


@app.command(help=_help("schema"))
def schema(
    name: Annotated[
        str, typer.Argument(help=_help("schema_name", names="procedure, agencies, ..."))
    ] = "procedure",
    draft_07: Annotated[bool, typer.Option("--draft-07", help=_help("draft_07"))] = False,
) -> None:
    """Prints the JSON Schema of a kind of data file."""
    from indexer.json_schema import json_schema  # noqa: PLC0415

    if name not in _schema_names():
        raise typer.BadParameter(_help("schema_name", names=", ".join(_schema_names())))
    _json(json_schema(name, draft_07=draft_07))


@app.command(help=_help("new"))
def new(
    code: Annotated[str, typer.Argument(help=_help("new_code"))],
    field: Annotated[str, typer.Option(help=_help("new_field"))] = "ho-tich",
    agency: Annotated[str, typer.Option(help=_help("new_agency"))] = "ubnd-cap-xa",
    data: Annotated[Path | None, typer.Option(help=_help("new_data"))] = None,
) -> None:
    """Prints or writes a commented skeleton."""
    from pydantic import TypeAdapter, ValidationError  # noqa: PLC0415

    from indexer.procedure import ProcedureCode  # noqa: PLC0415
    from indexer.skeleton import skeleton  # noqa: PLC0415

    try:
        TypeAdapter(ProcedureCode).validate_python(code)
    except ValidationError:
        _voice.err("bad_code", code=code)
        raise typer.Exit(1) from None
    text = skeleton(code, field, agency)
    if data is None:
        typer.echo(text, nl=False)
        return
    path = data / "procedures" / field / f"{code}.yaml"
    if path.exists():
        _voice.err("file_exists", path=path)
        raise typer.Exit(1)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    _voice.out("wrote", path=path)


@app.command(help=_help("build"))
def build(
    data: Annotated[Path | None, typer.Argument(help=_help("data"))] = None,
    out: Annotated[Path | None, typer.Option("--out", help=_help("out"))] = None,
    keep_going: Annotated[bool, typer.Option("--keep-going", help=_help("keep_going"))] = False,
    as_json: AsJson = False,
) -> None:
    """Builds an index."""
    from search_api.building import run_build  # noqa: PLC0415

    report = run_build(data or bundled("data"), out or Settings().index, keep_going, _voice.text, _voice.lang)
    if report is None:
        raise typer.Exit(1)
    if as_json:
        _json(report)


# Serving and searching ---------------------------------------------------------------------------------------


@app.command(help=_help("serve"))
def serve(
    index: Index = None,
    host: Annotated[str, typer.Option(help=_help("host"))] = "127.0.0.1",
    port: Annotated[int, typer.Option(help=_help("port"), min=0, max=65_535)] = 8000,
    workers: Annotated[int, typer.Option(help=_help("workers"), min=1, max=64)] = 1,
) -> None:
    """Serves the site and the API."""
    import uvicorn  # noqa: PLC0415

    settings = _settings(index)
    os.environ["THUTUC_INDEX"] = str(settings.index)
    _warn(settings)
    _voice.err("serving", host=host, port=port)
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


def _settings(index: Path | None) -> Settings:
    settings = Settings()
    return settings if index is None else settings.model_copy(update={"index": index})


def _warn(settings: Settings) -> None:
    from indexer.errors import GenerationError  # noqa: PLC0415
    from indexer.generation import readable_generation  # noqa: PLC0415

    try:
        readable_generation(settings.index)
    except GenerationError as error:
        _voice.err("no_index_yet", reason=error)
    if settings.rate_limit == "off":
        _voice.err("rate_limit_off")


@app.command(help=_help("search"))
def search(
    query: Annotated[list[str], typer.Argument(help=_help("search_query"))],
    index: Index = None,
    limit: Annotated[int, typer.Option(help=_help("limit"), min=1, max=50)] = 10,
    as_json: AsJson = False,
) -> None:
    """Searches procedures."""
    from search_api.query import BadQuery, SearchQuery  # noqa: PLC0415
    from search_api.wire import search_page  # noqa: PLC0415
    from search_api.words import Words  # noqa: PLC0415

    engine = _engine(index)
    try:
        asked = SearchQuery.from_params([("q", " ".join(query)), ("per_page", str(limit))])
    except BadQuery as error:
        _voice.err("bad_query", reason=error)
        raise typer.Exit(1) from None
    page = engine.search(asked)
    if as_json:
        _json(orjson.loads(search_page(page, Words(_voice.lang))))
        return
    _voice.out("results", total=page.total)
    if not page.confident:
        _voice.out("not_confident")
    for place, hit in enumerate(page.hits, start=1):
        levels = ", ".join(hit.card.levels)
        typer.echo(f"{place:2}. {hit.card.code}  {hit.card.name}\n    {hit.card.agency_name} · {levels}")


def _engine(index: Path | None) -> Any:
    from search_api.live import Live, UnavailableError  # noqa: PLC0415

    live = Live(_settings(index).index)
    live.start()
    try:
        return live.serving.engine
    except UnavailableError as error:
        _voice.err("no_index", reason=error)
        raise typer.Exit(1) from None


@app.command(help=_help("judge"))
def judge(
    file: Annotated[Path, typer.Argument(help=_help("judge_file"))],
    index: Index = None,
    as_json: AsJson = False,
    misses: Annotated[bool, typer.Option("--misses", help=_help("misses"))] = False,
) -> None:
    """Measures search with judged queries."""
    from search_api import judging  # noqa: PLC0415
    from search_api.judging_print import as_record, lines, missed  # noqa: PLC0415

    engine = _engine(index)
    try:
        outcomes = judging.judge(engine, judging.read_judgements(file))
    except FileNotFoundError:
        typer.echo(f"{file}: {_voice.text('no_such_file')}", err=True)
        raise typer.Exit(1) from None
    except judging.JudgementError as error:
        typer.echo(f"{error.path}:{error.line}: {_voice.text(error.rule)}", err=True)
        raise typer.Exit(1) from None
    if as_json:
        _json(as_record(outcomes))
        return
    for line in [*lines(outcomes), *(missed(outcomes, _voice.text) if misses else [])]:
        typer.echo(line)


@app.command(help=_help("version"))
def version(as_json: AsJson = False) -> None:
    """Prints the version."""
    from importlib.metadata import version as installed  # noqa: PLC0415

    number = installed("thutuc")
    if as_json:
        _json({"thutuc": number, "python": sys.version.split()[0], "whoosh": installed("Whoosh")})
    else:
        typer.echo(f"thutuc {number}")


def main() -> None:
    """Entry point of the command."""
    cast("Any", app)()
