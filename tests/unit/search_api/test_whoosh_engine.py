"""What is true of the embedded engine alone."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator

import pytest

from search_api.editions import Edition
from search_api.query import SearchQuery
from search_api.ranking import Weights
from search_api.whoosh_engine import WhooshEngine
from tests.samples import TODAY, build_index, procedure

QUERIES = ["đăng ký khai sinh", "ho chieu", "", "1.001193", "cấp lại giấy phép lái xe", "hồ sơ", "tạm trú"]


@pytest.fixture
def restless() -> Iterator[None]:
    """Threads change after every few instructions."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("restless")
def test_threads_that_share_an_engine_get_the_answers_of_one(engine: WhooshEngine):
    expected = {text: engine.search(SearchQuery(text, per_page=50)) for text in QUERIES}
    wrong: list[str] = []

    def ask(first: int) -> None:
        for turn in range(40):
            text = QUERIES[(first + turn) % len(QUERIES)]
            if engine.search(SearchQuery(text, per_page=50)) != expected[text]:
                wrong.append(text)

    def asked(first: int) -> None:
        try:
            ask(first)
        except Exception as error:  # any fault of a thread is a fault of the engine
            wrong.append(repr(error))

    threads = [threading.Thread(target=asked, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_equal_scores_keep_the_order_of_codes(tmp_path):
    twins = [procedure(f"1.00000{n}", f"Cấp sổ {word}") for n, word in enumerate("abcdefgh")]
    engine = WhooshEngine(Edition(build_index(tmp_path, reversed(twins))), lambda: TODAY)
    hits = engine.search(SearchQuery("cấp sổ", per_page=50)).hits
    assert [hit.card.code for hit in hits] == [one.code for one in twins]
    assert len({hit.score for hit in hits}) == 1


def test_steps_and_weights_can_be_switched(sample: Edition):
    plain = WhooshEngine(sample, lambda: TODAY, steps={}, weights=Weights(names=0))
    assert not plain.search(SearchQuery("1.001193")).understood
    assert plain.search(SearchQuery("đăng ký khai sinh")).hits[0].card.code == "1.001193"


def test_a_day_is_taken_anew_for_every_question(sample: Edition):
    days = iter([TODAY.replace(year=2019), TODAY])
    engine = WhooshEngine(sample, lambda: next(days))
    first, second = (engine.search(SearchQuery("cấp sổ thuyền viên")).hits for _ in range(2))
    assert "5.000010" not in [hit.card.code for hit in first]
    assert second[0].card.code == "5.000010"


def test_every_name_that_is_offered_is_found_first(engine: WhooshEngine, sample: Edition):
    for document in range(sample.count):
        one = sample.procedure(document)
        if one.in_force_on(TODAY) and one.status != "abolished":
            for name in (one.name, *one.aliases):
                hit = engine.search(SearchQuery(name)).hits[0]
                assert one.code in {hit.card.code, *(variant.code for variant in hit.variants)}
