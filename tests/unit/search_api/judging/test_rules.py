"""Rules: what names make, the order of two, and which do not hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.catalog import Catalog
from search_api.judging import JudgementError
from search_api.judging.rules import Rule, broken, named, read_order
from tests.samples import procedure, registers
from tests.unit.search_api.judging.answering import FakeEngine, hit

ENGINE = FakeEngine({"a": [hit("1"), hit("2", "3")], "b": [hit("2"), hit("1")]})


def order(query: str, first: str, second: str) -> Rule:
    return Rule("order", query, first, second, "why")


def test_names_make_rules_and_everyday_names_only_of_popular_procedures() -> None:
    known = registers(popular=["1.000001"], aliases={"1.000001": {"aliases": ["ba", "bốn"]}})
    rules = list(
        named(
            [
                procedure("1.000001", "Một", short_name="Mốt", aliases=["hai"]),
                procedure("1.000002", "Năm", aliases=["sáu"]),
            ],
            Catalog(known),
        )
    )
    assert [(one.kind, one.query) for one in rules if one.first == "1.000001"] == [
        ("title", "Một"),
        ("short_name", "Mốt"),
        *(("code", code) for code in ("1.000001", "1000001", "1,000001", "1.000001.000.00.00.H40")),
        ("everyday", "hai"),
        ("everyday", "ba"),
    ]
    assert {one.kind for one in rules if one.first == "1.000002"} == {"title", "code"}


def test_a_name_must_lead_to_its_procedure_or_the_group_of_it() -> None:
    rules = [
        Rule("title", query, code) for query, code in (("a", "1"), ("a", "2"), ("b", "2"), ("none", "1"))
    ]
    assert [(rule.query, rule.first, came) for rule, came in broken(ENGINE, rules)] == [
        ("a", "2", ("1", "2")),
        ("none", "1", ()),
    ]


def test_of_two_the_first_must_be_found_and_the_second_not_before_it() -> None:
    holding = [order("a", "1", "2"), order("a", "2", "3"), order("a", "1", "absent")]
    failing = [order("b", "1", "2"), order("a", "3", "2"), order("a", "absent", "1")]
    assert [rule for rule, _ in broken(ENGINE, [*holding, *failing])] == failing


def test_the_file_of_orders_is_read_row_by_row(tmp_path: Path) -> None:
    path = tmp_path / "o.tsv"
    path.write_text("query\tfirst\tsecond\tpolicy\na\t1\t2\twhy\n", "utf-8")
    assert read_order(path) == [order("a", "1", "2")]


@pytest.mark.parametrize(
    "text",
    ["query\tfirst\n", "query\tfirst\tsecond\tpolicy\na\t1\t2\t \n", "query\tfirst\tsecond\tpolicy\na\t1\n"],
)
def test_a_rule_without_its_reason_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "o.tsv"
    path.write_text(text, "utf-8")
    with pytest.raises(JudgementError):
        read_order(path)
