"""What was asked: every bound at its edge, every query back from its parameters."""

from __future__ import annotations

import datetime as dt
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.procedure import Level, OnlineLevel
from search_api import query as q
from search_api.query import BadQuery, SearchQuery, Sort, SuggestQuery, clean


def search(*params: tuple[str, str]) -> SearchQuery:
    return SearchQuery.from_params(params)


def refused(*params: tuple[str, str], read=SearchQuery) -> list[tuple[str, str]]:
    with pytest.raises(BadQuery) as caught:
        read.from_params(params)
    return [(one.parameter, one.rule) for one in caught.value.problems]


def test_without_parameters_everything_has_its_default():
    assert search() == SearchQuery()
    assert (SearchQuery().page, SearchQuery().per_page, SearchQuery().sort) == (1, 10, Sort.RELEVANCE)


@pytest.mark.parametrize("read", [SearchQuery, SuggestQuery])
@pytest.mark.parametrize("length", [q.LONGEST_QUERY - 1, q.LONGEST_QUERY])
def test_a_text_up_to_the_limit_is_taken_whole(read, length: int):
    made = read.from_params([("q", "x" * length)])
    assert len(made.text if read is SearchQuery else made.prefix) == length


@pytest.mark.parametrize("read", [SearchQuery, SuggestQuery])
@pytest.mark.parametrize("length", [q.LONGEST_QUERY + 1, 5_000, 10**6])
def test_a_text_above_the_limit_is_refused(read, length: int):
    assert refused(("q", "x" * length), read=read) == [("q", "too_long")]


def test_the_length_counts_composed_letters():
    assert len(search(("q", unicodedata.normalize("NFD", "ộ" * q.LONGEST_QUERY))).text) == q.LONGEST_QUERY


@pytest.mark.parametrize("glue", [" ", ".", ", ", "\u200b "])
def test_words_are_counted_however_they_are_parted(glue: str):
    for words in (q.MOST_TOKENS - 1, q.MOST_TOKENS):
        search(("q", glue.join("a" * words)))
    assert refused(("q", glue.join("a" * (q.MOST_TOKENS + 1)))) == [("q", "too_many_words")]


@pytest.mark.parametrize(
    ("name", "least", "most"),
    [("page", 1, q.MOST_PAGES), ("per_page", 1, q.MOST_PER_PAGE)],
)
def test_numbers_keep_their_range(name: str, least: int, most: int):
    for good in (least, least + 1, most - 1, most):
        assert getattr(search((name, str(good))), name) == good
    for bad in (least - 1, -1, most + 1, 10_000, 10**30):
        assert refused((name, str(bad))) == [(name, "number_range")]


@pytest.mark.parametrize("limit", [1, q.MOST_SUGGESTIONS - 1, q.MOST_SUGGESTIONS])
def test_a_limit_of_suggestions_is_kept(limit: int):
    assert SuggestQuery.from_params([("q", "a"), ("limit", str(limit))]).limit == limit


@pytest.mark.parametrize("limit", [0, q.MOST_SUGGESTIONS + 1])
def test_a_limit_of_suggestions_has_its_range(limit: int):
    assert refused(("q", "a"), ("limit", str(limit)), read=SuggestQuery) == [("limit", "number_range")]


@pytest.mark.parametrize("value", ["x", "1.0", "1e1", "+1", "0x1", "١", "1 2", "-", "1_0"])
def test_a_number_is_made_of_digits(value: str):
    assert refused(("page", value)) == [("page", "number_range")]


@pytest.mark.parametrize("count", [19, 20])
def test_up_to_twenty_values_of_a_filter_are_taken(count: int):
    assert len(search(*(("agency", f"a{n}") for n in range(count))).agency) == count


def test_more_than_twenty_values_of_a_filter_are_refused():
    assert refused(*(("agency", f"a{n}") for n in range(21))) == [("agency", "too_many_values")]


def test_equal_and_empty_values_of_a_filter_count_once_and_not():
    assert search(*[("agency", "a")] * 30, ("agency", ""), ("agency", " ")).agency == ("a",)


@pytest.mark.parametrize("length", [q.LONGEST_ID - 1, q.LONGEST_ID, q.LONGEST_ID + 1, 5_000])
def test_an_id_is_looked_at_up_to_its_limit(length: int):
    (value,) = search(("field", "x" * length)).field
    assert len(value) == min(length, q.LONGEST_ID)


