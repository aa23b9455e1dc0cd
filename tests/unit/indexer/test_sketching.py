"""Sketches of procedures, and what an analysis depends on besides the procedure."""

from __future__ import annotations

import pytest

from indexer import sketching
from indexer.catalog import Catalog
from indexer.procedure import Procedure
from tests.contract.corpus import CORPUS
from tests.samples import AGENCIES, FIELDS, KINDS, procedure, registers

CATALOG = Catalog(registers())


def test_long_parts_are_left_out_and_what_rules_look_at_stays():
    one = procedure(
        aliases=["a"],
        steps=["nộp đơn"],
        requirements="không",
        valid_from="2026-01-01",
        replaces=["1.000009"],
        components=[
            {
                "documents": [
                    {"code": "a", "name": "A"},
                    {"code": "b", "name": "B", "form": {"name": "B", "file": "forms/b.docx"}},
                ]
            }
        ],
    )
    made = sketching.sketch(one)
    assert (made.steps, made.requirements) == ((), None)
    assert (made.key, made.aliases, made.replaces) == (one.key, one.aliases, one.replaces)
    assert [paper.code for group in made.components for paper in group.documents] == ["b"]


@pytest.mark.parametrize("one", CORPUS, ids=lambda one: one.key)
def test_a_sketch_is_the_same_after_its_json(one: Procedure):
    made = sketching.sketch(one)
    again = sketching.from_json(sketching.to_json(made))
    assert again == made
    assert sketching.to_json(again) == sketching.to_json(made)


def with_names(id: str, rows, **names):
    return [{**row, **names} if row["id"] == id else row for row in rows]


@pytest.mark.parametrize(
    "parts",
    [
        {"kinds": with_names("ubnd-cap-xa", KINDS, name="Tên khác")},
        {"kinds": with_names("ubnd-cap-xa", KINDS, aliases=["UBND"])},
        {"fields": with_names("ho-tich", FIELDS, name="Tên khác")},
        {"fields": with_names("ho-tich", FIELDS, aliases=["sổ hộ"])},
        {"aliases": {"1.000001": {"aliases": ["làm khai sinh"]}}},
        {"aliases": {"1.000001": {"situations": ["mới sinh con"]}}},
    ],
)
def test_the_context_changes_with_each_name_the_analysis_uses(parts):
    one = procedure()
    assert sketching.context(one, Catalog(registers(**parts))) != sketching.context(one, CATALOG)


@pytest.mark.parametrize(
    "parts",
    [
        {"agencies": with_names("bo-cong-an", AGENCIES, name="Tên khác")},
        {"fields": with_names("cu-tru", FIELDS, name="Tên khác")},
        {"aliases": {"1.000002": {"aliases": ["việc khác"]}}},
        {"popular": ["1.000001"]},
    ],
)
def test_the_context_stays_when_other_names_change(parts):
    one = procedure()
    assert sketching.context(one, Catalog(registers(**parts))) == sketching.context(one, CATALOG)


def test_contexts_of_many_are_those_of_each():
    known = Catalog(registers(aliases={"1.000002": {"aliases": ["làm lại"]}}))
    some = [procedure(), procedure("1.000002"), procedure("1.000003"), procedure(field="cu-tru")]
    made = sketching.contexts(known)
    assert [made(one) for one in some] == [sketching.context(one, known) for one in some]
    assert len({made(one) for one in some}) == 3
