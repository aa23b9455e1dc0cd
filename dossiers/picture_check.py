"""Looks into pictures without decoding them: size from the header, hidden scripts and archives, place in EXIF."""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from dossiers.errors import RefusedFileError

MOST_PIXELS = 50_000_000
"""Pixels of a picture: programs that show one need four bytes for each."""
MOST_PARTS = 10_000
"""Chunks or segments; a picture has some dozen, large PNG files some thousand."""
_ACTIVE = re.compile(rb"<script|<iframe|<!doctype|<\?php\s|<html[\s>]", re.IGNORECASE)
"""Beginnings of pages and scripts. Long enough not to turn up by chance in 20 MB of a picture."""
_OVERLAP = 16
_SIZES = frozenset({*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)})
"""Markers of JPEG that tell the size of the picture (SOF0 to SOF15)."""
_SCAN, _END, _EXIF = 0xDA, 0xD9, 0xE1
_GPS_TAG = 0x8825


def check_jpeg(stream: BinaryIO) -> list[str]:
    """Notes on a JPEG picture; raises RefusedFileError (damaged, pixels, polyglot)."""
    size: tuple[int, int] | None = None
    notes: list[str] = []
    for marker, content in _segments(stream):
        if marker in _SIZES and len(content) >= 5:
            height, width = struct.unpack(">HH", content[1:5])
            size = (width, height)
        if marker == _EXIF and content.startswith(b"Exif\0\0") and has_place(content[6:]):
            notes = ["gps"]
    _check_size(size)
    check_hidden(stream)
    return notes


def _segments(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """(marker, content) up to the picture itself."""
    stream.seek(2)
    for _ in range(MOST_PARTS):
        marker = _marker(stream)
        if marker in (_SCAN, _END):
            return
        length = struct.unpack(">H", _read(stream, 2))[0]
        if length < 2:
            raise RefusedFileError("damaged")
        yield marker, _read(stream, length - 2)
    raise RefusedFileError("damaged")


def _marker(stream: BinaryIO) -> int:
    """The next marker; any number of 0xFF may stand before it."""
    if _read(stream, 1) != b"\xff":
        raise RefusedFileError("damaged")
    byte = b"\xff"
    for _ in range(MOST_PARTS):
        byte = _read(stream, 1)
        if byte != b"\xff":
            return byte[0]
    raise RefusedFileError("damaged")


def check_png(stream: BinaryIO) -> list[str]:
    """Notes on a PNG picture; raises RefusedFileError (damaged, pixels, polyglot)."""
    stream.seek(8)
    kind, header = _chunk(stream)
    if kind != b"IHDR" or len(header) != 13:
        raise RefusedFileError("damaged")
    width, height = struct.unpack(">II", header[:8])
    _check_size((width, height))
    notes: list[str] = []
    for _ in range(MOST_PARTS):
        kind, content = _chunk(stream)
        if kind == b"eXIf" and has_place(content):
            notes = ["gps"]
        if kind == b"IEND":
            break
    else:
        raise RefusedFileError("damaged")
    if stream.read(1):
        raise RefusedFileError("polyglot")
    check_hidden(stream)
    return notes


def _chunk(stream: BinaryIO) -> tuple[bytes, bytes]:
    """Kind and content of the next chunk; the content of the picture itself is skipped."""
    length, kind = struct.unpack(">I4s", _read(stream, 8))
    if kind in (b"IHDR", b"eXIf") and length <= 65_536:
        content = _read(stream, length)
    else:
        content = b""
        stream.seek(length, 1)
    _read(stream, 4)
    return kind, content


def _read(stream: BinaryIO, size: int) -> bytes:
    content = stream.read(size)
    if len(content) != size:
        raise RefusedFileError("damaged")
    return content


def _check_size(size: tuple[int, int] | None) -> None:
    if size is None or 0 in size:
        raise RefusedFileError("damaged")
    if size[0] * size[1] > MOST_PIXELS:
        raise RefusedFileError("pixels", width=size[0], height=size[1], most=MOST_PIXELS // 1_000_000)


def check_hidden(stream: BinaryIO) -> None:
    """Raises RefusedFileError where a page, a script or an archive hides in a file."""
    stream.seek(0)
    rest = b""
    while piece := stream.read(1 << 20):
        if _ACTIVE.search(rest + piece):
            raise RefusedFileError("polyglot")
        rest = piece[-_OVERLAP:]
    if zipfile.is_zipfile(stream):
        raise RefusedFileError("polyglot")


def has_place(exif: bytes) -> bool:
    """Whether the first directory of EXIF data (TIFF) points to one about the place."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(exif[:4])
    if order is None or len(exif) < 8:
        return False
    at = struct.unpack_from(f"{order}I", exif, 4)[0]
    if at + 2 > len(exif):
        return False
    number = struct.unpack_from(f"{order}H", exif, at)[0]
    entries = (at + 2 + 12 * i for i in range(min(number, 200)))
    return any(
        struct.unpack_from(f"{order}H", exif, entry)[0] == _GPS_TAG
        for entry in entries
        if entry + 12 <= len(exif)
    )
