"""The order of hits, and groups: the same act at several levels is one hit."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from indexer.columns import Columns
from indexer.tables import Array, Floats
from search_api.query import Sort

_AT_ONCE = 64
"""Documents looked at together for the first ones of their groups."""


class Ordering:
    """Sorts the documents of one generation."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._group = columns.group.astype(np.int64)
        sizes = np.bincount(self._group)
        self._sizes = sizes
        self._alone = (sizes[self._group] == 1).tolist() if len(self._group) else []

    def ordered(self, documents: Array, scores: Floats, sort: Sort) -> Array:
        """The documents in order; equal ones in their own, which the first ones given must be in.

        `scores` of all documents, none below 0.
        """
        columns = self._columns
        match sort:
            case Sort.NAME:
                return np.asarray(documents[np.lexsort((documents, columns.name_rank[documents]))])
            case Sort.UPDATED:
                keys = (columns.name_rank[documents], -columns.updated[documents])
                return np.asarray(documents[np.lexsort(keys)])
            case Sort.RELEVANCE:
                # The bits of numbers from 0 are in the order of the numbers: score and document as one number are
                # sorted several times as fast as documents by their scores.
                bits = scores.take(documents).view(np.uint32).astype(np.int64)
                keys = documents - (bits << 32)
                keys.sort()
                return np.asarray(keys & 0xFFFFFFFF)

    def groups(self, documents: Array) -> int:
        """Number of groups that documents belong to."""
        seen = np.zeros(len(self._sizes), np.bool_)
        seen[self._group.take(documents)] = True
        return int(np.count_nonzero(seen))

    def leaders(self, order: Array) -> Iterator[int]:
        """The first document of each group, in order."""
        seen: set[int] = set()
        for begin in range(0, len(order), _AT_ONCE):
            some = order[begin : begin + _AT_ONCE]
            for document, group in zip(some.tolist(), self._group.take(some).tolist(), strict=True):
                if group not in seen:
                    seen.add(group)
                    yield document

    def others(self, document: int, order: Array) -> list[int]:
        """The other documents of a group, in order."""
        if self._alone[document]:
            return []
        same = order[self._group.take(order) == self._group[document]].tolist()
        return [one for one in same if one != document]
