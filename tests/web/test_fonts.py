"""The bundled typeface: every letter of Vietnamese, within its budget, kept for ever, with its licence."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "search_api" / "static"
FONTS = sorted((STATIC / "fonts").glob("*.woff2"))
CSS = (STATIC / "thutuc.css").read_text("utf-8")
FACES = re.findall(r"@font-face \{(.*?)\}", CSS, re.DOTALL)
BUDGET = 60 * 1024


def test_all_files_together_stay_within_the_budget() -> None:
    assert FONTS
    assert sum(path.stat().st_size for path in FONTS) <= BUDGET


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.name)
def test_the_name_of_a_file_is_that_of_its_content(path: Path) -> None:
    assert path.name.split(".")[1] == hashlib.sha256(path.read_bytes()).hexdigest()[:8]


def test_the_style_sheet_names_every_file_and_no_other() -> None:
    assert sorted(re.findall(r'url\("fonts/(.*?)"\)', CSS)) == [path.name for path in FONTS]


def test_text_never_waits_for_the_typeface() -> None:
    loaded = [face for face in FACES if "url(" in face]
    assert loaded
    assert all("font-display: swap" in face for face in loaded)


def test_what_stands_in_takes_about_the_same_room() -> None:
    [stand_in] = [face for face in FACES if "local(" in face]
    assert all(rule in stand_in for rule in ("size-adjust", "ascent-override", "descent-override"))
    name = re.search(r'font-family: ("[^"]+")', stand_in)
    assert name
    assert re.search(rf'--sans: "Be Vietnam Pro", {name[1]},', CSS)


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.name)
def test_a_font_is_kept_for_ever(client: TestClient, path: Path) -> None:
    answer = client.get(f"/static/fonts/{path.name}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "font/woff2"
    assert "immutable" in answer.headers["cache-control"]
    assert answer.content == path.read_bytes()


def test_the_licence_stands_beside_the_files_and_in_the_notices() -> None:
    licence = (STATIC / "fonts" / "OFL.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Be Vietnam Pro Project Authors" in licence
    assert "Be Vietnam Pro" in (ROOT / "NOTICE").read_text("utf-8")


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.name)
def test_every_letter_of_vietnamese_is_there(path: Path) -> None:
    fonts = pytest.importorskip("fontTools.ttLib", reason="fonttools and brotli are for building fonts only")
    pytest.importorskip("brotli", reason="fonttools and brotli are for building fonts only")
    known = fonts.TTFont(path).getBestCmap()
    letters = "".join(map(chr, range(0x1EA0, 0x1EFA))) + "ĂăÂâÊêÔôƠơƯưĐđÀÁÃÈÉÌÍĨĩÒÓÕÙÚŨũÝý₫–…“”‘’·≤"
    assert not [letter for letter in letters if ord(letter) not in known]
