"""How many letters people type until suggestions hold what they mean: `python -m benchmarks.keystrokes INDEX`.

For each name of the popular procedures, with and without marks: letters until the procedure, or one that differs by
level alone, stands among the first THREE.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median

from indexer.analysis import everyday_names
from indexer.generation import readable_generation
from search_api.clock import today_in_vietnam
from search_api.live import Serving, opened
from search_api.query import SuggestQuery

THREE = 3
SOON = 12
"""Letters that people put up with on a phone."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A name, whose it is, and the letters it takes; None where the whole name is not enough."""

    code: str
    name: str
    letters: int | None


def main() -> None:
    """Prints the names of which most must be typed, then the figures."""
    serving = opened(readable_generation(Path(sys.argv[1]))[0], today_in_vietnam)
    names = list(_names(serving))
    for said, spelled in (("with marks", str), ("without marks", _bare)):
        taken = [Taken(code, spelled(name), _letters(serving, code, spelled(name))) for code, name in names]
        for line in _lines(said, taken):
            print(line)


def _lines(said: str, taken: Sequence[Taken]) -> Iterator[str]:
    for one in taken:
        if one.letters is None or one.letters > len(one.name) * 2 // 3:
            yield f"{one.letters or 'never':>6} of {len(one.name):3}  {one.code}  {one.name}"
    letters = [one.letters for one in taken if one.letters]
    soon = sum(number <= SOON for number in letters) / len(taken)
    yield (
        f"{said}: {len(taken)} names, {len(taken) - len(letters)} never; letters typed: median "
        f"{median(letters)}, mean {mean(letters):.1f}; at most {SOON} for {soon:.0%}"
    )


def _names(serving: Serving) -> Iterator[tuple[str, str]]:
    catalog = serving.edition.catalog
    for code in catalog.registers.popular:
        procedure = serving.engine.get(code)
        if procedure is not None:
            short = [procedure.short_name] if procedure.short_name else []
            yield from (
                (code, one) for one in (procedure.name, *short, *everyday_names(procedure, catalog).aliases)
            )


def _letters(serving: Serving, code: str, name: str) -> int | None:
    edition = serving.edition
    groups = dict(zip(edition.codes, edition.columns.group.tolist(), strict=True))
    for letters in range(2, len(name) + 1):
        offered = serving.engine.suggest(SuggestQuery(name[:letters]))
        if groups[code] in [groups.get(one.id) for one in offered[:THREE]]:
            return letters
    return None


def _bare(name: str) -> str:
    marks = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in marks if not unicodedata.combining(c))


if __name__ == "__main__":
    main()
