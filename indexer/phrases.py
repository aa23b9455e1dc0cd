"""Names of procedures as a table: which name holds which syllables, for alias matching and suggestions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, fields
from itertools import chain
from pathlib import Path

import numpy as np

from indexer.analysis import Phrase
from indexer.records import Records, write_records
from indexer.tables import Array, read_array, term_array

KINDS = ("title", "short", "alias", "situation")
"""Kinds of names; the table holds their positions here."""


@dataclass(frozen=True, slots=True)
class PhraseArrays:
    """The arrays: what a name is, and for each folded syllable the names that hold it."""

    documents: Array
    """int32, names: document each belongs to"""
    sizes: Array
    """int16, names: distinct folded syllables"""
    kinds: Array
    """uint8, names: position in KINDS"""
    terms: Array
    """bytes, sorted folded syllables"""
    offsets: Array
    """int64, terms + 1"""
    numbers: Array
    """int32, names of each syllable, those of fewer syllables first"""


class PhraseTable:
    """The names of a generation: arrays and the folded words themselves."""

    def __init__(self, arrays: PhraseArrays, texts: Records) -> None:
        self.arrays = arrays
        self._texts = texts

    def words(self, number: int) -> str:
        """Folded words of a name, joined by blanks."""
        return self._texts[number].decode("utf-8")

    def all_words(self) -> list[str]:
        """Folded words of every name, by number."""
        return [text.decode("utf-8") for text in self._texts.all()]

    @classmethod
    def load(cls, folder: Path) -> PhraseTable:
        """Maps the table of a generation."""
        arrays = {one.name: read_array(folder / f"{one.name}.npy") for one in fields(PhraseArrays)}
        return cls(PhraseArrays(**arrays), Records(folder / "words"))


def write_phrases(folder: Path, phrases: Sequence[Sequence[Phrase]]) -> None:
    """Writes the names of all documents, one list a document in document order."""
    folder.mkdir(parents=True)
    flat = [(document, phrase) for document, some in enumerate(phrases) for phrase in some]
    distinct = [set(phrase.words.split()) for _, phrase in flat]
    holders: defaultdict[str, list[int]] = defaultdict(list)
    # In this order, so that a query of few words looks at short names alone.
    for number in sorted(range(len(flat)), key=lambda number: len(distinct[number])):
        for word in distinct[number]:
            holders[word].append(number)
    terms = sorted(holders, key=lambda word: word.encode("utf-8"))
    offsets = np.zeros(len(terms) + 1, np.int64)
    np.cumsum([len(holders[term]) for term in terms], out=offsets[1:])
    arrays = PhraseArrays(
        documents=np.array([document for document, _ in flat], np.int32),
        sizes=np.array([len(words) for words in distinct], np.int16),
        kinds=np.array([KINDS.index(phrase.kind) for _, phrase in flat], np.uint8),
        terms=term_array(terms),
        offsets=offsets,
        numbers=np.fromiter(chain.from_iterable(holders[term] for term in terms), np.int32),
    )
    for one in fields(arrays):
        np.save(folder / f"{one.name}.npy", getattr(arrays, one.name), allow_pickle=False)
    write_records(folder / "words", (phrase.words.encode("utf-8") for _, phrase in flat))
