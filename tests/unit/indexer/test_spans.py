"""Spans as steps: nothing is lost, whatever texts stand beside each other."""

from __future__ import annotations

from itertools import accumulate, pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from indexer.spans import in_bytes, smallest_type, to_spans, to_steps

STEPS = st.tuples(st.integers(0, 300), st.integers(0, 300), st.integers(0, 70_000))
TEXTS = st.lists(st.lists(STEPS, max_size=6), max_size=5)


@given(TEXTS)
def test_steps_lead_to_the_spans_that_they_were_made_of(texts: list[list[tuple[int, int, int]]]):
    spans = []
    for text in texts:
        at = 0
        for gap, length, syllable in text:
            spans.append((at + gap, at + gap + length, syllable))
            at += gap + length
    offsets = np.array(list(accumulate(map(len, texts), initial=0)), np.int64)
    given_spans = np.array(spans, np.int32).reshape(-1, 3)
    steps = to_steps(given_spans, offsets)
    assert steps.tolist() == [list(step) for text in texts for step in text]
    small = steps.astype(smallest_type([steps]))
    for start, end in pairwise(offsets):
        assert to_spans(small[start:end]).tolist() == given_spans[start:end].tolist()


@given(st.lists(st.text(max_size=12), max_size=5))
def test_places_in_bytes_cut_the_same_pieces(texts: list[str]):
    texts = [text.encode("utf-8", "ignore").decode() for text in texts]
    rows = [(at, len(text), number) for number, text in enumerate(texts) for at in range(len(text) + 1)]
    offsets = np.array(list(accumulate((len(text) + 1 for text in texts), initial=0)), np.int64)
    raw = [text.encode("utf-8") for text in texts]
    borders = np.array(list(accumulate(map(len, raw), initial=0)), np.int64)
    spans = np.array(rows, np.int32).reshape(-1, 3)
    found = in_bytes(spans, offsets, np.frombuffer(b"".join(raw), np.uint8), borders)
    cut = [raw[number][start:end].decode() for start, end, number in found.tolist()]
    assert cut == [texts[number][start:end] for start, end, number in rows]


def test_the_type_is_the_smallest_that_holds_all():
    assert smallest_type([]) == np.uint8
    assert smallest_type([np.array([[255]]), np.zeros((0, 3))]) == np.uint8
    assert smallest_type([np.array([[255]]), np.array([[256]])]) == np.uint16
