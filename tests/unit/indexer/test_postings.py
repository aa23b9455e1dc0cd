"""Batches joined: the postings of the whole corpus, whatever batches its procedures came in."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis import STREAMS
from indexer.batch import COUNTED
from indexer.postings import Joined, Postings
from indexer.spans import to_spans
from indexer.vocabulary import learn, vocabulary_of
from tests.batches import batch_of, row_of
from tests.contract.corpus import CORPUS
from tests.samples import procedure

PARTS = (CORPUS[:5], CORPUS[5:6], CORPUS[6:])


def located(order=None):
    """The corpus in some order, cut into batches of different sizes."""
    shared = [batch_of(*part) for part in PARTS]
    flat = [(batch, row) for batch, part in zip(shared, PARTS, strict=True) for row in range(len(part))]
    return [flat[number] for number in order] if order else flat


def listed(one: Postings) -> dict[str, dict[int, int]]:
    found = {}
    for number, term in enumerate(one.terms):
        part = slice(one.offsets[number], one.offsets[number + 1])
        held = zip(one.documents[part].tolist(), one.frequencies[part].tolist(), strict=True)
        found[term.decode()] = dict(held)
    return found


def plainly(procedures, stream: str) -> dict[str, dict[int, int]]:
    found: dict[str, dict[int, int]] = {}
    for document, one in enumerate(procedures):
        for term, count in Counter(row_of(one)[1].streams[stream]).items():
            found.setdefault(term, {})[document] = count
    return found


@given(st.permutations(range(len(CORPUS))))
def test_postings_are_those_of_the_analyses_in_any_order(order: list[int]):
    made = Joined(located(order)).postings()
    procedures = [CORPUS[number] for number in order]
    for stream in ("title_fp", "body_w", "codes"):
        assert listed(made[stream]) == plainly(procedures, stream)


def test_every_stream_is_there_sorted_with_its_lengths():
    made = Joined(located()).postings()
    assert tuple(made) == COUNTED
    for stream in STREAMS:
        one = made[stream]
        assert one.terms == sorted(one.terms)
        lengths = [len(row_of(procedure)[1].streams[stream]) for procedure in CORPUS]
        assert one.lengths.tolist() == lengths
        for number in range(len(one.terms)):
            documents = one.documents[one.offsets[number] : one.offsets[number + 1]]
            assert (np.diff(documents) > 0).all()


def test_rows_that_are_not_asked_for_leave_no_trace():
    batch = batch_of(procedure(name="Một việc"), procedure("1.000002", "Hai đường"))
    made = Joined([(batch, 1)]).postings()
    assert made["title_f"].terms == [b"duong", b"hai"]
    assert made["title_f"].documents.tolist() == [0, 0]


def test_a_corpus_of_nothing_has_empty_postings():
    made = Joined([]).postings()
    assert all(one.terms == [] and one.offsets.tolist() == [0] for one in made.values())


def test_a_term_may_occur_very_often():
    batch = batch_of(procedure(steps=["a " * 29_000] * 3))
    (count,) = Joined([(batch, 0)]).postings()["body_f"].frequencies.tolist()
    assert count == 87_000


def test_totals_make_the_vocabulary_that_the_analyses_make():
    postings = Joined(located()).postings()
    ours = vocabulary_of({stream: one.totals() for stream, one in postings.items()})
    theirs = learn([row_of(one)[1] for one in CORPUS])
    for name in ("syllables", "pairs", "forms"):
        assert getattr(ours, name).tolist() == getattr(theirs, name).tolist()
    for name in ("counts", "pair_counts", "form_counts"):
        assert getattr(ours, name) == pytest.approx(getattr(theirs, name))


def test_spans_count_bytes_and_name_syllables_of_the_list_given():
    one = Joined(located())
    syllables = sorted({span.folded.encode() for p in CORPUS for span in row_of(p)[1].spans})
    for procedure_, spans in zip(CORPUS, map(to_spans, one.spans(syllables)), strict=True):
        analysis = row_of(procedure_)[1]
        stored = analysis.passage.encode("utf-8")
        named = [
            (len(stored[:start].decode()), len(stored[:end].decode()), syllables[place].decode())
            for start, end, place in spans.tolist()
        ]
        assert named == [(span.start, span.end, span.folded) for span in analysis.spans]
