"""All procedures of a generation as files to take away, and their description.

Made once a generation, on first demand, record by record into files without a name, which the system removes
with the last one who reads them: the memory they take does not grow with the number of procedures.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import tempfile
import weakref
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import orjson

from indexer.procedure import Procedure
from search_api import csv_rows
from search_api.addresses import procedure_url
from search_api.editions import Edition
from search_api.history import built_at
from search_api.words import Words

PIECE = 256 * 1024
"""Bytes read and sent at a time."""
JSONL = "thu-tuc.jsonl.gz"
CSV = "thu-tuc.csv"
MEDIA_TYPES = {JSONL: "application/gzip", CSV: "text/csv; charset=utf-8"}
LICENCE = "https://www.apache.org/licenses/LICENSE-2.0"
"""Of what the project wrote itself; official texts need none (page /du-lieu)."""


class Dump:
    """One finished file: its size, its SHA-256 and its content, piece by piece."""

    def __init__(self, chunks: Iterable[bytes], *, compressed: bool = False) -> None:
        """Writes the chunks; raises OSError where there is no room."""
        with tempfile.TemporaryFile() as file:
            if compressed:
                # No time inside: the same generation gives the same bytes in every process.
                with gzip.GzipFile(fileobj=file, mode="wb", filename="", mtime=0, compresslevel=6) as packed:
                    for chunk in chunks:
                        packed.write(chunk)
            else:
                file.writelines(chunks)
            file.flush()
            self._descriptor = os.dup(file.fileno())
        weakref.finalize(self, os.close, self._descriptor)
        self.size = os.fstat(self._descriptor).st_size
        self.sha256 = self._digest()

    def pieces(self) -> Iterator[bytes]:
        """The content; safe for several readers at once."""
        for start in range(0, self.size, PIECE):
            yield os.pread(self._descriptor, PIECE, start)

    def _digest(self) -> str:
        digest = hashlib.sha256()
        for piece in self.pieces():
            digest.update(piece)
        return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Dumps:
    """The files of one generation."""

    files: dict[str, Dump]
    rows: int
    """Versions of procedures, one a line of each file"""


def make_dumps(edition: Edition) -> Dumps:
    """Writes the files of a generation: some seconds for ten thousand procedures."""
    return Dumps({JSONL: Dump(_lines(edition), compressed=True), CSV: Dump(_rows(edition))}, edition.count)


def _lines(edition: Edition) -> Iterator[bytes]:
    """Each procedure as generations hold it, and beside it what the registers know of it, as in its .json."""
    catalog = edition.catalog
    for document, code in enumerate(edition.codes):
        raw = edition.record(document)
        known = orjson.loads(raw)
        beside = {
            "agency_name": catalog.agency_name(known["agency"]),
            "field_name": catalog.field_name(known["field"]),
            "url": procedure_url(code),
        }
        yield raw.rstrip()[:-1] + b"," + orjson.dumps(beside)[1:] + b"\n"


def _rows(edition: Edition) -> Iterator[bytes]:
    yield csv_rows.header()
    for document in range(edition.count):
        procedure = Procedure.model_validate_json(edition.record(document))
        yield csv_rows.row(procedure, edition.catalog)


def package(edition: Edition, dumps: Dumps, base: str, words: Words) -> bytes:
    """The description of the files as a Data Package (version 2 of the standard); `base` is the public address."""
    portal = edition.catalog.registers.portal
    described: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "thu-tuc-hanh-chinh",
        "id": f"{base}/du-lieu/datapackage.json",
        "title": f"{words('data.title')}: {portal.name}",
        "description": words("data.versions"),
        "homepage": f"{base}/du-lieu",
        "version": edition.id,
        "created": built_at(edition.id),
        "licenses": [
            {"title": words("data.licence.official"), "path": f"{base}/du-lieu#licence"},
            {"name": "Apache-2.0", "title": words("data.licence.own"), "path": LICENCE},
        ],
        "resources": [_resource(name, dump, dumps.rows, words) for name, dump in dumps.files.items()],
    }
    return orjson.dumps(described, option=orjson.OPT_INDENT_2)


def _resource(name: str, dump: Dump, rows: int, words: Words) -> dict[str, Any]:
    common = {
        "path": name,
        "mediatype": MEDIA_TYPES[name].partition(";")[0],
        "encoding": "utf-8",
        "bytes": dump.size,
        "hash": f"sha256:{dump.sha256}",
        "rows": rows,
    }
    if name == JSONL:
        told = {"name": "thu-tuc-jsonl", "format": "jsonl", "compression": "gz"}
        return {**told, "description": words("data.jsonl"), **common}
    fields = [
        {"name": one, "type": "string", "description": words(f"column.{one}")} for one in csv_rows.COLUMNS
    ]
    told = {"name": "thu-tuc-csv", "format": "csv", "profile": "tabular-data-resource"}
    schema = {"fields": fields, "missingValues": [""]}
    return {**told, "description": words("data.csv"), **common, "schema": schema}
