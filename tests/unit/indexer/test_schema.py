"""The Whoosh fields."""

from __future__ import annotations

from pathlib import Path

from whoosh import index

from indexer.analysis import analyse
from indexer.catalog import Catalog
from indexer.schema import STREAMS, make_schema, to_document, write_index
from tests.samples import procedure, registers

CATALOG = Catalog(registers())


def analysed(code: str):
    return analyse(procedure(code, "Đăng ký, đăng ký"), CATALOG, lambda syllables: [0] * len(syllables))


def test_each_stream_is_a_field_without_positions():
    schema = make_schema()
    assert set(schema.names()) == {"key", "card", *STREAMS}
    assert not any(schema[stream].format.supports("positions") for stream in STREAMS)


def test_token_lists_are_handed_over_as_they_are():
    made = analysed("1.000001")
    document = to_document(made, "{}")
    assert document["title_f"] == made.streams["title_f"] == ["dang", "ky", "dang", "ky"]
    assert (document["key"], document["card"]) == ("1.000001", "{}")


def test_documents_are_numbered_in_the_order_given(tmp_path: Path):
    told: list[int] = []
    codes = ["1.000003", "1.000001", "1.000002"]
    write_index(tmp_path / "whoosh", [(analysed(code), f'"{code}"') for code in codes], told.append)
    with index.open_dir(str(tmp_path / "whoosh"), schema=make_schema()).reader() as reader:
        assert [reader.stored_fields(number)["key"] for number in range(3)] == codes
        assert [reader.stored_fields(number)["card"] for number in range(3)] == [
            f'"{code}"' for code in codes
        ]
        assert reader.frequency("title_f", "dang") == 6
    assert told == [1, 2, 3]
