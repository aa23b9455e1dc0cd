"""A build: what comes from the cache, from other processes or from both is what a fresh build gives."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from indexer import build as build_module
from indexer import cached_files, load
from indexer.build import Report, build_generation, build_procedures
from indexer.cached_files import CachedFiles
from indexer.caching import Cache
from indexer.clashes import Read
from indexer.complaints import Complaint
from indexer.errors import DataError, LockHeldError
from indexer.generation import current_generation, lock
from indexer.load import load_folder, load_with
from indexer.parallel import Workers
from indexer.procedure import Procedure
from indexer.reading import Parsed
from indexer.segment import WordModel
from tests.contract.corpus import CORPUS
from tests.samples import AGENCIES, FIELDS, KINDS, registers

MADE_ANEW = ("changes.jsonl", "manifest.json", "manifest.sha256", "stored/", "whoosh/")
"""Files that differ from build to build: Whoosh gives every segment a name of its own, and what came
from no file is known by other digests."""


def write(path: Path, plain: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(plain, ensure_ascii=False, default=str), "utf-8")


def write_procedure(data: Path, one: Procedure, **changed: object) -> Path:
    plain = {**json.loads(one.model_dump_json(by_alias=True, exclude_unset=True)), **changed}
    path = data / "procedures" / one.field / f"{one.key}.yaml"
    write(path, plain)
    return path


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The procedures that engines are asked about, as a data folder."""
    folder = tmp_path / "data"
    write(folder / "portal.yaml", {"name": "Cổng mẫu", "short_name": "Mẫu"})
    write(folder / "agencies.yaml", {"kinds": KINDS, "agencies": AGENCIES})
    write(folder / "fields.yaml", {"fields": FIELDS})
    for one in CORPUS:
        write_procedure(folder, one)
    return folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "index"


def built(data: Path, root: Path, **options) -> Report:
    return build_generation(data, root, **{"workers": 1, **options})


def contents(root: Path) -> dict[str, bytes]:
    """The files of the current generation that equal data must make equal."""
    folder = current_generation(root)
    assert folder is not None
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in files.items() if not name.startswith(MADE_ANEW)}


def fresh(data: Path) -> dict[str, bytes]:
    root = data.parent / "fresh"
    shutil.rmtree(root, ignore_errors=True)
    built(data, root)
    return contents(root)


def assert_same(ours: dict[str, bytes], theirs: dict[str, bytes]) -> None:
    assert ours.keys() == theirs.keys()
    assert [name for name in ours if ours[name] != theirs[name]] == []


def test_a_build_from_nothing_takes_nothing_from_the_cache_and_the_next_one_all(data: Path, root: Path):
    assert built(data, root).reused == 0
    before = contents(root)
    assert built(data, root).reused == len(CORPUS)
    assert_same(contents(root), before)


def test_one_changed_file_is_analysed_alone_and_the_rest_is_as_in_a_fresh_build(data: Path, root: Path):
    built(data, root)
    write_procedure(data, CORPUS[3], name="Đăng ký một việc hoàn toàn khác", summary="Chữ mới 42/2022/NĐ-CP")
    told: list[tuple[str, int, int]] = []
    report = built(data, root, progress=lambda *what: told.append(what))
    assert report.reused == len(CORPUS) - 1
    assert [what for what in told if what[0] == "analyse"] == [("analyse", 1, 1)]
    assert_same(contents(root), fresh(data))


def test_a_cache_that_is_kept_in_memory_from_build_to_build_gives_a_fresh_build_too(data: Path, root: Path):
    cache = Cache(root / "cache")
    for turn in range(3):
        write_procedure(data, CORPUS[turn], name=f"Việc thứ {turn}")
        report = built(data, root, cache=cache)
        assert report.reused == (len(CORPUS) - 1 if turn else 0)
        assert_same(contents(root), fresh(data))


def test_new_and_removed_files_give_a_fresh_build_too(data: Path, root: Path):
    built(data, root)
    write_procedure(data, CORPUS[0], code="1.000000").rename(
        data / "procedures" / CORPUS[0].field / "1.000000.yaml"
    )
    for one in CORPUS[2:5]:
        (data / "procedures" / one.field / f"{one.key}.yaml").unlink()
    write_procedure(data, CORPUS[0])
    report = built(data, root)
    assert report.procedures == len(fresh_keys(data))
    assert_same(contents(root), fresh(data))


