"""Files as people send them, and as attackers do; small, made here, without any tool but the standard library."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + rb"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""The harmless text that every scanner must find; in two parts here, so that this file is no find itself."""
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"
_OOXML = "application/vnd.openxmlformats-officedocument."
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def pdf(*objects: bytes, catalog: bytes = b"", trailer: bytes = b"", page: bytes = b"") -> bytes:
    """A PDF of one empty page; more objects begin at number 4."""
    all_objects = [
        b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]" + page + b">>",
        *objects,
    ]
    out = b"%PDF-1.7\n"
    places = []
    for number, one in enumerate(all_objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(places) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return out + b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        trailer,
        out.index(b"xref\n"),
    )


def chunk(kind: bytes, content: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(width: int = 2, height: int = 2, *more: bytes) -> bytes:
    """A PNG whose header tells a size; the picture itself is one row of black."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = chunk(b"IDAT", zlib.compress(b"\0" * (width + 1 if width < 100 else 3)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + b"".join(more) + body + chunk(b"IEND", b"")


def exif(*, gps: bool, order: str = "<") -> bytes:
    """A directory of EXIF with one entry: the place, or the make of the camera."""
    mark = b"II*\0" if order == "<" else b"MM\0*"
    tag = 0x8825 if gps else 0x010F
    return mark + struct.pack(f"{order}IHHHIII", 8, 1, tag, 4, 1, 26, 0)


def segment(marker: int, content: bytes) -> bytes:
    """A segment of a JPEG."""
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def jpeg(width: int = 2, height: int = 2, *more: bytes, tail: bytes = b"") -> bytes:
    """A JPEG up to its picture, of which there is none."""
    frame = segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0")
    return b"\xff\xd8" + b"".join(more) + frame + segment(0xDA, b"\1\1\0\0\x3f\0") + b"\0\xff\xd9" + tail


def office(kind: str = "docx", parts: dict[str, bytes] | None = None, *, main: str | None = None) -> bytes:
    """A Word or Excel file with more parts."""
    name, content = {
        "docx": ("word/document.xml", "wordprocessingml.document.main+xml"),
        "xlsx": ("xl/workbook.xml", "spreadsheetml.sheet.main+xml"),
    }[kind]
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/{name}" ContentType="{main or _OOXML + content}"/></Types>'
    )
    return archive({"[Content_Types].xml": types.encode(), name: b"<document/>", **(parts or {})})


def archive(parts: dict[str, bytes]) -> bytes:
    """A ZIP."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def relation(kind: str, target: str, mode: str = "External") -> bytes:
    """A list of relations with one that leads out."""
    one = f'<r:Relationship Id="r1" Type="{_RELATIONS}/{kind}" Target="{target}" TargetMode="{mode}"/>'
    return f'<r:Relationships xmlns:r="x">{one}</r:Relationships>'.encode()
