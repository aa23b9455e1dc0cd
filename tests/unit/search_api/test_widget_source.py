"""The widget's source: contrast of both palettes (WCAG 2.2: 1.4.3, 1.4.11), its size, what it must not hold."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parents[3] / "search_api" / "static"
SOURCE = (STATIC / "widget" / "thutuc-search.js").read_text("utf-8")
LARGEST = 5 * 1024
"""Bytes after gzip -9."""
PALETTES = {
    name: dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", line))
    for name, line in re.findall(r'const (LIGHT|DARK) = "(.*?)";', SOURCE)
}
TEXT = [("fg", "bg"), ("muted", "bg"), ("fg", "hover"), ("muted", "hover"), ("on-accent", "accent")]
SHAPES = [("border", "bg"), ("focus", "bg"), ("focus", "hover"), ("accent", "bg")]
FORBIDDEN = [
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "document.write",
    "eval(",
    "Function(",
    'setTimeout("',
    ".style",
    "localStorage",
    "sessionStorage",
    "cookie",
    "sendBeacon",
    "import ",
]


def colour(theme: str, name: str) -> str:
    """A colour as the style sheet falls back: `var(--thutuc-focus, var(--thutuc-accent, var(--accent)))`."""
    if name in PALETTES[theme]:
        return PALETTES[theme][name]
    found = re.search(rf"var\(--thutuc-{name}, var\(--thutuc-([\w-]+)", SOURCE)
    assert found, name
    return colour(theme, found[1])


def luminance(colour_: str) -> float:
    channels = [int(colour_[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(theme: str, one: str, other: str) -> float:
    low, high = sorted(luminance(colour(theme, name)) for name in (one, other))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["LIGHT", "DARK"])
@pytest.mark.parametrize(("front", "back"), TEXT)
def test_text_can_be_read(theme: str, front: str, back: str) -> None:
    assert contrast(theme, front, back) >= 4.5


@pytest.mark.parametrize("theme", ["LIGHT", "DARK"])
@pytest.mark.parametrize(("front", "back"), SHAPES)
def test_borders_focus_and_button_can_be_seen(theme: str, front: str, back: str) -> None:
    assert contrast(theme, front, back) >= 3.0


def test_both_palettes_name_the_same_colours_and_there_are_no_others() -> None:
    assert PALETTES["LIGHT"].keys() == PALETTES["DARK"].keys()
    assert len(re.findall(r"#[0-9a-f]{6}", SOURCE)) == 2 * len(PALETTES["LIGHT"])


def test_it_is_small() -> None:
    assert len(gzip.compress(SOURCE.encode("utf-8"), 9)) <= LARGEST


@pytest.mark.parametrize("word", FORBIDDEN)
def test_what_pages_elsewhere_fear_is_not_in_it(word: str) -> None:
    assert word not in SOURCE


def test_both_languages_have_the_same_words() -> None:
    vietnamese, english = (
        re.findall(r"^    (\w+):", block, re.MULTILINE) for block in SOURCE.split("\n  en: {")[:2]
    )
    assert vietnamese == english[: len(vietnamese)] != []
