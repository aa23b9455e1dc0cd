"""Records found by number."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.records import Records, Rows, write_records

LINES = st.lists(st.binary(max_size=30).map(lambda b: b.replace(b"\n", b" ")), max_size=8)


@given(LINES)
def test_each_record_comes_back_under_its_number(
    tmp_path_factory: pytest.TempPathFactory, lines: list[bytes]
):
    path = tmp_path_factory.mktemp("records") / "some"
    write_records(path, lines)
    records = Records(path)
    assert len(records) == len(lines)
    assert [records[i] for i in range(len(records))] == records.all() == lines


@pytest.mark.parametrize("number", [-1, 2, 10])
def test_a_number_outside_is_an_error(tmp_path: Path, number: int):
    write_records(tmp_path / "some", [b"a", b"b"])
    with pytest.raises(IndexError):
        Records(tmp_path / "some")[number]


def test_records_are_lines_of_a_file(tmp_path: Path):
    write_records(tmp_path / "some", [b'{"a":1}', b"[]"])
    assert (tmp_path / "some.jsonl").read_bytes() == b'{"a":1}\n[]\n'


def test_a_file_that_is_cut_while_it_is_open_is_an_error_and_no_end_of_the_process(tmp_path: Path):
    write_records(tmp_path / "some", [b"one", b"two"])
    records = Records(tmp_path / "some")
    (tmp_path / "some.jsonl").open("r+b").truncate(5)
    assert records[0] == b"one"
    with pytest.raises(OSError, match="shorter"):
        records[1]
    with pytest.raises(ValueError, match="another size"):
        Records(tmp_path / "some")


def test_rows_of_an_array_are_read_by_themselves(tmp_path: Path):
    whole = np.arange(30, dtype=np.uint16).reshape(10, 3)
    np.save(tmp_path / "rows.npy", whole)
    rows = Rows(tmp_path / "rows.npy")
    assert np.array_equal(rows[2:5], whole[2:5])
    assert rows[4:4].shape == (0, 3)