def fresh_keys(data: Path) -> list[str]:
    return [one.key for one in load_folder(data).procedures]


def renamed(rows, id: str, **names):
    return [{**row, **names} if row["id"] == id else row for row in rows]


def test_a_changed_name_of_an_agency_costs_the_analyses_that_use_it(data: Path, root: Path):
    built(data, root)
    kinds = renamed(KINDS, "ubnd-cap-xa", name="Ủy ban nhân dân xã, phường")
    write(data / "agencies.yaml", {"kinds": kinds, "agencies": AGENCIES})
    report = built(data, root)
    assert report.reused == sum(one.agency != "ubnd-cap-xa" for one in CORPUS)
    assert_same(contents(root), fresh(data))


def test_shared_aliases_cost_the_analysis_of_their_procedure(data: Path, root: Path):
    built(data, root)
    write(data / "aliases.yaml", {"procedures": {CORPUS[0].code: {"aliases": ["gọi thế này cơ"]}}})
    report = built(data, root)
    assert report.reused == sum(one.code != CORPUS[0].code for one in CORPUS)
    assert_same(contents(root), fresh(data))


def test_other_processes_give_what_this_one_gives(data: Path, root: Path, monkeypatch):
    for module in (cached_files, build_module):
        monkeypatch.setattr(module, "MANY", 2)
    monkeypatch.setattr(cached_files, "FILES_A_TASK", 3)
    built(data, root, workers=2)
    assert_same(contents(root), fresh(data))


