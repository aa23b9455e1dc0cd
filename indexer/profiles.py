"""Several streams joined into one table with their weights, so that a query looks up and adds a term once.

The accented and the folded reading of a query each ask some streams with a weight of their own. Asked one by one
they cost some twenty look-ups a syllable; joined, one. Which streams and which weights is for the ranking to say;
a generation keeps beside the joined tables what they were joined with, and whoever has other weights joins anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import orjson

from indexer.parallel import side_by_side
from indexer.tables import Array, FieldTable, padded, with_dense

Weights = Mapping[str, float]
"""Stream -> weight."""

_OWN = {"title_w": "~", "body_w": "~", "codes": "#"}
"""What follows the terms of streams that share no space with syllables and pairs: the word khai_sinh is no pair,
the number 42 of a law no syllable."""
_WEIGHTS = "weights.json"


def term_in(stream: str, term: str) -> str:
    """A term of a stream as a joined table knows it."""
    return term + _OWN.get(stream, "")


def join(tables: Mapping[str, FieldTable], weights: Weights, count: int) -> FieldTable:
    """One table of all streams that have a weight; an impact is the weighted sum of theirs.

    `count` is the number of documents. Frequencies of terms are not kept.
    """
    used = [
        (tables[stream], stream, weight) for stream, weight in weights.items() if len(tables[stream].terms)
    ]
    if not used:
        empty = np.zeros(0, np.int32)
        return with_dense([], np.zeros(1, np.int64), (empty, empty.astype(np.float32), empty), count)
    named = [_named(table.terms, _OWN.get(stream, "")) for table, stream, _ in used]
    terms = np.unique(np.concatenate(named))
    wide = np.int64(padded(count))
    keys = np.concatenate(
        [
            np.repeat(np.searchsorted(terms, own).astype(np.int64), np.diff(table.offsets)) * wide
            + table.documents
            for own, (table, _, _) in zip(named, used, strict=True)
        ]
    )
    impacts = np.concatenate([np.float32(weight) * table.impacts for table, _, weight in used])
    order = np.argsort(keys, kind="stable")
    keys, impacts = keys[order], impacts[order]
    firsts = np.flatnonzero(np.diff(keys, prepend=-1))
    summed = np.add.reduceat(impacts, firsts)
    documents = (keys[firsts] % wide).astype(np.int32)
    offsets = np.searchsorted(keys[firsts] // wide, np.arange(len(terms) + 1)).astype(np.int64)
    return with_dense(terms.tolist(), offsets, (documents, summed, np.zeros(0, np.int32)), count)


def _named(terms: Array, own: str) -> Array:
    return np.char.add(terms, own.encode("ascii")) if own else terms


def write_profiles(
    folder: Path, tables: Mapping[str, FieldTable], profiles: Mapping[str, Weights], count: int
) -> None:
    """Writes each joined table to `<folder>/<name>` and what they were joined with."""
    folder.mkdir(parents=True)

    def write(name: str) -> None:
        join(tables, profiles[name], count).save(folder / name)

    sizes = (one.documents.nbytes for one in tables.values())
    with side_by_side(sizes) as each:
        for _ in each(write, profiles):
            pass
    (folder / _WEIGHTS).write_bytes(orjson.dumps({name: dict(some) for name, some in profiles.items()}))


def load_profile(
    folder: Path, name: str, weights: Weights, tables: Mapping[str, FieldTable], count: int
) -> FieldTable:
    """The joined table of a generation; joined anew where the generation has none with just these weights."""
    path = folder / _WEIGHTS
    held = orjson.loads(path.read_bytes()) if path.is_file() else {}
    if held.get(name) == dict(weights):
        return FieldTable.load(folder / name)
    return join(tables, weights, count)
