"""The corpus of a generation: procedures in document order, and the parts of a generation written from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import orjson

from indexer.batch import Row
from indexer.card import Card
from indexer.catalog import Registers
from indexer.columns import make_columns
from indexer.phrases import write_phrases
from indexer.postings import Joined, Located
from indexer.procedure import Procedure, Status
from indexer.records import WRITTEN_AT_ONCE, write_records, write_texts
from indexer.settling import settle, successors
from indexer.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Corpus:
    """Sketches of the procedures in document order, settled, and where the rest of each stands."""

    sketches: Sequence[Procedure]
    unsettled: Sequence[Procedure]
    """As their own files have them"""
    located: Sequence[Located]
    registers: Registers
    replaced: Mapping[str, Sequence[str]]
    """Code -> codes that took its place"""

    @property
    def rows(self) -> list[Row]:
        """Their rows."""
        return [batch.rows[number] for batch, number in self.located]

    def cards(self) -> Iterator[tuple[str, str]]:
        """Key and JSON of the card of each."""
        for sketch, own, row in zip(self.sketches, self.unsettled, self.rows, strict=True):
            settled = sketch is own and sketch.code not in self.replaced
            yield sketch.key, row.card if settled else self._card(sketch, row.card)

    def _card(self, sketch: Procedure, plain: str) -> str:
        card = Card.from_json(plain)
        settled = replace(
            card,
            status=sketch.status.value,
            valid_to=sketch.valid_to.isoformat() if sketch.valid_to else None,
            replaced_by=tuple(self.replaced.get(sketch.code, ())),
        )
        return plain if settled == card else settled.to_json()

    def records(self) -> Iterator[bytes]:
        """JSON of each whole procedure."""
        for sketch, own, (batch, number) in zip(self.sketches, self.unsettled, self.located, strict=True):
            record = batch.record(number)
            yield record if sketch is own else _settled(record, sketch)


def _settled(record: bytes, sketch: Procedure) -> bytes:
    ends = {"status": sketch.status, "valid_to": sketch.valid_to}
    whole = Procedure.model_validate_json(record).model_copy(update=ends)
    return whole.model_dump_json(by_alias=True).encode("utf-8")


def make_corpus(read: Sequence[tuple[Procedure, Located]], registers: Registers) -> Corpus:
    """The corpus of procedures in the order of their keys; drafts stay out."""
    shown = [(sketch, located) for sketch, located in read if sketch.status is not Status.DRAFT]
    own = [sketch for sketch, _ in shown]
    settled = settle(own)
    return Corpus(settled, own, [located for _, located in shown], registers, successors(settled))


def write_corpus(folder: Path, corpus: Corpus) -> None:
    """Writes columns, names, records, the texts of passages and registers: all that needs no postings."""
    write_records(folder / "procedures", corpus.records())
    (folder / "passages").mkdir()
    write_texts(folder / "passages" / "texts", (batch.passage(row) for batch, row in corpus.located))
    rows = corpus.rows
    make_columns(corpus.sketches, rows, corpus.registers.popular).save(folder / "columns")
    write_phrases(folder / "phrases", [list(row.names) for row in rows])
    (folder / "registers.json").write_bytes(corpus.registers.model_dump_json().encode("utf-8"))
    keys = [
        {"code": p.code, "key": p.key, "replaces": p.replaces, "legacy": p.legacy_codes}
        for p in corpus.sketches
    ]
    (folder / "keys.json").write_bytes(orjson.dumps({"keys": keys, "replaced_by": dict(corpus.replaced)}))


def write_spans(folder: Path, corpus: Corpus, joined: Joined, vocabulary: Vocabulary) -> None:
    """Writes where the syllables of passages stand, as steps (spans.py), beside the texts; the vocabulary holds
    every one of them."""
    located = corpus.located
    sizes = [int(batch.span_offsets[row + 1] - batch.span_offsets[row]) for batch, row in located]
    np.save(folder / "offsets.npy", np.cumsum([0, *sizes], dtype=np.int64), allow_pickle=False)
    steps = list(joined.spans(vocabulary.syllables.tolist()))
    with (folder / "spans.npy").open("wb", WRITTEN_AT_ONCE) as file:
        # As np.save would, but one passage at a time: all together they are the largest array of a build.
        kind = steps[0].dtype if steps else np.dtype(np.uint8)
        shape = {"descr": kind.str, "fortran_order": False, "shape": (sum(sizes), 3)}
        np.lib.format.write_array_header_1_0(file, shape)
        for one in steps:
            file.write(one.tobytes())
