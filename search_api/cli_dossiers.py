"""The commands that look after accounts and dossiers: migrate, keys renew, doctor, backup, restore.

What they import of dossiers is imported when they run: a look-up service needs no database.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from search_api.cli_voice import AsJson, help_text, print_json, read, voice

if TYPE_CHECKING:
    from dossiers.files import FileStore
    from dossiers.findings import Finding
    from dossiers.settings import DossierSettings
    from dossiers.store.database import Database

keys_app = typer.Typer(help=help_text("keys"), no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Adds the commands in the order of the help."""
    for command in (migrate, doctor, backup, restore):
        app.command(help=help_text(command.__name__))(command)
    app.add_typer(keys_app, name="keys")


@keys_app.callback()
def _keys() -> None:
    # With a callback a lone command keeps its name.
    pass


def make_ready() -> None:
    """Before serving: settings that are safe, and the schema this program needs.

    In development SQLite is brought there at once; else an old schema ends the start with the command to run.
    """
    from dossiers.store import schema  # noqa: PLC0415

    settings = _settings()
    if settings.unsafe:
        voice.err(settings.unsafe)
        raise typer.Exit(2)
    with _database(settings) as database:
        if (
            settings.mode == "development"
            and database.is_sqlite
            and schema.revision(database) != schema.head()
        ):
            before, after = schema.upgrade(database)
            voice.err("migrated", before=before or "-", after=after)
        _require_schema(database)


def _require_schema(database: Database) -> None:
    """Ends with 2 and the command to run where the schema is not the one that this program needs."""
    from dossiers.store import schema  # noqa: PLC0415

    found, wanted = schema.revision(database), schema.head()
    if found != wanted:
        voice.err("schema_old", found=found or "-", wanted=wanted)
        raise typer.Exit(2)


def migrate() -> None:
    """Brings the database to the schema that this program needs."""
    from dossiers.store import schema  # noqa: PLC0415

    with _database(_settings()) as database:
        before, after = schema.upgrade(database)
    voice.out("migrated_already" if before == after else "migrated", before=before or "-", after=after)


@keys_app.command(help=help_text("keys_renew"))
def renew() -> None:
    """Seals all identity numbers under the newest key."""
    from dossiers.sealing import Seals  # noqa: PLC0415
    from dossiers.store import renewal  # noqa: PLC0415

    settings = _settings()
    if not settings.keys:
        voice.err("no_keys")
        raise typer.Exit(1)
    with _database(settings) as database:
        _require_schema(database)
        renewed = renewal.renew(database, Seals(settings.keys))
    voice.out("keys_renewed", number=renewed.accounts)
    if renewed.locked:
        voice.err("keys_locked", number=len(renewed.locked))
        raise typer.Exit(1)


def doctor(as_json: AsJson = False) -> None:
    """Examines accounts and dossiers; exit code 1 where anything is at fault."""
    from dossiers.checkup import examine  # noqa: PLC0415

    settings = _settings()
    with _database(settings) as database:
        found = list(examine(settings, database, _files(settings), dt.datetime.now(dt.UTC)))
    faults = sum(one.level == "fault" for one in found)
    if as_json:
        print_json([_as_record(one) for one in found])
    else:
        typer.echo("".join(f"{_MARKS[one.level]} {one.check}: {_said(one)}\n" for one in found), nl=False)
        voice.err("doctor_faults" if faults else "doctor_sound", number=faults)
    raise typer.Exit(1 if faults else 0)


_MARKS = {"ok": "✓", "warning": "!", "fault": "✗"}


def _said(finding: Finding) -> str:
    from dossiers.messages import TABLES  # noqa: PLC0415

    return TABLES[voice.lang][f"doctor.{finding.key}"].format(**finding.values)


def _as_record(finding: Finding) -> dict[str, object]:
    values = {key: one if isinstance(one, int) else str(one) for key, one in finding.values.items()}
    return {
        "check": finding.check,
        "level": str(finding.level),
        "key": finding.key,
        "message": _said(finding),
        **values,
    }


def backup(file: Annotated[Path, typer.Argument(help=help_text("backup_file"))]) -> None:
    """Writes everything of accounts and dossiers into one file."""
    from dossiers import backup as backups  # noqa: PLC0415

    settings = _settings()
    with _told(), _database(settings) as database:
        manifest = backups.save(database, _files(settings), file, dt.datetime.now(dt.UTC))
    voice.out("backed_up", path=file, number=len(manifest.files))
    if manifest.lost:
        voice.err("backup_lost", number=len(manifest.lost))
        raise typer.Exit(1)


def restore(
    file: Annotated[Path, typer.Argument(help=help_text("restore_file"))],
    check: Annotated[bool, typer.Option("--check", help=help_text("restore_check"))] = False,
) -> None:
    """Puts a backup into an empty place."""
    from dossiers import backup as backups  # noqa: PLC0415

    settings = _settings()
    with _told(), _database(settings) as database:
        manifest = backups.check(file) if check else backups.restore(file, database, _files(settings))
    key = "backup_sound" if check else "restored"
    voice.out(key, made_at=manifest.made_at, number=len(manifest.files))


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """Says what is wrong with a backup or its place, and ends with 1."""
    from dossiers.backup import BackupError  # noqa: PLC0415
    from dossiers.errors import StoreError  # noqa: PLC0415

    try:
        yield
    except BackupError as error:
        voice.err(f"backup.{error.key}", **error.values)
    except StoreError:
        voice.err("store_unusable")
    except OSError as error:
        voice.err("place_unusable", path=error.filename or "-", reason=error.strerror or str(error))
    else:
        return
    raise typer.Exit(1)


@contextlib.contextmanager
def _database(settings: DossierSettings) -> Iterator[Database]:
    """The database of the settings; says what is wrong and ends with 1 where it cannot be used."""
    from dossiers.store.database import Database, DatabaseError  # noqa: PLC0415

    try:
        database = Database(settings.database)
    except ImportError as error:
        voice.err("database_down", reason=error)
        raise typer.Exit(1) from None
    try:
        yield database
    except DatabaseError as error:
        voice.err("database_down", reason=error)
        raise typer.Exit(1) from None
    finally:
        database.close()


def _files(settings: DossierSettings) -> FileStore:
    """The file store of the settings; ends with 1 where its support is not installed."""
    from dossiers.files import open_files  # noqa: PLC0415
    from dossiers.files_s3 import MissingExtraError  # noqa: PLC0415

    try:
        return open_files(settings)
    except MissingExtraError:
        voice.err("files_extra")
        raise typer.Exit(1) from None


def _settings() -> DossierSettings:
    from dossiers.settings import DossierSettings  # noqa: PLC0415

    return read(DossierSettings)


@contextlib.contextmanager
def opened_database() -> Iterator[Database]:
    """The database of the settings with the schema that is needed, for the commands of other modules."""
    make_ready()
    with _database(_settings()) as database:
        yield database
