"""Looks into Word and Excel files (OOXML, ECMA-376): a zip archive within limits, without macros and foreign parts.

Nothing is unpacked to disk. Sizes are taken from the directory, and no more than it says is ever read: a directory
that lies breaks the checksums. The ratio and total of a bomb follow PyPI's Warehouse.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterable
from typing import BinaryIO
from xml.parsers import expat

from dossiers.errors import RefusedFileError

MOST_ENTRIES = 4_000
"""Parts of a file; a workbook of a hundred sheets has some hundred."""
LARGE = 64 * 1024 * 1024
"""Bytes unpacked, above which the ratio counts."""
RATIO = 50
LARGEST = 256 * 1024 * 1024
"""Bytes unpacked, above which nothing is taken: reading them costs a second."""
_PIECE = 1 << 18
Element = tuple[str, dict[str, str]]
_TYPES = "[Content_Types].xml"
_MAIN = {
    "docx": ("word/document.xml", "wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", "spreadsheetml.sheet.main+xml"),
}
"""Kind -> its main part and what the list of content types must call it."""
_MACRO = re.compile(
    r"(^|/)(vba(project|data)|activex|macrosheets|dialogsheets|oleobject|ctrlprops)|"
    r"\.(exe|dll|com|scr|js|jse|vbs|vbe|wsf|hta|ps1|bat|cmd|lnk|jar|html?|mht(ml)?|svg)$",
    re.IGNORECASE,
)
"""Names of parts that run, or may be made to run."""
_MACRO_TYPES = re.compile(r"macroEnabled|vbaProject|oleObject|activeX", re.IGNORECASE)
_OWN_DRIVE = re.compile(r"(file:///)?[a-z]:[\\/]", re.IGNORECASE)
"""Where Word notes the template on the writer's own machine: nothing is fetched from there."""
_LINKS = frozenset({"ddeLink", "oleLink"})
_LARGEST_PART = 8 * 1024 * 1024
"""Bytes of a part whose elements are looked at."""


def check_office(stream: BinaryIO, kind: str) -> list[str]:
    """Notes on a file, of which there are none.

    Raises RefusedFileError: damaged, bomb, polyglot, macro, foreign, content.
    """
    try:
        with zipfile.ZipFile(stream) as archive:
            _check_directory(archive)
            _check_kind(archive, kind)
            _check_parts(archive)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        ValueError,
        OverflowError,
    ) as error:
        raise RefusedFileError("damaged") from error
    return []


def _check_directory(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    total = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > MOST_ENTRIES or is_bomb(total, packed):
        raise RefusedFileError("bomb")
    names = [entry.filename for entry in entries]
    if len({name.casefold() for name in names}) != len(names) or not all(map(_is_plain, entries)):
        raise RefusedFileError("damaged")
    # Something in front of the archive or behind it: another kind of file that hides one.
    if archive.comment or min((entry.header_offset for entry in entries), default=1):
        raise RefusedFileError("polyglot")
    if any(_MACRO.search(name) for name in names):
        raise RefusedFileError("macro")


def is_bomb(total: int, packed: int) -> bool:
    """Whether so many bytes may not come from so few."""
    return total > LARGEST or (total > LARGE and total > RATIO * packed)


def _is_plain(entry: zipfile.ZipInfo) -> bool:
    """A file or folder inside, not encrypted, packed in the one usual way; no link, no way out."""
    parts = entry.filename.split("/")
    inside = not entry.filename.startswith("/") and ".." not in parts and "\\" not in entry.filename
    usual = entry.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) and not entry.flag_bits & 1
    return inside and usual and ":" not in entry.filename and entry.external_attr >> 28 != 0xA


def _check_kind(archive: zipfile.ZipFile, kind: str) -> None:
    main, content_type = _MAIN[kind]
    names = set(archive.namelist())
    if _TYPES not in names or main not in names:
        raise RefusedFileError("content", ending=kind, found="ZIP")
    types = [given.get("ContentType", "") for _, given in _elements(archive, archive.getinfo(_TYPES))]
    if any(_MACRO_TYPES.search(one) for one in types):
        raise RefusedFileError("macro")
    if not any(one.endswith(content_type) for one in types):
        raise RefusedFileError("content", ending=kind, found="ZIP")


def _check_parts(archive: zipfile.ZipFile) -> None:
    """Reads every part to its end; one that holds more than the directory says fails its checksum."""
    for entry in archive.infolist():
        with archive.open(entry) as part:
            while part.read(_PIECE):
                pass
        if entry.filename.endswith(".rels"):
            _check_relations(_elements(archive, entry))
        elif entry.filename.startswith("xl/externalLinks/"):
            _check_links(_elements(archive, entry))


def _check_relations(elements: Iterable[Element]) -> None:
    """Links to pages may lead out; templates, objects and pictures fetched from elsewhere may not."""
    for name, given in elements:
        if name != "Relationship" or given.get("TargetMode", "").lower() != "external":
            continue
        kind = given.get("Type", "").rpartition("/")[2]
        own_template = kind == "attachedTemplate" and _OWN_DRIVE.match(given.get("Target", ""))
        if kind != "hyperlink" and not own_template:
            raise RefusedFileError("foreign")


def _check_links(elements: Iterable[Element]) -> None:
    if any(name in _LINKS for name, _ in elements):
        raise RefusedFileError("foreign")


def _elements(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> list[Element]:
    """Name without its prefix and attributes of every element of an XML part."""
    with archive.open(entry) as part:
        content = part.read(_LARGEST_PART)
        if part.read(1):
            raise RefusedFileError("damaged")
    found: list[Element] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, given: found.append((name.rpartition(":")[2], given))
    parser.StartDoctypeDeclHandler = _refuse_entities
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise RefusedFileError("damaged") from error
    return found


def _refuse_entities(*_: object) -> None:
    """No program declares entities in these files; bombs do."""
    raise RefusedFileError("bomb")
