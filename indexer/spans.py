"""Where the syllables of a text stand, stored as steps from one to the next: small numbers in a third of the room.

A span is (start, end, syllable); a step is (room since the syllable before, length, syllable). Analysis counts
signs, a generation bytes of UTF-8, so that a piece of a text is read without the rest.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from indexer.tables import Array


def to_steps(spans: Array, offsets: Array) -> Array:
    """Steps of the spans of several texts; those of text i are `offsets[i]:offsets[i + 1]`."""
    steps = spans.copy()
    steps[1:, 0] -= spans[:-1, 1]
    firsts = offsets[:-1][np.diff(offsets) > 0]
    steps[firsts, 0] = spans[firsts, 0]
    steps[:, 1] = spans[:, 1] - spans[:, 0]
    return steps


def to_spans(steps: Array) -> Array:
    """Spans, int32, of the steps of one text."""
    spans = steps.astype(np.int32)
    spans[:, 1] = np.cumsum(spans[:, 0] + spans[:, 1])
    spans[:, 0] = spans[:, 1] - steps[:, 1]
    return spans


def in_bytes(spans: Array, offsets: Array, texts: Array, text_offsets: Array) -> Array:
    """Spans of several texts with their places in bytes instead of signs.

    Those of text i are `offsets[i]:offsets[i + 1]`; `texts` is their UTF-8, one after the other, uint8.
    """
    signs = np.append(np.flatnonzero((texts & 0xC0) != 0x80), len(texts))
    firsts = np.searchsorted(signs, text_offsets[:-1])
    sizes = np.diff(offsets)
    found = spans.copy()
    found[:, :2] = signs[spans[:, :2] + np.repeat(firsts, sizes)[:, None]]
    found[:, :2] -= np.repeat(text_offsets[:-1], sizes)[:, None]
    return found


def smallest_type(some: Iterable[Array]) -> np.dtype[np.unsignedinteger]:
    """The smallest type that holds all the numbers, none of which is below 0."""
    return np.min_scalar_type(max((int(one.max(initial=0)) for one in some), default=0))
