"""Which kinds of files are taken, told by content and ending; nothing a client declares is believed.

Taken are documents and pictures without anything active inside. Archives, SVG, HTML, old Office files and whatever
carries macros are not, and no archive is ever unpacked into files.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import BinaryIO

import filetype

from dossiers.errors import RefusedFileError
from dossiers.file_names import ending
from dossiers.office_check import check_office
from dossiers.pdf_check import check_pdf
from dossiers.picture_check import check_jpeg, check_png

HEAD_BYTES = 8_192
"""Of the beginning, by which a kind is told."""


@dataclass(frozen=True, slots=True)
class FileType:
    """A kind of file that may be taken."""

    name: str
    """Name and first ending."""
    endings: tuple[str, ...]
    media_type: str
    begins: bytes
    """The first bytes of every file of the kind: polyglots hide behind programs that search for them."""
    check: Callable[[BinaryIO], list[str]]
    """Looks into the file; returns notes for its owner ("gps"), raises RefusedFileError."""
    is_shown: bool = True
    """Whether browsers may show it in a sandbox."""


_OOXML = "application/vnd.openxmlformats-officedocument."

TYPES: dict[str, FileType] = {
    one.name: one
    for one in (
        FileType("pdf", ("pdf",), "application/pdf", b"%PDF-", check_pdf),
        FileType("jpg", ("jpg", "jpeg"), "image/jpeg", b"\xff\xd8\xff", check_jpeg),
        FileType("png", ("png",), "image/png", b"\x89PNG\r\n\x1a\n", check_png),
        FileType(
            "docx",
            ("docx",),
            f"{_OOXML}wordprocessingml.document",
            b"PK\x03\x04",
            lambda stream: check_office(stream, "docx"),
            is_shown=False,
        ),
        FileType(
            "xlsx",
            ("xlsx",),
            f"{_OOXML}spreadsheetml.sheet",
            b"PK\x03\x04",
            lambda stream: check_office(stream, "xlsx"),
            is_shown=False,
        ),
    )
}
"""All kinds; a portal, a paper or a question takes some of them."""
SHOWN = frozenset(one.media_type for one in TYPES.values() if one.is_shown)
"""Media types that browsers may show in a sandbox."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a file turned out to be."""

    type: FileType
    notes: tuple[str, ...]
    """What its owner should know: "gps", the picture tells where it was taken."""


def taken(formats: Collection[str]) -> tuple[FileType, ...]:
    """The kinds that a list of endings names; endings that nobody may send are left out."""
    return tuple(one for one in TYPES.values() if set(one.endings) & set(formats))


def check(stream: BinaryIO, name: str, formats: Collection[str]) -> Checked:
    """What a file is, whose ending, beginning and inside must agree; the stream stands at its beginning again.

    `formats` are the endings that are taken. Raises RefusedFileError.
    """
    kind = next((one for one in taken(formats) if ending(name) in one.endings), None)
    if kind is None:
        raise RefusedFileError("format", ending=ending(name), formats=shown_endings(formats))
    stream.seek(0)
    head = stream.read(HEAD_BYTES)
    if not head:
        raise RefusedFileError("empty")
    if not head.startswith(kind.begins):
        raise RefusedFileError("content", ending=ending(name), found=_found(head))
    stream.seek(0)
    notes = kind.check(stream)
    stream.seek(0)
    return Checked(kind, tuple(notes))


def shown_endings(formats: Collection[str]) -> str:
    """The endings of what is taken, as people read them."""
    return ", ".join(end.upper() for one in taken(formats) for end in one.endings if end != "jpeg")


def _found(head: bytes) -> str:
    """What a content seems to be, for the message; "?" where nobody can tell."""
    found = filetype.guess(head)
    return found.extension.upper() if found is not None else "?"
