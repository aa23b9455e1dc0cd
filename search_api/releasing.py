"""Releases the widget: `python -m search_api.releasing 1.1.0` copies its source and records its hash.

A release is never changed: pages elsewhere name its hash.
"""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import orjson

from search_api import folders
from search_api.clock import today_in_vietnam
from search_api.releases import FILE, RECORD, SOURCE, integrity, numbers, read_record
from search_api.settings import Settings
from search_api.words import WORDS


class ReleaseError(Exception):
    """A version cannot be released; carries the key of the message that says why."""


def release(static: Path, version: str, day: dt.date) -> str:
    """Releases the source under a version newer than all others of its major version; returns its hash.

    Raises ReleaseError for a text that is no version, a version that exists or an older one.
    """
    record = static / RECORD
    content = orjson.loads(record.read_bytes()) if record.is_file() else {"versions": []}
    _check(version, orjson.dumps(content))
    source = (static / SOURCE).read_bytes()
    target = static / "widget" / version / FILE
    target.parent.mkdir()
    target.write_bytes(source)
    hashed = integrity(source)
    entry = {
        "version": version,
        "released": day.isoformat(),
        "file": f"/widget/v{version}/{FILE}",
        "integrity": hashed,
        "bytes": len(source),
    }
    content["versions"].append(entry)
    record.write_bytes(orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    return hashed


def _check(version: str, record: bytes) -> None:
    try:
        order = numbers(version)
    except ValueError:
        raise ReleaseError("release.no_version") from None
    same_major = [one.order for one in read_record(record) if one.order[0] == order[0]]
    if any(one >= order for one in same_major):
        raise ReleaseError("release.not_newer")


def main(arguments: list[str]) -> int:
    """The command; 0 where the version was released."""
    words = WORDS[Settings().lang]
    version = arguments[0] if len(arguments) == 1 else ""
    try:
        hashed = release(folders.static(), version, today_in_vietnam())
    except ReleaseError as error:
        sys.stderr.write(words(str(error), version=version) + "\n")
        return 1
    sys.stdout.write(f"{version} {hashed}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
