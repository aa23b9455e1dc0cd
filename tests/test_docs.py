"""Docs tell the truth: every key, setting, command, route and target is there, and nothing that must not be."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from pydantic import BaseModel
from typer.main import get_command

from dossiers.settings import DossierSettings
from indexer.json_schema import SCHEMAS, json_schema
from search_api.app import create_app
from search_api.cli import app
from search_api.settings import Settings
from search_api.wire_models import SearchAnswer

CHECKOUT = Path(__file__).resolve().parent.parent
DOCS = CHECKOUT / "docs"


def text(*parts: str) -> str:
    return (CHECKOUT / Path(*parts)).read_text("utf-8")


def in_backticks(page: str) -> set[str]:
    """Words inside single backticks, `{a, b}` and `a|b` taken apart."""
    prose = re.sub(r"^```.*?^```$", "", page, flags=re.MULTILINE | re.DOTALL)
    return {word for part in re.findall(r"`([^`]+)`", prose) for word in re.findall(r"[\w.-]+", part)}


def keys(schema: dict) -> set[str]:
    """All property names of a JSON Schema."""
    found = set(schema.get("properties", {}))
    for value in schema.values():
        for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
            if isinstance(part, dict):
                found |= keys(part)
    return found


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_yaml_key_is_documented(name: str) -> None:
    assert keys(json_schema(name)) - in_backticks(text("docs", "procedure-format.md")) == set()


def test_every_choice_of_a_key_is_documented() -> None:
    choices = {
        choice for part in json_schema("procedure")["$defs"].values() for choice in part.get("enum", [])
    }
    assert choices - in_backticks(text("docs", "procedure-format.md")) == set()


def test_every_setting_is_documented_with_its_default() -> None:
    page = text("docs", "operations.md")
    for name, field in {**DossierSettings.model_fields, **Settings.model_fields}.items():
        (line,) = [one for one in page.splitlines() if one.startswith(f"| `THUTUC_{name.upper()}`")]
        if isinstance(field.default, str) and field.default:
            assert f"`{field.default}`" in line


def test_every_command_and_option_is_documented() -> None:
    page = text("docs", "operations.md")
    for name, command in get_command(app).commands.items():  # type: ignore[attr-defined]
        assert f"`thutuc {name}" in page
        for parameter in command.params:
            for option in parameter.opts:
                assert not option.startswith("--") or f"`{option}" in page, (name, option)


def test_every_route_is_documented(tmp_path: Path) -> None:
    page = text("docs", "api.md")
    service = create_app(Settings(index=tmp_path))
    paths = {getattr(one, "path", "") for one in service.routes}
    missing = {
        path
        for path in paths
        if path.removeprefix("/en") and path.removeprefix("/en").replace(":path", "") not in page
    }
    assert missing == set()


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "docs/operations.md", "docs/relevance.md"])
def test_every_make_target_that_docs_name_exists(name: str) -> None:
    targets = set(re.findall(r"^([a-z0-9-]+):", text("Makefile"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z0-9-]+)", text(name))) <= targets


@pytest.mark.parametrize(
    "path", sorted(p.relative_to(CHECKOUT).as_posix() for p in [CHECKOUT / "README.md", *DOCS.rglob("*.md")])
)
def test_every_link_between_documents_leads_somewhere(path: str) -> None:
    for link in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", text(path)):
        assert ((CHECKOUT / path).parent / link).exists(), link


def test_the_skeleton_that_contributors_are_shown_can_be_written() -> None:
    command = re.search(r"thutuc (new (\S+) --field (\S+)) --data data", text("CONTRIBUTING.md"))
    assert command
    assert not list((CHECKOUT / "data").rglob(f"{command[2]}*.yaml"))
    assert (CHECKOUT / "data" / "procedures" / command[3]).is_dir()


def test_the_answer_that_the_api_page_shows_has_every_key_of_one() -> None:
    page = text("docs", "api.md")
    shown = json.loads(page.split("```json\n")[1].split("```")[0])
    SearchAnswer.model_validate(shown)
    assert shown["query"]["text"].replace(" ", "+") in page


def test_every_module_has_its_line_in_the_picture() -> None:
    page = text("docs", "architecture.md")
    for package in ("indexer", "search_api", "dossiers", "printing"):
        for path in (CHECKOUT / package).glob("*.py"):
            assert path.stem == "__init__" or path.stem in in_backticks(page), path


@pytest.mark.parametrize(
    "path", sorted((CHECKOUT / "requirements").glob("*.txt")), ids=lambda path: path.name
)
def test_lock_files_hold_hashes_and_no_address(path: Path) -> None:
    content = path.read_text("utf-8")
    assert "--hash=sha256:" in content
    assert not re.search(
        r"https?:|file:\S|--index-url|--find-links|--trusted-host|@ |(^|\s)/\w", content.split("\n\n", 1)[-1]
    )


def test_the_browser_lock_holds_no_address() -> None:
    for folder in ("e2e", "oidc"):
        assert "resolved" not in text("tests", folder, "package-lock.json")


def test_every_version_is_locked_to_one(tmp_path: Path) -> None:
    pins = dict(re.findall(r"^([\w.-]+)==([\w.]+)", text("requirements", "runtime.txt"), re.MULTILINE))
    assert pins["whoosh"] == "2.7.4"
    wider = dict(re.findall(r"^([\w.-]+)==([\w.]+)", text("requirements", "dev.txt"), re.MULTILINE))
    assert {name: wider.get(name) for name in pins} == pins


def test_nothing_in_the_repository_names_a_machine() -> None:
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=CHECKOUT, capture_output=True, text=True, check=True
    ).stdout.split()
    pattern = re.compile(r"(?<![\w.])/(root|work|farm)/|pypi\.|npmjs|pythonhosted", re.IGNORECASE)
    for name in tracked:
        path = CHECKOUT / name
        is_text = path.suffix not in (".png", ".woff2", ".ttf", ".bin")
        if path.is_file() and path.name != Path(__file__).name and is_text:
            assert pattern.search(path.read_text("utf-8")) is None, name


def test_models_are_all_reachable_from_a_schema() -> None:
    assert all(issubclass(model, BaseModel) for model in SCHEMAS.values())
