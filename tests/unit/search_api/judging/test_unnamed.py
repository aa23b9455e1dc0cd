"""Data without the names that equal a query, or without everyday names at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from search_api.judging import Judgement, judge
from search_api.judging.report import rebuilt
from search_api.judging.unnamed import bare, leave_one_out
from tests.samples import TODAY, procedure, registers

PROCEDURES = [
    procedure("1.000001", "Đăng ký khai tử", short_name="Báo tử", aliases=["giấy chứng tử", "Giấy Báo Tử"]),
    procedure("1.000002", "Đăng ký kết hôn", keywords=["cưới"], situations=["sắp lấy vợ cần giấy gì"]),
]
REGISTERS = registers(
    abbreviations=[
        {"short": "ĐKKH", "means": ["đăng ký kết hôn"]},
        {"short": "KT", "means": ["khai tử"]},
    ],
    words=[{"say": ["cưới", "lấy vợ"], "means": ["kết hôn"]}, {"say": ["chết"], "means": ["khai tử"]}],
    aliases={
        "1.000001": {"aliases": ["làm giấy chết"], "situations": ["ông nội mới mất"]},
        "1.000009": {"aliases": ["giấy chứng tử"]},
    },
)


def test_what_equals_a_query_is_taken_away_whatever_its_marks_and_case() -> None:
    left = leave_one_out(PROCEDURES, REGISTERS, ["giay bao tu", "BÁO TỬ", "ông nội mới mất", "cưới"])
    death, marriage = left.procedures
    assert (death.short_name, death.aliases) == (None, ("giấy chứng tử",))
    assert (marriage.keywords, marriage.situations) == ((), ("sắp lấy vợ cần giấy gì",))
    assert left.registers.aliases["1.000001"].aliases == ("làm giấy chết",)
    assert left.registers.aliases["1.000001"].situations == ()
    assert [word.say for word in left.registers.words] == [("lấy vợ",), ("chết",)]
    assert left.removed == 5


def test_official_names_and_names_that_only_hold_the_query_stay() -> None:
    left = leave_one_out(PROCEDURES, REGISTERS, ["đăng ký khai tử", "giấy chứng", "tử"])
    assert left.procedures == tuple(PROCEDURES)
    assert left.removed == 0


def test_an_abbreviation_goes_only_where_it_is_the_whole_query() -> None:
    left = leave_one_out(PROCEDURES, REGISTERS, ["đkkh", "làm KT"])
    assert [one.short for one in left.registers.abbreviations] == ["KT"]


def test_names_of_procedures_that_are_not_held_do_not_count() -> None:
    assert leave_one_out(PROCEDURES, REGISTERS, ["giấy chứng tử"]).removed == 1


def test_a_word_of_which_every_spelling_goes_goes_itself() -> None:
    left = leave_one_out(PROCEDURES, REGISTERS, ["chết"])
    assert [word.say for word in left.registers.words] == [("cưới", "lấy vợ")]


def test_bare_data_keeps_official_and_short_names_and_abbreviations_alone() -> None:
    left = bare(PROCEDURES, REGISTERS)
    assert [(one.short_name, one.aliases, one.keywords, one.situations) for one in left.procedures] == [
        ("Báo tử", (), (), ()),
        (None, (), (), ()),
    ]
    assert (left.registers.words, left.registers.abbreviations) == ((), REGISTERS.abbreviations)
    assert left.removed == 2 + 1 + 1 + 2 + 3


@pytest.mark.parametrize(("query", "code"), [("giấy báo tử", "1.000001"), ("đăng ký kết hôn", "1.000002")])
def test_an_index_without_the_name_is_built_and_answers(query: str, code: str) -> None:
    with rebuilt(leave_one_out(PROCEDURES, REGISTERS, ["giấy báo tử"]), lambda: TODAY) as serving:
        folder = serving.edition.folder
        (found,) = judge(serving.engine, [Judgement("x", query, (code,))])
        names = [
            one
            for number in range(serving.edition.count)
            for one in serving.edition.procedure(number).aliases
        ]
    assert found.found > 0
    assert "Giấy Báo Tử" not in names
    assert not Path(folder).exists()
