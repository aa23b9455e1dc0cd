"""The `thutuc` command as a person runs it: what it prints, where, and its exit codes."""

from __future__ import annotations

import importlib.metadata
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from indexer.generation import current_generation, lock
from search_api.cli import app
from search_api.cli_words import HELP, SAID
from search_api.settings import Settings

CHECKOUT = Path(__file__).resolve().parent.parent
MAIN = "from search_api.cli import main; main()"
BIRTH = "procedures/ho-tich/1.001193.yaml"


@pytest.fixture(autouse=True)
def _vietnamese() -> None:
    """Commands of one process share the language; each test starts in Vietnamese."""
    run("--lang", "vi", "version")


def run(*arguments: object):
    return CliRunner().invoke(app, [str(one) for one in arguments])


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled registers with one field of procedures: small and real."""
    folder = tmp_path_factory.mktemp("data")
    shutil.copytree(
        CHECKOUT / "data", folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("procedures")
    )
    shutil.copytree(CHECKOUT / "data/procedures/ho-tich", folder / "procedures/ho-tich")
    (folder / "offers.yaml").write_text("offers: []\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def index(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("index")
    assert run("build", data, "--out", root).exit_code == 0
    return root


@pytest.fixture
def broken(data: Path, tmp_path: Path) -> Path:
    """A copy of the data in which one file has two mistakes."""
    folder = tmp_path / "data"
    shutil.copytree(data, folder)
    text = (folder / BIRTH).read_text("utf-8")
    text = text.replace('code: "1.001193"', "code: 1.001193").replace("levels:", "leveles:")
    (folder / BIRTH).write_text(text, "utf-8")
    return folder


def test_check_of_sound_data_ends_with_zero(data: Path) -> None:
    assert run("check", data).exit_code == 0


def test_check_prints_place_key_and_message_and_ends_with_one(broken: Path) -> None:
    done = run("check", broken)
    assert done.exit_code == 1
    assert f"{broken / BIRTH}:1:7: code: " in done.stdout
    assert "đặt trong dấu nháy" in done.stdout


def test_check_speaks_english_on_request(broken: Path) -> None:
    assert "put it in quotes" in run("--lang", "en", "check", broken).stdout


def test_check_as_json_holds_every_part_of_each_complaint(broken: Path) -> None:
    found = json.loads(run("check", broken, "--format", "json").stdout)
    numbers = [one for one in found if one["rule"] == "number_not_text"]
    assert [(one["line"], one["column"], one["key"], one["severity"]) for one in numbers] == [
        (1, 7, "code", "error")
    ]


def test_check_as_annotations_of_github(broken: Path) -> None:
    assert (
        f"::error file={broken / BIRTH},line=1,col=7::" in run("check", broken, "--format", "github").stdout
    )


def test_check_of_one_file_tells_of_that_file_only(broken: Path) -> None:
    other = next(one for one in (broken / "procedures/ho-tich").iterdir() if one.name not in BIRTH)
    assert run("check", other).exit_code == 0
    assert run("check", broken / BIRTH).exit_code == 1


def test_check_of_a_folder_that_is_not_there_says_so(tmp_path: Path) -> None:
    done = run("check", tmp_path / "nothing")
    assert done.exit_code == 1
    assert str(tmp_path / "nothing") in done.stdout


def test_check_of_a_file_outside_any_data_folder_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("a: 1", "utf-8")
    done = run("check", path)
    assert done.exit_code == 1
    assert str(path) in done.stderr


def test_schema_prints_a_json_schema() -> None:
    assert json.loads(run("schema").stdout)["title"] == "Procedure"
    assert "definitions" in json.loads(run("schema", "agencies", "--draft-07").stdout)


def test_schema_of_an_unknown_kind_names_the_known_ones() -> None:
    done = run("schema", "agency")
    assert done.exit_code == 2
    assert "procedure" in done.stderr


def test_a_skeleton_passes_the_check_where_it_was_written(data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(data, folder)
    assert run("new", "1.999999", "--data", folder).exit_code == 0
    assert run("check", folder).exit_code == 0


def test_new_does_not_overwrite_a_file(data: Path) -> None:
    before = (data / BIRTH).read_bytes()
    assert run("new", "1.001193", "--data", data).exit_code == 1
    assert (data / BIRTH).read_bytes() == before


@pytest.mark.parametrize(("option", "near"), [("--field", "ho-tich"), ("--agency", "ubnd-cap-xa")])
def test_new_refuses_ids_that_the_registers_do_not_know(data: Path, option: str, near: str) -> None:
    done = run("new", "1.999998", option, f"{near}x", "--data", data)
    assert done.exit_code == 1
    assert f'Có phải ý là "{near}"' in done.stderr
    assert not list(data.rglob("1.999998.yaml"))


def test_new_refuses_what_is_no_code() -> None:
    done = run("new", "abc")
    assert done.exit_code == 1
    assert "1.001193" in done.stderr


def test_build_reports_the_time_of_each_part_on_stderr_and_the_report_as_json(
    data: Path, tmp_path: Path
) -> None:
    done = run("build", data, "--out", tmp_path, "--json")
    report = json.loads(done.stdout)
    assert set(report["seconds"]) == {"load", "analyse", "index", "tables", "records", "check", "publish"}
    assert current_generation(tmp_path) == tmp_path / report["generation"]
    assert all(SAID[f"build_{part}"][0] in done.stderr for part in report["seconds"])


def test_a_mistake_keeps_the_old_index_and_ends_with_one(broken: Path, data: Path, tmp_path: Path) -> None:
    root = tmp_path / "index"
    run("build", data, "--out", root)
    before = current_generation(root)
    done = run("build", broken, "--out", root)
    assert done.exit_code == 1
    assert f"{BIRTH}:1:7" in done.stderr
    assert current_generation(root) == before
    assert not list(root.glob("*.partial"))


def test_keep_going_leaves_the_bad_file_out_and_says_so(broken: Path, tmp_path: Path) -> None:
    done = run("build", broken, "--out", tmp_path / "index", "--keep-going", "--json")
    assert done.exit_code == 0
    skipped = json.loads(done.stdout)["skipped"]
    assert {Path(name).name for name, _ in skipped} == {"1.001193.yaml"}
    (line,) = [one for one in done.stderr.splitlines() if "bỏ qua" in one and "nháy" in one]
    assert "number_not_text" not in line


def test_search_finds_by_words_without_marks(index: Path) -> None:
    assert "1.001193" in run("search", "--index", index, "dang ky khai sinh").stdout.splitlines()[1]


def test_search_as_json_is_the_answer_of_the_api(index: Path) -> None:
    answer = json.loads(run("search", "--index", index, "--json", "1001193").stdout)
    assert answer["hits"][0]["code"] == "1.001193"
    assert {"query", "total", "page", "per_page", "confident", "suggestion", "hits", "facets"} <= set(answer)


def test_search_of_a_query_that_is_too_long_says_why(index: Path) -> None:
    done = run("search", "--index", index, "x" * 5000)
    assert done.exit_code == 1
    assert "1200" in done.stderr
    assert "too_long" not in done.stderr


def test_search_without_an_index_tells_how_to_make_one(tmp_path: Path) -> None:
    done = run("search", "--index", tmp_path, "x")
    assert done.exit_code == 1
    assert "thutuc build" in done.stderr


@pytest.fixture
def degraded(index: Path, tmp_path: Path) -> Path:
    """An index whose current generation is damaged; an older one is whole."""
    root = tmp_path / "degraded"
    shutil.copytree(index, root)
    (root / "gen-29990101T000000000000-00000000").mkdir()
    (root / "CURRENT").write_text("gen-29990101T000000000000-00000000\n", "ascii")
    return root


@pytest.mark.parametrize("command", ["search", "judge"])
def test_a_damaged_current_index_is_told_on_stderr_and_stdout_stays_json(
    degraded: Path, tmp_path: Path, command: str
) -> None:
    path = tmp_path / "j.tsv"
    path.write_text("class\tquery\tcodes\na\tkhai sinh\t1.001193\n", "utf-8")
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            MAIN,
            command,
            "khai sinh" if command == "search" else path,
            "--index",
            degraded,
            "--json",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    json.loads(done.stdout)
    assert "dựng lại" in done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("THUTUC_RATE_LIMIT", "bad"),
        ("THUTUC_MODE", "prod"),
        ("THUTUC_ALLOWED_HOSTS", "example.org"),
        ("THUTUC_POLL_SECONDS", "0"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_and_ends_with_two(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    done = run("search", "x")
    assert done.exit_code == 2
    assert f'{name}="{value}"' in done.stderr
    assert SAID[f"setting_{name.removeprefix('THUTUC_').lower()}"][0] in done.stderr


def test_every_setting_has_words_for_what_it_wants() -> None:
    assert {f"setting_{name}" for name in Settings.model_fields} <= SAID.keys()


def test_production_without_an_address_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THUTUC_MODE", "production")
    done = run("serve")
    assert done.exit_code == 2
    assert "THUTUC_BASE_URL" in done.stderr


def test_errors_of_the_index_are_told_in_the_language_asked_for(tmp_path: Path) -> None:
    assert "chưa có chỉ mục" in run("search", "--index", tmp_path, "x").stderr
    assert "no readable index" in run("--lang", "en", "search", "--index", tmp_path, "x").stderr


def test_a_build_that_is_running_is_told_in_vietnamese(data: Path, tmp_path: Path) -> None:
    with lock(tmp_path):
        done = run("build", data, "--out", tmp_path)
    assert done.exit_code == 1
    assert "một lần dựng khác đang chạy" in done.stderr


def test_judge_prints_a_line_a_class_and_json_on_request(index: Path, tmp_path: Path) -> None:
    path = tmp_path / "j.tsv"
    path.write_text("class\tquery\tcodes\na\tkhai sinh\t1.001193\nb\tkhai tử\t1.000000\n", "utf-8")
    printed = run("judge", path, "--index", index, "--misses").stdout
    assert [line.split()[0] for line in printed.splitlines()][:4] == ["class", "a", "b", "all"]
    assert "khai tử" in printed
    assert json.loads(run("judge", path, "--index", index, "--json").stdout)["classes"]["all"]["queries"] == 2


def test_judge_of_a_bad_file_names_path_and_line(index: Path, tmp_path: Path) -> None:
    path = tmp_path / "j.tsv"
    path.write_text("a\tb\n", "utf-8")
    done = run("judge", path, "--index", index)
    assert done.exit_code == 1
    assert f"{path}:1:" in done.stderr
    assert run("judge", tmp_path / "none.tsv", "--index", index).exit_code == 1


def test_version_prints_a_number() -> None:
    assert run("version").stdout.startswith("thutuc ")
    assert json.loads(run("version", "--json").stdout)["thutuc"]


def test_the_version_names_whichever_package_gives_whoosh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.metadata, "packages_distributions", lambda: {"whoosh": ["thutuc"]})
    assert json.loads(run("version", "--json").stdout)["whoosh"]


def test_every_message_stands_in_both_languages() -> None:
    assert all(vi.strip() and en.strip() for vi, en in (*HELP.values(), *SAID.values()))


def test_help_is_vietnamese_unless_the_environment_says_english() -> None:
    def helped(**more: str) -> str:
        command = [sys.executable, "-c", MAIN, "--help"]
        return subprocess.run(
            command, env={**os.environ, **more}, capture_output=True, text=True, check=True
        ).stdout

    assert "Kiểm tra dữ liệu" in helped()
    assert "Check data" in helped(THUTUC_LANG="en")
