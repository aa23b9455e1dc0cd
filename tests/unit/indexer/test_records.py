"""Records found by number."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.records import Records, write_records

LINES = st.lists(st.binary(max_size=30).map(lambda b: b.replace(b"\n", b" ")), max_size=8)


@given(LINES)
def test_each_record_comes_back_under_its_number(
    tmp_path_factory: pytest.TempPathFactory, lines: list[bytes]
):
    path = tmp_path_factory.mktemp("records") / "some"
    write_records(path, lines)
    records = Records(path)
    assert len(records) == len(lines)
    assert [records[i] for i in range(len(records))] == lines


@pytest.mark.parametrize("number", [-1, 2, 10])
def test_a_number_outside_is_an_error(tmp_path: Path, number: int):
    write_records(tmp_path / "some", [b"a", b"b"])
    with pytest.raises(IndexError):
        Records(tmp_path / "some")[number]


def test_records_are_lines_of_a_file(tmp_path: Path):
    write_records(tmp_path / "some", [b'{"a":1}', b"[]"])
    assert (tmp_path / "some.jsonl").read_bytes() == b'{"a":1}\n[]\n'
