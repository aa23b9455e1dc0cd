"""Snippets and marks by offsets."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.spans import to_steps
from indexer.text import nfc, tokenize
from search_api.snippets import (
    FURTHER,
    LEAST,
    MOST_MATCHES,
    WINDOW,
    Passage,
    Wanted,
    _best,
    mark,
    matcher,
    merge,
    snippet,
)

WORDS = [
    "đăng",
    "ký",
    "khai",
    "sinh",
    "tại",
    "xã.",
    "nộp",
    "tờ",
    "khai;",
    "(nhận",
    "giấy)\ncông",
    "an,",
    "1.001193",
    "a",
    "b",
    "c",
    "d",
    "e",
    "f",
]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=120).map(lambda words: nfc(" ".join(words)))


def passage(stored: str, numbers: dict[str, int]) -> Passage:
    places = [len(stored[:at].encode("utf-8")) for at in range(len(stored) + 1)]
    rows = [(places[t.start], places[t.end], numbers.get(t.folded, 0)) for t in tokenize(stored)]
    spans = np.array(rows, np.int32).reshape(-1, 3)
    raw = stored.encode("utf-8")
    return Passage(to_steps(spans, np.array([0, len(rows)])), lambda start, end: raw[start:end])


def cut(stored: str, **weights: float):
    numbers = {word: place for place, word in enumerate(weights, start=1)}
    wanted = Wanted.of({numbers[word]: weight for word, weight in weights.items()}, len(numbers) + 1)
    return snippet(passage(stored, numbers), wanted)


def marked(found) -> list[str]:
    return [found.text[start:end] for start, end in found.marks]


@given(TEXTS)
def test_a_snippet_is_a_piece_of_the_text_with_marks_inside(stored: str):
    found = cut(stored, khai=2.0, sinh=1.0, xa=1.5)
    assert found.text in stored
    for (start, end), (later, _) in pairwise([*found.marks, (len(found.text) + 1, 0)]):
        assert 0 <= start < end <= len(found.text)
        assert end < later
    assert {word for piece in marked(found) for word in piece.replace("\n", " ").split()} <= {
        "khai",
        "sinh",
        "xã",
    }


@given(TEXTS)
def test_a_snippet_fills_its_window_unless_its_line_or_the_text_ends(stored: str):
    found = cut(stored, khai=1.0)
    words, last = len(tokenize(found.text)), tokenize(stored)[-1:]
    assert words <= WINDOW + FURTHER
    if words < WINDOW and words < len(tokenize(stored)):
        after = stored[stored.rfind(found.text) + len(found.text) :]
        begins = tokenize(after)[0].start if tokenize(after) else len(after)
        assert "\n" in after[:begins] or not last or stored.rfind(found.text) + len(found.text) >= last[0].end
        assert words >= LEAST or "\n" not in after[:begins]


def test_a_cut_ends_with_its_line_once_a_match_is_in():
    line = "Điền tờ khai, chuẩn bị giấy tờ rồi nộp tại ủy ban."
    assert cut(f"{line}\nTrả lệ phí nếu có {'lời ' * 60}", khai=1.0).text == line


def test_a_short_line_is_joined_with_the_next_one():
    stored = "Nộp trực tiếp\nĐiền tờ khai rồi nộp " + "lời " * 60
    assert "khai" in cut(stored, khai=1.0).text


def test_a_cut_goes_a_little_further_to_finish_a_sentence():
    stored = "khai " + "lời " * 32 + "cuối. Câu sau " + "lời " * 60
    assert cut(stored, khai=1.0).text.endswith("cuối.")


@given(TEXTS)
def test_a_snippet_holds_a_match_where_the_text_has_one(stored: str):
    found = cut(stored, khai=2.0, sinh=1.0)
    assert bool(found.marks) == any(t.folded in ("khai", "sinh") for t in tokenize(stored))


def test_the_window_with_the_rarest_distinct_words_is_cut():
    filler = "lời " * 60
    stored = f"khai khai khai khai {filler}khai sinh {filler}cuối"
    assert marked(cut(stored, khai=1.0, sinh=3.0)) == ["khai sinh"]


def test_equal_windows_give_the_first():
    filler = "lời " * 60
    stored = f"Một khai. {filler}hai khai. {filler}"
    assert cut(stored, khai=1.0).text.startswith("Một khai")


def test_a_cut_begins_at_a_sentence_where_one_is_near():
    stored = "lời " * 40 + "hết. Câu này có khai sinh ở trong" + " lời" * 60
    assert cut(stored, sinh=1.0).text.startswith("Câu này có khai sinh")


def test_without_a_match_the_beginning_is_shown():
    stored = "Đầu tiên " + "lời " * 60
    found = cut(stored)
    assert found.text.startswith("Đầu tiên")
    assert found.marks == ()


def test_a_closing_sign_stays_with_its_word():
    assert cut("nộp tờ khai.", khai=1.0).text == "nộp tờ khai."


def test_an_empty_text_has_an_empty_snippet():
    assert cut("", khai=1.0).text == ""
    assert cut("?! …").text == ""


def test_a_sign_within_a_number_ends_no_line():
    stored = "lời " * 20 + "số 42/\n2022/NĐ-CP về khai sinh" + " lời" * 60
    assert cut(stored, sinh=1.0).text.startswith("số 42/\n2022/NĐ-CP về khai sinh")


@given(TEXTS)
def test_the_first_of_the_windows_with_the_largest_sum_is_the_best(stored: str):
    """By definition: of all windows that begin with a match the first of the largest sum."""
    weights = {"khai": 2.0, "sinh": 1.5, "xa": 1.0, "ky": 0.5}
    words = [token.folded for token in tokenize(stored)]
    places = [at for at, word in enumerate(words) if word in weights][:MOST_MATCHES]
    sums = [sum(weights[w] for w in set(words[at : at + WINDOW]) & weights.keys()) for at in places]
    numbers = {word: place for place, word in enumerate(weights, start=1)}
    ranks = [numbers[words[at]] for at in places]
    if places and len([one for one in words if one in weights]) <= MOST_MATCHES:
        assert _best(places, ranks, [0.0, *weights.values()]) == places[sums.index(max(sums))]


def test_a_text_of_one_repeated_word_is_cut_with_bounded_work():
    stored = "khai " * 10_000
    assert len(tokenize(cut(stored, khai=1.0).text)) == WINDOW


@pytest.mark.parametrize(
    ("title", "words", "pieces"),
    [
        ("Đăng ký khai sinh", ["khai", "sinh"], ["khai sinh"]),
        ("Đăng ký khai sinh", ["dang", "sinh"], ["Đăng", "sinh"]),
        ("Khai,  sinh", ["khai", "sinh"], ["Khai", "sinh"]),
        ("KHAI\u00a0SINH", ["khai", "sinh"], ["KHAI\u00a0SINH"]),
        ("si\u200bnh", ["sinh"], ["si\u200bnh"]),
        ("Hoà giải", ["hoa"], ["Hoà"]),
        ("Đăng ký", [], []),
    ],
)
def test_marks_are_the_wanted_words_and_blanks_between_them(title: str, words: list[str], pieces: list[str]):
    assert [title[start:end] for start, end in mark(title, matcher(words))] == pieces


def test_a_prefix_marks_the_whole_word():
    assert mark("khai sinh", matcher(["khai"], ["si"])) == ((0, 9),)
    assert mark("khai sinh", matcher([], [])) == ()


def test_pieces_with_letters_between_stay_apart():
    assert merge("a b c", [(0, 1), (2, 3), (4, 5)]) == ((0, 5),)
    assert merge("a-b", [(0, 1), (2, 3)]) == ((0, 1), (2, 3))
