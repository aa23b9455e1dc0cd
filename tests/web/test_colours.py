"""Contrast of the style sheet, computed for light and dark (WCAG 2.2: 1.4.3, 1.4.11)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

CSS = (Path(__file__).resolve().parents[2] / "search_api" / "static" / "thutuc.css").read_text("utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", block))
    for block in re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)[:2]
)
TEXT = [
    ("ink", "page"),
    ("quiet", "page"),
    ("link", "page"),
    ("visited", "page"),
    ("ink", "panel"),
    ("quiet", "panel"),
    ("link", "panel"),
    ("visited", "panel"),
    ("on-brand", "brand"),
    ("on-brand", "deep"),
    ("on-gold", "gold"),
    ("on-good", "good"),
    ("on-button", "button"),
    ("on-mark", "mark"),
    ("on-notice", "notice"),
    ("on-alarm", "alarm"),
]
SHAPES = [
    ("line", "page"),
    ("line", "panel"),
    ("gold", "brand"),
    ("gold", "deep"),
    ("on-brand", "brand"),
    ("focus", "page"),
    ("focus", "panel"),
    ("focus", "notice"),
    ("focus", "alarm"),
    ("button", "page"),
]


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back"), TEXT)
def test_text_can_be_read(theme: dict[str, str], front: str, back: str) -> None:
    assert contrast(theme[front], theme[back]) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back"), SHAPES)
def test_borders_and_focus_can_be_seen(theme: dict[str, str], front: str, back: str) -> None:
    assert contrast(theme[front], theme[back]) >= 3.0


def test_both_themes_define_every_colour() -> None:
    assert LIGHT.keys() == DARK.keys()


def test_colours_stand_in_the_themes_only() -> None:
    # A QR code is dark on light in every theme, since cameras want it so.
    rest = re.sub(r":root \{.*?\}|@media print \{.*|\.qr-\w+ \{.*?\}", "", CSS, flags=re.DOTALL)
    assert not re.findall(r"#[0-9a-fA-F]{3,6}\b", rest)


def test_nothing_is_loaded_from_elsewhere() -> None:
    assert "@import" not in CSS
    assert all(re.fullmatch(r"fonts/[a-z0-9.-]+\.woff2", url) for url in re.findall(r'url\("?(.*?)"?\)', CSS))


def test_every_variable_that_is_used_is_defined() -> None:
    assert set(re.findall(r"var\(--([\w-]+)\)", CSS)) <= set(re.findall(r"--([\w-]+):", CSS))


def test_who_asks_for_more_contrast_gets_it() -> None:
    more = re.search(r"@media \(prefers-contrast: more\) \{\s*:root \{(.*?)\}", CSS, re.DOTALL)
    assert more
    stronger = dict(re.findall(r"--([\w-]+): var\(--([\w-]+)\)", more[1]))
    for theme in (LIGHT, DARK):
        for weak, strong in stronger.items():
            assert contrast(theme[strong], theme["page"]) > contrast(theme[weak], theme["page"])


def test_colours_that_the_user_chose_are_respected() -> None:
    forced = CSS.split("@media (forced-colors: active)")[1]
    assert "CanvasText" in forced.split("@media")[0]
    assert "forced-color-adjust" not in CSS


def test_sizes_of_type_follow_the_browser() -> None:
    """A size in px would ignore the size of type that people set."""
    assert not re.findall(r"(?:font-size|font): [\d.]+px", CSS)
    assert not re.findall(r"--(?:tiny|small|text|large|title): [\d.]+px", CSS)
    assert not re.findall(r"\((?:min|max)-width: [\d.]+px\)", CSS)
