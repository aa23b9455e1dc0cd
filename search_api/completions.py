"""Names of procedures that go on as typed, the ones that most people want first.

All names stand in one order, made once for a generation: popular procedures, then those of communes and for
citizens, titles and short names before aliases before situations, short names. What was typed marks names in that
order, so that nothing is sorted while somebody types.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from indexer.columns import Columns
from indexer.phrases import KINDS, PhraseTable
from indexer.tables import Array, FieldTable, Floats, encode, find_all, prefix_range, term_array
from search_api.acts import without_acts
from search_api.typed import Ending, Typed

KIND_ORDER = np.array((0, 0, 1, 2))
"""Titles and short names before aliases, aliases before situations."""
KIND_STREAMS = ("title_s", "title_s", "alias_s", "situation_s")
"""Streams that hold the syllables of each kind of name with their marks."""
STREAMS = tuple(dict.fromkeys(KIND_STREAMS))
SITUATION = KINDS.index("situation")
LOOKED_AT = 400
"""Names that are looked at for the syllables in the order typed: the best ones, many times what is offered."""
LONGEST_LINE = 64
"""Bytes of a beginning that are compared; that all syllables stand in the name is known besides."""
MOST_BYTES = 4 << 20
LEAST_KEPT = 32
"""Room for the names that hold common syllables, for each of three kinds of question, and the fewest kept."""
UNPOPULAR = 1_000_000
"""Place of what stands in no editorial order: behind everything that does."""


@dataclass(frozen=True, slots=True)
class Matched:
    """Names against what was typed, as masks over the order of all names."""

    held: Array
    """All syllables stand in it, the last one unfinished."""
    begun: Array
    """It begins so, perhaps behind a word such as "cấp"; no situation."""
    whole: Array
    """It is just that, nothing in front."""
    typed: Typed


class Completions:
    """The names of one generation in the order in which they are offered."""

    def __init__(
        self, table: PhraseTable, columns: Columns, prior: Floats, tables: Mapping[str, FieldTable]
    ) -> None:
        """`prior` is a factor of each document; `tables` are the score tables, of which STREAMS are used."""
        arrays = table.arrays
        self._table = table
        self._tables = tables
        self._count = len(columns.popular)
        self._order = _order(table, columns, prior)
        self._terms, self._offsets = arrays.terms, arrays.offsets
        places = np.empty(len(self._order), np.int32)
        places[self._order] = np.arange(len(self._order), dtype=np.int32)
        self._holders = places[arrays.numbers]
        kinds = arrays.kinds[self._order]
        self.documents: Array = arrays.documents[self._order]
        """Document of each name."""
        self._situations = kinds == SITUATION
        streams = np.array([STREAMS.index(one) for one in KIND_STREAMS])
        self._slots = streams[kinds] * self._count + self.documents
        self._lines, self._owners, self._full = _lines(table, places)
        kept = lru_cache(max(LEAST_KEPT, MOST_BYTES // max(1, len(self._order))))
        self._holding, self._marked, self._grown = (
            kept(one) for one in (self._holding_terms, self._holding_key, self._holding_grown)
        )

    def match(self, typed: Typed) -> Matched:
        """Names that go on as typed."""
        held = self._held(typed)
        begun, whole = np.zeros_like(held), np.zeros_like(held)
        for line in typed.lines:
            first, end = prefix_range(self._lines, encode(line)[:LONGEST_LINE].decode("utf-8", "ignore"))
            begun[self._owners[first:end]] = True
            same = first + int(np.searchsorted(self._lines[first:end], encode(line), side="right"))
            whole[self._owners[first:same][self._full[first:same]]] = True
        return Matched(held, begun, whole, typed)

    def _held(self, typed: Typed) -> Array:
        """Names that hold all whole syllables and one that begins as the last one."""
        wholes = find_all(self._terms, list(dict.fromkeys(typed.whole)))
        if -1 in wholes:
            return self._none()
        held = self._none()
        for start in typed.starts:
            held |= self._holding(*prefix_range(self._terms, start))
        for at in wholes:
            held &= self._holding(at, at + 1)
        return held

    def _holding_terms(self, first: int, end: int) -> Array:
        """Names that hold one of the syllables `[first, end)`; nobody may write to it."""
        held = self._none()
        held[self._holders[self._offsets[first] : self._offsets[end]]] = True
        return held

    def _none(self) -> Array:
        return np.zeros(len(self._order), np.bool_)

    def agreeing(self, typed: Typed, places: Array) -> Array:
        """Which names, given by their places, are of a procedure that has, in names of that kind, every syllable
        with the marks typed."""
        *whole, last = typed.tokens
        agree = np.ones(len(places), np.bool_)
        for key in {token.key for token in whole if token.marked}:
            agree &= self._marked(key)[places]
        if last.marked:
            agree &= self._grown(typed.ending)[places]
        return agree

    def _holding_key(self, key: str) -> Array:
        """Names whose procedure has an accented key in names of that kind; nobody may write to it."""
        return self._spread(lambda table: (table.documents_of(at) for at in table.find([key]) if at >= 0))

    def _holding_grown(self, ending: Ending) -> Array:
        """The same of one that an unfinished syllable may become."""
        return self._spread(ending.holders)

    def _spread(self, holders: Callable[[FieldTable], Iterable[Array]]) -> Array:
        held = np.zeros((len(STREAMS), self._count), np.bool_)
        for row, stream in enumerate(STREAMS):
            for documents in holders(self._tables[stream]) if stream in self._tables else ():
                held[row, documents] = True
        return np.asarray(held.ravel()[self._slots])

    def in_order(self, matched: Matched, places: Array) -> Iterator[int]:
        """Places of names that hold what was typed, the best first, some twice: whole names, those that begin so,
        those that hold it as it was typed, names before situations, then those that hold its syllables apart."""
        begun = matched.begun[places]
        yield from places[matched.whole[places]].tolist()
        yield from places[begun].tolist()
        others = places[~begun]
        told = self._situations[others]
        apart: list[int] = []
        for some in (others[~told], others[told]):
            for place in some[:LOOKED_AT].tolist():
                if self._runs(place, matched.typed):
                    yield place
                else:
                    apart.append(place)
        yield from apart

    def _runs(self, place: int, typed: Typed) -> bool:
        """Whether the syllables stand in a name as they were typed, side by side."""
        name = f" {self._table.words(int(self._order[place]))}"
        return not typed.whole or any(f" {line}" in name for line in typed.lines)


def _order(table: PhraseTable, columns: Columns, prior: Floats) -> Array:
    """Numbers of the names as they are offered when all else is equal."""
    arrays = table.arrays
    documents = arrays.documents
    popular = columns.popular[documents]
    keys = (
        documents,
        columns.title_size[documents],
        arrays.sizes,
        KIND_ORDER[arrays.kinds],
        -prior[documents],
        np.where(popular > 0, popular, UNPOPULAR),
    )
    return np.asarray(np.lexsort(keys))


def _lines(table: PhraseTable, places: Array) -> tuple[Array, Array, Array]:
    """Beginnings of all names but situations, with and without the acts in front, sorted; whose they are; whether
    nothing was left out."""
    words = table.all_words()
    names = ((n, words[n]) for n in np.flatnonzero(table.arrays.kinds != SITUATION).tolist())
    lines = sorted(
        (encode(line)[: LONGEST_LINE + 1], int(places[number]), line == name)
        for number, name in names
        for line in (name, *without_acts(name))
    )
    texts, owners, full = zip(*lines, strict=True) if lines else ((), (), ())
    return term_array(texts), np.array(owners, np.int32), np.array(full, np.bool_)
