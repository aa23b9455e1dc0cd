"""Data folder -> registers and procedures, with file:line:column for every complaint of all files in one run."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import orjson
from pydantic import BaseModel, ValidationError

from indexer import yaml_tree
from indexer.catalog import Catalog, CodeList, Registers
from indexer.clashes import Read, check_together
from indexer.complaints import Complaint
from indexer.errors import DataError
from indexer.explaining import Where, doubled_keys, explain
from indexer.portal import Portal
from indexer.procedure import Procedure
from indexer.reading import Model, Parsed, ProcedureReader
from indexer.references import check_procedure, check_procedures, check_registers
from indexer.register_files import (
    AbbreviationsFile,
    AgenciesFile,
    AliasesFile,
    AreasFile,
    EverydayWordsFile,
    FieldsFile,
    LifeEventsFile,
    OffersFile,
    PopularFile,
    QuestionFramesFile,
    WorkingDaysFile,
)

REGISTER_FILES: dict[str, type[BaseModel]] = {
    "portal.yaml": Portal,
    "agencies.yaml": AgenciesFile,
    "fields.yaml": FieldsFile,
    "offers.yaml": OffersFile,
    "areas.yaml": AreasFile,
    "abbreviations.yaml": AbbreviationsFile,
    "everyday_words.yaml": EverydayWordsFile,
    "question_frames.yaml": QuestionFramesFile,
    "life_events.yaml": LifeEventsFile,
    "popular.yaml": PopularFile,
    "aliases.yaml": AliasesFile,
    "working_days.yaml": WorkingDaysFile,
}
"""Files of a data folder and the model of each; all but REQUIRED may be absent."""
REQUIRED = ("portal.yaml", "agencies.yaml", "fields.yaml")
FOLDERS = ("procedures", "code_lists", "judgements", "forms", "slips", "notices")
"""Folders of a data folder; the last four are read by others."""


@dataclass(slots=True)
class Loaded:
    """What a data folder holds."""

    procedures: tuple[Procedure, ...] = ()
    """Those without mistakes, in the order of their keys."""
    paths: tuple[str, ...] = ()
    """The file of each procedure."""
    registers: Registers | None = None
    """None where a register has mistakes."""
    complaints: tuple[Complaint, ...] = ()
    digests: dict[str, str] = field(default_factory=dict)
    """SHA-256 of each file that was read, by its name inside the folder."""

    @property
    def usable(self) -> bool:
        """Whether something can be built when the procedures with mistakes are left out."""
        return self.registers is not None and bool(self.procedures)


def load_folder(data: Path, progress: Callable[[int, int], None] = lambda done, of: None) -> Loaded:
    """Reads a whole data folder; mistakes become complaints, never exceptions."""
    return load_with(data, WholeFiles(progress))


def load_with(data: Path, reader: ProcedureReader) -> Loaded:
    """Reads a data folder with a reader of its procedures; mistakes become complaints, never exceptions."""
    return _FolderReader(data, reader).read()


class WholeFiles:
    """Reads every procedure file in this process."""

    def __init__(self, progress: Callable[[int, int], None] = lambda done, of: None) -> None:
        self._progress = progress

    def read(self, paths: Sequence[Path], registers: Registers | None = None) -> Iterator[Parsed[Procedure]]:
        """The files in the order given."""
        for done, path in enumerate(paths, start=1):
            yield self.read_again(path)
            self._progress(done, len(paths))

    def read_again(self, path: Path) -> Parsed[Procedure]:
        """One file."""
        return read_file(path, Procedure)

    def passed(self, path: str) -> bool:
        """Nothing is known of earlier builds."""
        return False

    def found_sound(self, paths: Collection[str]) -> None:
        """Nothing is kept."""

    def folded(self, path: str) -> None:
        """Nothing is known of names."""


def load_procedure(path: Path, catalog: Catalog) -> Procedure:
    """Reads one procedure and checks its references; raises DataError with every complaint."""
    parsed = read_file(path, Procedure, path.name)
    complaints = list(parsed.complaints)
    complaints += check_procedures([(parsed.where, parsed.value)], catalog, path.parent)
    mistakes = [one for one in complaints if one.severity == "error"]
    if parsed.value is None or mistakes:
        raise DataError(mistakes)
    return parsed.value


def read_file(path: Path, model: type[Model], shown: str | None = None) -> Parsed[Model]:
    """Reads one YAML file as a model; `shown` is the path that complaints name."""
    name = shown or str(path)
    try:
        raw = path.read_bytes()
    except OSError as error:
        complaint = Complaint(name, 1, 1, "", "unreadable", (("reason", error.strerror),))
        return Parsed(Where(name, yaml_tree.Tree()), None, (complaint,))
    return replace(parse_text(raw, model, name), digest=hashlib.sha256(raw).hexdigest())


def parse_text(raw: bytes, model: type[Model], name: str) -> Parsed[Model]:
    """Reads the bytes of a YAML file as a model."""
    try:
        tree = yaml_tree.parse(yaml_tree.decode(raw))
    except yaml_tree.YamlError as error:
        line, column = error.place
        complaint = Complaint(name, line, column, "", error.rule, tuple(error.values.items()))
        return Parsed(Where(name, yaml_tree.Tree()), None, (complaint,))
    where = Where(name, tree)
    complaints = list(doubled_keys(where))
    try:
        # By way of JSON, in which strict validation takes days and choices as text and lists as tuples.
        value = model.model_validate_json(orjson.dumps(tree.data), strict=True)
    except ValidationError as error:
        complaints += explain(where, model, error.errors(include_url=False))
        return Parsed(where, None, tuple(complaints))
    return Parsed(where, None if complaints else value, tuple(complaints))


class _FolderReader:
    def __init__(self, data: Path, reader: ProcedureReader) -> None:
        self._data = data
        self._beginning = f"{data}/"
        self._reader = reader
        self._loaded = Loaded()
        self._complaints: list[Complaint] = []
        self._found: dict[str, list[str]] = {}
        """Part of the data folder -> all that stands below it"""

    def read(self) -> Loaded:
        if not self._data.is_dir():
            self._complain(self._data, "no_folder")
            return self._finished()
        self._look_around()
        files = {name: self._register(name, model) for name, model in REGISTER_FILES.items()}
        lists = [self._noted(read_file(path, CodeList)) for path in self._yaml_files("code_lists")]
        paths = self._yaml_files("procedures")
        if _broken(files, lists):
            # References cannot be judged without the registers; what each file says of itself is reported.
            self._keep(_in_order(map(self._noted, WholeFiles().read(paths))))
            return self._finished()
        registers = _registers(files, [one.value for one in lists if one.value is not None])
        procedures = _in_order(map(self._noted, self._reader.read(paths, registers)))
        self._join(files, registers, procedures)
        return self._finished()

    def _finished(self) -> Loaded:
        order = sorted(self._complaints, key=lambda one: (one.path, one.line, one.column, one.rule))
        self._loaded.complaints = tuple(order)
        return self._loaded

    def _complain(self, path: Path, rule: str, severity: Any = "error") -> None:
        self._complaints.append(Complaint(str(path), 1, 1, "", rule, (), severity))

    def _look_around(self) -> None:
        for path in sorted(self._data.iterdir()):
            known = path.name in FOLDERS if path.is_dir() else path.name in REGISTER_FILES
            if not known and not path.name.startswith("."):
                self._complain(path, "unknown_file", "warning")
        self._found = {folder: list(_below(self._data / folder)) for folder in ("procedures", "code_lists")}
        for paths in self._found.values():
            for wrong in sorted(one for one in paths if one.endswith(".yml")):
                self._complain(Path(wrong), "wrong_ending")

    def _yaml_files(self, folder: str) -> list[Path]:
        found = [one for one in self._found[folder] if one.endswith(".yaml")]
        return list(map(Path, sorted(found, key=lambda one: one.split("/"))))

    def _noted(self, parsed: Parsed[Model]) -> Parsed[Model]:
        self._complaints += parsed.complaints
        if parsed.digest:
            # Strings: ten thousand paths would take a tenth of a second.
            name = parsed.where.path.removeprefix(self._beginning)
            self._loaded.digests[name] = parsed.digest
        return parsed

    def _register(self, name: str, model: type[BaseModel]) -> Parsed[Any] | None:
        path = self._data / name
        if path.is_file():
            return self._noted(read_file(path, model))
        if name in REQUIRED:
            self._complain(path, "missing_file")
        return None

    def _join(
        self, files: dict[str, Parsed[Any] | None], registers: Registers, procedures: Sequence[Read]
    ) -> None:
        catalog = Catalog(registers)
        wheres = {name: one.where for name, one in files.items() if one is not None}
        of_registers = list(check_registers(wheres, catalog, _codes(procedures)))
        of_procedures = self._checked(procedures, catalog)
        self._complaints += of_registers + of_procedures
        bad = {one.path for one in of_procedures if one.severity == "error"}
        self._keep([one for one in procedures if one[0].path not in bad])
        if all(one.severity == "warning" for one in of_registers):
            self._loaded.registers = registers

    def _checked(self, procedures: Sequence[Read], catalog: Catalog) -> list[Complaint]:
        """Complaints with their places: files that were not read whole are read again for them."""
        reader = self._reader
        unsure = [one for one in procedures if not reader.passed(one[0].path)]
        own = [complaint for one in unsure for complaint in check_procedure(one, catalog, self._data)]
        together = check_together(procedures, catalog, reader.folded)
        reader.found_sound({where.path for where, _ in procedures} - {one.path for one in own})
        named = {one.path for one in (*own, *together)}
        vague = {where.path for where, _ in procedures if where.path in named and not where.tree.places}
        if not vague:
            return [*own, *together]
        again = [self._again(one) if one[0].path in vague else one for one in procedures]
        own = [one for one in own if one.path not in vague]
        for one in again:
            own += check_procedure(one, catalog, self._data) if one[0].path in vague else ()
        return [*own, *check_together(again, catalog, reader.folded)]

    def _again(self, read: Read) -> Read:
        parsed = self._reader.read_again(Path(read[0].path))
        return parsed.where, parsed.value

    def _keep(self, procedures: Sequence[Read]) -> None:
        sound = [(where.path, procedure) for where, procedure in procedures if procedure is not None]
        self._loaded.procedures = tuple(procedure for _, procedure in sound)
        self._loaded.paths = tuple(path for path, _ in sound)


def _below(folder: Path) -> Iterator[str]:
    """All files and folders below a folder."""
    for inner, folders, files in os.walk(folder):
        yield from (f"{inner}/{name}" for name in (*folders, *files))


def _broken(files: dict[str, Parsed[Any] | None], lists: Sequence[Parsed[CodeList]]) -> bool:
    mistaken = any(one is not None and one.value is None for one in (*files.values(), *lists))
    return mistaken or any(files[name] is None for name in REQUIRED)


def _in_order(parsed: Iterable[Parsed[Procedure]]) -> list[Read]:
    """Files in the order of the keys of what they hold; those with mistakes first."""
    read = [(one.where, one.value) for one in parsed]
    return sorted(read, key=lambda one: (one[1].key if one[1] else "", one[0].path))


def _codes(procedures: Sequence[Read]) -> set[str]:
    """Codes of all files; that of a file with mistakes is taken from its name."""
    return {one.code if one else Path(where.path).stem.partition("@")[0] for where, one in procedures}


def _registers(files: dict[str, Parsed[Any] | None], lists: Iterable[CodeList]) -> Registers:
    values: dict[str, Any] = {name: one.value for name, one in files.items() if one is not None}
    parts: dict[str, Any] = {"portal": values.pop("portal.yaml"), "code_lists": tuple(lists)}
    for value in values.values():
        parts.update(dict(value))
    renamed = {"procedures": "aliases", "days": "working_days"}
    return Registers(**{renamed.get(name, name): value for name, value in parts.items()})
