"""Words of a question that carry no topic."""

from __future__ import annotations

import pytest

from indexer.text import Joint, folded_pairs
from search_api.understanding import Knowledge, Reading
from search_api.understanding.frames import drop_frames, without
from tests.unit.search_api.understanding.knowing import Bundled, knowledge_of, said

FRAMES = (
    {"text": "làm thế nào"},
    {"text": "thế nào"},
    {"text": "hết bao nhiêu tiền", "intent": "fee"},
    {"text": "bao nhiêu tiền", "intent": "fee"},
    {"text": "bao lâu", "intent": "time"},
    {"text": "ở đâu", "intent": "place"},
    {"text": "cần giấy tờ gì", "intent": "papers"},
    {"text": "cho tôi hỏi"},
    {"text": "thì"},
    {"text": "nhé"},
)


@pytest.fixture(scope="module")
def asking() -> Knowledge:
    return knowledge_of(frames=FRAMES)


def left(typed: str, asking: Knowledge) -> str:
    reading = drop_frames(Reading.of(typed), asking)
    return " ".join(reading.typed(at, at + 1) for at in range(len(reading.tokens)))


@pytest.mark.parametrize(
    ("typed", "topic"),
    [
        ("khai sinh làm thế nào", "khai sinh"),
        ("làm thế nào khai sinh", "khai sinh"),
        ("cho tôi hỏi khai sinh hết bao nhiêu tiền nhé", "khai sinh"),
        ("khai sinh thế nào", "khai sinh"),
        ("khai sinh the nao", "khai sinh"),
        ("KHAI SINH Ở ĐÂU", "KHAI SINH"),
        ("khai sinh ở đâu?", "khai sinh"),
        ("cần giây tờ gì khai sinh", "khai sinh"),
        ("khai sinh", "khai sinh"),
    ],
)
def test_frames_are_left_out_wherever_they_stand(typed: str, topic: str, asking: Knowledge):
    assert left(typed, asking) == topic


@pytest.mark.parametrize("typed", ["làm thế nào", "ở đâu", "cho tôi hỏi bao lâu", "ở đâu thế nào?", "nhé"])
def test_never_all_of_a_query_is_left_out(typed: str, asking: Knowledge):
    before = Reading.of(typed)
    assert drop_frames(before, asking) is before


@pytest.mark.parametrize(
    ("typed", "intent"),
    [
        ("khai sinh hết bao nhiêu tiền", "fee"),
        ("khai sinh bao lâu", "time"),
        ("khai sinh ở đâu", "place"),
        ("khai sinh cần giấy tờ gì", "papers"),
        ("bao lâu thì khai sinh ở đâu", "time"),
        ("cho tôi hỏi khai sinh ở đâu", "place"),
        ("khai sinh thế nào", None),
        ("khai sinh", None),
    ],
)
def test_what_a_question_asks_for_is_kept_the_first_of_several(
    typed: str, intent: str | None, asking: Knowledge
):
    assert drop_frames(Reading.of(typed), asking).intent == intent


def test_a_lone_syllable_is_a_frame_only_beside_marks(asking: Knowledge):
    """ "thi" may be thì or an examination."""
    assert left("muốn thi thì đăng ký", asking) == "muốn thi đăng ký"
    assert left("dang ky thi", asking) == "dang ky thi"
    assert left("đăng ký thi", asking) == "đăng ký thi"


def test_every_frame_is_explained_as_typed(asking: Knowledge):
    reading = drop_frames(Reading.of("Cho tôi hỏi khai sinh ở  đâu"), asking)
    assert said(reading) == [("frame", "Cho tôi hỏi", ""), ("frame", "ở  đâu", "")]


def test_what_a_frame_parted_is_no_pair(asking: Knowledge):
    reading = drop_frames(Reading.of("đăng ký bao lâu khai sinh"), asking)
    assert folded_pairs(reading.tokens) == ["dang_ky", "khai_sinh"]
    assert reading.tokens[2].joint is Joint.BORDER
    begun = drop_frames(Reading.of("cho tôi hỏi đăng ký"), asking)
    assert begun.tokens[0].joint is not Joint.BORDER


def test_tokens_left_keep_their_places(asking: Knowledge):
    reading = drop_frames(Reading.of("làm thế nào khai sinh"), asking)
    assert [reading.text[token.start : token.end] for token in reading.tokens] == ["khai", "sinh"]


@pytest.mark.parametrize(
    ("left_out", "kept", "cut"),
    [
        (set(), "abcd", ""),
        ({0}, "bcd", ""),
        ({3}, "abc", ""),
        ({1}, "acd", "c"),
        ({1, 2}, "ad", "d"),
        ({0, 2}, "bd", "d"),
        ({0, 1, 2, 3}, "", ""),
    ],
)
def test_a_border_stands_where_something_was_cut_out(left_out: set[int], kept: str, cut: str):
    tokens = without(Reading.of("a b c d").tokens, left_out)
    assert "".join(token.folded for token in tokens) == kept
    assert "".join(token.folded for token in tokens if token.joint is Joint.BORDER) == cut


def test_names_of_the_data_keep_the_words_that_tell_them_apart(bundled: Bundled):
    """Situations are sentences of people; official and short names hold no question."""
    for name in bundled.names:
        reading = drop_frames(Reading.of(name), bundled.knowledge)
        assert reading.tokens
        assert len(reading.tokens) == len(Reading.of(name).tokens) or reading.understood
