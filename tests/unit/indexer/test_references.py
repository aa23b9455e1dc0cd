"""References across files: who replaces whom."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.catalog import Catalog
from indexer.explaining import Where
from indexer.messages import MESSAGES
from indexer.references import check_procedures
from indexer.yaml_tree import Tree
from tests.samples import procedure, registers


def complaints(*replaces: tuple[str, list[str]]) -> list[tuple[str, str]]:
    """(key, rule) of each complaint about procedures, given as (code, codes replaced)."""
    read = [
        (Where(f"{code}.yaml", Tree()), procedure(code, f"Việc {n}", replaces=old))
        for n, (code, old) in enumerate(replaces)
    ]
    return [(one.key, one.rule) for one in check_procedures(read, Catalog(registers()), Path())]


def test_a_procedure_cannot_replace_itself():
    found = complaints(("1.000001", ["1.000009", "1.000001"]))
    assert found == [("replaces[1]", "replaces_itself")]


@pytest.mark.parametrize("length", [2, 3, 5])
def test_procedures_cannot_replace_each_other_in_a_circle(length: int):
    circle = [(f"1.00000{n}", [f"1.00000{(n + 1) % length}"]) for n in range(length)]
    assert complaints(*circle, ("2.000000", ["1.000000"])) == [("replaces[0]", "replaces_cycle")] * length


def test_a_chain_of_replacements_is_sound():
    assert complaints(("1.000003", ["1.000002"]), ("1.000002", ["1.000001", "1.000000"])) == []


def test_the_rules_have_words():
    assert {"replaces_itself", "replaces_cycle"} <= MESSAGES.keys()
