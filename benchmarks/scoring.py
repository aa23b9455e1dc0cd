"""Bare scoring: terms and weights by stream against the score tables, and the ten best of the scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from indexer import text
from indexer.tables import BLOCK, FieldTable, Floats, padded

TEN = 10


def folded_terms(typed: str) -> dict[str, list[str]]:
    """Distinct terms of a query for every folded stream."""
    tokens = text.tokenize(text.nfc(typed))
    single, double = list(dict.fromkeys(text.folded(tokens))), list(dict.fromkeys(text.folded_pairs(tokens)))
    parts = ("title", "alias", "situation", "meta")
    cut = {f"{part}_f": single for part in parts} | {f"{part}_fp": double for part in parts}
    return cut | {"body_f": single, "codes": text.codes(tokens)}


def scores(
    tables: Mapping[str, FieldTable],
    count: int,
    weights: Mapping[str, float],
    terms: Mapping[str, Sequence[str]],
) -> Floats:
    """Weighted sum of the impacts of the terms in each stream; padded."""
    total = np.zeros(padded(count), np.float32)
    for stream, weight in weights.items():
        table = tables[stream]
        for position in table.find(terms[stream]):
            if position >= 0:
                table.add(total, position, weight)
    return total


def top_ten(total: Floats) -> list[int]:
    """Documents with the ten best scores above zero, best first, ties by number; `total` is padded to blocks.

    Exact: the ten best blocks by their maximum hold ten documents at least as good as the floor.
    """
    best = total.reshape(-1, BLOCK).max(axis=1)
    floor = np.partition(best, -TEN)[-TEN] if len(best) > TEN else np.float32(0)
    found = np.flatnonzero(total >= floor) if floor > 0 else np.flatnonzero(total)
    return [int(one) for one in found[np.lexsort((found, -total[found]))[:TEN]]]
