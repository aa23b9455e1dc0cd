"""One opened generation: everything an engine reads, and which version of a procedure holds on which day."""

from __future__ import annotations

import datetime as dt
from functools import cached_property, partial
from pathlib import Path

import numpy as np
import orjson

from indexer.catalog import Catalog, Registers
from indexer.columns import FOREVER, STATUSES, Columns
from indexer.phrases import PhraseTable
from indexer.procedure import Procedure, Status
from indexer.records import Records, Rows, Texts
from indexer.segment import Segmenter, WordModel
from indexer.tables import Array, read_array
from indexer.text import fold
from indexer.vocabulary import Vocabulary
from search_api.snippets import Passage

WHOLE_CODE = len("1.001193")
"""Letters of a national code; what follows is the suffix of a local version."""


class Edition:
    """The parts of a generation but Whoosh's own and the score tables, which belong to the engine."""

    def __init__(self, folder: Path) -> None:
        """Opens a folder that was checked against its manifest."""
        self.folder = folder
        self.id = folder.name.removeprefix("gen-")
        self.catalog = Catalog(Registers.model_validate_json((folder / "registers.json").read_bytes()))
        self.columns = Columns.load(folder / "columns")
        self.vocabulary = Vocabulary.load(folder / "vocabulary")
        self.phrases = PhraseTable.load(folder / "phrases")
        self.segmenter = Segmenter(WordModel.from_bytes((folder / "words.model").read_bytes()))
        self.count = len(self.columns.agency)
        self._procedures = Records(folder / "procedures")
        self._texts = Texts(folder / "passages" / "texts")
        self._span_offsets = read_array(folder / "passages" / "offsets.npy")
        self._steps = Rows(folder / "passages" / "spans.npy")
        self._read_keys(folder / "keys.json")

    def _read_keys(self, path: Path) -> None:
        keys = orjson.loads(path.read_bytes())
        self.replaced_by: dict[str, tuple[str, ...]] = {k: tuple(v) for k, v in keys["replaced_by"].items()}
        self.codes: list[str] = [entry["code"] for entry in keys["keys"]]
        self._versions: dict[str, list[int]] = {}
        self._legacy: dict[str, str] = {}
        for document, entry in enumerate(keys["keys"]):
            self._versions.setdefault(entry["code"], []).append(document)
            self._legacy.update({fold(old): entry["code"] for old in entry["legacy"]})

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Folded syllable of the vocabulary -> its number."""
        return {one.decode("utf-8"): at for at, one in enumerate(self.vocabulary.syllables.tolist())}

    def procedure(self, document: int) -> Procedure:
        """The procedure of a document."""
        return Procedure.model_validate_json(self.record(document))

    def record(self, document: int) -> bytes:
        """The procedure of a document as JSON, on one line."""
        return self._procedures[document]

    def passage(self, document: int) -> Passage:
        """Text that snippets are cut from, with the steps (spans.py) of its syllables."""
        first, last = self._span_offsets[document : document + 2].tolist()
        return Passage(self._steps[first:last], partial(self._texts.piece, document))

    def version(self, code: str, day: dt.date, *, strict: bool = False) -> int | None:
        """Document of the version of a code in force on a day; unless `strict`, the latest one that had
        begun, else the first that will begin, where none is in force."""
        versions = self._versions.get(code)
        if not versions:
            return None
        columns, number = self.columns, day.toordinal()
        begun = [d for d in versions if columns.valid_from[d] <= number]
        holding = [d for d in begun if number <= columns.valid_to[d] and not self._ended_some_day(d)]
        if holding or strict:
            return holding[-1] if holding else None
        return begun[-1] if begun else versions[0]

    def versions(self, code: str) -> list[Procedure]:
        """All versions of a code, the oldest first; none where it is not held."""
        return [self.procedure(document) for document in self._versions.get(code, ())]

    def _ended_some_day(self, document: int) -> bool:
        over = self.columns.status[document] == STATUSES.index(Status.ABOLISHED)
        return bool(over and self.columns.valid_to[document] == FOREVER)

    def by_legacy(self, typed: str) -> tuple[str, ...]:
        """The code that an older system called by what was typed; nothing where there is none."""
        code = None if typed in self._versions else self._legacy.get(fold(typed))
        return (code,) if code else ()

    def held(self, code: str) -> str:
        """A typed code as it is known here: itself, what an older system called so, or without the suffix of a
        local version that is not held."""
        if code in self._versions or code in self.replaced_by:
            return code
        return next(iter(self.by_legacy(code)), code[:WHOLE_CODE])

    def named(self, code: str) -> tuple[str, ...]:
        """Codes that a code or the beginning of one names: the one it is, then others that begin so, in order;
        the legacy code of one counts as it."""
        own = self.held(code)
        if not code.startswith(own):
            return (own,)
        begun = (one for one in self._versions if one.startswith(code[:WHOLE_CODE]))
        return tuple(sorted(begun, key=lambda one: one != own))

    def documents(self) -> Array:
        """All document numbers."""
        return np.arange(self.count)
