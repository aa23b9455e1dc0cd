"""Dumps hold everything, are the same in every process and take memory of one record only."""

from __future__ import annotations

import csv
import gc
import gzip
import hashlib
import io
import tracemalloc
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import orjson
import pytest

from indexer.catalog import Catalog
from indexer.changes import record
from indexer.procedure import Procedure
from search_api.dumping import CSV, JSONL, Dump, make_dumps, package
from search_api.editions import Edition
from search_api.words import WORDS
from tests.samples import build_index, procedure, registers

VERSIONS = [
    procedure("1.000001", "Một", aliases=["một\u2028hai"], valid_to="2026-06-30"),
    procedure("1.000001", "Một, bản mới", valid_from="2026-07-01"),
    procedure("1.000002", 'Hai "trong ngoặc", phẩy'),
]


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return Edition(build_index(tmp_path_factory.mktemp("dumps"), VERSIONS))


def content(dump: Dump) -> bytes:
    return b"".join(dump.pieces())


def test_each_version_is_a_line_that_the_model_reads_again(edition: Edition) -> None:
    lines = gzip.decompress(content(make_dumps(edition).files[JSONL])).split(b"\n")
    assert lines.pop() == b""
    known = [orjson.loads(line) for line in lines]
    assert known[0].pop("agency_name") == "Ủy ban nhân dân cấp xã"
    assert {one.pop("url") for one in known} == {"/thu-tuc/1.000001", "/thu-tuc/1.000002"}
    read = [
        Procedure.model_validate_json(
            orjson.dumps({k: v for k, v in one.items() if k not in ("agency_name", "field_name")})
        )
        for one in known
    ]
    assert read == [edition.procedure(document) for document in range(edition.count)]


def test_each_version_is_a_row(edition: Edition) -> None:
    text = content(make_dumps(edition).files[CSV]).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [(one["code"], one["valid_from"]) for one in rows] == [
        ("1.000001", ""),
        ("1.000001", "2026-07-01"),
        ("1.000002", ""),
    ]
    assert rows[2]["name"] == 'Hai "trong ngoặc", phẩy'


def test_every_process_makes_the_same_bytes(edition: Edition) -> None:
    first, second = make_dumps(edition), make_dumps(edition)
    assert [content(one) for one in first.files.values()] == [content(one) for one in second.files.values()]


def test_size_and_hash_are_those_of_the_content(edition: Edition) -> None:
    for dump in make_dumps(edition).files.values():
        assert dump.size == len(content(dump))
        assert dump.sha256 == hashlib.sha256(content(dump)).hexdigest()


def test_two_readers_do_not_disturb_each_other() -> None:
    dump = Dump([b"a" * 300_000, b"b" * 300_000])
    first, second = dump.pieces(), dump.pieces()
    begun = next(first)
    assert b"".join(second) == begun + b"".join(first) == b"a" * 300_000 + b"b" * 300_000


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def test_the_file_is_closed_with_the_last_one_who_holds_it() -> None:
    gc.collect()  # files that earlier tests left open must not close in between
    before = open_files()
    dump = Dump([b"x"])
    assert open_files() == before + 1
    del dump
    gc.collect()
    assert open_files() == before


class Many:
    """Stands for an edition of many equal procedures."""

    def __init__(self, count: int) -> None:
        self.catalog = Catalog(registers())
        self.count, self.codes = count, ["1.000001"] * count
        self._raw = record(procedure("1.000001", steps=["Bước dài " * 200]))

    def record(self, document: int) -> bytes:
        return self._raw


def peak(count: int) -> int:
    many: Any = Many(count)
    tracemalloc.start()
    made = make_dumps(many)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert made.rows == count
    return most


def test_memory_does_not_grow_with_the_number_of_procedures() -> None:
    peak(10)  # what is made once
    assert peak(1_500) < peak(100) + 200_000


def test_the_description_tells_licence_counts_and_hashes(edition: Edition) -> None:
    dumps = make_dumps(edition)
    told = orjson.loads(package(edition, dumps, "https://example.org", WORDS["vi"]))
    assert told["version"] == edition.id
    assert [one["path"] for one in told["licenses"]] == [
        "https://example.org/du-lieu#licence",
        "https://www.apache.org/licenses/LICENSE-2.0",
    ]
    for one in told["resources"]:
        dump = dumps.files[one["path"]]
        assert (one["bytes"], one["hash"], one["rows"]) == (dump.size, f"sha256:{dump.sha256}", 3)
    header = content(dumps.files[CSV]).decode("utf-8-sig").splitlines()[0].split(",")
    assert [field["name"] for field in told["resources"][1]["schema"]["fields"]] == header


def test_a_disk_without_room_is_an_error_that_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any, **__: Any) -> Any:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("search_api.dumping.tempfile", SimpleNamespace(TemporaryFile=full))
    with pytest.raises(OSError, match="No space"):
        Dump([b"x"])


def test_no_file_with_a_name_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    dump = Dump([b"x"])
    assert content(dump) == b"x"
    assert list(tmp_path.iterdir()) == []
