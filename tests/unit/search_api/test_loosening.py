"""Shorter queries: parts of what was typed, offered only where they have a sure answer."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from search_api.loosening import FEWEST, MOST, MOST_OFFERED, MOST_TRIED, pieces, shorter
from search_api.query import SearchQuery, Sort
from search_api.results import Facets, SearchPage

WORDS = st.lists(st.text("abcđê", min_size=1, max_size=5), max_size=MOST + 3)


class Fake:
    """An engine that is sure about some texts; remembers what it was asked."""

    def __init__(self, *sure: str, total: int = 1) -> None:
        self.sure, self.total, self.asked = sure, total, list[SearchQuery]()

    def search(self, query: SearchQuery) -> SearchPage:
        self.asked.append(query)
        return SearchPage(query, self.total, (), Facets(), confident=query.text in self.sure)


def test_the_beginning_is_tried_before_the_end_and_the_longer_before_the_shorter() -> None:
    assert list(pieces("a b c d e f g h")) == ["a b c d", "e f g h", "a b", "g h"]


@given(WORDS)
def test_a_piece_is_a_part_of_the_text_and_shorter_than_it(words: list[str]) -> None:
    text = " ".join(words)
    found = list(pieces(text))
    assert len(found) <= MOST_TRIED
    assert len(found) == len(set(found))
    for piece in found:
        assert len(piece.split()) >= 2
        assert len(piece.split()) < len(words)
        assert text.startswith(piece) or text.endswith(piece)


@given(WORDS)
def test_a_query_of_few_words_and_a_text_are_left_alone(words: list[str]) -> None:
    assert bool(list(pieces(" ".join(words)))) == (FEWEST <= len(words) <= MOST)


def test_only_what_is_sure_is_offered() -> None:
    assert shorter(Fake("e f g h"), SearchQuery("a b c d e f g h")) == ["e f g h"]
    assert shorter(Fake(), SearchQuery("a b c d e f g h")) == []


def test_what_is_sure_of_nothing_is_not_offered() -> None:
    assert shorter(Fake("a b", total=0), SearchQuery("a b c d")) == []


def test_no_more_is_searched_than_is_offered() -> None:
    every = list(pieces("a b c d e f g h i j k l"))
    engine = Fake(*every)
    assert shorter(engine, SearchQuery("a b c d e f g h i j k l")) == every[:MOST_OFFERED]
    assert len(engine.asked) == MOST_OFFERED


def test_a_piece_is_searched_cheaply_and_from_its_first_page() -> None:
    engine = Fake("a b")
    shorter(engine, SearchQuery("a b c d", page=3, per_page=50, sort=Sort.NAME))
    assert {(one.page, one.per_page, one.sort) for one in engine.asked} == {(1, 1, Sort.RELEVANCE)}