@pytest.mark.parametrize(
    ("name", "good"),
    [
        ("level", tuple(Level)),
        ("online_level", (*OnlineLevel, q.UNKNOWN)),
        ("status", ("in_force", "all")),
        ("sort", tuple(Sort)),
    ],
)
def test_choices_are_those_listed(name: str, good: tuple[str, ...]):
    for value in good:
        assert value in getattr(search((name, value)), name)
    for bad in ("x", "FULL", "in_force;all", "none,full"):
        assert refused((name, bad)) == [(name, "not_allowed")]


@pytest.mark.parametrize("value", ["2026-11-24", "0001-01-01", "9999-12-31", "2024-02-29"])
def test_a_day_is_read(value: str):
    assert search(("as_of", value)).as_of == dt.date.fromisoformat(value)


@pytest.mark.parametrize(
    "value",
    [
        "2026-02-29",
        "2026-13-01",
        "0000-01-01",
        "2026-1-5",
        "20260105",
        "2026-W01-1",
        "24/11/2026",
        "today",
        "2026-01-05T00:00",
        "２０２６-01-05",
        "10000-01-01",
    ],
)
def test_what_is_no_day_of_the_calendar_is_refused(value: str):
    assert refused(("as_of", value)) == [("as_of", "not_a_day")]


@pytest.mark.parametrize("name", ["q", "page", "per_page", "sort", "status", "as_of"])
def test_a_parameter_given_twice_is_refused(name: str):
    assert (name, "given_twice") in refused((name, "1"), (name, "2"))


@pytest.mark.parametrize("name", ["x", "Q", "agency[]", "__proto__", "limit"])
def test_an_unknown_parameter_is_refused_by_name(name: str):
    assert refused((name, "1")) == [(name, "unknown_parameter")]


def test_the_name_of_an_unknown_parameter_is_shown_cut_and_clean():
    ((name, rule),) = refused(("x\0\ud800" + "y" * 500, "1"))
    assert rule == "unknown_parameter"
    assert len(name) <= 60
    name.encode()


def test_every_problem_is_reported_at_once():
    assert refused(("page", "0"), ("zzz", "1"), ("as_of", "x"), ("sort", "x"), ("q", "a" * 2_000)) == [
        ("zzz", "unknown_parameter"),
        ("q", "too_long"),
        ("as_of", "not_a_day"),
        ("sort", "not_allowed"),
        ("page", "number_range"),
    ]


def test_a_problem_carries_the_words_of_its_message():
    with pytest.raises(BadQuery, match="page: number_range") as caught:
        search(("page", "99"))
    (problem,) = caught.value.problems
    assert dict(problem.values) == {"least": 1, "most": q.MOST_PAGES}


@given(st.text(max_size=80))
def test_cleaning_is_done_once_and_leaves_nothing_that_cannot_be_written(written: str):
    cleaned = clean(written)
    assert clean(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    cleaned.encode("utf-8")
    assert not [c for c in cleaned if unicodedata.category(c) == "Cc"]


IDS = st.one_of(st.from_regex(r"[a-z]{1,8}(-[a-z]{1,4})?", fullmatch=True), st.text(min_size=1, max_size=90))
PARAMS = st.fixed_dictionaries(
    {},
    optional={
        "q": st.text(max_size=60),
        "agency": st.lists(IDS, max_size=5),
        "field": st.lists(IDS, max_size=5),
        "level": st.lists(st.sampled_from([one.value for one in Level]), max_size=3),
        "online_level": st.lists(
            st.sampled_from([*(one.value for one in OnlineLevel), q.UNKNOWN]), max_size=4
        ),
        "as_of": st.dates().map(dt.date.isoformat),
        "status": st.sampled_from(["in_force", "all"]),
        "sort": st.sampled_from([one.value for one in Sort]),
        "page": st.integers(1, q.MOST_PAGES).map(str),
        "per_page": st.integers(1, q.MOST_PER_PAGE).map(str),
    },
)


@given(PARAMS)
def test_a_query_comes_back_from_its_parameters(params: dict[str, str | list[str]]):
    pairs = [(k, one) for k, v in params.items() for one in ([v] if isinstance(v, str) else v)]
    made = search(*pairs)
    assert search(*made.params()) == made


def test_defaults_are_left_out_of_the_parameters():
    assert SearchQuery().params() == []
    assert SearchQuery(text="a", page=2).params() == [("q", "a"), ("page", "2")]


def test_another_page_is_the_same_search():
    made = SearchQuery(text="a", agency=("b",), sort=Sort.NAME)
    assert made.on_page(3) == SearchQuery(text="a", agency=("b",), sort=Sort.NAME, page=3)
