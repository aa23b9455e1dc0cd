"""`thutuc aliases lint`: what it prints and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from search_api.cli import app

PROCEDURE = """\
code: "{code}"
name: {name}
agency: ubnd-cap-xa
field: ho-tich
levels: [commune]
source: {{url: "https://example.org/"}}
aliases: [{alias}]
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "procedures/ho-tich").mkdir(parents=True)
    (tmp_path / "portal.yaml").write_text("name: Cổng mẫu\nshort_name: Mẫu\n", "utf-8")
    (tmp_path / "agencies.yaml").write_text(
        "kinds: [{id: ubnd-cap-xa, name: Ủy ban nhân dân cấp xã, level: commune}]\n", "utf-8"
    )
    (tmp_path / "fields.yaml").write_text("fields: [{id: ho-tich, name: Hộ tịch}]\n", "utf-8")
    write(tmp_path, "1.000001", "Đăng ký khai sinh", "giấy sinh")
    return tmp_path


def write(data: Path, code: str, name: str, alias: str) -> Path:
    path = data / f"procedures/ho-tich/{code}.yaml"
    path.write_text(PROCEDURE.format(code=code, name=name, alias=alias), "utf-8")
    return path


def run(*arguments: object):
    return CliRunner().invoke(app, ["--lang", "en", *(str(one) for one in arguments)])


def test_sound_phrases_end_with_0_and_a_summary(data: Path):
    ended = run("aliases", "lint", data)
    assert (ended.exit_code, ended.stdout) == (0, "")
    assert ended.stderr == "1 phrases, 0 errors, 0 warnings.\n"


def test_a_warning_names_its_place_and_ends_with_0(data: Path):
    path = write(data, "1.000001", "Đăng ký khai sinh", "đăng ký khai sinh")
    ended = run("aliases", "lint", data)
    assert ended.exit_code == 0
    assert ended.stdout.startswith(f"{path}:7:11: warning: aliases[0]: ")


def test_a_stolen_name_ends_with_1(data: Path):
    write(data, "1.000002", "Đăng ký kết hôn", "đăng ký khai sinh")
    ended = run("aliases", "lint", data)
    assert (ended.exit_code, ended.stderr) == (1, "2 phrases, 1 errors, 0 warnings.\n")


def test_programs_get_json_and_a_workflow_log_annotations(data: Path):
    write(data, "1.000002", "Đăng ký kết hôn", "đăng ký khai sinh")
    (one,) = json.loads(run("aliases", "lint", data, "--format", "json").stdout)
    assert (one["rule"], one["severity"], one["line"], one["column"]) == ("alias_stolen", "error", 7, 11)
    assert run("aliases", "lint", data, "--format", "github").stdout.startswith("::error file=")


def test_a_folder_that_is_none_ends_with_1(tmp_path: Path):
    assert run("aliases", "lint", tmp_path / "nowhere").exit_code == 1


def test_no_bundled_phrase_steals_a_name():
    assert run("aliases", "lint").exit_code == 0
