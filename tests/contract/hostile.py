"""Queries made to hurt: answered in plain words, with bounded work, without an error."""

from __future__ import annotations

import pytest

from search_api.engine import SearchEngine
from search_api.query import BadQuery, SearchQuery, SuggestQuery
from tests.contract.asking import Asking

HOSTILE = {
    "infix wildcard": "*1*",
    "prefix wildcard": "w*",
    "question marks": "?????",
    "range": "[a TO z]",
    "ten wildcards": " OR ".join(f"*{letter}*" for letter in "abcdefghij"),
    "parentheses": "(" * 1_200,
    "negations": "NOT " * 250,
    "quotes": '"' * 1_200,
    "distinct words": " ".join(f"w{n}" for n in range(200)),
    "equal words": "w " * 250,
    "pattern": 'r"(w|1|2|3)*(w|1)*$"',
    "fuzzy": "thu~2",
    "fuzzier": "w12345~3",
    "zero": "khai\0sinh",
    "lone surrogate": "khai \ud800 sinh",
    "combining marks": "a" + "\u0301" * 1_100,
    "one long word": "a" * 1_200,
    "dotted letters": "a." * 128,
    "signs before an at": "._-+" * 300,
    "fields": "title_f:khai code:1 key:*",
    "common words": "đăng ký cấp giấy tại cho người của và công " * 25,
    "digits": "1.0 " * 128,
    "slashes": "1/2 " * 128,
    "right to left": "\u202eđăng ký\u202c",
    "full width": "１．００１１９３ ｋｈａｉ ｓｉｎｈ",
    "ligatures": "ﬁ ﷺ ½ ǆ İ ß",
}
REFUSED = {
    "1,500 distinct words": " ".join(f"w{n}" for n in range(1_500)),
    "2,500 equal words": "w " * 2_500,
    "2,000 parentheses": "(" * 2_000,
    "5,000 quotes": '"' * 5_000,
    "10,000 combining marks": "x" + "\u0315" * 10_000,
    "words without blanks": "a." * 257,
    "digits": "1.0 " * 129,
}


class Hostile(Asking):
    @pytest.mark.parametrize("name", HOSTILE)
    def test_hostile_queries_are_answered(self, engine: SearchEngine, name: str):
        text = HOSTILE[name]
        query = SearchQuery.from_params([("q", text), ("per_page", "50")])
        page = engine.search(query)
        assert page.total >= len(page.hits) >= 0
        assert len(page.hits) <= 50
        assert len(engine.suggest(SuggestQuery.from_params([("q", text)]))) <= 8

    @pytest.mark.parametrize("name", HOSTILE)
    def test_an_engine_survives_text_that_nobody_bounded(self, engine: SearchEngine, name: str):
        """The command line and other code make queries by hand."""
        page = engine.search(SearchQuery(text=HOSTILE[name]))
        assert page.total >= 0

    @pytest.mark.parametrize("name", REFUSED)
    def test_what_is_too_long_is_refused(self, name: str):
        for read in (SearchQuery, SuggestQuery):
            with pytest.raises(BadQuery, match="too_"):
                read.from_params([("q", REFUSED[name])])

    def test_operators_are_words(self, engine: SearchEngine):
        plain = engine.search(SearchQuery(text="khai sinh"))
        for text in ('"khai sinh"', "khai* sinh*", "+khai -sinh", "(khai) sinh", "khai: sinh^3"):
            assert [h.card.code for h in engine.search(SearchQuery(text=text)).hits] == [
                h.card.code for h in plain.hits
            ]
