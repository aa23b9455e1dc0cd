"""`thutuc diff` and `thutuc check --basis` as an editor runs them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from indexer.changes import compare, records
from indexer.generation import current_generation
from search_api.cli import app
from search_api.cli_words import SAID
from search_api.diffing import lines
from tests.samples import build_index, procedure

REGISTERS = {
    "portal.yaml": "name: Cổng mẫu\nshort_name: Mẫu\n",
    "agencies.yaml": "kinds:\n  - {id: ubnd-cap-xa, name: Ủy ban nhân dân cấp xã, level: commune}\nagencies: []\n",
    "fields.yaml": "fields:\n  - {id: ho-tich, name: Hộ tịch}\n",
}
SKELETON = """\
code: "{code}"
name: {name}
agency: ubnd-cap-xa
field: ho-tich
levels: [commune]
{more}source: {{url: "https://example.org/"}}
"""


@pytest.fixture(autouse=True)
def _vietnamese() -> None:
    """Commands of one process share the language; each test starts in Vietnamese."""
    run("--lang", "vi", "version")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(one) for one in arguments])


def write(data: Path, code: str, more: str = "", name: str = "Đăng ký khai sinh", key: str = "") -> Path:
    """One procedure of a data folder; `more` are further lines of YAML."""
    path = data / "procedures" / "ho-tich" / f"{key or code}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(SKELETON.format(code=code, name=name, more=more), "utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Callable[[str], Path]:
    """Makes data folders with small registers and one procedure."""

    def made(name: str) -> Path:
        data = tmp_path / name
        data.mkdir()
        for register, text in REGISTERS.items():
            (data / register).write_text(text, "utf-8")
        write(data, "1.000001")
        return data

    return made


@pytest.fixture
def old(folder: Callable[[str], Path]) -> Path:
    return folder("old")


@pytest.fixture
def new(folder: Callable[[str], Path]) -> Path:
    return folder("new")


# diff --------------------------------------------------------------------------------------------------------


def test_the_same_data_ends_with_zero(old: Path, new: Path) -> None:
    done = run("diff", old, new)
    assert (done.exit_code, done.stdout) == (0, SAID["diff_same"][0] + "\n")


def test_counts_come_first_then_each_procedure_with_its_fields(old: Path, new: Path) -> None:
    write(old, "1.000002", name="Cũ")
    write(new, "1.000001", "sets: 2\naliases: [làm khai sinh]\n")
    write(new, "1.000003", "valid_from: 2027-01-01\n", "Mới", key="1.000003@2027-01-01")
    done = run("diff", old, new)
    assert done.exit_code == 1
    assert done.stdout.splitlines() == [
        "1 đổi, 1 bỏ, 1 thêm",
        "đổi 1.000001: Đăng ký khai sinh",
        '    aliases: thêm "làm khai sinh"',
        "    sets: (trống) → 2",
        "bỏ 1.000002: Cũ",
        "thêm 1.000003@2027-01-01: Mới",
    ]


def test_the_order_of_the_two_decides_what_is_new(old: Path, new: Path) -> None:
    write(new, "1.000002")
    assert run("diff", old, new).stdout.startswith("0 đổi, 0 bỏ, 1 thêm\n")
    assert run("diff", new, old).stdout.startswith("0 đổi, 1 bỏ, 0 thêm\n")


def test_it_speaks_english_on_request(old: Path, new: Path) -> None:
    write(new, "1.000002")
    assert run("--lang", "en", "diff", old, new).stdout.startswith("0 changed, 0 removed, 1 added\nadded ")


def test_json_holds_whole_values(old: Path, new: Path) -> None:
    write(old, "1.000001", f"summary: {'a' * 500}\n")
    write(new, "1.000001", f"summary: {'b' * 500}\n")
    done = run("diff", old, new, "--json")
    assert done.exit_code == 1
    assert json.loads(done.stdout) == {
        "counts": {"changed": 1, "removed": 0, "added": 0},
        "changes": [
            {
                "kind": "changed",
                "code": "1.000001",
                "valid_from": None,
                "name": "Đăng ký khai sinh",
                "fields": [{"field": "summary", "old": "a" * 500, "new": "b" * 500}],
            }
        ],
    }


def test_data_index_and_generation_may_stand_on_either_side(old: Path, new: Path, tmp_path: Path) -> None:
    # A draft, and a version that ends where the next one begins: what a build makes of them is no difference.
    for data in (old, new):
        write(data, "1.000004", "status: draft\n")
        write(data, "1.000005")
        write(data, "1.000005", "valid_from: 2027-01-01\n", key="1.000005@2027-01-01")
    index = tmp_path / "index"
    run("build", old, "--out", index)
    generation = current_generation(index)
    assert generation is not None
    for side in (index, generation):
        assert run("diff", side, new).exit_code == run("diff", new, side).exit_code == 0
    write(new, "1.000001", "sets: 2\n")
    assert run("diff", index, new).stdout.startswith("1 đổi, 0 bỏ, 0 thêm")
    run("build", new, "--out", index)
    assert run("diff", generation, index).stdout == run("diff", generation, new).stdout
    assert run("diff", index, new).exit_code == 0


def test_a_build_tells_its_changes_and_records_them(old: Path, new: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    first = run("build", old, "--out", index, "--json")
    assert json.loads(first.stdout)["changes"]["previous"] == ""
    write(new, "1.000002")
    second = run("build", new, "--out", index, "--json")
    assert "0 đổi, 0 bỏ, 1 thêm" in second.stderr
    assert json.loads(second.stdout)["changes"]["added"] == 1


def test_a_build_tells_that_the_record_starts_anew(old: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    run("build", old, "--out", index)
    generation = current_generation(index)
    assert generation is not None
    (generation / "procedures.jsonl").write_bytes(b"")
    done = run("build", old, "--out", index)
    assert done.exit_code == 0
    assert "nhật ký thay đổi bắt đầu lại" in done.stderr
    assert str(generation / "procedures.jsonl") in done.stderr


def test_mistakes_in_data_are_trouble_not_a_difference(old: Path, new: Path) -> None:
    write(new, "1.000002", "setts: 1\n")
    done = run("diff", old, new)
    assert done.exit_code == 2
    assert "1.000002.yaml:6:1: setts:" in done.stderr
    assert done.stdout == ""


def test_a_folder_that_is_neither_data_nor_index_is_trouble(old: Path, tmp_path: Path) -> None:
    for wrong in (tmp_path, tmp_path / "nothing", old / "portal.yaml"):
        done = run("diff", old, wrong)
        assert done.exit_code == 2
        assert str(wrong) in done.stderr
        assert "portal.yaml" in done.stderr


def test_a_damaged_generation_is_trouble(old: Path, tmp_path: Path) -> None:
    generation = build_index(tmp_path / "index", [procedure()])
    (generation / "procedures.jsonl").write_bytes(b"{}\n")
    done = run("diff", old, tmp_path / "index")
    assert done.exit_code == 2
    assert str(generation / "procedures.jsonl") in done.stderr


# check --basis -----------------------------------------------------------------------------------------------


def bases(*given: str) -> str:
    return "legal_bases:\n" + "".join(f"  - {{number: {one}}}\n" for one in given)


ENDED = "42/2022/NĐ-CP, expired_on: 2020-07-01, replaced_by: 224/2026/NĐ-CP"


def test_an_ended_basis_is_a_warning_with_its_place(old: Path) -> None:
    path = write(old, "1.000001", bases("1/2020/NĐ-CP", ENDED, "2/2020/TT-BTP, expired_on: 2020-01-01"))
    done = run("check", "--basis", old)
    assert done.exit_code == 0
    first, second = done.stdout.splitlines()
    assert first.startswith(f"{path}:8:")
    assert (
        "cảnh báo: legal_bases[1].expired_on: 1.000001: căn cứ 42/2022/NĐ-CP hết hiệu lực từ 2020-07-01"
        in first
    )
    assert "224/2026/NĐ-CP thay thế" in first
    assert "2/2020/TT-BTP hết hiệu lực từ 2020-01-01; " in second
    assert "2 căn cứ pháp lý đã hết hiệu lực" in done.stderr


def test_json_tells_the_facts_of_each(old: Path) -> None:
    write(old, "1.000001", bases(ENDED))
    (one,) = json.loads(run("check", "--basis", "--format", "json", old).stdout)
    facts = {name: one[name] for name in ("code", "number", "expired_on", "replaced_by", "rule", "severity")}
    assert facts == {
        "code": "1.000001",
        "number": "42/2022/NĐ-CP",
        "expired_on": "2020-07-01",
        "replaced_by": "224/2026/NĐ-CP",
        "rule": "replaced_basis",
        "severity": "warning",
    }


def test_a_basis_that_will_end_and_procedures_that_are_over_are_passed_over(old: Path) -> None:
    write(old, "1.000001", bases("1/2020/NĐ-CP, expired_on: 2999-01-01"))
    write(old, "1.000002", "status: abolished\n" + bases(ENDED))
    write(old, "1.000003", "valid_to: 2021-01-01\n" + bases(ENDED))
    write(old, "1.000004", bases(ENDED))
    write(old, "1.000004", "valid_from: 2021-01-01\n", key="1.000004@2021-01-01")
    assert run("check", "--basis", old).stdout == ""


def test_a_draft_that_follows_does_not_hide_the_version_in_force(old: Path) -> None:
    path = write(old, "1.000001", bases(ENDED))
    draft = "valid_from: 2021-01-01\nstatus: draft\n" + bases(ENDED)
    other = write(old, "1.000001", draft, key="1.000001@2021-01-01")
    told = run("check", "--basis", old).stdout.splitlines()
    assert [line.partition(":")[0] for line in told] == [str(path), str(other)]


def test_the_list_is_in_the_order_of_files_and_holds_other_warnings_out(old: Path) -> None:
    for code in ("1.000003", "1.000002"):
        write(old, code, bases(ENDED))
    (old / "stray.txt").write_text("x")
    told = run("check", "--basis", old).stdout.splitlines()
    assert [Path(line.partition(":")[0]).name for line in told] == ["1.000002.yaml", "1.000003.yaml"]


def test_a_file_with_mistakes_cannot_be_looked_through_and_says_so(old: Path) -> None:
    write(old, "1.000001", bases(ENDED))
    write(old, "1.000002", "setts: 1\n" + bases(ENDED))
    done = run("check", "--basis", old)
    assert done.exit_code == 1
    assert len(done.stdout.splitlines()) == 2


def test_single_files_may_be_asked_about(old: Path) -> None:
    write(old, "1.000001", bases(ENDED))
    path = write(old, "1.000002", bases(ENDED))
    assert len(run("check", "--basis", path).stdout.splitlines()) == 1


def test_the_bundled_data_rests_on_nothing_that_has_ended() -> None:
    done = run("check", "--basis")
    assert (done.exit_code, done.stdout) == (0, "")


# Anything an editor may do -----------------------------------------------------------------------------------


TEXTS = st.text("ab é\n", min_size=1, max_size=90).filter(str.strip)
PARTS = st.fixed_dictionaries(
    {},
    optional={
        "summary": TEXTS,
        "aliases": st.lists(st.sampled_from("abcd"), max_size=3),
        "steps": st.lists(TEXTS, min_size=1, max_size=3),
        "sets": st.integers(1, 3),
        "reception_places": st.lists(st.just({"address": "a", "geo": [20.5, 106.0]}), max_size=2),
    },
)


@given(PARTS, PARTS)
def test_whatever_changed_is_printed_on_one_line_a_field(old: dict[str, Any], new: dict[str, Any]) -> None:
    sides = [records([procedure(**parts)]) for parts in (old, new)]
    changes = list(compare(*sides))
    told = list(lines(changes, lambda key, **values: SAID[key][0].format(**values)))
    differences = [one for change in changes for one in change.differences]
    assert len(told) == (2 + len(differences) if changes else 1)
    assert all("\n" not in line and len(line) < 600 for line in told)
    for line, one in zip(told[2:], differences, strict=True):
        _, _, said = line.partition(f"{one.field}: ")
        before, arrow, after = said.partition(" → ")
        assert said
        assert not arrow or before != after
