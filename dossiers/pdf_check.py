"""Looks into PDF files for what acts or hides: scripts, launches, embedded files, passwords, other kinds of files.

The reader runs in a process of its own with bounds on time and memory: what a stranger wrote may hold up or break
any reader, but must not hold up the service.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from typing import IO, Any, BinaryIO

from dossiers.errors import RefusedFileError
from dossiers.picture_check import check_hidden

SECONDS = 20
"""How long the look may take; a thousand pages take two."""
MEMORY = 1024 * 1024 * 1024
"""Bytes of address space for it."""
MOST_OBJECTS = 200_000
"""Objects looked at; a thousand pages have some ten thousand."""
_DEEPEST = 60
_FINDS = {
    "/JavaScript": "script",
    "/JS": "script",
    "/Launch": "script",
    "/ImportData": "script",
    "/SubmitForm": "script",
    "/RichMedia": "script",
    "/XFA": "script",
    "/EmbeddedFiles": "embedded",
    "/EmbeddedFile": "embedded",
    "/FileAttachment": "embedded",
}
"""Names in a PDF (ISO 32000-1, 12.6 and 7.11.4) -> what they mean: keys, or values of /S, /Type and /Subtype."""
_RULES = frozenset({"damaged", "encrypted", "too_complex", *_FINDS.values()})


def check_pdf(stream: BinaryIO) -> list[str]:
    """Notes on a PDF, of which there are none; raises RefusedFileError.

    Rules: polyglot, damaged, encrypted, script, embedded, too_complex.
    """
    check_hidden(stream)
    stream.seek(0)
    rule = _look_elsewhere(stream)
    if rule:
        raise RefusedFileError(rule)
    return []


def _look_elsewhere(stream: BinaryIO) -> str:
    """What another process finds: a rule, or "" where all is well."""
    command = [sys.executable, "-m", "dossiers.pdf_check"]
    # The whole file goes through a pipe: an upload of less than a megabyte has no file of its own.
    try:
        done = subprocess.run(command, input=stream.read(), capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        return "too_complex"
    told = done.stdout.decode("ascii", "replace").strip()
    if done.returncode == 0:
        return told if told in _RULES else ""
    return "too_complex"


def find(stream: IO[bytes]) -> str:
    """The rule that a PDF breaks, "" where it breaks none. May take long; `check_pdf` bounds it."""
    from pypdf import PdfReader  # noqa: PLC0415  # only the process that looks needs it
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    try:
        reader = PdfReader(stream)
        if reader.is_encrypted:
            return "encrypted"
        found = next((rule for one in _objects(reader) if (rule := _rule(one))), "")
        return found if found or len(reader.pages) else "damaged"
    except (PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, AssertionError, OSError):
        return "damaged"
    except (RecursionError, MemoryError):
        return "too_complex"


def _objects(reader: Any) -> Iterator[Any]:
    """The trailer and every object that the file lists, whether something refers to it or not."""
    from pypdf.generic import IndirectObject  # noqa: PLC0415

    yield reader.trailer
    listed = {(number, generation) for generation, one in reader.xref.items() for number in one}
    listed |= {(number, 0) for number in reader.xref_objStm}
    if len(listed) > MOST_OBJECTS:
        raise RecursionError
    for number, generation in sorted(listed):
        if number:
            yield reader.get_object(IndirectObject(number, generation, reader))


def _rule(one: Any, depth: int = 0) -> str:
    """What an object holds that may not be there: in its keys and values, not in what it refers to."""
    if depth > _DEEPEST:
        raise RecursionError
    if isinstance(one, dict):
        for key in one:
            value = one.raw_get(key) if hasattr(one, "raw_get") else one[key]
            if key in _FINDS and _is_filled(value):
                return _FINDS[key]
            rule = _named(key, value) or _rule(value, depth + 1)
            if rule:
                return rule
    elif isinstance(one, list):
        return next((rule for value in list.__iter__(one) if (rule := _rule(value, depth + 1))), "")
    return ""


def _named(key: str, value: Any) -> str:
    return _FINDS.get(value, "") if key in ("/S", "/Type", "/Subtype") and isinstance(value, str) else ""


def _is_filled(value: Any) -> bool:
    """Many programs write an empty table of scripts or files; such a table does nothing."""
    inner = value.get_object() if hasattr(value, "get_object") else value
    if isinstance(inner, dict) and ("/Names" in inner or "/Kids" in inner or not inner):
        return bool(inner.get("/Names") or inner.get("/Kids"))
    return inner is not None


def _bound() -> None:
    """Bounds on this process, where the system has them."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        os.nice(5)


if __name__ == "__main__":
    import io
    import logging

    logging.disable()
    _bound()
    sys.stdout.write(find(io.BytesIO(sys.stdin.buffer.read())))
