"""What all formats share: raw records one by one -> procedures, refusals and repairs; then the folder."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from pydantic import ValidationError

from indexer.catalog import Registers
from indexer.importers.folder import ensure_free, load_bundle, write_folder
from indexer.importers.offices import Offices
from indexer.importers.report import ImportReport, Trace
from indexer.importers.wording import line, lines
from indexer.procedure import Procedure

_CODE = re.compile(r"[1-9]\.\d{6}(?:\.[0-9A-Z]+)*")
LONGEST_CODE = 40


@dataclass(frozen=True, slots=True)
class Found:
    """The bytes of one record and where they stand in the source."""

    place: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a record may look at besides itself."""

    offices: Offices
    bundled: dict[str, Procedure]
    """Bundled procedures by code."""
    left_out: set[str]
    """Technical keys of the source that were met."""

    def agency_of(self, code: str) -> str | None:
        """Agency of the bundled procedure of a code."""
        found = self.bundled.get(code)
        return found.agency if found else None


Reader = Callable[[dict[str, Any], Surroundings, Trace], Procedure]


def run(
    found: Sequence[Found],
    read: Reader,
    *,
    out: Path,
    bundled: Path,
    origin: str,
    progress: Callable[[int, int], None],
) -> ImportReport:
    """Reads the records and writes the folder. Raises OccupiedError, SourceError before anything is written."""
    ensure_free(out)
    bundle = load_bundle(bundled)
    report = ImportReport()
    around = surroundings(bundle.registers, bundle.procedures, report)
    procedures = read_all(found, read, around, report, progress)
    report.new_agencies = tuple(sorted({*around.offices.kinds, *around.offices.agencies}))
    report.new_fields = tuple(sorted(around.offices.fields))
    write_folder(out, bundle, procedures, around.offices, origin)
    report.written = len(procedures)
    return report


def surroundings(registers: Registers, procedures: Sequence[Procedure], report: ImportReport) -> Surroundings:
    """What records look at, from the bundled data."""
    return Surroundings(Offices(registers), {one.code: one for one in procedures}, report.left_out)


def read_all(
    found: Sequence[Found],
    read: Reader,
    around: Surroundings,
    report: ImportReport,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> list[Procedure]:
    """The procedures in the order of their codes; everything else is in the report."""
    places: dict[str, str] = {}
    procedures: list[Procedure] = []
    for done, one in enumerate(found, start=1):
        procedure = _read(one, read, around, report, places)
        procedures += [procedure] if procedure else []
        progress(done, len(found))
    report.read = len(found)
    return sorted(procedures, key=lambda one: one.code)


def _read(
    one: Found, read: Reader, around: Surroundings, report: ImportReport, places: dict[str, str]
) -> Procedure | None:
    data = _parsed(one, report)
    if data is None:
        return None
    code = _code(one, data, report)
    if code is None:
        return None
    if code in places:
        report.refuse(f"{one.place} ({code})", "doubled", first=places[code])
        return None
    places[code] = one.place
    trace = Trace(code)
    if not unicodedata.is_normalized("NFC", orjson.dumps(data).decode("utf-8")):
        trace.repaired("not_nfc")
    try:
        procedure = read(data, around, trace)
    except ValidationError as error:
        report.refuse(f"{one.place} ({code})", "not_valid", detail=_first(error))
        return None
    report.repairs += trace.repairs
    return procedure


def _parsed(one: Found, report: ImportReport) -> dict[str, Any] | None:
    try:
        data = orjson.loads(one.raw)
    except orjson.JSONDecodeError as error:
        report.refuse(one.place, "not_json", detail=str(error))
        return None
    if isinstance(data, dict) and isinstance(data.get("data"), dict):
        data = data["data"]
    if not isinstance(data, dict) or not isinstance(data.get("code"), str):
        report.refuse(one.place, "not_a_record")
        return None
    return data


def _code(one: Found, data: dict[str, Any], report: ImportReport) -> str | None:
    code = line(data["code"])
    if not _CODE.fullmatch(code) or len(code) > LONGEST_CODE:
        report.refuse(one.place, "bad_code", text=code)
        return None
    if not isinstance(data.get("name"), str) or not lines(data["name"]):
        report.refuse(f"{one.place} ({code})", "no_name")
        return None
    return code


def _first(error: ValidationError) -> str:
    problem = error.errors(include_url=False, include_input=False)[0]
    return f"{'.'.join(map(str, problem['loc']))}: {problem['msg']}"
