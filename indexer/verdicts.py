"""What an earlier build found out about files that stand as they stood: which of them have nothing wrong by
themselves, and where the values of those that are complained about stand.

    INDEX/cache/<makers>/<content>.verdicts

To check a file that no one has touched, or to read it again for the line of a warning, would give what it gave.
A verdict holds for the bytes of a file under its name, and for the registers it was checked against.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import orjson

from indexer.batch import content_name
from indexer.complaints import Path as Way
from indexer.yaml_tree import Place

SUFFIX = ".verdicts"


class Verdicts:
    """Verdicts of the build before and of this one."""

    def __init__(self, folder: Path) -> None:
        """Reads what stands in a folder, which need not exist; what is not what its name says is none."""
        self._folder = folder
        self._registers = ""
        self._sound: dict[str, str] = {}
        self._places: dict[str, list[tuple[list[str | int], int, int]]] = {}
        self._used: set[str] = set()
        for path in folder.glob(f"*{SUFFIX}"):
            with suppress(OSError):
                self._take(path.read_bytes(), path.stem)

    def _take(self, raw: bytes, name: str) -> None:
        if content_name(raw) == name:
            plain = orjson.loads(raw)
            self._registers, self._sound = plain["registers"], plain["sound"]
            self._places = plain["places"]

    def under(self, registers: str) -> None:
        """Says against which registers files are checked now, by a digest: with others nothing is known."""
        if registers != self._registers:
            self._registers, self._sound = registers, {}
        self._used.clear()

    def sound(self, name: str, digest: str) -> bool:
        """Whether a file of this name and these bytes has nothing wrong by itself."""
        return self._sound.get(name) == digest

    def found_sound(self, files: Mapping[str, str]) -> None:
        """Takes all files that have nothing wrong by themselves, by name with their digests."""
        self._sound = dict(files)

    def places(self, digest: str) -> dict[Way, Place] | None:
        """Where the values of a file of these bytes stand."""
        held = self._places.get(digest)
        if held is None:
            return None
        self._used.add(digest)
        return {tuple(way): (line, column) for way, line, column in held}

    def keep(self, digest: str, places: Mapping[Way, Place]) -> None:
        """Takes where the values of a file stand."""
        self._places[digest] = [(list(way), *place) for way, place in places.items()]
        self._used.add(digest)

    def save(self) -> Path | None:
        """Writes what this build used or found; the path of the file, None where there is nothing to keep or
        it cannot be written: nobody needs it."""
        self._places = {digest: held for digest, held in self._places.items() if digest in self._used}
        if not self._sound and not self._places:
            return None
        raw = orjson.dumps({"registers": self._registers, "sound": self._sound, "places": self._places})
        path = self._folder / f"{content_name(raw)}{SUFFIX}"
        return path if path.exists() or _written(path, raw) else None


def _written(path: Path, raw: bytes) -> bool:
    unfinished = path.with_suffix(".partial")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(raw)
        unfinished.rename(path)
    except OSError:
        return False
    return True
