"""Work of a query is bounded: how often tables are searched and posting lists read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from indexer.tables import FieldTable
from search_api.editions import Edition
from search_api.query import MOST_PER_PAGE, SearchQuery, SuggestQuery
from search_api.understanding import Reading
from search_api.understanding.prefix import MOST
from search_api.whoosh_engine import WhooshEngine
from tests.contract.hostile import HOSTILE
from tests.samples import TODAY


class Counting:
    """A table that counts the postings that are read from it."""

    def __init__(self, table: FieldTable) -> None:
        self._table = table
        self.touched = 0
        self.lookups = 0
        self.searches = 0

    def __getattr__(self, name: str):
        return getattr(self._table, name)

    def find(self, terms: Sequence[str]) -> list[int]:
        self.lookups += len(terms)
        self.searches += 1
        return self._table.find(terms)

    def documents_of(self, position: int):
        found = self._table.documents_of(position)
        self.touched += len(found)
        return found

    def add(self, total, position: int, weight: float) -> None:
        self.touched += self._table.document_frequency(position)
        self._table.add(total, position, weight)


PASSES = 2 * (3 + MOST) + 4
"""How often a posting list is read at most for each term of a query: for two readings and twice for each completion
of the last word, for the shares of all and of the names, and for coverage."""


def counted(engine: WhooshEngine) -> list[Counting]:
    """The tables of an engine, which count from now on."""
    matcher = engine._words._matcher
    matcher._accented, matcher._folded, matcher._names = made = [
        Counting(table) for table in (matcher._accented, matcher._folded, matcher._names)
    ]
    matcher._tables = {"title_f": Counting(matcher._tables["title_f"])}
    made.append(matcher._tables["title_f"])
    for name, table in zip(("accented", "folded", "names", "title_f"), made, strict=True):
        matcher._wordings._places[name]._table = table
    return made


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_queries_touch_each_posting_list_a_bounded_number_of_times(sample: Edition, name: str):
    engine = WhooshEngine(sample, lambda: TODAY)
    counting = counted(engine)
    query = SearchQuery.from_params([("q", HOSTILE[name]), ("per_page", str(MOST_PER_PAGE))])
    engine.search(query)
    wording = engine._words._matcher.wording(Reading.of(query.text))
    # Mended slips double a query at most; numbers and codes have several terms each.
    most = 2 * (len(wording.folded) + len(wording.accented) + MOST) * PASSES
    assert sum(one.lookups for one in counting) <= most
    assert sum(one.touched for one in counting) <= most * sample.count
    engine.suggest(SuggestQuery(prefix=query.text))


def test_each_table_is_searched_once_for_a_query_and_not_again_for_its_terms(sample: Edition):
    engine = WhooshEngine(sample, lambda: TODAY)
    *joined, title = counted(engine)
    mended = replace(Reading.of("dang ky khia sinh"), repaired=Reading.of("dang ky khai sinh").tokens)
    engine._words._matcher.look_up(mended)
    accented, folded, names = (one.searches for one in joined)
    assert (folded, names) == (1, 1)
    # Nothing was typed with marks.
    assert accented == 0
    engine._words._matcher.look_up(mended)
    assert sum(one.searches for one in joined) == 2
    assert title.searches == 0


def test_work_does_not_grow_with_the_page_size(sample: Edition):
    touched = []
    for size in (1, MOST_PER_PAGE):
        engine = WhooshEngine(sample, lambda: TODAY)
        counting = counted(engine)
        engine.search(SearchQuery("đăng ký cấp giấy", per_page=size))
        touched.append(sum(one.touched for one in counting))
    assert touched[0] == touched[1] > 0