def test_a_damaged_cache_does_no_harm(data: Path, root: Path):
    built(data, root)
    for path in (root / "cache").rglob("*.batch"):
        raw = bytearray(path.read_bytes())
        raw[len(raw) // 2] ^= 0xFF
        path.write_bytes(raw)
    assert built(data, root).reused == 0
    assert_same(contents(root), fresh(data))
    assert built(data, root).reused == len(CORPUS)


def test_analyses_of_a_build_that_failed_are_kept(data: Path, root: Path):
    bad = write_procedure(data, CORPUS[0], agency="khong-co")
    with pytest.raises(DataError):
        built(data, root)
    assert current_generation(root) is None
    write_procedure(data, CORPUS[0])
    assert bad.is_file()
    assert built(data, root).reused == len(CORPUS) - 1


# Complaints --------------------------------------------------------------------------------------------------


def gathered(data: Path, root: Path) -> tuple[Complaint, ...]:
    reader = CachedFiles(data, Cache(root / "cache"), WordModel.from_pyvi().to_bytes(), Workers(1))
    loaded = load_with(data, reader)
    assert loaded.registers is None or set(reader.located) >= set(loaded.paths)
    return loaded.complaints


def break_id(data: Path) -> None:
    write_procedure(data, CORPUS[0], agency="khong-co", coordinating_agencies=["cung-khong-co"])


def break_register(data: Path) -> None:
    write(data / "fields.yaml", {"fields": FIELDS[1:]})


def break_registers_whole(data: Path) -> None:
    (data / "fields.yaml").write_text("fields: [", "utf-8")


def break_form_file(data: Path) -> None:
    paper = {"code": "to-khai", "name": "Tờ khai", "form": {"name": "Mẫu", "file": "forms/a.docx"}}
    write_procedure(data, CORPUS[1], components=[{"documents": [{"code": "a", "name": "A"}, paper]}])


def break_syntax(data: Path) -> None:
    path = write_procedure(data, CORPUS[2])
    path.write_text(path.read_text("utf-8")[:-5], "utf-8")


def break_values(data: Path) -> None:
    write_procedure(data, CORPUS[2], levels=["nowhere"], leveles=[], code=1.5)


def break_names(data: Path) -> None:
    for one in CORPUS[:2]:
        write_procedure(data, one, aliases=["một tên gọi chung"])


def break_versions(data: Path) -> None:
    path = write_procedure(data, CORPUS[0])
    shutil.copy(path, path.with_name("copy.yaml"))
    write(path.parent / "deeper" / path.name, json.loads(path.read_text("utf-8")))


def break_folder(data: Path) -> None:
    path = write_procedure(data, CORPUS[0])
    path.rename((data / "procedures" / "khac").with_suffix(".yaml"))


def break_reason(data: Path) -> None:
    write_procedure(data, CORPUS[0], online_level="partial")


BREAKS = (
    break_id,
    break_register,
    break_registers_whole,
    break_form_file,
    break_syntax,
    break_values,
    break_names,
    break_versions,
    break_folder,
    break_reason,
)


@pytest.mark.parametrize("breaking", BREAKS)
def test_complaints_are_those_of_reading_every_file_whole(data: Path, root: Path, breaking):
    """Before anything is cached, when all that was sound is cached, and when all of it is."""
    built(data, root)
    breaking(data)
    expected = load_folder(data).complaints
    assert expected
    assert gathered(data, data.parent / "empty") == expected
    assert gathered(data, root) == expected
    assert gathered(data, root) == expected


def test_the_lines_of_warnings_are_known_to_the_next_build_which_reads_no_file_for_them(
    data: Path, root: Path, monkeypatch: pytest.MonkeyPatch
):
    for one in CORPUS[3:5]:
        write_procedure(data, one, aliases=["một tên gọi chung"])
    first = built(data, root)
    parsed: list[str] = []
    real = cached_files.read_file

    def read_file(path: Path, model: type[Procedure]) -> Parsed[Procedure]:
        parsed.append(path.name)
        return real(path, model)

    monkeypatch.setattr(cached_files, "read_file", read_file)
    again = built(data, root)
    assert (again.complaints, again.reused) == (first.complaints, len(CORPUS))
    named = {Path(one.path).name for one in first.complaints if one.rule == "clashing_alias"}
    assert named
    assert not named & set(parsed)


def test_a_file_without_mistakes_is_checked_again_when_it_or_the_registers_change(
    data: Path, root: Path, monkeypatch: pytest.MonkeyPatch
):
    checked: list[str] = []
    real = load.check_procedure

    def check_procedure(read: Read, *others: Any) -> Iterator[Complaint]:
        checked.append(Path(read[0].path).stem)
        return real(read, *others)

    monkeypatch.setattr(load, "check_procedure", check_procedure)
    built(data, root)
    assert len(checked) == len(CORPUS)
    checked.clear()
    built(data, root)
    alone = set(checked)
    write_procedure(data, CORPUS[0], summary="Chữ mới")
    checked.clear()
    built(data, root)
    assert set(checked) == alone | {CORPUS[0].key}
    assert len(alone) < len(CORPUS) - 1
    (data / "popular.yaml").write_text(f"popular: ['{CORPUS[0].code}']\n", "utf-8")
    checked.clear()
    built(data, root)
    assert len(checked) == len(CORPUS)


def test_all_mistakes_together_are_all_told(data: Path, root: Path):
    built(data, root)
    for breaking in BREAKS:
        if breaking is not break_registers_whole:
            breaking(data)
    expected = load_folder(data).complaints
    assert gathered(data, root) == expected
    assert len({one.rule for one in expected}) >= 6


def test_files_with_mistakes_can_be_left_out(data: Path, root: Path):
    break_syntax(data)
    report = built(data, root, keep_going=True)
    assert report.procedures == len(CORPUS) - 1
    assert [rule for _, rule in report.skipped] == ["syntax"]
    assert built(data, root, keep_going=True).reused == len(CORPUS) - 1


# Reports -----------------------------------------------------------------------------------------------------


def test_drafts_are_left_out_and_told_of(data: Path, root: Path):
    write_procedure(data, CORPUS[0], status="draft")
    report = built(data, root)
    assert (CORPUS[0].key, "draft") in report.skipped
    assert report.procedures == len(CORPUS) - 1
    assert_same(contents(root), fresh(data))


def test_a_report_tells_time_and_memory(data: Path, root: Path):
    report = built(data, root)
    assert set(report.seconds) == {"load", "analyse", "index", "tables", "records", "check", "publish"}
    assert report.took >= max(report.seconds.values()) > 0
    assert report.peak_mb > 10


def test_a_build_beside_another_is_refused(data: Path, root: Path):
    with lock(root), pytest.raises(LockHeldError):
        built(data, root)


def test_procedures_without_files_make_the_same_generation(data: Path, root: Path):
    built(data, root)
    held = load_folder(data).registers
    assert held is not None
    build_procedures(CORPUS, held, data.parent / "direct")
    assert_same(contents(data.parent / "direct"), contents(root))
    assert not (data.parent / "direct" / "cache").exists()
    assert registers().portal == held.portal
