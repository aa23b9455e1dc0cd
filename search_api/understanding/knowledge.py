"""What understanding knows of one generation: its vocabulary and the phrases of its registers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from indexer.analysis import AREA_KINDS
from indexer.catalog import Area, Catalog, QuestionFrame
from indexer.tables import Array
from indexer.text import Token, fold, nfc, tokenize
from indexer.vocabulary import Vocabulary
from search_api.understanding.phrase_book import PhraseBook

SEEN = 0.25
"""Weighted occurrences from which a syllable is known: any name, or five bodies; less may be a misprint."""


KEPT = 1_024
"""Beginnings of syllables whose completions are kept, some 2 KB each."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """Official words that something said stands for."""

    step: str
    """abbreviation or everyday"""
    said: str
    words: str
    tokens: tuple[Token, ...]
    weight: float
    fields: tuple[str, ...] = ()
    """Fields in which it holds; empty: everywhere."""


@dataclass(frozen=True, slots=True)
class Named:
    """An agency or an area that a query may name."""

    kind: str
    """agency or area"""
    id: str
    name: str


class Knowledge:
    """Vocabulary and registers in the form in which the steps ask; read-only."""

    def __init__(self, vocabulary: Vocabulary, catalog: Catalog) -> None:
        self.vocabulary = vocabulary
        self.completions = lru_cache(KEPT)(vocabulary.completions)
        """As of the vocabulary; nobody may write to the list."""
        self._catalog = catalog
        self.frames: PhraseBook[QuestionFrame] = PhraseBook(
            (frame.text, frame) for frame in catalog.registers.frames
        )
        self.meanings: PhraseBook[Meaning] = PhraseBook(
            (meaning.said, meaning) for meaning in _meanings(catalog)
        )
        self.shorts = frozenset(fold(one.short) for one in catalog.registers.abbreviations)
        """Folded abbreviations"""
        self.agencies: PhraseBook[Named] = PhraseBook(_agencies(catalog))
        self.areas: PhraseBook[Named] = PhraseBook(_areas(catalog.registers.areas))
        self.kinds: PhraseBook[str] = PhraseBook((kind, kind) for kind in AREA_KINDS)

    @cached_property
    def counts(self) -> dict[str, float]:
        """Folded syllable -> weighted occurrences."""
        return _as_dict(self.vocabulary.syllables, self.vocabulary.counts)

    @cached_property
    def pairs(self) -> dict[str, float]:
        """Two folded syllables joined by `_` -> weighted occurrences side by side."""
        return _as_dict(self.vocabulary.pairs, self.vocabulary.pair_counts)

    @cached_property
    def forms(self) -> frozenset[str]:
        """Accented keys of the corpus that are no misprint."""
        seen = zip(self.vocabulary.forms.tolist(), self.vocabulary.form_counts.tolist(), strict=True)
        return frozenset(form.decode("utf-8").partition(" ")[2] for form, count in seen if count >= SEEN)

    @cached_property
    def spellings(self) -> dict[str, list[str]]:
        """Folded syllable -> its accented keys in the corpus."""
        found: dict[str, list[str]] = {}
        for form in self.vocabulary.forms.tolist():
            folded, _, key = form.decode("utf-8").partition(" ")
            found.setdefault(folded, []).append(key)
        return found

    @cached_property
    def total(self) -> float:
        """Weighted occurrences of all syllables."""
        return float(self.vocabulary.counts.sum()) or 1.0

    @cached_property
    def neighbours(self) -> dict[str, list[str]]:
        """A known syllable with up to one letter left out -> the known syllables that it comes from."""
        found: dict[str, list[str]] = {}
        for syllable, count in self.counts.items():
            if count >= SEEN and syllable.isalpha() and len(syllable) > 1:
                for shorter in {syllable, *shortened(syllable)}:
                    found.setdefault(shorter, []).append(syllable)
        return found

    def right(self, token: Token) -> bool:
        """Whether a syllable stands in the corpus with just the marks that were typed."""
        return token.key in self.forms if token.marked else self.known(token.folded)

    def known(self, folded: str) -> bool:
        """Whether a folded syllable is one of the corpus and no misprint of it."""
        return self.counts.get(folded, 0.0) >= SEEN


def shortened(syllable: str) -> Iterator[str]:
    """The syllable with one letter left out, at each place."""
    return (syllable[:at] + syllable[at + 1 :] for at in range(len(syllable)))


def _as_dict(terms: Array, counts: Array) -> dict[str, float]:
    return dict(zip((term.decode("utf-8") for term in terms.tolist()), counts.tolist(), strict=True))


def _meanings(catalog: Catalog) -> Iterator[Meaning]:
    registers = catalog.registers
    for short in registers.abbreviations:
        for means in short.means:
            yield _meaning("abbreviation", short.short, means, short.weight)
    for word in registers.words:
        for say in word.say:
            for means in word.means:
                yield _meaning("everyday", say, means, word.weight, word.fields)


def _meaning(step: str, said: str, words: str, weight: float, fields: tuple[str, ...] = ()) -> Meaning:
    return Meaning(step, said, words, tuple(tokenize(nfc(words))), weight, fields)


def _agencies(catalog: Catalog) -> Iterator[tuple[str, Named]]:
    for one in catalog.agencies.values():
        for name in (one.name, *one.aliases):
            if " " in name.strip() or name.isupper():
                yield name, Named("agency", one.id, one.name)


def _areas(areas: tuple[Area, ...]) -> Iterator[tuple[str, Named]]:
    for area in areas:
        for name in (area.name, *area.merged_from):
            yield name, Named("area", area.code, area.name)
            bare = bare_name(name)
            # "Tân Bình" alone may be anything; provinces everybody knows by their bare names.
            if area.parent is None and bare:
                yield bare, Named("area", area.code, area.name)


_KINDS = tuple(f"{kind} " for kind in AREA_KINDS)


def bare_name(name: str) -> str:
    """The name of an area without the word that says what it is."""
    lower = nfc(name).lower()
    kind = next((kind for kind in _KINDS if lower.startswith(kind)), "")
    return nfc(name)[len(kind) :]
