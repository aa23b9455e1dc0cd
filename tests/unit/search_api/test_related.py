"""Related procedures are few, near, and none that the page names elsewhere."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from indexer.procedure import Procedure
from search_api.editions import Edition
from search_api.query import MOST_TOKENS, SearchQuery
from search_api.related import LOOKED_AT, MOST, find_related
from search_api.results import SearchPage
from search_api.whoosh_engine import WhooshEngine
from tests.samples import TODAY, build_index, procedure

SOME = [
    procedure("1.900001", "Đăng ký khai sinh", linked=["1.900004"], replaces=["1.900009"]),
    procedure("1.900002", "Đăng ký lại khai sinh"),
    procedure("1.900003", "Đăng ký khai sinh có yếu tố nước ngoài"),
    procedure("1.900004", "Liên thông đăng ký khai sinh, thường trú"),
    procedure("1.900005", "Cấp giấy phép lái xe", field="giao-thong", agency="bo-xay-dung"),
    procedure("1.900006", "Đăng ký khai sinh cũ", status="abolished", valid_to="2025-06-30"),
    procedure("1.900007", "Đăng ký khai sinh cho tàu bay", field="giao-thong", agency="bo-xay-dung"),
    procedure("1.900008", "Đăng ký khai sinh", levels=["province"]),
    procedure("1.900010", "Chứng thực hợp đồng"),
    *(
        procedure(f"2.9000{10 + n}", " ".join(words), field="cu-tru")
        for n, words in enumerate(itertools.permutations(["Trích lục", "bản sao", "sổ gốc", "tại chỗ"]))
    ),
    procedure("3.900001", "Sao y bản chính", related=["1.900005", "1.900099"]),
]


class Counting:
    """The engine, remembering what it was asked."""

    def __init__(self, engine: WhooshEngine) -> None:
        self._engine = engine
        self.asked: list[SearchQuery] = []

    def search(self, query: SearchQuery) -> SearchPage:
        self.asked.append(query)
        return self._engine.search(query)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Counting:
    return Counting(
        WhooshEngine(Edition(build_index(tmp_path_factory.mktemp("related"), SOME)), lambda: TODAY)
    )


def held(engine: Counting, code: str) -> Procedure:
    found: Procedure | None = engine.get(code)
    assert found is not None
    return found


def near(engine: Counting, code: str) -> list[str]:
    return find_related(engine, held(engine, code), TODAY)


def test_what_is_alike_in_the_same_field_is_near(engine: Counting) -> None:
    assert set(near(engine, "1.900001")[:2]) == {"1.900002", "1.900003"}


def test_itself_what_is_linked_and_the_same_act_at_another_level_are_named_elsewhere(
    engine: Counting,
) -> None:
    assert not {"1.900001", "1.900004", "1.900008", "1.900009"} & set(near(engine, "1.900001"))


def test_what_is_over_is_not_near(engine: Counting) -> None:
    assert "1.900006" not in near(engine, "1.900001")


def test_a_name_alike_in_another_field_of_another_agency_is_not_near(engine: Counting) -> None:
    assert "1.900007" not in near(engine, "1.900001")


def test_at_most_five_are_near(engine: Counting) -> None:
    assert len(near(engine, "2.900010")) == MOST


def test_what_shares_nothing_but_a_field_has_no_one_near(engine: Counting) -> None:
    assert near(engine, "1.900010") == []


def test_what_an_editor_chose_comes_first_and_stays(engine: Counting) -> None:
    assert near(engine, "3.900001")[:2] == ["1.900005", "1.900099"]


def test_the_work_is_one_search_of_a_bounded_text(engine: Counting) -> None:
    engine.asked.clear()
    long = procedure("1.900077", "Đăng ký khai sinh " * 60)
    find_related(engine, long, TODAY)
    (asked,) = engine.asked
    assert len(asked.text.split()) < MOST_TOKENS / 10
    assert asked.per_page == LOOKED_AT
