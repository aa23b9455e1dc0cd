"""Counts of groups for all facets at once: an answer is a few passes over small numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from indexer.tables import Array
from search_api.results import FacetCounts, FacetNames


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet of a corpus."""

    named: tuple[tuple[str, str], ...]
    """Id and name of each value it can have"""
    column: Array
    """Number of each document"""
    values: Sequence[Sequence[int]]
    """For each of those numbers its values, as places in `named`"""
    ordered: bool = False
    """Whether values keep the order of `named`; else the most frequent come first"""


class Counter:
    """Counts the groups of each value of each facet.

    A group counts once for a value, however many of its documents have it. Nearly all groups are of one document:
    there documents are counted by the numbers of their columns, and what stands for a value is added up. Of the
    others each pair of group and value has a number, documents know theirs, and counting is marking numbers.
    """

    def __init__(self, group: Array, facets: Mapping[str, Facet]) -> None:
        """`group` of each document."""
        kinds = list(facets.values())
        orders = [_in_order(one) for one in kinds]
        self._names = {
            name: FacetNames(tuple(one.named[at] for at in order))
            for (name, one), order in zip(facets.items(), orders, strict=True)
        }
        self._borders = np.array([0, *accumulate(len(one.named) for one in kinds)])
        self._facet_of = np.repeat(np.arange(len(kinds)), np.diff(self._borders))
        self._by_count = np.array([not one.ordered for one in kinds], np.int64)[self._facet_of]
        values = list(_numbered(kinds, orders, self._borders.tolist()))
        firsts = np.array([0, *accumulate(len(one.values) for one in kinds)])
        self._columns = np.stack([one.column for one in kinds], 1).astype(np.int64) + firsts[:-1]
        self._wide = len(values)
        self._from = np.repeat(np.arange(len(values)), [len(some) for some in values])
        self._to = np.array([one for some in values for one in some], np.int64)
        alone = np.bincount(group)[group] == 1 if len(group) else np.zeros(0, np.bool_)
        self._shared = _Shared(group, np.flatnonzero(~alone), self._columns, values, int(self._borders[-1]))
        self._alone = alone

    def count(self, documents: Array) -> dict[str, FacetCounts]:
        """For each facet the values that documents have."""
        alone = self._alone.take(documents)
        counts = self._counted(documents[alone])
        if not alone.all():
            counts += self._shared.count(documents[~alone])
        found = counts.nonzero()[0]
        held = counts.take(found)
        # One facet after the other, in each the largest counts first.
        keys = (self._facet_of.take(found) << 32) - held * self._by_count.take(found)
        order = keys.argsort(kind="stable")
        borders = found.searchsorted(self._borders).tolist()
        numbers, sizes = found.take(order), held.take(order).tolist()
        numbers = (numbers - self._borders.take(self._facet_of.take(numbers))).tolist()
        return {
            name: FacetCounts(names, numbers[begin:end], sizes[begin:end])
            for (name, names), begin, end in zip(self._names.items(), borders, borders[1:], strict=False)
        }

    def _counted(self, documents: Array) -> Array:
        """Number of documents of each value."""
        have = np.bincount(self._columns.take(documents, 0).ravel(), minlength=self._wide)
        counts = np.bincount(self._to, have.take(self._from), len(self._facet_of))
        return counts.astype(np.int64)


class _Shared:
    """The documents whose groups have others, too."""

    def __init__(
        self, group: Array, documents: Array, columns: Array, values: Sequence[Sequence[int]], whole: int
    ) -> None:
        """`values` of each number of the columns, of which there are `whole`."""
        rows = [[one for number in some for one in values[number]] for some in columns[documents].tolist()]
        wide = max(map(len, rows), default=0)
        # What fills a row is a value that no facet has.
        filled = np.array([row + [whole] * (wide - len(row)) for row in rows], np.int64)
        filled = filled.reshape(len(rows), wide)
        pairs, numbers = np.unique(
            group[documents].astype(np.int64)[:, None] * (whole + 1) + filled, return_inverse=True
        )
        self._rows = np.zeros(len(group), np.int64)
        self._rows[documents] = np.arange(len(documents))
        self._numbers = numbers.reshape(filled.shape)
        self._value_of = pairs % (whole + 1)
        self._whole = whole

    def count(self, documents: Array) -> Array:
        """Number of groups of each value."""
        marked = np.zeros(len(self._value_of), np.bool_)
        marked[self._numbers.take(self._rows.take(documents), 0)] = True
        return np.bincount(self._value_of[marked], minlength=self._whole + 1)[:-1]


def _in_order(facet: Facet) -> list[int]:
    """Places of the values in the order in which those of equal count come: by name and id."""
    places = range(len(facet.named))
    return list(places) if facet.ordered else sorted(places, key=lambda at: facet.named[at][::-1])


def _numbered(
    facets: Sequence[Facet], orders: Sequence[Sequence[int]], borders: Sequence[int]
) -> list[list[int]]:
    """For each number of the columns its values; those of all facets are numbered on, each facet in its order."""
    found: list[list[int]] = []
    for facet, order, border in zip(facets, orders, borders, strict=False):
        numbers = {at: border + place for place, at in enumerate(order)}
        found += [[numbers[at] for at in some] for some in facet.values]
    return found
