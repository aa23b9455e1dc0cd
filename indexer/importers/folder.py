"""The data folder that an import writes: procedures, registers, bundled lists, a marker that tells it apart."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import orjson
from pydantic import BaseModel

from indexer.catalog import AliasEntry, Registers
from indexer.importers.errors import OccupiedError, SourceError
from indexer.importers.messages import COMMENTS, ORIGINS
from indexer.importers.offices import Offices
from indexer.importers.yaml_writer import to_yaml
from indexer.load import load_folder
from indexer.procedure import Procedure
from indexer.register_files import AgenciesFile, AliasesFile, FieldsFile, OffersFile

_Value = TypeVar("_Value")

MARKER = ".thutuc-import.json"
"""Names every file of an import with its SHA-256: a folder that matches it may be written anew."""
COPIED = (
    "portal.yaml",
    "areas.yaml",
    "abbreviations.yaml",
    "everyday_words.yaml",
    "question_frames.yaml",
    "life_events.yaml",
    "popular.yaml",
    "working_days.yaml",
)
"""Bundled files that are copied with a comment on top."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """The data that comes with the program."""

    folder: Path
    registers: Registers
    procedures: tuple[Procedure, ...]


def load_bundle(folder: Path) -> Bundle:
    """Reads the bundled data. Raises SourceError where its registers have mistakes."""
    loaded = load_folder(folder)
    if loaded.registers is None:
        raise SourceError("bundled", folder)
    return Bundle(folder, loaded.registers, loaded.procedures)


def ensure_free(out: Path) -> None:
    """Raises OccupiedError unless the folder is absent, empty, or an earlier import nobody touched."""
    if not out.exists():
        return
    if not out.is_dir():
        raise OccupiedError("not_a_folder", out)
    present = {path.relative_to(out).as_posix(): path for path in out.rglob("*") if not path.is_dir()}
    marker = present.pop(MARKER, None)
    if marker is None:
        if any(out.iterdir()):
            raise OccupiedError("occupied", out)
        return
    written = _marked(marker)
    if written is None:
        raise OccupiedError("occupied", out)
    for name in sorted(present.keys() | written.keys()):
        if name not in present or name not in written or _digest(present[name].read_bytes()) != written[name]:
            raise OccupiedError("edited", out, file=name)


def _marked(marker: Path) -> dict[str, str] | None:
    try:
        files = orjson.loads(marker.read_bytes()).get("files")
    except (orjson.JSONDecodeError, AttributeError):
        return None
    return files if isinstance(files, dict) else None


def _digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def write_folder(
    out: Path, bundle: Bundle, procedures: Sequence[Procedure], offices: Offices, origin: str
) -> None:
    """Writes everything beside the place and moves it there at once, so that no half folder is ever seen."""
    ensure_free(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        files = _files(bundle, procedures, offices, origin)
        for name, raw in files.items():
            path = fresh / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(raw)
        digests = {name: _digest(raw) for name, raw in sorted(files.items())}
        marker = {"origin": origin, "files": digests}
        (fresh / MARKER).write_bytes(orjson.dumps(marker, option=orjson.OPT_INDENT_2) + b"\n")
        fresh.chmod(0o755)
        if out.exists():
            shutil.rmtree(out)
        fresh.rename(out)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _files(
    bundle: Bundle, procedures: Sequence[Procedure], offices: Offices, origin: str
) -> dict[str, bytes]:
    """Every file of the folder by its name inside it."""
    files = {name: _copied(bundle.folder / name) for name in COPIED if (bundle.folder / name).is_file()}
    for path in sorted((bundle.folder / "code_lists").glob("*.yaml")):
        files[f"code_lists/{path.name}"] = _copied(path)
    codes = {one.code for one in procedures}
    registers: Mapping[str, tuple[BaseModel, str]] = {
        "agencies.yaml": (_agencies(bundle.registers, offices), "extended"),
        "fields.yaml": (_fields(bundle.registers, offices), "extended"),
        "aliases.yaml": (_aliases(bundle), "extended"),
        "offers.yaml": (_offers(bundle.registers, codes), "filtered"),
    }
    for name, (value, comment) in registers.items():
        files[name] = to_yaml(value, COMMENTS[comment]).encode("utf-8")
    comment_of_all = [
        said.format(origin=source) for said, source in zip(COMMENTS["imported"], ORIGINS[origin], strict=True)
    ]
    for one in procedures:
        files[f"procedures/{one.field}/{one.key}.yaml"] = to_yaml(one, comment_of_all).encode("utf-8")
    return files


def _copied(path: Path) -> bytes:
    head = "".join(f"# {said}\n" for said in COMMENTS["copied"])
    return head.encode("utf-8") + path.read_bytes()


def _agencies(registers: Registers, offices: Offices) -> AgenciesFile:
    return AgenciesFile(
        kinds=(*registers.kinds, *_sorted(offices.kinds)),
        agencies=(*registers.agencies, *_sorted(offices.agencies)),
    )


def _fields(registers: Registers, offices: Offices) -> FieldsFile:
    return FieldsFile(fields=(*registers.fields, *_sorted(offices.fields)))


def _sorted(values: Mapping[str, _Value]) -> Iterable[_Value]:
    return (values[id] for id in sorted(values))


def _aliases(bundle: Bundle) -> AliasesFile:
    """The bundled aliases, and the names that bundled procedures have of their own."""
    entries = dict(bundle.registers.aliases)
    for one in bundle.procedures:
        known = entries.get(one.code, AliasEntry())
        names = filter(None, (*known.aliases, one.short_name, *one.aliases, *one.keywords))
        entries[one.code] = AliasEntry(
            aliases=tuple(name for name in dict.fromkeys(names) if name != one.name),
            situations=tuple(dict.fromkeys((*known.situations, *one.situations))),
        )
    return AliasesFile(procedures={code: entries[code] for code in sorted(entries)})


def _offers(registers: Registers, codes: Collection[str]) -> OffersFile:
    return OffersFile(offers=tuple(one for one in registers.offers if one.procedure in codes))
