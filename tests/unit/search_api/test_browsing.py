"""Searches to try on the entrance: everyday names that the data have."""

from __future__ import annotations

from indexer.catalog import Catalog
from indexer.procedure import Procedure
from search_api.browsing import LONGEST_EXAMPLE, MOST_EXAMPLES, examples
from tests.samples import procedure, registers


class Fake:
    """An engine that knows some procedures."""

    def __init__(self, *known: Procedure) -> None:
        self._known = {one.code: one for one in known}

    def get(self, code: str, as_of: object = None) -> Procedure | None:
        return self._known.get(code)


def test_an_example_is_the_first_everyday_name_that_fits_on_a_line() -> None:
    one = procedure("1.000001", aliases=["x" * (LONGEST_EXAMPLE + 1), "làm giấy khai sinh", "khai sinh"])
    assert examples(Fake(one), Catalog(registers()), ["1.000001"]) == ["làm giấy khai sinh"]


def test_names_of_imported_procedures_stand_in_the_registers() -> None:
    known = registers(aliases={"1.000001": {"aliases": ["làm sổ"]}})
    assert examples(Fake(procedure("1.000001")), Catalog(known), ["1.000001"]) == ["làm sổ"]


def test_what_the_index_lacks_or_nobody_named_gives_no_example() -> None:
    assert examples(Fake(procedure("1.000001")), Catalog(registers()), ["1.000001", "1.000002"]) == []


def test_examples_are_few_and_each_stands_once() -> None:
    many = [procedure(f"1.00000{n}", aliases=[f"tên {n // 2}"]) for n in range(10)]
    found = examples(Fake(*many), Catalog(registers()), [one.code for one in many])
    assert found == ["tên 0", "tên 1", "tên 2", "tên 3", "tên 4"]
    assert len(found) == MOST_EXAMPLES
