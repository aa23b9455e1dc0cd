"""Which version of a procedure holds, and what a code names."""

from __future__ import annotations

import datetime as dt

import pytest

from indexer.spans import to_spans
from indexer.text import fold
from search_api.editions import Edition
from tests.contract.corpus import CORPUS
from tests.samples import TODAY

KEYS = sorted(one.key for one in CORPUS)


def version(sample: Edition, code: str, day: dt.date, *, strict: bool = False) -> str | None:
    document = sample.version(code, day, strict=strict)
    return None if document is None else KEYS[document]


def test_the_generation_is_named_by_its_folder(sample: Edition):
    assert sample.folder.name == f"gen-{sample.id}"
    assert sample.count == len(CORPUS)


@pytest.mark.parametrize(
    ("day", "lenient", "strict"),
    [
        ("2019-12-31", "5.000010@2020-01-01", None),
        ("2020-01-01", "5.000010@2020-01-01", "5.000010@2020-01-01"),
        ("2026-11-24", "5.000010@2026-01-01", "5.000010@2026-01-01"),
        ("2030-01-01", "5.000010@2027-03-01", "5.000010@2027-03-01"),
    ],
)
def test_the_version_of_a_day_or_else_the_nearest_one(
    sample: Edition, day: str, lenient: str, strict: str | None
):
    when = dt.date.fromisoformat(day)
    assert version(sample, "5.000010", when) == lenient
    assert version(sample, "5.000010", when, strict=True) == strict


def test_a_procedure_that_is_over_is_its_last_version(sample: Edition):
    assert version(sample, "5.000030", TODAY) == "5.000030@2021-01-01"
    assert version(sample, "5.000030", TODAY, strict=True) is None


def test_an_unknown_code_has_no_version(sample: Edition):
    assert sample.version("8.888888", TODAY) is None


def test_a_code_names_itself_and_a_beginning_names_all_in_order(sample: Edition):
    assert sample.named("1.001193") == ("1.001193",)
    assert sample.named("2.00200") == ("2.002000", "2.002001", "2.002002")
    assert sample.named("8.") == ()


@pytest.mark.parametrize("typed", ["GTVT-QLX-07", "gtvt-qlx-07", "gtvt qlx 07"])
def test_a_code_of_an_older_system_names_its_procedure(sample: Edition, typed: str):
    assert sample.by_legacy(typed) == sample.named(typed) == ("3.000348",)
    assert sample.by_legacy("gtvt") == ()


def test_versions_of_one_code_are_named_once(sample: Edition):
    assert sample.named("5.00001") == ("5.000010",)


def test_procedures_and_passages_come_back_by_document(sample: Edition):
    for document, key in enumerate(KEYS):
        assert sample.procedure(document).key == key
        steps, piece = sample.passage(document)
        words = [sample.vocabulary.syllables[place].decode() for place in steps[:, 2]]
        assert words == [fold(piece(start, end).decode()) for start, end, _ in to_spans(steps).tolist()]
        assert [sample.numbers[word] for word in words] == steps[:, 2].tolist()
